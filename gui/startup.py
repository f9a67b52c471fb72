"""What keeps the window from opening, said in plain words before Qt can crash over it.

Importing this module needs the standard library only. The *_problem functions turn
facts into a sentence that ends in the command that mends it; problem() gathers the
facts, cheapest first, and stops at the first sentence.
"""

import ctypes
import os
import re
import shutil
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path, PurePath
from typing import NamedTuple

import resources

REQUIREMENT = "PySide6-Essentials>=6.8,!=6.9.1,<6.12"
MODULES = ("PySide6", "pyqtgraph", "numpy", "PIL")
HEADLESS = "To train without a window, run: python main.py train"


class Library(NamedTuple):
    """A system library, the Debian package that brings it, and "always" or "screen"."""

    package: str
    name: str
    needed: str


def problem() -> str | None:
    """The first thing that keeps the window from opening, or None; imports Qt."""
    pip = pip_command(Path(sys.executable), resources.ROOT.parent)
    return (
        absent_problem([name for name in MODULES if find_spec(name) is None], pip)
        or version_problem(_qt_version(), pip)
        or _library_problem(pip)
        or (screen_problem(os.environ, reaches_x11) if sys.platform == "linux" else None)
    )


def absent_problem(packages: list[str], pip: str) -> str | None:
    """Python packages that are not installed."""
    if not packages:
        return None
    return (
        f"This Python lacks {', '.join(packages)}. In MLP Lab's folder, start with 'make run', "
        f"which installs what is needed, or run: {pip}"
    )


def version_problem(version: str | None, pip: str) -> str | None:
    """A PySide6 such as "6.12.0", outside REQUIREMENT; None is not known to be unfit."""
    if version is None:
        return None
    numbers = tuple(int(number) for number in re.findall(r"\d+", version))
    if (6, 8) <= numbers < (6, 12) and numbers[:3] != (6, 9, 1):
        return None
    why = ", which crashes Python 3.11 (PYSIDE-3474)" if numbers >= (6, 12) else ""
    return (
        f"PySide6 {version} is installed{why}; MLP Lab needs {REQUIREMENT}. "
        f"In MLP Lab's folder, run: {pip}"
    )


def library_problem(error: str, missing: list[Library], apt: str | None, pip: str) -> str:
    """Qt that does not load: error is the loader's, missing what the system lacks of our list."""
    unlisted = re.match(r"(lib(?!Qt|pyside|shiboken)\S+\.so[.\d]*): cannot open", error)
    names = [library.name for library in missing] or (unlisted.groups() if unlisted else ())
    if not names:
        return f"Qt does not load ({error}). In MLP Lab's folder, run: {pip} --force-reinstall"
    lacks = f"Qt needs system libraries that are not installed: {', '.join(names)}."
    if not (apt and missing):
        return f"{lacks} Install them with the system's package manager."
    packages = " ".join(library.package for library in missing)
    return f"{lacks} Start with 'make run', which installs them, or run: {apt} install {packages}"


def screen_problem(environ: Mapping[str, str], reaches: Callable[[], bool]) -> str | None:
    """No screen for a window on Linux, where Qt would abort the process."""
    if not any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        return f"There is no screen: neither DISPLAY nor WAYLAND_DISPLAY is set. {HEADLESS}"
    if not uses_x11(environ) or reaches():
        return None
    return f"The screen DISPLAY={environ.get('DISPLAY', '')} cannot be reached. {HEADLESS}"


def pip_command(executable: PurePath, folder: PurePath) -> str:
    """The command that installs for this very Python, shortened where it lies in folder."""
    inside = executable.is_relative_to(folder)
    python = str(executable.relative_to(folder) if inside else executable)
    return f'"{python}" -m pip install -e .' if " " in python else f"{python} -m pip install -e ."


def uses_x11(environ: Mapping[str, str]) -> bool:
    """Whether Qt will open its windows on X11."""
    chosen = environ.get("QT_QPA_PLATFORM", "")
    x11_only = bool(environ.get("DISPLAY")) and not environ.get("WAYLAND_DISPLAY")
    return chosen == "xcb" or (not chosen and x11_only)


def reaches_x11() -> bool:
    """Whether the X server that DISPLAY names answers."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    error = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not error


def load_error(library: str) -> str | None:
    """The loader's message if the library or one it needs cannot be loaded."""
    try:
        ctypes.CDLL(library)
    except OSError as error:
        return str(error)
    return None


def libraries() -> list[Library]:
    """All that resources/debian-packages.txt lists."""
    lines = resources.path("debian-packages.txt").read_text(encoding="utf-8").splitlines()
    return [Library(*line.split()) for line in lines if line and not line.startswith("#")]


def missing_libraries(
    screen: bool, load_error: Callable[[str], str | None] = load_error
) -> list[Library]:
    """What this Linux lacks of the list; those for the screen only if asked for."""
    wanted = [library for library in libraries() if screen or library.needed == "always"]
    return [library for library in wanted if load_error(library.name)]


def _library_problem(pip: str) -> str | None:
    x11 = sys.platform == "linux" and uses_x11(os.environ)
    error = _qt_error() or (_xcb_error() if x11 else None)
    if error is None:
        return None
    missing = missing_libraries(screen=x11) if sys.platform == "linux" else []
    return library_problem(error, missing, _apt(), pip)


def _qt_version() -> str | None:
    """What PySide6 says itself: Qt imports it anyway, and importlib.metadata costs 40 ms."""
    try:
        return vars(import_module("PySide6")).get("__version__")
    except ImportError:
        return None


def _qt_error() -> str | None:
    try:
        import_module("PySide6.QtWidgets")
    except ImportError as error:
        return str(error)
    return None


def _xcb_error() -> str | None:
    """Why the plugin for X11 does not load; a distribution's own PySide6 has none of its own."""
    package = Path(str(import_module("PySide6").__file__)).parent
    plugin = package / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    return load_error(str(plugin)) if plugin.exists() else None


def _apt() -> str | None:
    if shutil.which("apt-get") is None:
        return None
    return "apt-get" if os.geteuid() == 0 else "sudo apt-get"

"""Before Qt can crash over it, the program says what is missing and what mends it."""

import re
import sys
import tomllib
from pathlib import Path, PurePosixPath

import pytest
from packaging.requirements import Requirement

from gui.startup import (
    REQUIREMENT,
    Library,
    absent_problem,
    libraries,
    library_problem,
    load_error,
    missing_libraries,
    pip_command,
    problem,
    reaches_x11,
    screen_problem,
    uses_x11,
    version_problem,
)

ROOT = Path(__file__).resolve().parents[2]
PIP = "python -m pip install -e ."
EGL = Library("libegl1", "libEGL.so.1", "always")
CURSOR = Library("libxcb-cursor0", "libxcb-cursor.so.0", "screen")


def not_found(library: str) -> str:
    return f"{library}: cannot open shared object file: No such file or directory"


def test_nothing_is_wrong_where_the_tests_run() -> None:
    assert problem() is None


def test_absent_packages_are_named() -> None:
    assert absent_problem([], PIP) is None
    assert absent_problem(["PySide6", "numpy"], PIP) == (
        "This Python lacks PySide6, numpy. In MLP Lab's folder, start with 'make run', "
        "which installs what is needed, or run: python -m pip install -e ."
    )


def test_the_version_that_crashes_is_named_with_its_reason() -> None:
    assert version_problem("6.12.0", PIP) == (
        "PySide6 6.12.0 is installed, which crashes Python 3.11 (PYSIDE-3474); MLP Lab needs "
        "PySide6-Essentials>=6.8,!=6.9.1,<6.12. In MLP Lab's folder, run: "
        "python -m pip install -e ."
    )


@pytest.mark.parametrize(
    "version",
    [
        *("5.15.2", "6.7.3", "6.8.0", "6.8.2.1", "6.9.0", "6.9.1", "6.9.2", "6.9.3"),
        *("6.10.0", "6.11.3", "6.12.0", "6.12.1", "6.13.0", "7.0.0"),
    ],
)
def test_a_version_fits_exactly_when_pip_would_take_it(version: str) -> None:
    fits = version_problem(version, PIP) is None
    assert fits == Requirement(REQUIREMENT).specifier.contains(version)


def test_the_project_asks_for_the_same_versions() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert REQUIREMENT in project["dependencies"]


@pytest.mark.parametrize("apt", ["sudo apt-get", "apt-get"])
def test_missing_libraries_are_named_with_their_packages(apt: str) -> None:
    assert library_problem(not_found("libEGL.so.1"), [EGL, CURSOR], apt, PIP) == (
        "Qt needs system libraries that are not installed: libEGL.so.1, libxcb-cursor.so.0. "
        f"Start with 'make run', which installs them, or run: {apt} install libegl1 libxcb-cursor0"
    )


@pytest.mark.parametrize(
    ("missing", "apt"), [([CURSOR], None), ([], "sudo apt-get")], ids=["no apt", "unlisted"]
)
def test_without_a_known_package_the_library_is_named(
    missing: list[Library], apt: str | None
) -> None:
    assert library_problem(not_found("libxcb-cursor.so.0"), missing, apt, PIP) == (
        "Qt needs system libraries that are not installed: libxcb-cursor.so.0. "
        "Install them with the system's package manager."
    )


@pytest.mark.parametrize("error", ["DLL load failed", not_found("libQt6Gui.so.6")])
def test_an_incomplete_qt_is_to_be_installed_again(error: str) -> None:
    assert library_problem(error, [], "apt-get", PIP) == (
        f"Qt does not load ({error}). "
        "In MLP Lab's folder, run: python -m pip install -e . --force-reinstall"
    )


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({}, "There is no screen: neither DISPLAY nor WAYLAND_DISPLAY is set."),
        ({"DISPLAY": ""}, "There is no screen: neither DISPLAY nor WAYLAND_DISPLAY is set."),
        ({"DISPLAY": ":99"}, "The screen DISPLAY=:99 cannot be reached."),
        ({"QT_QPA_PLATFORM": "xcb"}, "The screen DISPLAY= cannot be reached."),
    ],
)
def test_no_screen_is_said_with_the_way_to_do_without(
    environ: dict[str, str], sentence: str
) -> None:
    assert screen_problem(environ, lambda: False) == (
        f"{sentence} To train without a window, run: python main.py train"
    )


@pytest.mark.parametrize(
    "environ",
    [
        {"QT_QPA_PLATFORM": "offscreen"},
        {"WAYLAND_DISPLAY": "wayland-0"},
        {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"},
    ],
)
def test_x11_is_not_asked_where_qt_does_not_use_it(environ: dict[str, str]) -> None:
    assert not uses_x11(environ)
    assert screen_problem(environ, lambda: False) is None


def test_a_screen_that_answers_is_no_problem() -> None:
    assert screen_problem({"DISPLAY": ":0"}, lambda: True) is None


@pytest.mark.skipif(sys.platform != "linux", reason="X11 is asked on Linux only")
def test_a_display_that_nobody_serves_is_not_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":987")
    assert not reaches_x11()


@pytest.mark.parametrize(
    ("executable", "command"),
    [
        ("/lab/.venv/bin/python", ".venv/bin/python -m pip install -e ."),
        ("/usr/bin/python3", "/usr/bin/python3 -m pip install -e ."),
        ("/my own/python", '"/my own/python" -m pip install -e .'),
    ],
)
def test_the_command_installs_for_this_very_python(executable: str, command: str) -> None:
    assert pip_command(PurePosixPath(executable), PurePosixPath("/lab")) == command


def test_the_list_of_debian_packages_is_well_formed() -> None:
    assert [library.needed for library in libraries()] == ["always"] * 6 + ["screen"] * 9
    assert all(re.fullmatch(r"lib[\w.-]+\.so\.\d+", library.name) for library in libraries())


def test_libraries_for_the_screen_are_looked_for_only_if_wanted() -> None:
    assert missing_libraries(screen=True, load_error=not_found) == libraries()
    assert missing_libraries(screen=False, load_error=not_found) == libraries()[:6]


def test_a_library_that_loads_is_not_missing() -> None:
    assert missing_libraries(screen=True, load_error=lambda _: None) == []


def test_the_loader_names_the_library_it_does_not_find() -> None:
    assert load_error("libc.so.6") is None
    assert load_error("libnone.so.1") == not_found("libnone.so.1")

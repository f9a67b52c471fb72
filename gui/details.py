"""What a report of a problem needs: versions, machine, and what went wrong last."""

import logging
import os
import re
from collections import deque
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from core import runs
from core.machine import versions

KEPT = 10  # warnings and errors
LONGEST = 2000  # characters of one of them
PACKAGES = ("PySide6-Essentials", "pyqtgraph", "Pillow")
PROGRAM = Path(__file__).resolve().parents[1]
# The folders of an absolute path, on any system. What "~" stands for may hold spaces.
FOLDERS = re.compile(r"(?<![\w:/\\~.])(?:[A-Za-z]:|\\(?=\\))?[/\\](?:[^\s/\\:'\"]+[/\\])+")
BELOW_HOME = re.compile(r"~[/\\](?:[^/\\:'\"\n]+[/\\])*")


class LastErrors(logging.Handler):
    """Keeps the last warnings and errors of the log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: deque[str] = deque(maxlen=KEPT)

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(self.format(record)[-LONGEST:])


LAST_ERRORS = LastErrors()


def copy() -> None:
    """Put the details on the clipboard."""
    QGuiApplication.clipboard().setText(details())


def details() -> str:
    """All of it as lines of text."""
    made_of = versions() | {package: _version(package) for package in PACKAGES}
    made_of["Qt platform"] = QGuiApplication.platformName()
    if screen := QGuiApplication.primaryScreen():
        size = screen.size()
        made_of["screen"] = f"{size.width()}x{size.height()} at {screen.devicePixelRatio():g}"
    made_of["data folder"] = str(runs.home())
    lines = [f"{name}: {value}" for name, value in made_of.items()]
    errors = [without_folders(text) for text in LAST_ERRORS.texts] or ["none"]
    return "\n".join([*lines, "", "Last warnings and errors:", *errors]) + "\n"


def without_folders(text: str) -> str:
    """The text without the folders of the user's files, which may tell who that is."""
    home = os.path.expanduser("~")
    text = text.replace(f"{PROGRAM}{os.sep}", "")
    text = text.replace(home, "~") if len(home) > len("C:\\") else text  # it may be the root
    return FOLDERS.sub(".../", BELOW_HOME.sub(".../", text))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # where the system brought it along
        return "not known"

"""What a report of a problem needs: versions, machine, and what went wrong last."""

import logging
from collections import deque

from PySide6.QtGui import QGuiApplication

from core import runs
from core.machine import versions

KEPT = 10  # warnings and errors
LONGEST = 2000  # characters of one of them
PACKAGES = ("PySide6-Essentials", "pyqtgraph", "Pillow")


class LastErrors(logging.Handler):
    """Keeps the last warnings and errors of the log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: deque[str] = deque(maxlen=KEPT)

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(self.format(record)[-LONGEST:])


LAST_ERRORS = LastErrors()


def details() -> str:
    """All of it as lines of text."""
    from importlib.metadata import version  # only here, since it takes 10 ms of the start

    made_of = versions() | {package: version(package) for package in PACKAGES}
    made_of["Qt platform"] = QGuiApplication.platformName()
    if screen := QGuiApplication.primaryScreen():
        size = screen.size()
        made_of["screen"] = f"{size.width()}x{size.height()} at {screen.devicePixelRatio():g}"
    made_of["data folder"] = str(runs.home())
    lines = [f"{name}: {value}" for name, value in made_of.items()]
    errors = list(LAST_ERRORS.texts) or ["none"]
    return "\n".join([*lines, "", "Last warnings and errors:", *errors]) + "\n"

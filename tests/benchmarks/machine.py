"""On which machine, and with which versions, something was measured."""

import os
import platform
from importlib.metadata import version

from core.machine import processor

PACKAGES = ("numpy", "PySide6_Essentials", "pyqtgraph")


def describe() -> str:
    """One line for the top of every printed measurement."""
    versions = ", ".join(f"{package} {version(package)}" for package in PACKAGES)
    return (
        f"{processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, {versions}"
    )

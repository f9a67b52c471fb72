"""On which machine, and with which versions, something was measured."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("numpy", "PySide6_Essentials", "pyqtgraph")


def describe() -> str:
    """One line for the top of every printed measurement."""
    versions = ", ".join(f"{package} {version(package)}" for package in PACKAGES)
    return (
        f"{_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, {versions}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()

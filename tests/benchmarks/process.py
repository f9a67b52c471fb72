"""What this process takes of the system, and whether it has a screen."""

import gc
import os
from collections.abc import MutableMapping
from pathlib import Path
from typing import NamedTuple

STATUS, HANDLES, TASKS = Path("/proc/self/status"), Path("/proc/self/fd"), Path("/proc/self/task")


def memory() -> float:
    """Megabytes of memory in use at this moment (Linux)."""
    lines = STATUS.read_text().splitlines()
    (kilobytes,) = (line.split()[1] for line in lines if line.startswith("VmRSS"))
    return int(kilobytes) / 1024


def threads() -> int:
    """How many threads there are, those of libraries among them (Linux)."""
    return len(os.listdir(TASKS))


def handles() -> int:
    """How many files and sockets are open (Linux); the look itself takes one of them."""
    return len(os.listdir(HANDLES)) - 1


class Reading(NamedTuple):
    """What the process takes at one moment."""

    memory: float
    threads: int
    files: int


def reading() -> Reading:
    """What it takes once garbage is gone."""
    gc.collect()
    return Reading(memory(), threads(), handles())


def need_no_screen(environment: MutableMapping[str, str]) -> None:
    """Have Qt draw into memory where there is no screen."""
    if not {"DISPLAY", "WAYLAND_DISPLAY"} & environment.keys():
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")

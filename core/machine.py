"""What made a result: program, versions, machine and processor."""

import platform
from functools import cache
from pathlib import Path

import numpy as np

from core import __version__

CPUINFO = Path("/proc/cpuinfo")


def versions() -> dict[str, str]:
    """What a run's record and a model file hold, by name."""
    return {
        "mlp-lab": __version__,
        "python": platform.python_version(),
        "numpy": np.__version__,
        "machine": f"{platform.system()} {platform.machine()}",
        "processor": processor(),
    }


@cache
def processor() -> str:
    """The processor's name as the system gives it; only its kind where that is all there is."""
    try:
        lines = CPUINFO.read_text().splitlines()
    except OSError:
        lines = []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()

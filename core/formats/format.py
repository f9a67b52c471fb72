"""What a dataset format has to offer."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.samples import Dataset


@dataclass(frozen=True, slots=True)
class Format:
    """looks_like(path) is quick and never raises; read(path) raises only DatasetError."""

    name: str
    looks_like: Callable[[Path], bool]
    read: Callable[[Path], Dataset]

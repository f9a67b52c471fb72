"""What a dataset format has to offer, and what it finds in files."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.arrays import AnyArray, Labels
from core.samples import DIGITS
from core.work import Work


@dataclass(frozen=True, slots=True, eq=False)
class Labelled:
    """Images (N, H, W) of uint8 or float32, as they stand in files, and their classes (N,)."""

    images: AnyArray
    labels: Labels

    def __len__(self) -> int:
        return len(self.labels)


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What stands in files, before anything is made of it.

    test is None where files do not say which images are for testing. notes are sentences on
    what was left out or looks odd. transposed is what the format knows of it.
    """

    name: str
    train: Labelled
    test: Labelled | None = None
    class_names: tuple[str, ...] = DIGITS
    notes: tuple[str, ...] = ()
    transposed: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """looks_like(path) is quick and never raises; read(path) raises only DatasetError."""

    name: str
    looks_like: Callable[[Path], bool]
    read: Callable[[Path], Work[Found]]

"""The user's own labelled drawings, kept in a folder: a PNG file each, named by time and label.

Every change is one rename or one removal on the disk, so whatever happens while a drawing is
being saved, the others are as they were.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

import numpy as np

from core import files
from core.arrays import PIXEL_MAX, Images
from core.drawing import to_input
from core.formats import png
from core.samples import DIGITS, DatasetError

SHAPE = (280, 280)  # of the canvas's ink
NAME = re.compile(r"([0-9]{8}-[0-9]{6}-[0-9]{3})-([0-9])\.png")  # 20261123-214501-123-7.png
MAX_BYTES = 1 << 20  # of a file; ink that defies all packing has 80 kB


class DigitsError(ValueError):
    """Drawings that cannot be kept or read; the message says what, where, why and what to do."""


@dataclass(frozen=True)
class MyDigit:
    """A drawing under its file's name; ink is (280, 280), white on black, and read-only."""

    name: str
    ink: Images = field(repr=False, compare=False)

    @property
    def moment(self) -> str:
        """When it was drawn, to the millisecond: no two drawings share it, and it never changes."""
        return _parts(self.name)[0]

    @property
    def label(self) -> int:
        return int(_parts(self.name)[1])

    @cached_property  # so no slots
    def seen(self) -> Images:
        """What the network sees of it, in bytes as MNIST has them: (28, 28)."""
        seen: Images = np.rint(to_input(self.ink) * PIXEL_MAX).astype(np.uint8)
        seen.setflags(write=False)
        return seen


class MyDigits:
    """The drawings of a folder in order of time, and sentences on the files left out.

    Each method changes the disk first and raises DigitsError if it cannot; then digits is as it
    was too. The folder is made with the first drawing.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.digits: tuple[MyDigit, ...] = ()
        self.skipped: tuple[str, ...] = ()
        self._removed: set[str] = set()

    def load(self) -> None:
        """Read the folder anew; files that are no sound drawings stay there, and are named."""
        digits, skipped = [], []
        for path in self._paths():
            try:
                digits.append(_read(path))
            except DatasetError as error:
                skipped.append(str(error))
        self.digits, self.skipped = tuple(digits), tuple(skipped)

    def add(self, ink: Images, label: int, *, now: datetime | None = None) -> MyDigit:
        """Keep a copy of the ink; now is when it was drawn."""
        if ink.shape != SHAPE:
            raise DigitsError(f"A drawing has {SHAPE[1]}x{SHAPE[0]} pixels, not {ink.shape}.")
        if not ink.any():
            raise DigitsError("There is nothing to keep: the canvas is empty. Draw a digit first.")
        copy = ink.copy()
        copy.setflags(write=False)
        with writing(self.folder, "The drawing is not kept"):
            digit = MyDigit(_name(self._free_moment(now or datetime.now()), label), copy)
            self._write(digit)
        return digit

    def relabel(self, digit: MyDigit, label: int) -> MyDigit:
        """Say what the drawing really is; it keeps its place."""
        changed = MyDigit(_name(digit.moment, label), digit.ink)
        if changed == digit:
            return digit
        with writing(self.folder, "The label is not changed"):
            self._rename(digit, changed)
        self._show(changed, instead_of=digit)
        return changed

    def remove(self, digit: MyDigit) -> None:
        """Delete the drawing; restore() gives it back."""
        with writing(self.folder, "The drawing is not removed"):
            (self.folder / digit.name).unlink(missing_ok=True)
        self._removed.add(digit.moment)
        self._show(instead_of=digit)

    def restore(self, digit: MyDigit) -> None:
        """Give a removed drawing back under its name, so in its place."""
        with writing(self.folder, "The drawing is not given back"):
            if digit.moment in self._moments():
                raise DigitsError(f"{self.folder} holds the drawing of {digit.moment} already.")
            self._write(digit)

    def _paths(self) -> list[Path]:
        """All files but hidden ones, by name; what a crash has left behind is removed."""
        try:
            files.sweep(self.folder, NAME)
            return sorted(path for path in self.folder.iterdir() if path.name[0] != ".")
        except FileNotFoundError:
            return []
        except OSError as error:
            reason = error.strerror or error
            raise DigitsError(f"{self.folder} cannot be read: {reason}. Check it.") from error

    def _moments(self) -> set[str]:
        """The moments that are taken, also by files left out and by other windows."""
        names = (NAME.fullmatch(path.name) for path in self.folder.iterdir())
        return {name[1] for name in names if name}

    def _free_moment(self, now: datetime) -> str:
        """Now, or the next millisecond that no drawing has or had."""
        taken = self._moments() | self._removed
        while (moment := f"{now:%Y%m%d-%H%M%S}-{now.microsecond // 1000:03}") in taken:
            now += timedelta(milliseconds=1)
        return moment

    def _write(self, digit: MyDigit) -> None:
        files.write(self.folder / digit.name, png.encode(digit.ink))
        self._show(digit)

    def _rename(self, digit: MyDigit, changed: MyDigit) -> None:
        old, new = self.folder / digit.name, self.folder / changed.name
        if not old.exists():
            self._show(instead_of=digit)
            raise DigitsError(f"{digit.name} is gone from {self.folder}. Draw it again if need be.")
        if new.exists():  # a copy made by hand; rename() would replace it
            raise DigitsError(f"{self.folder} holds {new.name} already. Remove one of the two.")
        old.rename(new)

    def _show(self, *more: MyDigit, instead_of: MyDigit | None = None) -> None:
        others = [digit for digit in self.digits if digit != instead_of]
        self.digits = tuple(sorted([*others, *more], key=lambda digit: digit.name))


@contextmanager
def writing(folder: Path, failure: str) -> Iterator[None]:
    """Make the folder; an OSError becomes a DigitsError that opens with the failure."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise DigitsError(
            f"{failure}: {folder} cannot be written ({error.strerror or error}). "
            "Make room there, and check that it is a folder you may write to."
        ) from error


def _name(moment: str, label: int) -> str:
    if label not in range(len(DIGITS)):
        raise DigitsError(f"A label is a digit from 0 to 9, not {label!r}.")
    return f"{moment}-{int(label)}.png"


def _parts(name: str) -> tuple[str, str]:
    """The moment and the label in a drawing's name; raises DatasetError for other names."""
    match = NAME.fullmatch(name)
    if not match:
        raise DatasetError(f"{name} is no drawing's name, as 20261123-214501-123-7.png would be.")
    return match[1], match[2]


def _read(path: Path) -> MyDigit:
    """Read a drawing; raises DatasetError for whatever is wrong with its file."""
    _parts(path.name)
    try:
        if not path.is_file():
            raise DatasetError(f"{path.name} is a folder or a device, not a file.")
        if path.stat().st_size > MAX_BYTES:
            raise DatasetError(f"{path.name} is too large for a drawing.")
        ink = png.decode(path.read_bytes(), path.name, SHAPE)
    except OSError as error:
        raise DatasetError(f"{path.name} cannot be read: {error.strerror or error}.") from error
    if not ink.any():
        raise DatasetError(f"{path.name} is black all over: nothing is drawn.")
    return MyDigit(path.name, ink)

"""Pictures that are told apart by numbers, and the text files with a line for each of them."""

import re
from itertools import pairwise

import numpy as np

from core.arrays import Labels
from core.formats.pictures import is_picture
from core.formats.words import count, shown
from core.samples import DatasetError

FEW = 3  # numbers that are named of many
DIGIT = re.compile(r"\"?([0-9])(?:\.0*)?\"?")
# A name with one number, at its end; there may be folders before it and a suffix behind it.
NUMBER = re.compile(r"(?:.*[\\/])?[^0-9\\/]*([0-9]{1,18})(?:\.[^.\\/]*)?", re.DOTALL)


def number(name: str) -> int | None:
    """A picture's number; None if there is none, or more than one."""
    match = NUMBER.fullmatch(name)
    return int(match[1]) if match else None


def by_number(names: list[str], folder: str) -> dict[int, str]:
    """The pictures by their numbers, in order."""
    pictures: dict[int, str] = {}
    for name in names:
        own = number(name)
        if own is None:
            raise DatasetError(
                f"{folder}/{shown(name)} has no number that says which label is its own. Name it "
                "like 00001.jpg, or take it away."
            )
        if own in pictures:
            raise DatasetError(
                f"{folder} holds {shown(pictures[own])} and {shown(name)}, which are the same "
                "number. Take one of them away."
            )
        pictures[own] = name
    if not pictures:
        raise DatasetError(f"{folder} holds no pictures. Choose the folder of the assignment.")
    return dict(sorted(pictures.items()))


def gaps(pictures: dict[int, str]) -> str:
    """The numbers that are missing in between, the first of them as written; else empty."""
    missing = [
        _written(absent, pictures)
        for low, high in pairwise(pictures)
        for absent in range(low + 1, min(high, low + 1 + FEW))
    ]
    total = max(pictures) - min(pictures) + 1 - len(pictures)
    more = f" and {total - FEW:,} more" if total > FEW else ""
    return ", ".join(missing[:FEW]) + more


def _written(own: int, pictures: dict[int, str]) -> str:
    """A number with the zeros that files have in front."""
    digits = NUMBER.fullmatch(pictures[min(pictures)])
    return f"{own:0{len(digits[1]) if digits else 1}}"


def labels(text: bytes, pictures: dict[int, str], folder: str, file: str) -> Labels:
    """The labels (N,) of the pictures, from a file's lines; raises DatasetError."""
    return _Labels(pictures, folder, file).of(_rows(text))


def _rows(data: bytes) -> list[list[str]]:
    """The fields of each line; blank lines at the end are none."""
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = data.decode("utf-16" if is_wide else "utf-8-sig", errors="replace")
    lines = re.split("\r\n|\r|\n", text.rstrip())
    return [re.split(r"[\s,;]+", line.strip(" \t,;")) for line in lines]


class _Labels:
    """Which label is which picture's: by the order of lines, or by the names in them."""

    def __init__(self, pictures: dict[int, str], folder: str, file: str) -> None:
        self._pictures = pictures
        self._folder = folder
        self._file = file

    def of(self, rows: list[list[str]]) -> Labels:
        if rows == [[""]]:
            raise DatasetError(f"{self._file} holds no labels. Copy or download it again.")
        columns = len(rows[0])
        for line, row in enumerate(rows, 1):
            if row == [""]:
                raise self._wrong(line, "is empty")
            if len(row) != columns or columns > 2:
                raise self._wrong(line, f"has {count(len(row), 'column')}")
        in_order = columns == 1
        digits = self._in_order(rows) if in_order else self._by_name(rows)
        return np.array(digits, np.intp)

    def _in_order(self, rows: list[list[str]]) -> list[int]:
        digits = [self._digit(row[0], line) for line, row in enumerate(rows, 1)]
        if len(digits) == len(self._pictures):
            return digits
        ends = " to ".join(_written(end(self._pictures), self._pictures) for end in (min, max))
        missing = gaps(self._pictures)
        raise DatasetError(
            f"{self._folder} holds {count(len(self._pictures), 'picture')}, {ends}"
            f"{f' without {missing}' if missing else ''}, but {self._file} "
            f"{count(len(digits), 'label')}: every picture needs one line. Copy or download both "
            "again."
        )

    def _by_name(self, rows: list[list[str]]) -> list[int]:
        column = self._column_of_names(rows)
        digits: dict[int, int] = {}
        for line, row in enumerate(rows, 1):
            own = number(row[column])
            if own not in self._pictures:
                raise self._wrong(line, f"names {shown(row[column])}, which {self._folder} lacks")
            if own in digits:
                raise self._wrong(line, f"is a second label for {shown(row[column])}")
            digits[own] = self._digit(row[1 - column], line)
        for own, name in self._pictures.items():
            if own not in digits:
                raise DatasetError(
                    f"{self._file} has no line for {self._folder}/{shown(name)}. Add it, or take "
                    "the picture away."
                )
        return [digits[own] for own in self._pictures]

    def _column_of_names(self, rows: list[list[str]]) -> int:
        """That of file names, or else that which holds just the pictures' numbers."""
        for column in (0, 1):
            if is_picture(rows[0][column]):
                return column
        columns = [sorted(number(row[column]) or 0 for row in rows) for column in (0, 1)]
        are_names = [numbers == list(self._pictures) for numbers in columns]
        if are_names[0] == are_names[1]:
            raise self._wrong(1, "has two columns, and it is not clear which of them is the label")
        return are_names.index(True)

    def _digit(self, text: str, line: int) -> int:
        match = DIGIT.fullmatch(text)
        if not match:
            raise self._wrong(line, f"has {shown(text)!r} for a label, not a digit from 0 to 9")
        return int(match[1])

    def _wrong(self, line: int, what: str) -> DatasetError:
        return DatasetError(
            f"{self._file}, line {line:,} {what}. Every picture needs one line with its digit: "
            "correct the file."
        )

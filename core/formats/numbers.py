"""From the text of a table to numbers: quickly if all are whole and small, else line by line."""

import re
from dataclasses import dataclass
from typing import NoReturn

import numpy as np

from core.arrays import AnyArray, Bools, Images
from core.formats.scales import SCALES, beyond
from core.samples import DatasetError

SEPARATORS = (b"\t", b";", b",", b" ")  # the earlier one wins where a line has several
NEWLINE, ZERO = np.uint8(10), np.uint8(48)
NUMBER = re.compile(rb"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")
SHOWN = 40  # characters of a wrong value


@dataclass(frozen=True, slots=True)
class Form:
    """How a table's lines are made: fields in each, of which the first so many are skipped."""

    name: str
    separator: bytes
    fields: int
    skipped: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Numbers (N, fields that are not skipped), uint8 if they fit, and the lines they are from."""

    values: AnyArray
    lines: AnyArray


def parse(block: bytes, form: Form, line: int) -> Rows:
    """The numbers in whole lines, of which the first is that one of the file.

    Raises DatasetError with the line, the column and the value of what is no such number.
    """
    values = whole_numbers(_plain(block, form.separator), form)
    if values is None:
        return _any_numbers(block, form, line)
    return Rows(values, np.arange(line, line + len(values), dtype=np.int32))


def whole_numbers(block: bytes, form: Form) -> Images | None:
    """The numbers in lines of whole ones from 0 to 255 alone; None if there is anything else.

    The value of a number is known at its last digit: that, the one before, and the one before
    that, which are computed for every byte at once.
    """
    text = np.frombuffer(block, np.uint8)
    digits = text - ZERO  # beyond 9 for all other bytes, since they wrap
    is_digit = digits < 10
    ends = np.flatnonzero(~is_digit)
    if not _is_grid(text[ends], form) or ends[0] == 0 or (np.diff(ends) == 1).any():
        return None
    digits *= is_digit
    is_third = is_digit[2:] & is_digit[1:-1] & is_digit[:-2]
    hundreds = digits[:-2] * is_third
    values = digits.copy()
    values[1:] += digits[:-1] * np.uint8(10)
    values[2:] += hundreds * np.uint8(100)
    too_large = (hundreds > 2) | ((hundreds == 2) & (values[2:] < 200))
    too_large[1:] |= is_third[1:] & is_third[:-1]  # four digits
    lasts = ends - 1
    if _is_beyond(too_large, lasts, form):
        return None
    return values[lasts].reshape(-1, form.fields)[:, form.skipped :]


def _is_grid(marks: Images, form: Form) -> bool:
    """Whether what stands between the numbers of a text makes lines of that form."""
    if not marks.size or marks.size % form.fields:
        return False
    grid = marks.reshape(-1, form.fields)
    between = (grid[:, :-1] == form.separator[0]).all()
    return bool(between and (grid[:, -1] == NEWLINE).all())


def _is_beyond(too_large: Bools, lasts: AnyArray, form: Form) -> bool:
    """Whether any number is too large that is not skipped; too_large begins at the third byte."""
    if not too_large.any():
        return False
    padded = np.concatenate([np.zeros(2, bool), too_large])
    return bool(padded[lasts].reshape(-1, form.fields)[:, form.skipped :].any())


def _plain(block: bytes, separator: bytes) -> bytes:
    """The text without quotes, blanks and ".0" around the separators and line ends."""
    if b'"' in block:
        block = _unquoted(block, separator)
    if separator != b" " and b" " in block:
        block = block.replace(b" " + separator, separator).replace(separator + b" ", separator)
    if b".0" in block:
        block = block.replace(b".0" + separator, separator).replace(b".0\n", b"\n")
    return block


def _unquoted(block: bytes, separator: bytes) -> bytes:
    """Without its quotes, if each of them stands at the end of a field."""
    ends = (separator + b'"', b'"' + separator, b'\n"', b'"\n')
    outer = sum(map(block.count, ends)) + block.startswith(b'"')
    return block.replace(b'"', b"") if outer == block.count(b'"') else block


def _any_numbers(block: bytes, form: Form, first: int) -> Rows:
    block = with_points(_unquoted(block, form.separator), form.separator)
    numbered = list(enumerate(block.split(b"\n"), first))
    blank = form.separator + b" \t"
    held = [(line, text) for line, text in numbered if text.strip(blank)]
    for line, text in held:
        _check_count(text, line, form)
    lines = np.array([line for line, _ in held], np.int32)
    values = _values(held, form)[:, form.skipped :]
    wrong = np.argwhere(beyond(values))
    if len(wrong):
        row, column = wrong[0]
        _refuse(form, lines[row], form.skipped + column, f"{values[row, column]:g}")
    is_whole = bool((values >= 0).all() and (values == np.rint(values)).all())
    return Rows(values.astype(np.uint8 if is_whole else np.float32), lines)


def with_points(text: bytes, separator: bytes) -> bytes:
    """With decimal points in the place of decimal commas."""
    return text.replace(b",", b".") if separator in b"\t;" else text


def cells(text: bytes, separator: bytes) -> list[bytes]:
    """What stands in the fields of a line, without quotes and blanks around."""
    parts = text.split() if separator == b" " else text.split(separator)
    return [part.strip(b' "') for part in parts]


def _check_count(text: bytes, line: int, form: Form) -> None:
    is_blank = form.separator == b" "
    count = len(text.split()) if is_blank else text.count(form.separator) + 1
    if count != form.fields:
        raise DatasetError(
            f"{form.name}, line {line:,}: it has {count:,} fields where the first line has "
            f"{form.fields:,}. Correct the line, or download the file again."
        )


def _values(held: list[tuple[int, bytes]], form: Form) -> AnyArray:
    """The numbers (N, fields) in lines that have that many."""
    if not held:
        return np.empty((0, form.fields))
    delimiter = None if form.separator == b" " else form.separator.decode()
    texts = [text.decode("latin-1") for _, text in held]
    try:
        values = np.loadtxt(texts, np.float64, comments=None, delimiter=delimiter, ndmin=2)
    except ValueError:
        _refuse_first(held, form)
    if values.shape != (len(held), form.fields):
        _refuse_first(held, form)
    return values


def _refuse_first(held: list[tuple[int, bytes]], form: Form) -> NoReturn:
    """Say which is the first of some lines' fields that holds no number."""
    for line, text in held:
        for column, cell in enumerate(cells(text, form.separator)):
            if not NUMBER.fullmatch(cell):
                _refuse(form, line, column, cell.decode(errors="replace"))
    raise DatasetError(
        f"{form.name}, lines {held[0][0]:,} to {held[-1][0]:,}: they hold more than numbers. "
        "Correct the file."
    )


def _refuse(form: Form, line: int, column: int, value: str) -> NoReturn:
    what = f"{value[:SHOWN]!r} is no pixel" if value else "it is empty"
    raise DatasetError(
        f"{form.name}, line {line:,}, column {column + 1:,}: {what}. Pixels are numbers "
        f"{SCALES}. Correct the file."
    )

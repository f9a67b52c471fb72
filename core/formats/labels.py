"""Which classes the labels of a dataset stand for.

Numbers from 0 to 9 are digits, whichever of them occur. Beyond, numbers are taken for more
classes only if all from the first to the last are there, often enough not to be slips.
"""

import re
from collections.abc import Sequence

import numpy as np

from core.arrays import AnyArray, Bools, Floats, Labels
from core.samples import DIGITS, DatasetError

MAX_CLASSES = 100
OFTEN = 5  # images of a class beyond the digits
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def whole(values: AnyArray, name: str) -> Labels:
    """Labels (N,) as whole numbers, from numbers or texts such as 7, 7.0 or "7".

    One label in each row (N, K) stands for the column that holds it. Raises DatasetError.
    """
    if values.dtype.kind == "S":
        values = np.char.decode(values, "latin-1")
    numbers = _numbers(values, name)
    if values.ndim == 2 and values.shape[1] > 1:
        return _from_one_of_k(numbers, name)
    flat = numbers.reshape(-1)
    wrong = np.flatnonzero(~np.isfinite(flat) | (flat != np.round(flat)) | (flat < 0))
    if len(wrong):
        raise _no_label(name, int(wrong[0]), values.reshape(-1)[wrong[0]])
    return np.minimum(flat, np.iinfo(np.int32).max).astype(np.intp)


def single_ones(rows: AnyArray) -> Bools:
    """Which rows (N, K) are a single 1 among zeros: one label of K, each."""
    is_single: Bools = ((rows == 0) | (rows == 1)).all(1)
    is_single &= np.count_nonzero(rows, axis=1) == 1
    return is_single


def numbered(train: Labels, test: Labels | None, name: str, test_name: str = "") -> tuple[str, ...]:
    """The class names that whole numbers stand for, from which first() is subtracted.

    Raises DatasetError for a number that is no digit, where those are no further classes; the
    names are of the files, where that of the testing labels is another.
    """
    both = train if test is None else np.concatenate([train, test])
    highest = int(train.max(initial=0))
    if both.max(initial=0) < len(DIGITS):
        return DIGITS
    start, is_more = first(train), False
    if len(DIGITS) <= highest < MAX_CLASSES:
        is_more = bool((np.bincount(train)[start:] >= OFTEN).all())
    outside = (both < start) | (both > highest) if is_more else both >= len(DIGITS)
    if outside.any():
        at = int(outside.argmax())
        raise _beyond(int(both[at]), at, len(train), name, test_name)
    return tuple(map(str, range(start, highest + 1)))


def _beyond(label: int, at: int, train: int, name: str, test_name: str) -> DatasetError:
    """What is said of a label that stands for no class; at counts on in the testing labels."""
    place = f"{name}: label {at + 1:,}"
    if at >= train:
        of = "" if test_name else " of the testing images"
        place = f"{test_name or name}: label {at + 1 - train:,}{of}"
    return DatasetError(
        f"{place} is {label}. Labels are digits from 0 to 9; for more classes, up to "
        f"{MAX_CLASSES}, each number needs {OFTEN} images. Correct the label."
    )


def first(train: Labels) -> int:
    """The number of the first class: 1 where more than ten classes are counted from there."""
    return 1 if train.max(initial=0) >= len(DIGITS) and train.min() == 1 else 0


def digit_of(name: str) -> int | None:
    """The digit that a folder's name stands for: 7, 07, class_7 or seven; None if it is none."""
    if name.lower() in WORDS:
        return WORDS.index(name.lower())
    match = re.fullmatch(r"(?:\D*[_ -])?0*([0-9])", name)
    return int(match[1]) if match else None


def named(names: Sequence[str]) -> tuple[tuple[str, ...], list[int]]:
    """The class names that folders' names stand for, and which of them each one is."""
    digits = [digit_of(name) for name in names]
    if None not in digits and len(set(digits)) == len(digits):
        return DIGITS, [digit for digit in digits if digit is not None]
    order = sorted(names, key=natural)
    return tuple(order), [order.index(name) for name in names]


def natural(name: str) -> str:
    """A key by which 10 comes after 9."""
    return re.sub(r"\d+", _with_length, name.lower())


def _with_length(digits: re.Match[str]) -> str:
    number = digits[0].lstrip("0")
    return f"{len(number):03}{number}"


def _numbers(values: AnyArray, name: str) -> Floats:
    """Numbers or texts as numbers; what is neither is named with its place."""
    try:
        if values.dtype.kind in "biufU":
            with np.errstate(over="ignore"):
                return values.astype(np.float64)
    except ValueError:
        pass
    flat = values.reshape(-1)
    bad = next((index for index, value in enumerate(flat) if not _is_number(value)), 0)
    raise _no_label(name, bad, flat[bad] if len(flat) else "nothing")


def _from_one_of_k(values: Floats, name: str) -> Labels:
    is_single = single_ones(values)
    if not is_single.all():
        raise DatasetError(
            f"{name}: row {is_single.argmin() + 1:,} of the labels is not a single 1 among zeros. "
            "Correct it."
        )
    labels: Labels = values.argmax(1).astype(np.intp)
    return labels


def _is_number(value: object) -> bool:
    try:
        float(str(value))
    except ValueError:
        return False
    return True


def _no_label(name: str, index: int, value: object) -> DatasetError:
    return DatasetError(
        f"{name}: label {index + 1:,} is {str(value)[:40]!r}, not a whole number such as 7. "
        "Correct it."
    )

"""Which columns of a table are what: told by its first lines, and by its numbers."""

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from core.arrays import AnyArray
from core.formats.labels import MAX_CLASSES, single_ones
from core.formats.numbers import NUMBER, SEPARATORS, Form, Rows, cells, with_points
from core.samples import DatasetError

LEAST_SIDE = 4  # pixels; less is no image but some other table
LABEL_NAMES = {"label", "labels", "class", "target", "digit", "character", "y"}
INDEX_NAMES = {"", "id", "index", "imageid"}
ONE_OF_K = 10  # columns of a label that is a 1 among zeros
MAX_LABEL = MAX_CLASSES - 1
MOSTLY = 0.9  # of a column's numbers are labels if it holds labels; the others are slips
LOOKED_AT = 20  # lines


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table are, without those that its form skips.

    A label takes up width columns, none where there is none; they begin at label, which is None
    where the numbers have to tell. The images have side x side pixels. header lines come first.
    """

    form: Form
    header: int
    side: int
    width: int
    label: int | None


def columns_of(block: bytes, name: str) -> Columns:
    """What the columns of a table that begins with these lines are; raises DatasetError."""
    numbered = [pair for pair in enumerate(block.split(b"\n"), 1) if pair[1].strip()][:LOOKED_AT]
    if not numbered:
        raise DatasetError(f"{name} holds nothing but blank lines. Choose another file.")
    separator = _separator(numbered[0][1], name)
    table = [cells(with_points(text, separator), separator) for _, text in numbered]
    titles = [cell.decode(errors="replace").lower() for cell in table[0]]
    if not _is_header(titles):
        form = Form(name, separator, len(titles), _count_of_index(table))
        return Columns(form, 0, *_shape(form), None)
    skipped = _skipped(titles)
    form = Form(name, separator, len(titles), skipped)
    names = [place for place, title in enumerate(titles[skipped:]) if title in LABEL_NAMES]
    side, width = _named_shape(form) if names else _shape(form)
    return Columns(form, numbered[0][0], side, width, names[0] if names else None)


def label_place(parts: list[Rows], columns: Columns) -> int:
    """At which column the label begins; raises DatasetError where no numbers look like labels."""
    if columns.label is not None:
        return columns.label
    places = 0, columns.side**2
    scores = [
        _likeness(np.concatenate([part.values[:, at : at + columns.width] for part in parts]))
        for at in places
    ]
    if not any(scores):
        raise DatasetError(
            f"{columns.form.name}: neither its first nor its last column holds labels, which are "
            f"whole numbers from 0 to {MAX_LABEL}. Put the label of each image first."
        )
    return places[scores.index(max(scores))]


def _likeness(values: AnyArray) -> tuple[bool, bool, int] | tuple[()]:
    """How much columns (N, width) look like labels: compare these; empty if they do not."""
    if values.shape[1] > 1:
        return (True, True, 1) if single_ones(values).mean() >= MOSTLY else ()
    whole = values[(values == np.rint(values)) & (values >= 0) & (values <= MAX_LABEL)]
    if len(whole) < MOSTLY * len(values):
        return ()
    _, counts = np.unique(whole, return_counts=True)
    varies = bool(counts.max() < MOSTLY * len(whole))
    return varies, bool(whole.max() <= 9), len(counts)


def _separator(line: bytes, name: str) -> bytes:
    for separator in SEPARATORS:
        if separator in line.strip(b" "):
            return separator
    raise DatasetError(
        f"{name} is no table of images: its lines have no commas, semicolons, tabs or blanks. "
        "Choose a file with a label and the pixels of one image in each line."
    )


def _is_header(titles: list[str]) -> bool:
    """Whether these are names of columns: words, or numbers counting on, which no image does."""
    named = [title for title in titles if title]
    numbers = [title for title in named if NUMBER.fullmatch(title.encode())]
    if 2 * len(numbers) < len(named):
        return True
    is_long = len(named) > LEAST_SIDE**2
    return is_long and len(numbers) == len(named) and _counts_on([float(n) for n in numbers])


def _counts_on(numbers: list[float]) -> bool:
    return all(after == before + 1 for before, after in pairwise(numbers))


def _skipped(titles: list[str]) -> int:
    """How many columns in front are indices, by their titles."""
    for count, title in enumerate(titles):
        if title not in INDEX_NAMES and not title.startswith("unnamed"):
            return count
    return len(titles)


def _count_of_index(table: list[list[bytes]]) -> int:
    """One if the first column has no title, counts on, and only without it is there an image."""
    is_too_wide = _side(len(table[0]) - 1) is None and _side(len(table[0]) - 2) is not None
    firsts = [row[0] for row in table if row]
    if not is_too_wide or len(firsts) < 2 or not all(NUMBER.fullmatch(cell) for cell in firsts):
        return 0
    return int(_counts_on([float(cell) for cell in firsts]))


def _side(pixels: int) -> int | None:
    side = math.isqrt(max(pixels, 0))
    return side if side >= LEAST_SIDE and side * side == pixels else None


def _shape(form: Form) -> tuple[int, int]:
    """The side of the images and the width of the label in lines of so many fields."""
    count = form.fields - form.skipped
    for width in (1, 0, ONE_OF_K):
        side = _side(count - width)
        if side:
            return side, width
    raise DatasetError(
        f"{form.name} has {count:,} columns: no label and a square number of pixels, such as "
        "1 + 784 for images of 28x28. Choose a file with one image in each line."
    )


def _named_shape(form: Form) -> tuple[int, int]:
    pixels = form.fields - form.skipped - 1
    side = _side(pixels)
    if side:
        return side, 1
    if pixels < LEAST_SIDE**2:
        raise DatasetError(
            f"{form.name} has labels but no images. Choose the file that has both, with one image "
            "in each line: in Kaggle's digits, train.csv."
        )
    raise DatasetError(
        f"{form.name} has {pixels:,} columns beside the label: no square number of pixels, such "
        "as 784 for images of 28x28. Correct the header, or download the file again."
    )

"""Tables as text (CSV): in each line a label and the pixels of a square image, row by row.

Separators are tab, semicolon, comma or blanks. A header may name the label's column. Without one,
the label is in the first column or in the last: whichever holds whole numbers from 0 to 99. If
both do, the one that varies (the corners of images are nearly always background), then the one
with digits only, then the one with more different numbers, then the first. Ten more columns than
pixels are one label, a 1 among zeros. An index in front that a spreadsheet added is left out. A
file with "train" in its name brings the testing images in the file with "test" in its place.
"""

import re
from pathlib import Path

import numpy as np

from core.arrays import AnyArray, Labels
from core.formats import content, famous, lines, refused
from core.formats.columns import MAX_LABEL, Columns, columns_of, label_place
from core.formats.format import Format, Found, Labelled
from core.formats.labels import first, numbered, single_ones
from core.formats.numbers import Rows, parse
from core.formats.packed import MAGICS, Packed
from core.formats.scales import SCALES, are_mixed
from core.samples import DatasetError
from core.work import Work, stretch

SUFFIXES = (".csv", ".tsv")
PACKED_SUFFIXES = (".gz", ".xz")
NUMERIC = b'0123456789.,;+-eE \t\r\n"'  # all that a table without a header holds
FEW = 8  # separators; fewer in a line are no image
LOOKED_AT = 4096  # bytes


def looks_like(path: Path) -> bool:
    """Whether the file's name ends in .csv or .tsv, or it begins like a table of numbers."""
    name = path.name.lower()
    for suffix in PACKED_SUFFIXES:
        name = name.removesuffix(suffix)
    if name.endswith(SUFFIXES):
        return not path.is_dir()
    text = _beginning(path).removeprefix(b"\xef\xbb\xbf")
    line = text.split(b"\n")[0]
    is_wide = len(line.translate(None, NUMERIC[:10])) > FEW
    return is_wide and line[:1] not in b"\n" and not text.translate(None, NUMERIC)


def _beginning(path: Path) -> bytes:
    start = content.start(path, LOOKED_AT)
    if not start.startswith(MAGICS):
        return start
    try:
        return Packed(start, path.name).some(LOOKED_AT)
    except DatasetError:
        return b""


def read(path: Path) -> Work[Found]:
    """The images in the file, and testing images in the file beside it if that has labels."""
    other = _test_file(path)
    notes: tuple[str, ...] = ()
    if other and not _columns(other).width:
        notes = (f"{other.name} has no label column and was left aside.",)
        other = None
    train, train_notes = yield from stretch(_labelled(path), 0.0, 0.8 if other else 1.0)
    notes = train_notes + notes
    test = None
    if other:
        test, _ = yield from stretch(_labelled(other), 0.8, 1.0)
        notes += (f"The testing images are from {other.name}.",)
    truth = test.labels if test else None
    numbers = numbered(train.labels, truth, str(path), str(other) if other else "")
    start = first(train.labels)
    return Found(
        path.name,
        _from(train, start),
        test and _from(test, start),
        famous.classes(numbers, path.name, [path.resolve().parent.name]),
        notes,
        famous.lies_on_its_side(path.name),
    )


def _from(labelled: Labelled, first_class: int) -> Labelled:
    return Labelled(labelled.images, labelled.labels - first_class)


def _test_file(path: Path) -> Path | None:
    """The file beside it that has test in the place of train in its name."""
    found = [*re.finditer("train", path.name, re.IGNORECASE)][-1:]
    if not found:
        return None
    name, was = path.name, found[0]
    test = "TEST" if was[0].isupper() else "Test" if was[0][0].isupper() else "test"
    other = path.with_name(name[: was.start()] + test + name[was.end() :])
    return other if other.is_file() else None


def _columns(path: Path) -> Columns:
    """What its first lines tell; raises DatasetError, which names what the file is instead."""
    try:
        for _, block in lines.blocks(path):
            return columns_of(block, str(path))
    except DatasetError as error:
        is_packed = content.start(path).startswith(MAGICS)
        raise DatasetError((not is_packed and refused.reason(path)) or str(error)) from error
    raise DatasetError(f"{path} is an empty file. Copy or download it again.")


def _labelled(path: Path) -> Work[tuple[Labelled, tuple[str, ...]]]:
    """A file's images and labels, and what is to be noted of them."""
    columns = _columns(path)
    if not columns.width:
        raise DatasetError(
            f"{path} has no label column: nothing says which digits its images show. Use it for "
            "prediction only, and choose the file with labels: in Kaggle's digits, train.csv."
        )
    parts = yield from stretch(_rows(path, columns), 0.0, 0.9)
    at = label_place(parts, columns)
    row_lines = np.concatenate([part.lines for part in parts])
    labels = _labels(parts, columns, at, row_lines)
    pixels = yield from stretch(_pixels(parts, columns, at), 0.9, 1.0)
    _check_range(pixels, columns, at, row_lines)
    return Labelled(pixels, labels), tuple(_notes(columns, at))


def _rows(path: Path, columns: Columns) -> Work[list[Rows]]:
    """The numbers in all lines but the header."""
    parts: list[Rows] = []
    line = 1
    for share, block in lines.blocks(path):
        if line <= columns.header:
            block = block.split(b"\n", columns.header)[-1]
            line += columns.header
        part = parse(block, columns.form, line)
        if len(part.lines):
            parts.append(part)
        line += block.count(b"\n")
        yield share
    if not parts:
        raise DatasetError(f"{path} holds no images, only a header. Choose another file.")
    return parts


def _labels(parts: list[Rows], columns: Columns, at: int, row_lines: AnyArray) -> Labels:
    """The labels (N,); raises DatasetError for what is no label, with its place."""
    held = np.concatenate([part.values[:, at : at + columns.width] for part in parts])
    if columns.width > 1:
        is_right = single_ones(held)
        labels: Labels = held.argmax(1).astype(np.intp)
    else:
        is_right = ((held == np.rint(held)) & (held >= 0) & (held <= MAX_LABEL))[:, 0]
        labels = held[:, 0].astype(np.intp)
    if is_right.all():
        return labels
    row = int(is_right.argmin())
    found = f"{held[row, 0]:g}" if columns.width == 1 else "not a single 1 among zeros"
    raise DatasetError(
        f"{columns.form.name}, line {row_lines[row]:,}, column {columns.form.skipped + at + 1:,}: "
        f"the label is {found}. Labels are whole numbers such as 7. Correct it."
    )


def _pixels(parts: list[Rows], columns: Columns, at: int) -> Work[AnyArray]:
    """The images (N, H, W); takes the parts away as they are copied, to hold them once only."""
    count = sum(len(part.lines) for part in parts)
    kinds = {part.values.dtype for part in parts}
    pixels = np.empty((count, columns.side**2), np.result_type(*kinds))
    done = count
    while parts:
        values = parts.pop().values
        rows = pixels[done - len(values) : done]
        rows[:, :at] = values[:, :at]
        rows[:, at:] = values[:, at + columns.width :]
        done -= len(values)
        yield 1 - done / count
    return pixels.reshape(count, columns.side, columns.side)


def _check_range(images: AnyArray, columns: Columns, at: int, row_lines: AnyArray) -> None:
    """Refuse numbers below 0 beside others above 1: no scale has both."""
    if images.dtype == np.uint8 or not are_mixed(images.min(), images.max()):
        return
    pixels = images.reshape(len(images), -1)
    odd = min(pixels < 0, pixels > 1, key=np.count_nonzero)
    row, pixel = np.unravel_index(odd.argmax(), odd.shape)
    column = columns.form.skipped + pixel + (columns.width if pixel >= at else 0) + 1
    raise DatasetError(
        f"{columns.form.name}, line {row_lines[row]:,}, column {column:,}: "
        f"{pixels[row, pixel]:g} does not fit the other pixels. They go {SCALES}, all on one "
        "scale. Correct the file."
    )


def _notes(columns: Columns, at: int) -> list[str]:
    """What was left out, and what was only guessed."""
    skipped = columns.form.skipped
    notes = []
    if skipped:
        what = "The first column, an index, was" if skipped == 1 else f"{skipped} indices were"
        notes.append(f"{what} left out.")
    if columns.label is None:
        notes.append(f"The labels are those in the {'last' if at else 'first'} column.")
    return notes


FORMAT = Format("CSV, a label and the pixels of an image in each line", looks_like, read)

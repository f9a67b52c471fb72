"""Every defect of a table is a sentence with its line, its column, its value and a remedy."""

import gzip
import os
import re
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from core.formats import content
from core.formats.table import read
from core.samples import DatasetError
from core.work import finish

COUNT = 12
HEADER = ",".join(["label", *(f"pixel{i}" for i in range(784))])


def digits(count: int = COUNT) -> list[list[str]]:
    """Cells of so many lines, without a header; the corners are background."""
    noise = np.random.default_rng(5).integers(0, 256, (count, 784))
    noise[:, 0] = noise[:, -1] = 0
    return [[str(number % 10), *map(str, row)] for number, row in enumerate(noise)]


def text(table: list[list[str]], header: str = HEADER) -> str:
    return "\n".join([header] * bool(header) + [",".join(cells) for cells in table]) + "\n"


def refusal(path: Path, data: str | bytes) -> str:
    """What is said of a file with that in it."""
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    began = time.perf_counter()
    with pytest.raises(DatasetError) as error:
        finish(read(path))
    assert time.perf_counter() - began < 2
    assert str(error.value).startswith(str(path))
    return str(error.value).removeprefix(str(path))


def changed(cells: dict[tuple[int, int], str], table: list[list[str]] | None = None) -> str:
    """A table with a header, and cells by row and column that hold something else."""
    table = table or digits()
    for (row, column), value in cells.items():
        table[row][column] = value
    return text(table)


@pytest.mark.parametrize(
    "value",
    [
        "seven",
        "",
        "-3",
        "256",
        "300",
        "1200",
        "NaN",
        "inf",
        "1e999",
        "0x10",
        "1_0",
        "1 2",
        '1"2',
        "1\r2",
    ],
)
@pytest.mark.parametrize("column", [0, 5, 784])
def test_a_cell_that_is_no_pixel_is_named(tmp_path: Path, column: int, value: str) -> None:
    said = refusal(tmp_path / "a.csv", changed({(3, column): value}))
    shown = {"": "it is empty", "NaN": "'nan'", "1e999": "'inf'"}.get(value, repr(value))
    assert said.startswith(f", line 5, column {column + 1}: {shown}")
    assert said.endswith("Correct the file.")


def test_the_first_of_many_empty_cells_is_named(tmp_path: Path) -> None:
    cells = {(row, column): "" for row in range(2, 12) for column in range(100, 700)}
    assert ", line 4, column 101: it is empty" in refusal(tmp_path / "a.csv", changed(cells))


def test_the_line_is_right_behind_blank_ones_and_far_down(tmp_path: Path) -> None:
    table = digits(2000)  # several blocks
    table[1500][7] = "oops"
    data = text(table).replace("\n", "\n\n", 20)
    assert ", line 1,522, column 8: 'oops'" in refusal(tmp_path / "a.csv", data)


def test_the_column_counts_an_index_that_is_left_out(tmp_path: Path) -> None:
    table = digits()
    table[3][5] = "x"
    data = text([[str(number), *cells] for number, cells in enumerate(table)], "," + HEADER)
    assert ", line 5, column 7: 'x'" in refusal(tmp_path / "a.csv", data)


@pytest.mark.parametrize("count", [1, 783, 784, 786, 1570])
@pytest.mark.parametrize("row", [0, 6, COUNT - 1])
def test_a_line_with_other_many_fields_is_named(tmp_path: Path, row: int, count: int) -> None:
    table = digits()
    table[row] = (table[row] * 2)[:count]
    said = refusal(tmp_path / "a.csv", text(table))
    assert f", line {row + 2}: it has {count:,} fields where the first line has 785." in said


def test_a_file_that_is_cut_off_is_told_by_its_last_line(tmp_path: Path) -> None:
    said = refusal(tmp_path / "a.csv", text(digits())[:-300])
    assert re.match(r", line 13: it has \d+ fields .* download the file again\.$", said)


@pytest.mark.parametrize("value", ["7.5", "-1", "100", "255"])
@pytest.mark.parametrize("header", [HEADER, ""], ids=["named", "told by the numbers"])
def test_a_label_that_is_none_is_named(tmp_path: Path, header: str, value: str) -> None:
    table = digits()
    table[4][0] = value
    said = refusal(tmp_path / "a.csv", text(table, header))
    line = 6 if header else 5
    assert said.startswith(f", line {line}, column 1: the label is {value}. Labels are whole")


def test_a_label_beyond_the_digits_is_named(tmp_path: Path) -> None:
    assert "label 5 is 11" in refusal(tmp_path / "a.csv", changed({(4, 0): "11"}))


def test_a_label_that_is_not_one_of_ten_is_named(tmp_path: Path) -> None:
    ones = [["1" if digit == int(cells[0]) else "0" for digit in range(10)] for cells in digits()]
    table = [one + cells[1:] for one, cells in zip(ones, digits(), strict=True)]
    table[2][7] = "1"
    said = refusal(tmp_path / "a.csv", text(table, ""))
    assert ", line 3, column 1: the label is not a single 1 among zeros." in said


@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize(("scale", "value"), [(1, "-0.5"), (300, "7")], ids=["bytes", "signed"])
def test_a_pixel_on_another_scale_is_named(
    tmp_path: Path, scale: int, value: str, last: bool
) -> None:
    shift = 0.5 if scale > 1 else 0
    table = digits()
    for cells in table:
        cells[1:] = [f"{int(cell) / scale - shift:g}" for cell in cells[1:]]
    table[9][784] = value
    if last:
        table = [[*cells, label] for label, *cells in table]
    said = refusal(tmp_path / "a.csv", text(table, ""))
    assert said.startswith(
        f", line 10, column {784 if last else 785}: {value} does not fit the other pixels."
    )


def without(column: int) -> str:
    titles = HEADER.split(",")
    kept = [cells[:column] + cells[column + 1 :] for cells in digits()]
    return text(kept, ",".join(titles[:column] + titles[column + 1 :]))


@pytest.mark.parametrize("header", [True, False])
def test_kaggles_images_without_labels_are_for_prediction_only(
    tmp_path: Path, header: bool
) -> None:
    data = without(0) if header else without(0).split("\n", 1)[1]
    said = refusal(tmp_path / "test.csv", data)
    assert said.startswith(" has no label column: ")
    assert "Use it for prediction only" in said
    assert said.endswith("choose the file with labels: in Kaggle's digits, train.csv.")


def test_kaggles_labels_without_images_are_told(tmp_path: Path) -> None:
    data = "ImageId,Label\n" + "".join(f"{number},0\n" for number in range(1, 99))
    said = refusal(tmp_path / "sample_submission.csv", data)
    assert said.startswith(" has labels but no images. Choose ")
    assert said.endswith("train.csv.")


def labels_in_noise(table: list[list[str]]) -> str:
    return text(
        [[str(100 + number), *cells[1:-1], "200"] for number, cells in enumerate(table)], ""
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("", " is an empty file. Copy or download it again."),
        ("\n\n \n", " holds nothing but blank lines."),
        (HEADER + "\n", " holds no images, only a header."),
        (HEADER, " holds no images, only a header."),
        (without(9), " has 783 columns beside the label: no square number"),
        ("a,b,c\n1,2,3\n", " has 3 columns: no label and a square number of pixels"),
        ("1\n2\n3\n", " is no table of images: its lines have no commas"),
        (labels_in_noise(digits()), ": neither its first nor its last column holds labels"),
        ("<!DOCTYPE html>\n<html></html>", " is a web page, not data."),
        ("version https://git-lfs.github.com/spec/v1\noid sha256:0\n", " is a pointer of Git LFS"),
        (b"%PDF-1.7\n\0\0", " is a PDF document"),
        (b"PK\3\4" + bytes(99) + b"[Content_Types].xml", " is an Excel workbook"),
        (b"1,2,3\0\0" * 99, " is no text."),
        (b"\x1f\x8b" + bytes(20), " is damaged: "),
        (gzip.compress(text(digits()).encode())[:5000], " is cut off at its end."),
        (gzip.compress(text(digits()).encode()) + b"junk", " is damaged at its end: 4 bytes"),
        (np.random.default_rng(1).bytes(4000), ""),
    ],
)
def test_what_is_no_such_table_is_told(tmp_path: Path, data: str | bytes, reason: str) -> None:
    assert refusal(tmp_path / "a.csv", data).startswith(reason)


def test_a_defect_beside_it_is_told_with_that_files_name(tmp_path: Path) -> None:
    (tmp_path / "test.csv").write_text(changed({(0, 3): "x"}))
    (tmp_path / "train.csv").write_text(text(digits()))
    with pytest.raises(DatasetError, match=r"test\.csv, line 2, column 4: 'x'"):
        finish(read(tmp_path / "train.csv"))


def sparse(path: Path, size: int, start: bytes = b"") -> None:
    with path.open("wb") as file:
        file.write(start)
        file.truncate(size)


def flat_memory(work: Callable[[], object], most: int) -> None:
    tracemalloc.start()
    try:
        work()
        assert tracemalloc.get_traced_memory()[1] < most
    finally:
        tracemalloc.stop()


def test_a_file_of_5_gb_is_refused_at_once(tmp_path: Path) -> None:
    sparse(tmp_path / "a.csv", 5 << 30)
    with pytest.raises(DatasetError, match=r"a\.csv has 5,368,709,120 bytes, more than"):
        flat_memory(lambda: finish(read(tmp_path / "a.csv")), 1 << 20)


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"1," * (2 << 20))
    with pytest.raises(DatasetError, match=r"a\.csv has a line of more than 1,048,576 bytes"):
        flat_memory(lambda: finish(read(tmp_path / "a.csv")), 8 << 20)


def test_a_bomb_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "MAX_BYTES", 3 << 20)
    line = ",".join(digits(1)[0]).encode() + b"\n"
    (tmp_path / "a.csv").write_bytes(gzip.compress(line * 4000, 1))
    with pytest.raises(DatasetError, match="holds more than the 3,145,728 bytes"):
        flat_memory(lambda: finish(read(tmp_path / "a.csv")), 9 << 20)


@pytest.mark.parametrize("pixel", ["{:d}", "0.{:d}"], ids=["bytes", "fractions"])
def test_memory_stays_below_three_times_the_files_size(tmp_path: Path, pixel: str) -> None:
    table = [
        [label, *(pixel.format(int(cell)) for cell in cells)] for label, *cells in digits(2000)
    ]
    (tmp_path / "a.csv").write_text(text(table))
    size = (tmp_path / "a.csv").stat().st_size
    flat_memory(lambda: finish(read(tmp_path / "a.csv")), 3 * size)


@pytest.mark.case(52)
@pytest.mark.parametrize("change", ["grows", "shrinks", "is emptied"])
def test_a_file_that_changes_meanwhile_is_refused(tmp_path: Path, change: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text(digits(2000)))
    half = path.read_bytes().index(b"\n", 1_000_000) + 1
    work = read(path)
    shares = [next(work)]
    if change == "grows":
        with path.open("a") as file:
            file.write(text(digits(3), ""))
    else:
        os.truncate(path, half if change == "shrinks" else 0)
    with pytest.raises(DatasetError, match="changed while it was read"):
        shares.extend(work)
    assert max(shares) <= 1


def test_a_blank_that_is_none_for_bytes_is_named(tmp_path: Path) -> None:
    table = digits()
    for cells in table:
        cells[5] = "1\xa02"
    said = refusal(tmp_path / "a.csv", text(table, "").replace(",", " "))
    assert said.startswith(", line 1, column 6: '1\\xa02' is no pixel.")

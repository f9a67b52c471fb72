"""Tables of images are read however they are written, and told what is what."""

import codecs
import gzip
import lzma
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from core.arrays import AnyArray, Images
from core.formats.format import Found, Labelled
from core.formats.table import FORMAT, looks_like, read
from core.work import finish

LABELS = np.array([5, 0, 4, 1, 9, 2, 1, 3, 1, 4, 7, 6, 8])
NAMES = ["label", *(f"pixel{i}" for i in range(784))]


def pictures(side: int = 28, count: int = len(LABELS)) -> Images:
    """Noise inside, background at the border, as images of digits are."""
    images = np.zeros((count, side, side), np.uint8)
    inner = (count, side - 2, side - 2)
    images[:, 1:-1, 1:-1] = np.random.default_rng(3).integers(0, 256, inner)
    return images


IMAGES = pictures()


def rows(images: AnyArray = IMAGES, labels: AnyArray = LABELS, *, last: bool = False) -> list[str]:
    """A line for each image."""
    texts = [[f"{pixel:g}" for pixel in image.reshape(-1)] for image in images]
    pairs = zip(texts, map(str, labels), strict=True)
    return [",".join([*cells, label] if last else [label, *cells]) for cells, label in pairs]


def text(lines: list[str]) -> bytes:
    return "".join(line + "\n" for line in lines).encode()


PLAIN = text(rows())
KAGGLE = text([",".join(NAMES), *rows()])


def find(path: Path, data: bytes) -> Found:
    path.write_bytes(data)
    assert looks_like(path)
    return finish(read(path))


def check(found: Labelled, images: AnyArray = IMAGES, labels: AnyArray = LABELS) -> None:
    np.testing.assert_array_equal(found.images, images, strict=True)
    np.testing.assert_array_equal(found.labels, labels, strict=True)


WRITTEN: dict[str, bytes] = {
    "with a header": KAGGLE,
    "without a header": PLAIN,
    "no newline at the end": PLAIN[:-1],
    "blank lines": KAGGLE.replace(b"\n", b"\n\n") + b"\n\n",
    "rows of separators, as spreadsheets leave them": PLAIN + b"," * 784 + b"\n",
    "semicolons": PLAIN.replace(b",", b";"),
    "tabs": PLAIN.replace(b",", b"\t"),
    "blanks": PLAIN.replace(b",", b" "),
    "several blanks": PLAIN.replace(b",", b"   ").replace(b"\n", b" \n  "),
    "commas and blanks": PLAIN.replace(b",", b", "),
    "CRLF": KAGGLE.replace(b"\n", b"\r\n"),
    "CRLF at the end": KAGGLE.replace(b"\n", b"\r\n")[:-1],
    "returns alone": PLAIN.replace(b"\n", b"\r"),
    "a byte order mark": codecs.BOM_UTF8 + PLAIN,
    "Excel's note of the separator": b"sep=,\r\n" + KAGGLE,
    "a byte order mark and a header": codecs.BOM_UTF8 + KAGGLE,
    "UTF-16": KAGGLE.decode().encode("utf-16"),
    "UTF-16, big end first": codecs.BOM_UTF16_BE + KAGGLE.decode().encode("utf-16-be"),
    "UTF-16 without a mark": KAGGLE.decode().encode("utf-16-le"),
    "quotes": text(['"' + line.replace(",", '","') + '"' for line in [",".join(NAMES), *rows()]]),
    "quoted labels": text([f'"{line[0]}"{line[1:]}' for line in rows()]),
    "labels such as 5.0": text([line.replace(",", ".0,", 1) for line in rows()]),
    "all numbers such as 5.0": text([line.replace(",", ".0,") + ".0" for line in rows()]),
    "numbers such as 5.000": text([line.replace(",", ".000,") for line in rows()]),
    "decimal commas": PLAIN.replace(b",", b",0;"),
    "leading zeros": text([",".join(f"{int(n):04}" for n in line.split(",")) for line in rows()]),
    "gzip": gzip.compress(KAGGLE),
    "xz": lzma.compress(KAGGLE),
    "the label last": text(rows(last=True)),
    "the label last, named": text([",".join([*NAMES[1:], "label"]), *rows(last=True)]),
    "the label last, named in quotes": text(
        [
            ",".join([*(f"{i}x{j}" for i in range(28) for j in range(28)), '"Label"']),
            *rows(last=True),
        ]
    ),
    "a header of numbers": text([",".join(map(str, range(785))), *rows()]),
    "no lines but these": text(rows()[:1]) + text(rows()[1:]),
}


@pytest.mark.case(33)
@pytest.mark.parametrize("data", WRITTEN.values(), ids=WRITTEN.keys())
def test_a_table_is_read_however_it_is_written(tmp_path: Path, data: bytes) -> None:
    found = find(tmp_path / "digits.csv", data)
    check(found.train)
    assert (found.name, found.test, found.class_names) == ("digits.csv", None, tuple("0123456789"))


@pytest.mark.parametrize("side", [4, 8, 16, 20, 32])
@pytest.mark.parametrize("last", [False, True])
def test_any_square_image_is_read(tmp_path: Path, side: int, last: bool) -> None:
    images = pictures(side)
    check(find(tmp_path / "a.csv", text(rows(images, last=last))).train, images)


def indexed(lines: list[str], header: str | None, first: int = 0) -> bytes:
    counted = [f"{number},{line}" for number, line in enumerate(lines, first)]
    return text(([header] if header is not None else []) + counted)


@pytest.mark.parametrize("first", [0, 1, 59_990])
@pytest.mark.parametrize("title", ["", "Unnamed: 0", "id", None])
def test_an_index_is_left_out_and_said(tmp_path: Path, title: str | None, first: int) -> None:
    header = None if title is None else ",".join([title, *NAMES])
    found = find(tmp_path / "a.csv", indexed(rows(), header, first))
    check(found.train)
    assert found.notes[0] == "The first column, an index, was left out."


def test_two_indices_are_left_out_and_said(tmp_path: Path) -> None:
    lines = [f"{number},{line}" for number, line in enumerate(rows())]
    found = find(tmp_path / "a.csv", indexed(lines, ",".join(["Unnamed: 0.1", "", *NAMES])))
    check(found.train)
    assert found.notes == ("2 indices were left out.",)


@pytest.mark.parametrize(
    "images",
    [
        (IMAGES / 255).astype(np.float32).round(6),
        (IMAGES / 127.5 - 1).astype(np.float32).round(5),
        (IMAGES + np.float32(0.5)).clip(0, 255),
    ],
    ids=["0 to 1", "-1 to 1", "0 to 255"],
)
@pytest.mark.parametrize("last", [False, True])
def test_fractions_stay_what_they_are(tmp_path: Path, images: AnyArray, last: bool) -> None:
    check(find(tmp_path / "a.csv", text(rows(images, last=last))).train, images)


def test_fractions_late_in_a_file_are_read(tmp_path: Path) -> None:
    count = 700  # more than are read at once
    labels = np.arange(count) % 10
    images = pictures(count=count).astype(np.float32)
    images[-1, 5, 5] = 0.25
    check(find(tmp_path / "a.csv", text(rows(images, labels))).train, images, labels)


@pytest.mark.parametrize("last", [False, True])
def test_a_label_can_be_a_1_among_zeros(tmp_path: Path, last: bool) -> None:
    ones = [",".join("1" if digit == label else "0" for digit in range(10)) for label in LABELS]
    check(find(tmp_path / "a.csv", text(rows(labels=np.array(ones), last=last))).train)


def test_the_label_is_found_among_sorted_images(tmp_path: Path) -> None:
    labels = np.sort(LABELS)
    check(find(tmp_path / "a.csv", text(rows(labels=labels, last=True))).train, labels=labels)


def test_the_label_is_told_from_dark_noise_in_the_corners(tmp_path: Path) -> None:
    images = pictures(count=99)
    images[:, 0, 0] = np.arange(99)
    labels = np.arange(99) % 10
    found = find(tmp_path / "a.csv", text(rows(images, labels, last=True)))
    check(found.train, images, labels)


def test_where_the_label_was_taken_from_is_said_if_no_header_does(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    assert find(path, KAGGLE).notes == ()
    assert find(path, PLAIN).notes == ("The labels are those in the first column.",)
    assert find(path, text(rows(last=True))).notes == ("The labels are those in the last column.",)


def test_letters_from_1_to_26_are_classes_from_0(tmp_path: Path) -> None:
    labels = np.repeat(np.arange(1, 27), 5)
    images = pictures(8, len(labels))
    found = find(tmp_path / "emnist-letters.csv", text(rows(images, labels)))
    check(found.train, images, labels - 1)
    assert "".join(found.class_names) == "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert found.transposed
    numbered = find(tmp_path / "signs.csv", text(rows(images, labels)))
    assert numbered.class_names == tuple(map(str, range(1, 27)))
    assert not numbered.transposed


def test_a_known_dataset_is_told_by_its_name(tmp_path: Path) -> None:
    assert find(tmp_path / "fashion-mnist_train.csv", KAGGLE).class_names[0] == "T-shirt"


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("mnist_train.csv", "mnist_test.csv"),
        ("Train.csv", "Test.csv"),
        ("TRAIN.CSV", "TEST.CSV"),
        ("training/train_of_1.csv", "training/test_of_1.csv"),
    ],
)
def test_testing_images_are_in_the_file_beside_it(tmp_path: Path, name: str, other: str) -> None:
    (tmp_path / "training").mkdir()
    (tmp_path / other).write_bytes(text(rows(IMAGES[:4], LABELS[:4], last=True)))
    found = find(tmp_path / name, PLAIN)
    check(found.train)
    assert found.test
    check(found.test, IMAGES[:4], LABELS[:4])
    assert found.notes[-1] == f"The testing images are from {Path(other).name}."


def test_a_test_file_without_labels_is_left_aside_and_said(tmp_path: Path) -> None:
    unlabelled = [line.split(",", 1)[1] for line in [",".join(NAMES), *rows()]]
    (tmp_path / "test.csv").write_bytes(text(unlabelled))
    found = find(tmp_path / "train.csv", KAGGLE)
    check(found.train)
    assert found.test is None
    assert found.notes == ("test.csv has no label column and was left aside.",)


@pytest.mark.case(37)
@pytest.mark.parametrize("wrap", [bytes, gzip.compress], ids=["raw", "gzip"])
def test_reading_tells_how_far_it_is_and_can_be_ended(
    tmp_path: Path, wrap: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "a.csv"
    noise = pictures(count=1000)
    path.write_bytes(wrap(text(rows(noise, np.arange(1000) % 10))))
    shares = list(read(path))
    assert shares == sorted(shares)
    assert len(shares) > 5
    assert 0 < shares[0] < 0.5 < shares[-1] <= 1
    work = read(path)
    next(work)
    work.close()  # a file left open would be told as a ResourceWarning


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b""),
        ("A.CSV.GZ", b"?"),
        ("a.tsv", b"?"),
        ("zip.train", b"6.0000 -1.0000 -1.0000 0.5 -1 -1 -1 -1 -1 -1 -1 -1 1e-3\n"),
        ("optdigits", PLAIN[:5000]),
        ("packed", gzip.compress(PLAIN)),
    ],
)
def test_it_looks_like_a_table_by_its_name_or_its_numbers(
    tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    assert looks_like(tmp_path / name)


@pytest.mark.parametrize(
    "data",
    [b"", b"5\n0\n4\n" * 99, b"1.jpg 7\n", b"%PDF-1.7", b"\n", bytes(999), gzip.compress(b"")[:9]],
)
def test_other_files_do_not_look_like_one(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "file.txt").write_bytes(data)
    assert not looks_like(tmp_path / "file.txt")
    assert not looks_like(tmp_path)
    assert not looks_like(tmp_path / "gone")


def test_the_format_offers_what_formats_offer() -> None:
    assert (FORMAT.looks_like, FORMAT.read) == (looks_like, read)
    assert "CSV" in FORMAT.name

"""IDX files are read raw or packed, and every defect is one sentence that names the file."""

import gzip
import io
import re
import struct
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.formats.idx import FORMAT, IMAGES, LABELS, decode, encode, looks_like, read
from core.samples import Dataset, DatasetError
from tests.core.tools import idx_bytes, write_idx

PIXELS = np.random.default_rng(1).integers(0, 256, (12, 28, 28)).astype(np.uint8)
RAW = idx_bytes(PIXELS)
PACKED = gzip.compress(RAW)
HUGE = 2**31 - 1

RENAMES: list[Callable[[str], str]] = [
    lambda name: name,
    lambda name: name.replace("t10k", "test"),
    lambda name: name.replace("-idx", ".idx"),
    lambda name: name.upper(),
    lambda name: name.split("-idx")[0].replace("-", "_"),
    lambda name: name.removesuffix(".gz") if name.endswith(".gz") else name + ".gz",
]


def header(count: int, rows: int = 28, columns: int = 28, magic: int = 0x0803) -> bytes:
    return struct.pack(">4I", magic, count, rows, columns)


@pytest.mark.parametrize("data", [RAW, PACKED], ids=["raw", "gzip"])
def test_images_are_read_by_content(data: bytes) -> None:
    np.testing.assert_array_equal(decode(data, "images", IMAGES), PIXELS, strict=True)


def test_what_is_written_is_mnists_format_packed() -> None:
    labels = np.arange(10, dtype=np.uint8)
    assert gzip.decompress(encode(PIXELS)) == RAW
    assert gzip.decompress(encode(PIXELS[:, ::-1])) == idx_bytes(PIXELS[:, ::-1])
    assert gzip.decompress(encode(labels)) == idx_bytes(labels)
    assert encode(PIXELS)[4:8] == bytes(4)  # gzip's time


def test_labels_are_read() -> None:
    labels = np.arange(10, dtype=np.uint8)
    np.testing.assert_array_equal(decode(idx_bytes(labels), "labels", LABELS), labels, strict=True)


@pytest.mark.parametrize("packed", [True, False], ids=["gzip", "raw"])
@pytest.mark.parametrize("rename", RENAMES)
def test_a_folder_is_read_under_the_names_that_occur(
    tmp_path: Path, toy: Dataset, packed: bool, rename: Callable[[str], str]
) -> None:
    write_idx(tmp_path, toy, packed=packed)
    for path in list(tmp_path.iterdir()):
        path.rename(path.with_name(rename(path.name)))
    loaded = read(tmp_path)
    for ours, theirs in ((loaded.train, toy.train), (loaded.test, toy.test)):
        np.testing.assert_array_equal(ours.images, theirs.images, strict=True)
        np.testing.assert_array_equal(ours.labels, theirs.labels, strict=True)


def test_one_of_the_four_files_stands_for_its_folder(tmp_path: Path, toy: Dataset) -> None:
    write_idx(tmp_path / "mine", toy)
    for path in (tmp_path / "mine").iterdir():
        assert looks_like(path)
        assert read(path).name == "mine"


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path, toy: Dataset) -> None:
    write_idx(tmp_path, toy)
    for name in (".DS_Store", "desktop.ini", "train-images-idx3-ubyte.gz.part", "t10k-images.zip"):
        (tmp_path / name).write_bytes(b"?")
    assert len(read(tmp_path).train) == len(toy.train)


def test_what_is_no_such_folder_does_not_look_like_one(tmp_path: Path) -> None:
    (tmp_path / "train.csv").write_bytes(b"")
    assert not looks_like(tmp_path)
    assert not looks_like(tmp_path / "train.csv")
    assert not looks_like(tmp_path / "gone")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is an empty file"),
        (RAW[:3], "is too short for an IDX header"),
        (RAW[:15], "is too short for an IDX header"),
        (PACKED[:3], "is too short for an IDX header"),
        (gzip.compress(b""), "is too short for an IDX header"),
        (b"<!DOCTYPE html><html></html>", "is a web page, not data"),
        (b"\n\n<html>" + bytes(20), "does not begin like an IDX file"),
        (PACKED[: len(PACKED) // 2], r"is incomplete: it ends after \d of 12 images"),
        (PACKED[:-1], "is cut off at its end"),
        (PACKED[:-8], "is cut off at its end"),
        (PACKED[:-8] + bytes(4) + PACKED[-4:], "is damaged: .*incorrect data check"),
        (PACKED[:-4] + bytes(4), "is damaged: .*incorrect length check"),
        (PACKED[:10] + b"\xff" * 50, "is damaged: .*invalid block type"),
        (PACKED + b"junk", "holds more bytes than its header says"),
        (PACKED + PACKED, "holds more bytes than its header says"),
        (idx_bytes(np.zeros(100)), "holds labels where images are wanted"),
        (struct.pack("<4I", 0x0803, 12, 28, 28) + bytes(9408), "begin like .* with 03 08 00 00"),
        (header(13) + RAW[16:], "is incomplete: it ends after 12 of 13 images"),
        (RAW[:-1], "is incomplete: it ends after 11 of 12 images"),
        (header(11) + RAW[16:], "holds more bytes than its header says"),
        (header(0), "holds no images"),
        (header(HUGE, HUGE, HUGE), f"holds images of {HUGE}x{HUGE} pixels"),
        (header(HUGE), "claims 2,147,483,647 images, more than can be held"),
        (gzip.compress(header(13_000_000)), "claims 13,000,000 images, more than can be held"),
        (idx_bytes(np.zeros((2, 32, 32))), "images of 32x32 pixels; the network takes 28x28"),
        (idx_bytes(np.zeros((2, 20, 20))), "images of 20x20 pixels; the network takes 28x28"),
        (header(1, magic=0x0D03) + bytes(3136), "begin like .* with 00 00 0d 03"),
        (header(1, magic=0x0C03) + bytes(3136), "begin like .* with 00 00 0c 03"),
        (header(1, magic=0x0802) + bytes(784), "begin like .* with 00 00 08 02"),
    ],
)
def test_a_defect_is_one_sentence_that_names_the_file(data: bytes, reason: str) -> None:
    with pytest.raises(DatasetError, match=f"^file.gz .*{reason}"):
        decode(data, "file.gz", IMAGES)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (RAW, "holds images where labels are wanted"),
        (struct.pack(">2I", 0x0801, HUGE), "claims 2,147,483,647 labels"),
        (struct.pack(">2I", 0x0801, 60_000) + bytes(10), "ends after 10 of 60,000 labels"),
        (struct.pack(">2I", 0x0801, 0), "holds no labels"),
    ],
)
def test_a_defect_of_labels_is_told_as_such(data: bytes, reason: str) -> None:
    with pytest.raises(DatasetError, match=f"^file .*{reason}"):
        decode(data, "file", LABELS)


@pytest.mark.parametrize("wrong", [10, 26, 255])
def test_a_label_that_is_no_digit_is_named_with_its_place(
    tmp_path: Path, toy: Dataset, wrong: int
) -> None:
    labels = toy.test.labels.copy()
    labels[[37, 50]] = wrong
    write_idx(tmp_path, toy, packed=False)
    (tmp_path / "t10k-labels-idx1-ubyte").write_bytes(idx_bytes(labels))
    with pytest.raises(DatasetError, match=f"t10k-labels-idx1-ubyte: label 37 is {wrong}; .*0 to"):
        read(tmp_path)


def test_labels_of_the_other_split_are_told_by_both_counts(tmp_path: Path, toy: Dataset) -> None:
    write_idx(tmp_path, toy)
    labels = (tmp_path / "t10k-labels-idx1-ubyte.gz").read_bytes()
    (tmp_path / "train-labels-idx1-ubyte.gz").write_bytes(labels)
    with pytest.raises(
        DatasetError,
        match=r"train-images-idx3-ubyte.gz holds 210 images but train-labels-\S+ 60 labels",
    ):
        read(tmp_path)


@pytest.mark.parametrize("kind", ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3"])
def test_a_missing_file_is_named_with_its_folder(tmp_path: Path, toy: Dataset, kind: str) -> None:
    write_idx(tmp_path, toy)
    (tmp_path / f"{kind}-ubyte.gz").unlink()
    with pytest.raises(DatasetError, match=f"has no {kind}-ubyte") as error:
        read(tmp_path)
    assert str(tmp_path) in str(error.value)


def test_a_folder_that_goes_away_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"gone cannot be read: .*Check the folder"):
        read(tmp_path / "gone" / "train-images-idx3-ubyte")


@pytest.mark.parametrize("claimed", [10, 2_000_000], ids=["more than said", "less than said"])
def test_a_gzip_bomb_is_stopped_at_the_size_of_its_header(claimed: int) -> None:
    """64 MB of zeros behind a header of 10 labels, and behind one of 2 million."""
    packed = io.BytesIO()
    with gzip.open(packed, "wb", compresslevel=1) as file:
        file.write(struct.pack(">2I", 0x0801, claimed))
        for _ in range(64):
            file.write(bytes(1 << 20))
    tracemalloc.start()
    try:
        with pytest.raises(DatasetError, match="holds more bytes than its header says"):
            decode(packed.getvalue(), "bomb.gz", LABELS)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 3 * claimed + 2_000_000


@given(st.sampled_from([RAW, PACKED]), st.lists(st.tuples(st.integers(0, 9423), st.binary())))
def test_whatever_the_bytes_it_is_images_or_a_sentence(
    data: bytes, changes: list[tuple[int, bytes]]
) -> None:
    damaged = bytearray(data)
    for at, new in changes:
        damaged[at : at + len(new)] = new
    try:
        sentence = ""
        assert decode(bytes(damaged), "file", IMAGES).shape[1:] == (28, 28)
    except DatasetError as error:
        sentence = str(error)
    assert re.fullmatch("(file .+)?", sentence)


def test_the_format_offers_what_formats_offer() -> None:
    assert (FORMAT.looks_like, FORMAT.read) == (looks_like, read)
    assert "IDX" in FORMAT.name

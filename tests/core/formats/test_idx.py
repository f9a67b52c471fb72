"""IDX files are read raw or packed, and every defect is one sentence that names the file."""

import gzip
import io
import lzma
import re
import struct
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from core.arrays import AnyArray
from core.formats import idx
from core.formats.idx import IMAGES, LABELS, encode, is_idx
from core.samples import DatasetError
from core.work import finish
from tests.core.tools import idx_bytes

PIXELS = np.random.default_rng(1).integers(0, 256, (12, 28, 28)).astype(np.uint8)
RAW = idx_bytes(PIXELS)
PACKED = gzip.compress(RAW)
HUGE = 2**31 - 1


def header(count: int, rows: int = 28, columns: int = 28, magic: int = 0x0803) -> bytes:
    return struct.pack(">4I", magic, count, rows, columns)


def decode(data: bytes, name: str = "file", kind: str = IMAGES) -> AnyArray:
    return finish(idx.decode(data, name, kind))


@pytest.mark.case(7)
@pytest.mark.parametrize("data", [RAW, PACKED, lzma.compress(RAW)], ids=["raw", "gzip", "xz"])
def test_images_are_read_by_content(data: bytes) -> None:
    np.testing.assert_array_equal(decode(data), PIXELS, strict=True)
    assert is_idx(data[:512])


def test_what_is_written_is_mnists_format_packed() -> None:
    labels = np.arange(10, dtype=np.uint8)
    assert gzip.decompress(encode(PIXELS)) == RAW
    assert gzip.decompress(encode(PIXELS[:, ::-1])) == idx_bytes(PIXELS[:, ::-1])
    assert gzip.decompress(encode(labels)) == idx_bytes(labels)
    assert encode(PIXELS)[4:8] == bytes(4)  # gzip's time


def test_labels_are_read() -> None:
    labels = np.arange(10, dtype=np.uint8)
    np.testing.assert_array_equal(decode(idx_bytes(labels), kind=LABELS), labels, strict=True)


@pytest.mark.case(20)
@pytest.mark.parametrize(
    ("element", "dtype"),
    [(0x09, "i1"), (0x0B, ">i2"), (0x0C, ">i4"), (0x0D, ">f4"), (0x0E, ">f8")],
)
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["raw", "gzip"])
def test_other_types_of_numbers_are_read(element: int, dtype: str, pack: type[bytes]) -> None:
    array = np.arange(-60, 60).reshape(2, 6, 10).astype(dtype)
    data = struct.pack(">4B3I", 0, 0, element, 3, *array.shape) + array.tobytes()
    np.testing.assert_array_equal(decode(pack(data)), array, strict=True)


def test_eight_numbers_a_label_are_read() -> None:
    array = np.arange(24, dtype=">i4").reshape(3, 8)
    data = struct.pack(">4B2I", 0, 0, 0x0C, 2, 3, 8) + array.tobytes()
    np.testing.assert_array_equal(decode(data, kind=LABELS), array, strict=True)


@pytest.mark.parametrize("data", [RAW, PACKED], ids=["raw", "gzip"])
def test_nobody_can_change_what_was_read(data: bytes) -> None:
    with pytest.raises(ValueError, match="read-only"):
        decode(data)[0] = 0


DEFECTS = [
    (b"", "is an empty file"),
    (RAW[:3], "is too short for an IDX header"),
    (RAW[:15], "is too short for an IDX header"),
    (PACKED[:3], "is too short for an IDX header"),
    (gzip.compress(b""), "is too short for an IDX header"),
    (b"<!DOCTYPE html><html></html>", "is a web page, not data. Download"),
    (b"\n\n<html>" + bytes(20), "is a web page"),
    (gzip.compress(b"<!DOCTYPE html>"), "is a web page"),
    (b"junk" + bytes(20), "does not begin like an IDX file"),
    (PACKED[: len(PACKED) // 2], r"is incomplete: it ends after \d of 12 images"),
    (PACKED[:-1], "is cut off at its end"),
    (PACKED[:-8], "is cut off at its end"),
    (PACKED[:-8] + bytes(4) + PACKED[-4:], "is damaged: .*incorrect data check"),
    (PACKED[:-4] + bytes(4), "is damaged: .*incorrect length check"),
    (PACKED[:10] + b"\xff" * 50, "is damaged: .*invalid block type"),
    (PACKED + b"junk", "is damaged at its end: 4 bytes follow the packed data"),
    (PACKED + PACKED, r"is damaged at its end: [\d,]+ bytes follow the packed data"),
    (gzip.compress(RAW + b"junk"), "holds more bytes than its header says"),
    (lzma.compress(RAW)[:-9], "is cut off at its end"),
    (lzma.compress(RAW)[:60] + bytes(60), "is (damaged|incomplete)"),
    (idx_bytes(np.zeros(100)), "holds labels where images are wanted. Choose the other file"),
    (header(1, magic=0x0802) + bytes(784), "holds labels where images are wanted"),
    (struct.pack("<4I", 0x0803, 12, 28, 28) + bytes(9408), "has the wrong byte order"),
    (struct.pack(">I", 0x0803) + struct.pack("<3I", 12, 28, 28), "has the wrong byte order"),
    (header(13) + RAW[16:], "is incomplete: it ends after 12 of 13 images"),
    (RAW[:-1], "is incomplete: it ends after 11 of 12 images"),
    (header(11) + RAW[16:], "holds 784 bytes more than the 11 images of its header"),
    (header(0), "holds no images"),
    (header(5, 0), "holds no images"),
    (header(HUGE, HUGE, HUGE), f"images of {HUGE}x{HUGE} numbers, more than 4,096 a side"),
    (header(2, 4097, 1), "images of 4097x1 numbers, more than 4,096 a side"),
    (header(HUGE), "claims 2,147,483,647 images, more than can be held"),
    (header(129, 4096, 4096), "claims 129 images, more than can be held"),
    (gzip.compress(header(13_000_000)), "claims 13,000,000 images, more than can be held"),
    (header(13_000_000, 1, 1), "claims 13,000,000 images, more than can be held"),
    (header(1, magic=0x0A03) + bytes(784), "begin like .* with 00 00 0a 03"),
    (header(1, magic=0x0804) + bytes(784), "begin like .* with 00 00 08 04"),
]


@pytest.mark.parametrize(("data", "reason"), DEFECTS)
@pytest.mark.parametrize("is_file", [False, True], ids=["bytes", "file"])
def test_a_defect_is_one_sentence_that_names_the_file(
    data: bytes, reason: str, is_file: bool, tmp_path: Path
) -> None:
    path = tmp_path / "file.gz"
    path.write_bytes(data)
    with pytest.raises(DatasetError, match=f"^file.gz .*{reason}"):
        finish(idx.read(path, IMAGES) if is_file else idx.decode(data, "file.gz", IMAGES))


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
        decode(data, kind=LABELS)


def test_a_raw_file_that_cannot_be_right_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "train-images-idx3-ubyte"
    with path.open("wb") as file:
        file.write(header(12))
        file.truncate(1 << 30)  # takes no room on the disk
    tracemalloc.start()
    try:
        with pytest.raises(DatasetError, match=r"holds 1,073,732,400 bytes more than the 12"):
            finish(idx.read(path, IMAGES))
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def bomb(claimed: int, packed: io.BytesIO) -> bytes:
    """64 MB of zeros behind a header that claims so many labels."""
    with gzip.open(packed, "wb", compresslevel=1) as file:
        file.write(struct.pack(">2I", 0x0801, claimed))
        for _ in range(64):
            file.write(bytes(1 << 20))
    return packed.getvalue()


@pytest.mark.parametrize("claimed", [10, 2_000_000], ids=["more than said", "less than said"])
def test_a_gzip_bomb_is_stopped_at_the_size_of_its_header(claimed: int) -> None:
    data = bomb(claimed, io.BytesIO())
    tracemalloc.start()
    try:
        with pytest.raises(DatasetError, match="holds more bytes than its header says"):
            decode(data, "bomb.gz", LABELS)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 3 * claimed + 2_000_000


def test_reading_tells_how_far_it_is_and_can_be_ended() -> None:
    path = resources.path("mnist") / "train-images-idx3-ubyte.gz"
    shares = list(idx.read(path, IMAGES))
    assert len(shares) > 30
    assert shares == sorted(shares)
    assert 0 <= shares[0] < 0.2 < shares[-1] <= 1
    work = idx.read(path, IMAGES)
    assert next(work) < 0.2
    work.close()
    assert list(work) == []


@given(
    st.sampled_from([RAW, PACKED, lzma.compress(RAW)]),
    st.lists(st.tuples(st.integers(0, 9423), st.binary())),
    st.integers(0, 10_000),
)
def test_whatever_the_bytes_it_is_images_or_a_sentence(
    data: bytes, changes: list[tuple[int, bytes]], kept: int
) -> None:
    damaged = bytearray(data)
    for at, new in changes:
        damaged[at : at + len(new)] = new
    try:
        sentence = ""
        assert decode(bytes(damaged[:kept])).ndim == 3
    except DatasetError as error:
        sentence = str(error)
    assert re.fullmatch("(file .+)?", sentence)


@given(st.binary(max_size=40), st.sampled_from([b"", RAW[:4], RAW[:16], PACKED[:12]]))
def test_whatever_a_file_begins_with_it_is_idx_or_not(rest: bytes, first: bytes) -> None:
    assert is_idx(first + rest) in (True, False)

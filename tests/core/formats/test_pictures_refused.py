"""What is no picture, or a damaged or dangerous one, is a sentence with its name."""

import re
import struct
import subprocess
import sys
import time
import zlib
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.formats.pictures import MAX_SCANS, decode
from core.samples import DatasetError
from tests.core.formats.folder_files import KINDS, NOISE, RAMP, claiming, saved, turned


def refused(data: bytes, name: str = "7.png") -> str:
    with pytest.raises(DatasetError) as caught:
        decode(data, name)
    sentence = str(caught.value)
    assert re.fullmatch(r"\S+ [^\n]{5,200}\.", sentence)
    return sentence


@pytest.mark.parametrize("mode", ["I", "F", "LAB"])
def test_a_rare_kind_of_pixels_is_refused(mode: str) -> None:
    image = Image.new("LAB", (30, 20)) if mode == "LAB" else Image.fromarray(RAMP).convert(mode)
    assert f"not read ({mode}). Save it as 8-bit PNG." in refused(saved(image, "TIFF"))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is an empty file"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is an SVG drawing"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x --><svg/>", "is an SVG drawing"),
        (b"<!DOCTYPE html><html>", "is a web page"),
        (b"version https://git-lfs.github.com/spec/v1\n", "is a Git LFS pointer"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "is no PNG, JPEG, BMP, GIF or TIFF picture"),
        (b"%PDF-1.7", "is no PNG, JPEG, BMP, GIF or TIFF picture"),
        (b"\x00\x00\x08\x03", "is no PNG, JPEG, BMP, GIF or TIFF picture"),
        (saved(RAMP, "PPM"), "is no PNG, JPEG, BMP, GIF or TIFF picture"),
        (saved(RAMP, "ICO"), "is no PNG, JPEG, BMP, GIF or TIFF picture"),
    ],
)
def test_what_is_no_picture_is_named(data: bytes, words: str) -> None:
    assert refused(data).startswith(f"7.png {words}")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "GIF"])
@pytest.mark.parametrize(("columns", "rows"), [(50_000, 50_000), (4097, 1), (1, 4097)])
def test_a_huge_size_is_refused_by_the_header(
    kind: str, columns: int, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("PIL.Image.core.new", None)
    sentence = refused(claiming(columns, rows, kind))
    assert "sides from 1 to 4,096 are read" in sentence
    assert f"{max(columns, rows):,}" in sentence


def test_a_size_beyond_any_memory_is_refused() -> None:
    assert "2,147,483,647x2,147,483,647" in refused(claiming(2**31 - 1, 2**31 - 1, "PNG"))


@pytest.mark.parametrize("codec", ["jpeg", "lzma", "zstd"])
def test_a_tiff_by_a_rare_codec_is_refused(codec: str) -> None:
    assert f"packed as '{codec}'" in refused(saved(RAMP, "TIFF", compression=codec))


def tiff_of_tiles(side: int) -> bytes:
    """A TIFF of 32x32 grey pixels in a single black tile, packed by deflate."""
    tile = zlib.compress(bytes(side * side))
    tags = {256: 32, 257: 32, 258: 8, 259: 8, 262: 1, 277: 1, 322: side, 323: side}
    tags |= {324: 8 + 2 + 12 * (len(tags) + 2) + 4, 325: len(tile)}
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags.items())
    return struct.pack("<2sHIH", b"II", 42, 8, len(tags)) + entries + bytes(4) + tile


def test_a_tiff_of_huge_tiles_is_refused() -> None:
    assert decode(tiff_of_tiles(64), "7").pixels.shape == (32, 32)
    assert "has tiles of more than 4,096 pixels" in refused(tiff_of_tiles(8192))


def test_a_jpeg_of_endless_scans_is_refused_at_once() -> None:
    data = saved(np.zeros((2000, 2000), np.uint8), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    began = time.perf_counter()
    assert "scans" in refused(data[:-2] + data[last:-2] * 10 * MAX_SCANS + data[-2:])
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_cut_anywhere_is_damaged_or_whole(kind: str) -> None:
    data = saved(RAMP, kind)
    whole = decode(data, "7").pixels
    for kept in range(1, len(data), 7):
        try:
            pixels = decode(data[:kept], "7").pixels
        except DatasetError:
            continue
        assert (pixels == whole).all(), kept


def test_a_jpeg_cut_in_half_is_damaged() -> None:
    data = saved(NOISE, "JPEG")
    assert refused(data[: len(data) // 2]) == (
        "7.png is damaged: its picture cannot be decoded. Copy or download it again."
    )


@given(st.sampled_from(KINDS), st.data())
def test_whatever_bytes_stand_in_a_file_only_a_dataset_error_comes_out(
    kind: str, data: st.DataObject
) -> None:
    content = bytearray(saved(RAMP, kind, exif=turned()) if kind == "JPEG" else saved(RAMP, kind))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=6))
        if not content:
            break
    with suppress(DatasetError):
        assert decode(bytes(content), "7").pixels.ndim == 2


@given(
    st.sampled_from([b"", b"BM", b"GIF89a", b"II*\x00", b"MM\x00*", b"\xff\xd8\xff"]), st.binary()
)
def test_whatever_follows_the_first_bytes_only_a_dataset_error_comes_out(
    start: bytes, rest: bytes
) -> None:
    with suppress(DatasetError):
        decode(start + rest, "7")


PROBE = """
import io, sys
from core.formats.pictures import decode
from core.samples import DatasetError
for data in (b"", b"RIFF0000WEBP", b"%PDF-1.7", b"SIMPLE  =", b"\\x89PNG", b"II*\\x00", b"BM"):
    try:
        decode(data, "7")
    except DatasetError:
        pass
print(*(name for name in sys.modules if name.endswith("ImagePlugin")))
"""


def test_no_other_plugin_of_pillow_is_loaded() -> None:
    run = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    assert sorted(run.stdout.split()) == [
        f"PIL.{kind.title()}ImagePlugin" for kind in sorted(("Bmp", "Gif", "Jpeg", "Png", "Tiff"))
    ]

"""PNG files of grey come back bit for bit; others are one sentence that names the file."""

import io
import re
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from core.arrays import Images
from core.formats.png import MAGIC, decode, encode
from core.samples import DatasetError

SHAPE = (20, 30)
NOISE = np.random.default_rng(1).integers(0, 256, SHAPE).astype(np.uint8)


def saved(mode: str, kind: str = "PNG", size: tuple[int, int] = (30, 20)) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size).save(file, kind)
    return file.getvalue()


def refused(data: bytes) -> str:
    """The sentence that says what is wrong with a file of these bytes."""
    with pytest.raises(DatasetError) as caught:
        decode(data, "a.png", SHAPE)
    sentence = str(caught.value)
    assert re.fullmatch(r"a\.png [^\n]{5,100}\.", sentence)
    return sentence


@pytest.mark.parametrize(
    "image", [NOISE, np.zeros_like(NOISE), NOISE[::-1, ::-1], NOISE.T.copy().T]
)
def test_an_image_comes_back_as_it_was_and_read_only(image: Images) -> None:
    decoded = decode(encode(image), "a.png", SHAPE)
    np.testing.assert_array_equal(decoded, image, strict=True)
    assert not decoded.flags.writeable


def test_other_programs_read_it_too() -> None:
    with Image.open(io.BytesIO(encode(NOISE))) as image:
        assert (image.format, image.mode, image.size) == ("PNG", "L", (30, 20))
        assert (np.asarray(image) == NOISE).all()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG",
        MAGIC,
        MAGIC + bytes(9),
        b"<html>" * 99,
        saved("L", "BMP"),
        saved("L", "GIF"),
    ],
)
def test_what_is_no_png_is_named_so(data: bytes) -> None:
    assert refused(data) == "a.png is no PNG file."


@pytest.mark.parametrize("mode", ["1", "LA", "P", "RGB", "RGBA", "I;16"])
def test_only_8_bit_grey_is_taken(mode: str) -> None:
    assert refused(saved(mode)) == "a.png is not an image of 8-bit grey."


def test_another_size_is_named() -> None:
    assert refused(saved("L", size=(20, 30))) == "a.png has 20x30 pixels where 30x20 are wanted."


def test_a_huge_size_is_refused_before_anything_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    header = struct.pack(">IIBBBBB", 2**31 - 1, 2**31 - 1, 8, 0, 0, 0, 0)
    huge = MAGIC + header + struct.pack(">I", zlib.crc32(b"IHDR" + header)) + encode(NOISE)[33:]
    monkeypatch.delattr(Image, "open")
    assert "2,147,483,647x2,147,483,647" in refused(huge)


def test_a_file_cut_anywhere_is_damaged() -> None:
    data = encode(NOISE)
    for kept in range(len(data) - 12):  # the last 12 bytes only say that it ends
        sentence = refused(data[:kept])
        assert sentence.endswith(("is no PNG file.", "is damaged: its image cannot be decoded."))


def test_a_flipped_bit_anywhere_is_noticed_or_harmless() -> None:
    data = encode(NOISE)
    for at in range(len(data)):
        damaged = bytearray(data)
        damaged[at] ^= 1 << at % 8
        try:
            decoded = decode(bytes(damaged), "a.png", SHAPE)
        except DatasetError:
            continue
        assert (decoded == NOISE).all(), at

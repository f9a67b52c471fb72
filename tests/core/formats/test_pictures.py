"""Each kind of picture has one rule by which it becomes grey."""

import numpy as np
import pytest
from PIL import Image

from core.arrays import AnyArray
from core.formats.pictures import (
    CLEAR,
    COLOUR,
    DEEP,
    SEVERAL,
    TURNED,
    Picture,
    decode,
)
from tests.core.formats.folder_files import KINDS, RAMP, saved, turned

# What happens to JPEG and to palettes is a few greys.
CLOSE = 8


def assert_ramp(picture: Picture, remarks: tuple[str, ...] = ()) -> None:
    np.testing.assert_allclose(picture.pixels.astype(int), RAMP, atol=CLOSE)
    assert picture.pixels.dtype == np.uint8
    assert picture.remarks == remarks


@pytest.mark.parametrize("kind", KINDS)
def test_a_grey_picture_is_read_as_it_is(kind: str) -> None:
    assert_ramp(decode(saved(RAMP, kind), "7"))


@pytest.mark.case(45)
@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        *(("P", "PNG"), ("P", "BMP"), ("RGB", "PNG"), ("RGB", "BMP"), ("RGB", "TIFF")),
        *(("RGB", "JPEG"), ("YCbCr", "JPEG"), ("CMYK", "JPEG"), ("CMYK", "TIFF")),
        *(("LA", "PNG"), ("RGBA", "TIFF")),
    ],
)
def test_grey_in_the_form_of_colour_is_grey(mode: str, kind: str) -> None:
    assert_ramp(decode(saved(Image.fromarray(RAMP).convert(mode), kind), "7"))


@pytest.mark.parametrize("kind", ["PNG", "BMP", "GIF", "TIFF"])
def test_a_picture_in_colour_is_read_as_grey(kind: str) -> None:
    colours = np.stack([RAMP, RAMP // 2, RAMP // 4], axis=2)
    picture = decode(saved(colours, kind), "7")
    wanted = np.asarray(Image.fromarray(colours).convert("L"), int)
    np.testing.assert_allclose(picture.pixels.astype(int), wanted, atol=CLOSE)
    assert picture.remarks == (COLOUR,)


def test_black_and_white_of_a_bit_are_0_and_255() -> None:
    picture = decode(saved(Image.fromarray(RAMP > 100), "PNG"), "7")
    np.testing.assert_array_equal(picture.pixels, np.where(RAMP > 100, 255, 0))


@pytest.mark.case(45)
@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_16_bits_a_pixel_are_read_as_their_upper_8(kind: str) -> None:
    picture = decode(saved(RAMP.astype(np.uint16) * 256 + 200, kind), "7")
    np.testing.assert_array_equal(picture.pixels, RAMP)
    assert picture.remarks == (DEEP,)


@pytest.mark.case(45)
@pytest.mark.parametrize(("ink", "paper"), [(0, 255), (90, 255), (255, 0), (200, 0)])
def test_transparent_parts_are_paper_unlike_the_ink(ink: int, paper: int) -> None:
    layers: AnyArray = np.zeros((20, 30, 2), np.uint8)
    layers[5:10, 5:10] = ink, 255
    layers[0, 0] = ink, 51  # a fifth of it, on paper
    picture = decode(saved(Image.fromarray(layers, "LA")), "7")
    assert picture.remarks == (CLEAR,)
    assert picture.pixels[7, 7] == ink
    assert picture.pixels[15, 15] == paper
    assert picture.pixels[0, 0] == round(0.2 * ink + 0.8 * paper)


def test_transparent_corners_take_the_grey_of_the_paper() -> None:
    layers: AnyArray = np.full((20, 30, 4), (230, 230, 230, 255), np.uint8)
    layers[5:10, 5:10] = 0, 0, 0, 255
    layers[0, 0] = 0
    picture = decode(saved(layers), "7")
    assert picture.pixels[0, 0] == 230
    assert picture.pixels[7, 7] == 0


@pytest.mark.case(45)
def test_a_palette_with_a_transparent_colour_is_no_ink_there() -> None:
    image = Image.new("P", (30, 20), 1)
    image.putpalette([10, 10, 10, 99, 99, 99])
    image.paste(0, (5, 5, 10, 10))
    picture = decode(saved(image, "GIF", transparency=1), "7")
    assert (picture.pixels[7, 7], picture.pixels[0, 0]) == (10, 255)


@pytest.mark.case(45)
@pytest.mark.parametrize("kind", ["PNG", "GIF", "TIFF"])
def test_of_several_frames_or_pages_the_first_is_read(kind: str) -> None:
    more = [Image.fromarray(255 - RAMP)]
    assert_ramp(decode(saved(RAMP, kind, save_all=True, append_images=more), "7"), (SEVERAL,))


@pytest.mark.case(45)
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_picture_is_turned_as_the_camera_noted(kind: str) -> None:
    picture = decode(saved(RAMP, kind, exif=turned()), "7")
    np.testing.assert_allclose(picture.pixels.astype(int), np.rot90(RAMP, -1), atol=CLOSE)
    assert picture.remarks == (() if kind == "TIFF" else (TURNED,))  # Pillow turned that


def test_an_unclear_note_of_a_camera_does_no_harm() -> None:
    exif = turned().tobytes()
    assert_ramp(decode(saved(RAMP, "JPEG", exif=exif[:-9]), "7"))


@pytest.mark.parametrize("size", [(1, 1), (4096, 1), (1, 4096)])
def test_the_smallest_and_the_longest_are_read(size: tuple[int, int]) -> None:
    assert decode(saved(np.full(size, 9, np.uint8)), "7").pixels.shape == size


@pytest.mark.parametrize("codec", ["tiff_lzw", "tiff_adobe_deflate", "packbits"])
def test_a_tiff_by_a_plain_codec_is_read(codec: str) -> None:
    assert_ramp(decode(saved(RAMP, "TIFF", compression=codec), "7"))

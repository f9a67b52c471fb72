"""One picture file, of whatever kind people have, as grey pixels.

The kind is told by its first bytes and read by that one plugin of Pillow. To read one more: add
it to MAGIC, SUFFIXES and _plugins(). Every kind of pixel has one rule, in _grey().
"""

import io
import os
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from core.arrays import Images
from core.formats.fitting import MAX_SIDE
from core.formats.words import shown
from core.samples import DatasetError

if TYPE_CHECKING:
    from PIL import Image

MAX_BYTES = 8 * MAX_SIDE * MAX_SIDE  # of a file: four channels of 16 bits, not compressed
MAX_SCANS = 100  # of a progressive JPEG, which has ten; each costs time and few bytes
READ = "PNG, JPEG, BMP, GIF or TIFF"
MAGIC = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"BM", "BMP"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
)
# What is called a picture is opened, so that it is read or refused by its name.
SUFFIXES = frozenset(
    (".png", ".apng", ".jpg", ".jpeg", ".jpe", ".jfif", ".bmp", ".dib", ".gif", ".tif", ".tiff")
) | frozenset((".svg", ".webp", ".heic", ".avif", ".jp2", ".psd", ".pgm", ".ppm", ".pbm", ".ico"))
SEVERAL = "of several frames or pages: only the first was read"
TURNED = "turned upright, as the camera noted"
CLEAR = "with transparent parts: these took the colour of the paper"
COLOUR = "in colour: read as grey"
DEEP = "of 16 bits a pixel: read as 8"
COLOURS = {"1", "P", "RGB", "CMYK", "YCbCr", "RGBX"}  # as Pillow calls them
# By libtiff's codecs for others, a small file can take any time or memory.
TIFF_CODECS = {
    *("raw", "packbits", "tiff_lzw", "tiff_adobe_deflate", "tiff_deflate"),
    *("tiff_ccitt", "group3", "group4"),
}
TIFF_TILE = (322, 323)  # the tags of a tile's width and height
ORIENTATION = 274  # the tag in a camera's notes
CAMERA_NOTES = {"exif", "xmp", "XML:com.adobe.xmp", "Raw profile type exif"}
AGAIN = "Copy or download it again."


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """Grey pixels (H, W) and what was done to get them, such as COLOUR."""

    pixels: Images
    remarks: tuple[str, ...] = ()


def is_picture(name: str) -> bool:
    """Whether a file is called like one."""
    return os.path.splitext(name)[1].lower() in SUFFIXES


def decode(data: bytes, name: str) -> Picture:
    """Decode a picture file's content; name is for messages. Raises only DatasetError."""
    plugin = _plugins()[_kind(data, shown(name))]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what matters of a file is an error
            image = plugin(io.BytesIO(data))
            _check(image, data, shown(name))
            image.load()
            return _picture(image, shown(name))
    except DatasetError:
        raise
    except Exception as error:  # a bad file has dozens of ways to fail in Pillow
        raise DatasetError(
            f"{shown(name)} is damaged: its picture cannot be decoded. {AGAIN}"
        ) from error


@lru_cache(maxsize=1)
def _plugins() -> "dict[str, Callable[[io.BytesIO], Image.Image]]":
    """Image.open() would load all plugins for a file that none of these takes."""
    from PIL import (  # only here, since it takes 10 ms of the start
        BmpImagePlugin,
        GifImagePlugin,
        JpegImagePlugin,
        PngImagePlugin,
        TiffImagePlugin,
    )

    return {
        "JPEG": JpegImagePlugin.JpegImageFile,
        "PNG": PngImagePlugin.PngImageFile,
        "BMP": BmpImagePlugin.BmpImageFile,
        "GIF": GifImagePlugin.GifImageFile,
        "TIFF": TiffImagePlugin.TiffImageFile,
    }


def _kind(data: bytes, name: str) -> str:
    for magic, kind in MAGIC:
        if data.startswith(magic):
            return kind
    if not data:
        raise DatasetError(f"{name} is an empty file. {AGAIN}")
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"version https://git-lfs"):
        raise DatasetError(f"{name} is a Git LFS pointer, not the picture. Fetch the data itself.")
    if b"<svg" in start or (start.startswith(b"<") and name.lower().endswith(".svg")):
        raise DatasetError(f"{name} is an SVG drawing, which is not read. Save it as PNG.")
    if start.startswith(b"<"):
        raise DatasetError(f"{name} is a web page, not a picture. Download the file itself again.")
    raise DatasetError(f"{name} is no {READ} picture. Save it as PNG, or take it away.")


def _check(image: "Image.Image", data: bytes, name: str) -> None:
    """Refuse, by what stands in the header, what would take too much memory or time."""
    columns, rows = image.size
    if max(columns, rows) > MAX_SIDE or not min(columns, rows):
        raise DatasetError(
            f"{name} has {columns:,}x{rows:,} pixels, and sides from 1 to {MAX_SIDE:,} are read. "
            "Scale it down."
        )
    if image.format == "JPEG" and data.count(b"\xff\xda") > MAX_SCANS:
        raise DatasetError(f"{name} has more than {MAX_SCANS} scans. Save it as plain JPEG or PNG.")
    if image.format == "TIFF":
        _check_tiff(image, name)


def _check_tiff(image: "Image.Image", name: str) -> None:
    codec = image.info.get("compression", "raw")
    if codec not in TIFF_CODECS:
        raise DatasetError(f"{name} is a TIFF file packed as {codec!r}. Save it as PNG.")
    tags = image.getexif()
    if any(tags.get(tag, 0) > MAX_SIDE for tag in TIFF_TILE):
        raise DatasetError(f"{name} has tiles of more than {MAX_SIDE:,} pixels. Save it as PNG.")


def _picture(image: "Image.Image", name: str) -> Picture:
    """The first frame, upright and grey."""
    remarks = [SEVERAL] if getattr(image, "is_animated", False) else []
    upright = _upright(image)
    if upright is not image:
        remarks.append(TURNED)
    pixels, more = _grey(upright, name)
    return Picture(pixels, (*remarks, *more))


def _upright(image: "Image.Image") -> "Image.Image":
    """As its camera noted; Pillow has done that to TIFF, and taken the note away."""
    if not image.info.keys() & CAMERA_NOTES or image.getexif().get(ORIENTATION, 1) == 1:
        return image
    from PIL import ImageOps

    return ImageOps.exif_transpose(image)


def _grey(image: "Image.Image", name: str) -> tuple[Images, tuple[str, ...]]:
    """Pixels (H, W), and what was done."""
    if image.mode.startswith("I;16"):
        return (np.asarray(image) >> 8).astype(np.uint8), (DEEP,)
    if image.has_transparency_data:
        return _on_paper(image)
    if image.mode == "L":
        return np.frombuffer(image.tobytes(), np.uint8).reshape(image.height, image.width), ()
    if image.mode not in COLOURS:
        raise DatasetError(
            f"{name} has pixels of a kind that is not read ({image.mode}). Save it as 8-bit PNG."
        )
    bands = np.asarray(image.convert("RGB"))
    is_grey = bool((bands == bands[:, :, :1]).all())
    return np.asarray(image.convert("L")), () if is_grey else (COLOUR,)


def _on_paper(image: "Image.Image") -> tuple[Images, tuple[str, ...]]:
    """What is visible, over paper.

    Where most is visible, paper has its median grey; else what is visible is ink, and paper is
    white under dark ink and black under bright.
    """
    bands = image.convert("RGBA").convert("LA").split()
    grey, alpha = (np.asarray(band, np.uint16) for band in bands)
    visible = grey[alpha >= 128]
    median = int(np.median(visible)) if len(visible) else 0
    bright = 0 if median >= 128 else 255
    paper = median if 2 * len(visible) > grey.size else bright
    whole = ((grey * alpha + paper * (255 - alpha) + 127) // 255).astype(np.uint8)
    return whole, () if alpha.min() == 255 else (CLEAR,)

"""What tests of pictures in folders share: files as other programs write them."""

import io
import struct
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from core.arrays import AnyArray, Images

NOISE: Images = np.random.default_rng(3).integers(0, 256, (28, 28)).astype(np.uint8)
KINDS = ("PNG", "JPEG", "BMP", "GIF", "TIFF")
RAMP: Images = np.tile(np.arange(0, 240, 8, dtype=np.uint8), (20, 1))


def saved(pixels: AnyArray | Image.Image, kind: str = "PNG", **settings: Any) -> bytes:
    """Pixels, or an image, as a picture file's content."""
    file = io.BytesIO()
    image = pixels if isinstance(pixels, Image.Image) else Image.fromarray(pixels)
    image.save(file, kind, **settings)
    return file.getvalue()


def plain(value: int, shape: tuple[int, int] = (28, 28)) -> Images:
    """An image by which it can be told from others: black, but for one grey in its middle."""
    image = np.zeros(shape, np.uint8)
    image[shape[0] // 2, shape[1] // 2] = value
    return image


def write(path: Path, pixels: AnyArray | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pixels if isinstance(pixels, bytes) else saved(pixels))


def write_classes(root: Path, names: Iterable[str], each: int = 2) -> Path:
    """A folder for each name, with pictures 1.png and on; grey 10 k + n marks the n-th of the k."""
    for place, name in enumerate(names):
        for number in range(1, each + 1):
            write(root / name / f"{number}.png", plain(10 * (place + 1) + number))
    return root


def marks(images: AnyArray) -> list[int]:
    """The greys in the middle of images (N, H, W)."""
    middle: list[int] = images[:, images.shape[1] // 2, images.shape[2] // 2].tolist()
    return middle


def turned() -> Image.Exif:
    """A camera's note that the right side is up."""
    exif = Image.Exif()
    exif[274] = 6
    return exif


def claiming(columns: int, rows: int, kind: str) -> bytes:
    """A picture whose header says that it is of this size."""
    data = bytearray(saved(RAMP, kind))
    if kind == "PNG":
        data[16:24] = struct.pack(">II", columns, rows)
        data[29:33] = struct.pack(">I", zlib.crc32(data[12:29]))
    elif kind == "BMP":
        data[18:26] = struct.pack("<ii", columns, rows)
    elif kind == "GIF":
        data[6:10] = struct.pack("<HH", columns, rows)
    else:
        start = data.index(b"\xff\xc0")
        data[start + 5 : start + 9] = struct.pack(">HH", rows, columns)
    return bytes(data)

"""Single grey images as PNG files, by Pillow.

The header is held against what is wanted before Pillow sees the file: a few bytes can claim an
image that fills the memory.
"""

import io
import struct
from typing import TYPE_CHECKING

import numpy as np

from core.arrays import Images
from core.samples import DatasetError

if TYPE_CHECKING:
    from PIL import Image

MAGIC = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
BYTES_OF_GREY = (8, 0)  # bits a pixel, and the number that stands for grey


def encode(image: Images) -> bytes:
    """Turn an image (H, W) into the content of a PNG file of 8-bit grey."""
    from PIL import Image  # only here, since it takes 10 ms of the start

    file = io.BytesIO()
    Image.fromarray(image).save(file, "PNG")
    return file.getvalue()


def decode(data: bytes, name: str, shape: tuple[int, int]) -> Images:
    """Decode a PNG file of 8-bit grey and this (H, W), read-only; name is for messages."""
    _check(data, name, shape)
    try:
        _opened(data).verify()  # the checksums, which decoding leaves alone
        image: Images = np.asarray(_opened(data))
    except Exception as error:  # a bad file has a dozen ways to fail in Pillow and zlib
        raise DatasetError(f"{name} is damaged: its image cannot be decoded.") from error
    image.setflags(write=False)
    return image


def _opened(data: bytes) -> "Image.Image":
    from PIL import Image

    return Image.open(io.BytesIO(data), formats=["PNG"])


def _check(data: bytes, name: str, shape: tuple[int, int]) -> None:
    """Refuse what does not begin like a PNG file of 8-bit grey and this (H, W)."""
    start, header = data[: len(MAGIC)], data[len(MAGIC) : len(MAGIC) + 10]
    if start != MAGIC or len(header) < 10:
        raise DatasetError(f"{name} is no PNG file.")
    columns, rows, *kind = struct.unpack(">IIBB", header)
    if (rows, columns) != shape:
        raise DatasetError(
            f"{name} has {columns:,}x{rows:,} pixels where {shape[1]:,}x{shape[0]:,} are wanted."
        )
    if tuple(kind) != BYTES_OF_GREY:
        raise DatasetError(f"{name} is not an image of 8-bit grey.")

"""IDX, the format of MNIST: one array a file, raw or packed, told apart by its content.

A file is 00 00, the type of its numbers, the number of dimensions, the dimensions as
big-endian uint32, then the numbers (yann.lecun.com/exdb/mnist).
"""

import gzip
import io
import math
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.arrays import AnyArray, Images
from core.formats import content, labels
from core.formats.fitting import MAX_SIDE, SIDE
from core.formats.packed import MAGICS, Packed
from core.samples import DatasetError, Split
from core.work import Work, finish, stretch

IMAGES, LABELS = "images", "labels"
KINDS = {1: LABELS, 2: LABELS, 3: IMAGES}  # by dimensions; QMNIST has eight numbers a label
TYPES = {0x08: "u1", 0x09: "i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
MAX_COUNT = content.MAX_BYTES // SIDE**2  # images, once they have the network's size
PIECE = 4 << 20  # unpacked bytes between two looks at whether to go on
LOOKED_AT = 4096  # bytes of a file, for its header
AGAIN = "Copy or download it again."


@dataclass(frozen=True, slots=True)
class _Header:
    dtype: "np.dtype[np.generic]"
    shape: tuple[int, ...]

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return 4 + 4 * len(self.shape) + self.body

    @property
    def body(self) -> int:
        return math.prod(self.shape) * self.dtype.itemsize


def count(path: Path, kind: str) -> int:
    """How many images or labels a file claims; raises DatasetError if that cannot be right."""
    size = content.size(path)
    start = content.start(path, LOOKED_AT)
    if not start:
        content.check(path)
        raise _empty(path.name)
    if start.startswith(MAGICS):
        return _header(Packed(start, path.name).read, path.name, kind).shape[0]
    header = _header(io.BytesIO(start).read, path.name, kind)
    _check_size(header, size, path.name, kind)
    return header.shape[0]


def read(path: Path, kind: str) -> Work[AnyArray]:
    """Read a file of images (N, H, W), or of labels (N,) or (N, K); raises DatasetError."""
    count(path, kind)  # before all of it is read
    data = yield from stretch(content.read(path), 0.0, 0.2)
    return (yield from stretch(decode(data, path.name, kind), 0.2, 1.0))


def decode(data: bytes, name: str, kind: str) -> Work[AnyArray]:
    """Turn a file's content into its array, read-only; name is for messages."""
    if not data:
        raise _empty(name)
    if data.startswith(MAGICS):
        array = yield from _unpacked(Packed(data, name), name, kind)
    else:
        header = _header(io.BytesIO(data[:16]).read, name, kind)
        _check_size(header, len(data), name, kind)
        array = _array(np.frombuffer(data, np.uint8, offset=header.size - header.body), header)
    array.setflags(write=False)
    return array


def is_idx(start: bytes) -> bool:
    """Whether a file begins like one, packed or not."""
    try:
        lead = Packed(start, "").read(4) if start.startswith(MAGICS) else start[:4]
    except DatasetError:
        return False
    return len(lead) == 4 and lead[:2] == bytes(2) and lead[2] in TYPES and lead[3] in KINDS


def encode(array: Images) -> bytes:
    """Turn images (N, 28, 28) or labels (N,) of bytes into an IDX file's content, packed.

    The same array gives the same bytes: gzip notes no time.
    """
    header = struct.pack(f">4B{array.ndim}I", 0, 0, 8, array.ndim, *array.shape)
    return gzip.compress(header + array.tobytes(), mtime=0)


def split(images: bytes, truth: bytes, names: tuple[str, str]) -> Split:
    """Decode a file of images of digits and its file of labels; names are for messages."""
    pixels = finish(decode(images, names[0], IMAGES))
    digits = labels.whole(finish(decode(truth, names[1], LABELS)), names[1])
    labels.numbered(digits, None, names[1])
    digits.setflags(write=False)  # as the pixels are: splits are shared
    return Split(pixels.reshape(len(pixels), -1), digits)


def _unpacked(packed: Packed, name: str, kind: str) -> Work[AnyArray]:
    header = _header(packed.read, name, kind)
    body = np.empty(header.body, np.uint8)  # no memory is touched before something fills it
    held = 0
    while held < len(body) and (piece := packed.some(min(len(body) - held, PIECE))):
        body[held : held + len(piece)] = np.frombuffer(piece, np.uint8)
        held += len(piece)
        yield held / len(body)
    _check_size(header, header.size - len(body) + held, name, kind)
    packed.expect_end()
    return _array(body, header)


def _array(body: Images, header: _Header) -> AnyArray:
    return body.view(header.dtype).reshape(header.shape)


def _header(read: Callable[[int], bytes], name: str, kind: str) -> _Header:
    """Read a header, and refuse what cannot be of this kind."""
    lead = read(4)
    if lead.lstrip()[:1] == b"<":
        raise DatasetError(f"{name} is a web page, not data. Download the file itself again.")
    if len(lead) < 4:
        raise _too_short(name)
    if lead[2:] == bytes(2) and lead[0] in KINDS and lead[1] in TYPES:
        raise _swapped(name)
    if lead[:2] != bytes(2) or lead[2] not in TYPES or lead[3] not in KINDS:
        raise DatasetError(
            f"{name} does not begin like an IDX file (00 00 08 01 or 00 00 08 03) but with "
            f"{lead.hex(' ')}. Choose MNIST's own files."
        )
    dimensions = lead[3]
    if KINDS[dimensions] != kind:
        raise DatasetError(
            f"{name} holds {KINDS[dimensions]} where {kind} are wanted. Choose the other file."
        )
    sizes = read(4 * dimensions)
    if len(sizes) < 4 * dimensions:
        raise _too_short(name)
    header = _Header(np.dtype(TYPES[lead[2]]), struct.unpack(f">{dimensions}I", sizes))
    _check_shape(header, struct.unpack(f"<{dimensions}I", sizes), name, kind)
    return header


def _check_shape(header: _Header, swapped: tuple[int, ...], name: str, kind: str) -> None:
    """Refuse what is empty or can never be held; swapped are the sizes in the other order."""
    count, sides = header.shape[0], header.shape[1:]
    if max(sides, default=0) > MAX_SIDE >= max(swapped[1:], default=0) > 0:
        raise _swapped(name)
    if max(sides, default=0) > MAX_SIDE:
        raise DatasetError(
            f"{name} claims {kind} of {'x'.join(map(str, sides))} numbers, more than {MAX_SIDE:,} "
            "a side. It is damaged or not meant for this program: choose another file."
        )
    if math.prod(header.shape) == 0:
        raise DatasetError(f"{name} holds no {kind}. Choose another file.")
    if count > MAX_COUNT or header.body > content.MAX_BYTES:
        raise DatasetError(
            f"{name} claims {count:,} {kind}, more than can be held ({content.MAX_BYTES:,} bytes). "
            "It is damaged or too large: choose another file."
        )


def _check_size(header: _Header, size: int, name: str, kind: str) -> None:
    """Hold the bytes that are there against the header."""
    if size < header.size:
        held = max(0, size - header.size + header.body) * header.shape[0] // header.body
        raise DatasetError(
            f"{name} is incomplete: it ends after {held:,} of {header.shape[0]:,} {kind}. {AGAIN}"
        )
    if size > header.size:
        raise DatasetError(
            f"{name} holds {size - header.size:,} bytes more than the {header.shape[0]:,} {kind} "
            f"of its header take. It is damaged: copy or download it again."
        )


def _empty(name: str) -> DatasetError:
    return DatasetError(f"{name} is an empty file. {AGAIN}")


def _too_short(name: str) -> DatasetError:
    return DatasetError(f"{name} is too short for an IDX header. Is it the right file? {AGAIN}")


def _swapped(name: str) -> DatasetError:
    return DatasetError(
        f"{name} has the wrong byte order: IDX files are big-endian, its header is little-endian. "
        "Choose MNIST's own files, or write it again in the right order."
    )

"""IDX, the format of MNIST: four files, raw or gzip, told apart by their content.

A file is 00 00 08 and the number of dimensions, the dimensions as big-endian uint32, then
the bytes (yann.lecun.com/exdb/mnist).
"""

import gzip
import math
import re
import struct
import zlib
from pathlib import Path

import numpy as np

from core.arrays import Images
from core.formats.format import Format
from core.samples import DIGITS, Dataset, DatasetError, Split

GZIP_MAGIC = b"\x1f\x8b"
LABELS, IMAGES = 1, 3  # dimensions
KINDS = {LABELS: "labels", IMAGES: "images"}
SIDE = 28  # pixels
MAX_COUNT = 2_500_000  # images, 2 GB of them; forty times MNIST
NAME = re.compile(
    r"(train|t10k|test)[-_.](images|labels)([-_.]idx[13])?([-_.]ubyte)?(\.gz)?", re.IGNORECASE
)


def decode(data: bytes, name: str, kind: int) -> Images:
    """Decode an IDX file's content to an array with `kind` dimensions; name is for messages."""
    if not data:
        raise DatasetError(f"{name} is an empty file. Copy or download it again.")
    if data[:1] == b"<":
        raise DatasetError(f"{name} is a web page, not data. Download the file itself again.")
    raw = _Raw(data, name)
    shape = _shape(raw.read(4 + 4 * kind), name, kind)
    wanted = math.prod(shape)
    body = raw.read(wanted)
    if len(body) < wanted:
        rows = len(body) * shape[0] // wanted
        raise DatasetError(
            f"{name} is incomplete: it ends after {rows:,} of {shape[0]:,} {KINDS[kind]}. "
            "Copy or download it again."
        )
    raw.expect_end()
    return np.frombuffer(body, np.uint8).reshape(shape)


class _Raw:
    """The bytes of a file, inflated on the way if it is gzip, never more than was asked for."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._name = name
        self._inflater = zlib.decompressobj(wbits=31) if data.startswith(GZIP_MAGIC) else None

    def read(self, count: int) -> bytes:
        if self._inflater is None:
            taken, self._data = self._data[:count], self._data[count:]
            return taken
        try:
            taken = self._inflater.decompress(self._data, count) if count else b""
        except zlib.error as error:
            raise DatasetError(
                f"{self._name} is damaged: its gzip data cannot be unpacked ({error}). "
                "Copy or download it again."
            ) from error
        self._data = self._inflater.unconsumed_tail
        return taken

    def expect_end(self) -> None:
        """Check that nothing follows, which for gzip also checks its sum."""
        if self.read(1) or (self._inflater and self._inflater.unused_data):
            raise DatasetError(
                f"{self._name} holds more bytes than its header says. It is damaged or not an "
                "IDX file: copy or download it again."
            )
        if self._inflater and not self._inflater.eof:
            raise DatasetError(f"{self._name} is cut off at its end. Copy or download it again.")


def _shape(header: bytes, name: str, kind: int) -> tuple[int, ...]:
    """Read the dimensions of an IDX header, and refuse what cannot be images or labels."""
    if len(header) < 4 + 4 * kind:
        raise DatasetError(f"{name} is too short for an IDX header. Is it the right file?")
    zeros, element, dimensions = header[:2], header[2], header[3]
    if zeros != b"\x00\x00" or element != 8 or dimensions not in KINDS:
        raise DatasetError(
            f"{name} does not begin like an IDX file of bytes (00 00 08 01 or 00 00 08 03) but "
            f"with {header[:4].hex(' ')}. Choose MNIST's own files."
        )
    if dimensions != kind:
        raise DatasetError(
            f"{name} holds {KINDS[dimensions]} where {KINDS[kind]} are wanted. "
            "Choose the other file."
        )
    shape = struct.unpack(f">{kind}I", header[4:])
    if kind == IMAGES and shape[1:] != (SIDE, SIDE):
        raise DatasetError(
            f"{name} holds images of {shape[1]}x{shape[2]} pixels; the network takes {SIDE}x{SIDE}."
        )
    if shape[0] == 0:
        raise DatasetError(f"{name} holds no {KINDS[kind]}.")
    if shape[0] > MAX_COUNT:
        raise DatasetError(f"{name} claims {shape[0]:,} {KINDS[kind]}, more than can be held.")
    return shape


def encode(array: Images) -> bytes:
    """Turn images (N, 28, 28) or labels (N,) of bytes into an IDX file's content, packed.

    The same array gives the same bytes: gzip notes no time.
    """
    header = struct.pack(f">4B{array.ndim}I", 0, 0, 8, array.ndim, *array.shape)
    return gzip.compress(header + array.tobytes(), mtime=0)


def split(images: bytes, labels: bytes, names: tuple[str, str]) -> Split:
    """Decode a file of images and its file of labels; names are for messages."""
    pixels = decode(images, names[0], IMAGES)
    digits = decode(labels, names[1], LABELS)
    if len(pixels) != len(digits):
        raise DatasetError(
            f"{names[0]} holds {len(pixels):,} images but {names[1]} {len(digits):,} labels. "
            "Choose two files that belong together."
        )
    wrong = np.flatnonzero(digits >= len(DIGITS))
    if len(wrong):
        raise DatasetError(
            f"{names[1]}: label {wrong[0]:,} is {digits[wrong[0]]}; labels go from 0 to 9."
        )
    truth = digits.astype(np.intp)
    truth.setflags(write=False)  # as the pixels are: splits are shared
    return Split(pixels.reshape(len(pixels), -1), truth)


def _files(folder: Path) -> dict[tuple[str, str], Path]:
    """The folder's MNIST-like files by (training or testing, images or labels)."""
    found: dict[tuple[str, str], Path] = {}
    for path in sorted(folder.iterdir()):
        match = NAME.fullmatch(path.name)
        if match and path.is_file():
            part = "train" if match[1].lower() == "train" else "test"
            found.setdefault((part, match[2].lower()), path)
    return found


def _folder(path: Path) -> Path:
    return path if path.is_dir() else path.parent


def looks_like(path: Path) -> bool:
    """Whether path is one of MNIST's files or a folder with any of them."""
    try:
        return bool(NAME.fullmatch(path.name)) or (path.is_dir() and bool(_files(path)))
    except OSError:
        return False


def read(path: Path) -> Dataset:
    """Read the four files in a folder, or beside one of them."""
    folder = _folder(path)
    try:
        found = _files(folder)
        train, test = (_read_split(folder, found, part) for part in ("train", "test"))
    except OSError as error:
        raise DatasetError(
            f"{error.filename or path} cannot be read: {error.strerror}. Check the folder."
        ) from error
    return Dataset(folder.resolve().name, train, test)


def _read_split(folder: Path, found: dict[tuple[str, str], Path], part: str) -> Split:
    stem = "train" if part == "train" else "t10k"
    for dimensions, kind in KINDS.items():
        if (part, kind) not in found:
            raise DatasetError(
                f"{folder} has no {stem}-{kind}-idx{dimensions}-ubyte, raw or .gz. "
                "Put all four files into one folder."
            )
    images, labels = found[part, "images"], found[part, "labels"]
    return split(images.read_bytes(), labels.read_bytes(), (images.name, labels.name))


FORMAT = Format("IDX, MNIST's own format: a folder of four files", looks_like, read)

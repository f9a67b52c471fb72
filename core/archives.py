"""NumPy's npz, a zip archive of arrays: written, and read so that no file can ask too much.

Whatever an archive claims is checked before room is made for it; Python objects are never loaded.
"""

import errno
import io
import math
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np

from core.arrays import AnyArray
from core.work import Work

MAGIC, SUFFIX = b"PK\x03\x04", ".npy"
BLOCK = 1 << 20  # bytes read at once, a few milliseconds of unpacking; no list of parts is longer
MAX_PARTS = 1000
MAX_NAME = 60  # characters
MAX_HEADER = 4096  # bytes before the numbers of an array; NumPy writes 128
MAX_DIMENSIONS = 8
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 1  # the bit of a part's flags
KINDS = "biufUS"  # of numbers and text that are read
HEADERS = {
    (1, 0): np.lib.format.read_array_header_1_0,
    (2, 0): np.lib.format.read_array_header_2_0,
}


class ArchiveError(ValueError):
    """What is wrong with an archive: the rest of a sentence that begins with its name."""


class ObjectsError(ArchiveError):
    """The archive holds what only a pickle brings back."""


@dataclass(frozen=True, slots=True)
class Part:
    """An array of an archive, as its header describes it; start is where its numbers begin."""

    name: str
    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    by_columns: bool
    start: int

    @property
    def size(self) -> int:
        """How many bytes its numbers have."""
        return math.prod(self.shape) * self.dtype.itemsize

    def __str__(self) -> str:
        return f"{self.name} ({'x'.join(map(str, self.shape)) or 'one value'})"


class Archive:
    """The arrays in an npz file, which has to stay open; parts describes them by name.

    Raises ArchiveError for what is not sound, or claims more bytes than limit in all; or OSError.
    """

    def __init__(self, file: BinaryIO, limit: int) -> None:
        if file.read(len(MAGIC)) != MAGIC:
            raise ArchiveError("is no npz archive")
        with _telling():
            self._zip = zipfile.ZipFile(_Sips(file))
            members = self._zip.infolist()
            _check(members, limit)
            self.parts = {part.name: part for part in map(self._part, members)}

    def _part(self, member: zipfile.ZipInfo) -> Part:
        with self._zip.open(member) as stream:
            part = _described(member.filename.removesuffix(SUFFIX), stream.read(MAX_HEADER))
        if part.start + part.size != member.file_size:
            raise ArchiveError(f"is damaged: its array {part} does not have the size it claims")
        return part

    def read(self, name: str) -> Work[AnyArray]:
        """One of the arrays; raises ArchiveError where it is damaged."""
        part = self.parts[name]
        content, held = bytearray(part.size), 0
        with _telling(), self._zip.open(name + SUFFIX) as stream:
            stream.read(part.start)
            while held < part.size:
                taken = stream.read(min(BLOCK, part.size - held))
                if not taken:
                    raise ArchiveError(f"is damaged: its array {part} is cut off")
                content[held : held + len(taken)] = taken
                held += len(taken)
                yield held / part.size
            flat = np.frombuffer(content, part.dtype)
            return flat.reshape(part.shape, order="F" if part.by_columns else "C")


def encode(arrays: Mapping[str, AnyArray], comment: bytes = b"") -> io.BytesIO:
    """The content of an npz file with these arrays; the same ones give the same bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.comment = comment
        for name, array in arrays.items():
            with archive.open(zipfile.ZipInfo(name + SUFFIX), "w") as member:
                np.lib.format.write_array(member, array, allow_pickle=False)
    return content


class _Sips:
    """A file that gives so little at once that no claim of an archive fills the memory."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, count: int = -1) -> bytes:
        if count > BLOCK:  # the list of parts is what zipfile asks for at once
            raise ArchiveError("is damaged, or holds far too many parts")
        return self._file.read(BLOCK if count < 0 else count)


@contextmanager
def _telling() -> Iterator[None]:
    """Whatever zipfile, zlib and NumPy say of a bad file becomes an ArchiveError."""
    try:
        yield
    except ArchiveError:
        raise
    except Exception as error:  # a bad file has a dozen ways to fail in them
        if isinstance(error, OSError) and error.errno != errno.EINVAL:  # to look before the start
            raise
        raise ArchiveError("is damaged or incomplete") from error


def _check(members: list[zipfile.ZipInfo], limit: int) -> None:
    """Refuse what np.savez does not write, before any of it is unpacked."""
    names = {member.filename for member in members}
    if len(names) < len(members) or len(members) > MAX_PARTS:
        raise ArchiveError("is damaged: it holds a part twice, or far too many")
    for member in members:
        _check_name(member.filename)
        if member.flag_bits & ENCRYPTED:
            raise ArchiveError("is encrypted")
        if member.compress_type not in METHODS:
            raise ArchiveError("is packed in a way that is not read here")
    claimed = sum(member.file_size for member in members)
    if claimed > limit:
        raise ArchiveError(f"claims {claimed:,} bytes, more than the {limit:,} that can be held")


def _check_name(name: str) -> None:
    is_sane = len(name) <= MAX_NAME and name.isprintable()
    if not is_sane or name.startswith("/") or any(mark in name for mark in ("..", "\\", ":")):
        raise ArchiveError("holds a part that is named like a file elsewhere")
    if not name.endswith(SUFFIX):
        raise ArchiveError(f"holds {name!r}, which is no array")


def _described(name: str, start: bytes) -> Part:
    """What the first bytes of a member say of the array in it."""
    header = io.BytesIO(start)
    version = np.lib.format.read_magic(header)
    if version not in HEADERS:
        raise ArchiveError(f"holds {name} in a form that is not read here")
    shape, by_columns, dtype = HEADERS[version](header, max_header_size=MAX_HEADER)
    if dtype.hasobject:
        raise ObjectsError(
            f"contains Python objects ({name}), which are not loaded for safety: they can run code"
        )
    is_sane = len(shape) <= MAX_DIMENSIONS and all(0 <= side < 1 << 63 for side in shape)
    if not is_sane or dtype.kind not in KINDS or not dtype.itemsize:
        raise ArchiveError(f"holds {name}, which is no array of numbers or text")
    return Part(name, shape, dtype, by_columns, header.tell())

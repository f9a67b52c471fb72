"""Reading files that may be anything: only regular ones, never more than was allowed."""

import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from core.arrays import AnyArray
from core.samples import DatasetError
from core.work import Work

MAX_BYTES = 2 << 30  # of one file; forty times MNIST's largest
BLOCK = 4 << 20


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """An OSError while reading becomes a DatasetError with the file's name and the reason."""
    try:
        yield
    except OSError as error:
        raise DatasetError(
            f"{error.filename or path} cannot be read: {error.strerror or error}. "
            "Check the name and whether you may read it."
        ) from error


def size(path: Path, limit: int = MAX_BYTES) -> int:
    """A regular file's bytes; raises DatasetError for pipes, devices, and what is too large."""
    held = _regular(path).st_size
    if held > limit:
        raise DatasetError(
            f"{path} has {held:,} bytes, more than the {limit:,} that can be held. "
            "Choose a smaller file."
        )
    return held


def check(path: Path) -> None:
    """Raise DatasetError for what is no regular file or cannot be read."""
    _regular(path)
    with readable(path), path.open("rb") as file:
        file.read(1)


def _regular(path: Path) -> os.stat_result:
    with readable(path):
        status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise DatasetError(f"{path} is no file but a folder, a pipe or a device. Choose a file.")
    return status


def read(path: Path, limit: int = MAX_BYTES) -> Work[bytes]:
    """A regular file's content, a block at a time; raises DatasetError.

    A file that grows or shrinks meanwhile is refused.
    """
    expected = size(path, limit)
    buffer = io.BytesIO()  # gives its bytes away without a copy
    with readable(path), path.open("rb") as file:
        while buffer.tell() <= expected and (block := file.read(BLOCK)):
            buffer.write(block)
            yield min(1.0, buffer.tell() / expected) if expected else 1.0
    if buffer.tell() != expected:
        raise DatasetError(f"{path} changed while it was read. Open it again once it is complete.")
    return buffer.getvalue()


def start(path: Path, count: int = 512) -> bytes:
    """The first bytes of a regular file; none for what cannot be read."""
    return _part(path, count, os.SEEK_SET)


def end(path: Path, count: int = 512) -> bytes:
    """The last bytes of a regular file; none for what cannot be read."""
    return _part(path, count, os.SEEK_END)


def _part(path: Path, count: int, whence: int) -> bytes:
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            return b""
        with path.open("rb") as file:
            file.seek(-min(count, status.st_size) if whence == os.SEEK_END else 0, whence)
            return file.read(count)
    except (OSError, ValueError):
        return b""


def check_finite(images: AnyArray, name: str) -> None:
    """Raise DatasetError for pixels (N, ...) that are no numbers, with the first one's place."""
    if images.dtype.kind != "f":
        return
    is_finite = np.isfinite(images)
    wrong = is_finite.size - np.count_nonzero(is_finite)
    if wrong:
        image, pixel = divmod(int(is_finite.argmin()), is_finite[0].size)
        raise DatasetError(
            f"{name}: {wrong:,} pixels are no finite numbers (NaN or infinity), the first in "
            f"image {image + 1:,}, pixel {pixel + 1:,}. Correct the file."
        )

"""Reading files that may be anything: only regular ones, never more than was allowed."""

import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.formats.words import legible
from core.samples import DatasetError
from core.work import Work, finish

MAX_BYTES = 2 << 30  # of one file; forty times MNIST's largest
BLOCK = 4 << 20


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """An OSError while reading becomes a DatasetError with the file's name and the reason."""
    try:
        yield
    except OSError as error:
        raise DatasetError(
            f"{legible(str(error.filename or path))} cannot be read: {error.strerror or error}. "
            "Check the name and whether you may read it."
        ) from error


def size(path: Path, limit: int = MAX_BYTES) -> int:
    """A regular file's bytes; raises DatasetError for pipes, devices, and what is too large."""
    held = _regular(path).st_size
    if held > limit:
        raise DatasetError(
            f"{legible(str(path))} has {held:,} bytes, more than the {limit:,} that can be held. "
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
        raise DatasetError(
            f"{legible(str(path))} is no file but a folder, a pipe or a device. Choose a file."
        )
    return status


def pieces(path: Path, most: int, limit: int = MAX_BYTES) -> Iterator[tuple[float, bytes]]:
    """A regular file's content, and what share of it came; raises DatasetError.

    A file that grows or shrinks meanwhile is refused.
    """
    expected = size(path, limit)
    held = 0
    with readable(path), path.open("rb") as file:
        while piece := file.read(most):
            held += len(piece)
            if held > expected:
                break
            yield held / expected, piece
    if held != expected:
        raise DatasetError(
            f"{legible(str(path))} changed while it was read. Open it again once it is complete."
        )


def read(path: Path, limit: int = MAX_BYTES) -> Work[bytes]:
    """A regular file's content, a block at a time; raises DatasetError as pieces() does."""
    buffer = io.BytesIO()  # gives its bytes away without a copy
    for share, piece in pieces(path, BLOCK, limit):
        buffer.write(piece)
        yield share
    return buffer.getvalue()


def whole(path: Path, limit: int = MAX_BYTES) -> bytes:
    """The content of a file that is read in one go; raises DatasetError as pieces() does."""
    return finish(read(path, limit))


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

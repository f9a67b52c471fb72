"""Saving that cannot lose what was there before."""

import errno
import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import BinaryIO

from core import locks

# The name of the file to be, and who writes it: the process, and which of its files.
TEMPORARY = re.compile(r"\.(.+)\.[0-9]+-[0-9]+\.tmp", re.DOTALL)
ANY = re.compile(".*", re.DOTALL)
LONGEST_NAME = 255  # bytes, of every file system in use

_numbers = count(1)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a file beside path; it takes path's place once it is complete and on the disk.

    If anything fails on the way, path stays as it was and the error goes on. A link stays one, and
    what it points to is replaced; permissions stay. Of several writers, the last to end wins.
    """
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    mode = _permissions(target)
    temporary = target.with_name(_temporary_name(target.name))
    with _unswept(temporary):
        with temporary.open("wb") as file:
            if mode is not None:
                with suppress(OSError):  # some disks know none
                    temporary.chmod(mode)
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)
    _sync(target.parent)


def write(path: Path, content: bytes | memoryview) -> None:
    """Put content in the place of a file; raises OSError, and then path is as it was."""
    with replacing(path) as file:
        file.write(content)


def sweep(folder: Path, name: re.Pattern[str] = ANY) -> None:
    """Remove what a crash left of files so named; raises OSError if folder cannot be listed.

    What is being written now stays, whoever writes it.
    """
    for path in list(folder.iterdir()):
        temporary = TEMPORARY.fullmatch(path.name)
        if temporary and name.fullmatch(temporary[1]):
            locks.discard(path)


def _permissions(target: Path) -> int | None:
    """Those of the file to be replaced; raises OSError for what must not be replaced."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder", str(target))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "it is a device or a pipe", str(target))
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "it is write-protected", str(target))
    return stat.S_IMODE(mode)


def _temporary_name(name: str) -> str:
    """A name that nobody else uses now, cut to what a folder takes."""
    writer = f".{os.getpid()}-{next(_numbers)}.tmp"
    while len(os.fsencode(f".{name}{writer}")) > LONGEST_NAME:
        name = name[:-1]
    return f".{name}{writer}"


@contextmanager
def _unswept(temporary: Path) -> Iterator[None]:
    """Keep a temporary file safe from sweep(); at the end none is left.

    Windows moves no file that is open, but removes none either: the file's being written must do.
    """
    if sys.platform != "win32":
        with locks.held(temporary):
            yield
        return
    try:
        yield
    finally:
        with suppress(OSError):
            temporary.unlink()


def _sync(folder: Path) -> None:
    """Have the folder's new entry on the disk too; a disk that cannot is no failure by now."""
    if sys.platform != "win32":
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

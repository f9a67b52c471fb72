"""Files that somebody holds: locked by the operating system, which unlocks them in a crash too.

So a file that is there and held by nobody was left behind. Where a disk knows no locks, everybody
may take a file, but nobody can call one left: in doubt it counts as held.
"""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep

TRIES, PAUSE = 10, 0.005  # seconds; whoever only asks holds a file for less
BUSY = {errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK}

if sys.platform == "win32":
    import msvcrt

    FAR = (1 << 31) - 2  # behind all content: nobody else could read what is locked

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Locked(OSError):
    """Somebody else holds the file."""


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the file at path, made empty if there is none; at the end it is removed.

    It stays only if the process is killed. Raises Locked if somebody else holds it, another OSError
    if it cannot be made.
    """
    descriptor = _take(path)
    try:
        yield
    finally:
        _let_go(descriptor, path)


def is_held(path: Path) -> bool:
    """Whether somebody holds the file, or may; one that is not there is held by nobody."""
    try:
        with _tried(path) as is_free:
            return not is_free
    except FileNotFoundError:
        return False
    except OSError:
        return True


def discard(path: Path) -> None:
    """Remove a file that nobody holds; what cannot be removed stays."""
    with suppress(OSError):
        with _tried(path) as is_free:
            if is_free and sys.platform != "win32":
                path.unlink()
        if is_free and sys.platform == "win32":  # which removes no open file
            path.unlink()


def _take(path: Path) -> int:
    for _ in range(TRIES):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        # Between opening and locking, who held it before may have removed it.
        if _is_ours(descriptor) is not False and _is_at(path, descriptor):
            return descriptor
        os.close(descriptor)
        sleep(PAUSE)
    raise Locked(errno.EAGAIN, "another program uses it", str(path))


def _let_go(descriptor: int, path: Path) -> None:
    """Remove the file while it is still locked, so that nobody else's is removed."""
    with suppress(OSError):
        if sys.platform != "win32" and _is_at(path, descriptor):
            path.unlink()
    with suppress(OSError):
        os.close(descriptor)
    with suppress(OSError):
        if sys.platform == "win32":  # which removes no open file: neither ours nor another's
            path.unlink()


@contextmanager
def _tried(path: Path) -> Iterator[bool]:
    """Whether nobody holds the file; if so, nobody can take it meanwhile."""
    if not stat.S_ISREG(path.lstat().st_mode):  # to open a pipe or a device may do anything
        yield False
        return
    descriptor = os.open(path, os.O_RDWR)
    try:
        yield _is_ours(descriptor) is True and _is_at(path, descriptor)
    finally:
        os.close(descriptor)


def _is_ours(descriptor: int) -> bool | None:
    """Lock it: False if somebody else has, None if this disk knows no locks."""
    try:
        _lock(descriptor)
    except OSError as error:
        return False if error.errno in BUSY else None
    return True


def _is_at(path: Path, descriptor: int) -> bool:
    """Whether path still leads to the file that was opened."""
    with suppress(OSError):
        return os.path.samestat(os.fstat(descriptor), os.stat(path))
    return False

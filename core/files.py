"""Saving that cannot lose what was there before."""

import os
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import time
from typing import BinaryIO

import numpy as np

from core.arrays import AnyArray

TEMPORARY = re.compile(r"\.(.+)\.[0-9]+\.tmp")  # the name of the file to be, and who writes it
STALE = 3600.0  # seconds; no file takes so long to write


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a file beside path; it takes path's place once it is complete and on the disk.

    If anything fails on the way, path stays as it was and the error goes on.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def sweep(folder: Path, name: re.Pattern[str]) -> None:
    """Remove what a crash left of files so named; raises OSError if folder cannot be listed.

    What is younger than an hour stays: another window may be writing it.
    """
    for path in folder.iterdir():
        temporary = TEMPORARY.fullmatch(path.name)
        if temporary and name.fullmatch(temporary[1]):
            with suppress(OSError):
                if time() - path.stat().st_mtime > STALE:
                    path.unlink()


def save_arrays(path: Path, arrays: dict[str, AnyArray]) -> None:
    """Write named arrays as an npz file; raises OSError, and then path is as it was."""
    with replacing(path) as file, zipfile.ZipFile(file, "w") as archive:
        for name, array in arrays.items():
            with archive.open(f"{name}.npy", "w") as member:
                np.lib.format.write_array(member, array, allow_pickle=False)

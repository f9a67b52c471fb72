"""Saving that cannot lose what was there before."""

import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np

from core.arrays import AnyArray


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


def save_arrays(path: Path, arrays: dict[str, AnyArray]) -> None:
    """Write named arrays as an npz file; raises OSError, and then path is as it was."""
    with replacing(path) as file, zipfile.ZipFile(file, "w") as archive:
        for name, array in arrays.items():
            with archive.open(f"{name}.npy", "w") as member:
                np.lib.format.write_array(member, array, allow_pickle=False)

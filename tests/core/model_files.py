"""Model files made by hand: arrays or headers changed, whole again by their checksum, or not."""

import hashlib
import io
import json
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import pytest

from core import archives, checkpoint
from core.arrays import AnyArray
from core.checkpoint import DIGEST, MARK, CheckpointError, load
from core.config import TrainConfig
from core.formats import content
from core.runs import Run
from tests.core.tools import TOY, toy_dataset

Arrays = dict[str, AnyArray]


def small_model() -> bytes:
    """A sound model file, small enough to be damaged many times; with a way back in it."""
    run = Run.new(TOY, TrainConfig(17, evaluate_every=10, optimizer="momentum"), "report", _DATA)
    for _ in run.events(until=12):
        pass
    return checkpoint.encode(run.checkpoint()).getvalue()


_DATA = toy_dataset()


def sealed(archive: bytes) -> bytes:
    """A zip archive with the right checksum at its end, whatever is in it."""
    file = io.BytesIO(archive)
    with zipfile.ZipFile(file, "a") as opened:
        opened.comment = MARK + bytes(DIGEST)
    return summed(file.getvalue())


def summed(data: bytes) -> bytes:
    """A file that ends in MARK and a checksum, with the right one."""
    return data[:-DIGEST] + hashlib.sha256(data[:-DIGEST]).hexdigest().encode()


def arrays_of(model: bytes) -> Arrays:
    with np.load(io.BytesIO(model), allow_pickle=False) as stored:
        return dict(stored)


def unsealed(model: bytes) -> bytes:
    """The same arrays as np.savez would write them."""
    return archives.encode(arrays_of(model)).getvalue()


def with_arrays(model: bytes, change: Callable[[Arrays], object]) -> bytes:
    """The model with its arrays changed."""
    arrays = arrays_of(model)
    change(arrays)
    each = {name: np.asarray(array) for name, array in arrays.items()}
    return sealed(archives.encode(each).getvalue())


def with_header(model: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    def write(arrays: Arrays) -> None:
        header = json.loads(str(arrays["header"]))
        change(header)
        arrays["header"] = np.array(json.dumps(header))

    return with_arrays(model, write)


def with_member(model: bytes, name: str, data: bytes, *, packed: bool = False) -> bytes:
    """The model with one member of its zip archive replaced."""
    file = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(io.BytesIO(model)) as old, zipfile.ZipFile(file, "w", method) as new:
        for member in old.namelist():
            new.writestr(member, data if member == name else old.read(member))
    return sealed(file.getvalue())


def npy_header(shape: tuple[int, ...], kind: str = "<f4") -> bytes:
    file = io.BytesIO()
    description = {"descr": kind, "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(file, description)
    return file.getvalue()


def refused(path: Path, data: bytes) -> str:
    """The sentence by which load() refuses a file of these bytes: at once, without room for it."""
    path.write_bytes(data)
    tracemalloc.start()
    began = perf_counter()
    with pytest.raises(CheckpointError) as caught:
        load(path)
    took, (_, most) = perf_counter() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert took < 2
    assert most < 8 * len(data) + content.BLOCK + 3_000_000
    sentence = str(caught.value)
    assert sentence.startswith(f"{path} ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len(sentence) < len(str(path)) + 280
    return sentence.removeprefix(f"{path} ")

"""Files that would write a marker if any of their content were ever run."""

import gzip
import io
import pickle
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

SUFFIXES = (
    *(".npz", ".npy", ".txt", ".csv", ".gz", ".pkl", ".pt", ".h5", ".keras", ".safetensors"),
    *(".png", ".jpg", ".idx3-ubyte", ""),
)


class Trap:
    """Calls this when it is unpickled."""

    def __init__(self, function: Callable[..., object], *arguments: object) -> None:
        self._called = function, arguments

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self._called


def traps(marker: Path) -> dict[str, Trap]:
    """One of each way to write the marker."""
    import os

    loaded = marker.with_name("loaded.npy")
    writing = f"open({str(marker)!r}, 'w').close()"
    return {
        "system": Trap(os.system, f'echo x > "{marker}"'),
        "eval": Trap(eval, writing),
        "exec": Trap(exec, writing),
        "open": Trap(open, str(marker), "w"),
        "pathlib": Trap(Path.touch, marker),
        "mkdir": Trap(os.mkdir, str(marker)),
        "subprocess": Trap(subprocess.check_call, [sys.executable, "-c", writing]),
        "numpy.save": Trap(np.save, str(marker), [1]),
        "numpy.memmap": Trap(np.memmap, str(marker), "u1", "w+", 0, (1,)),
        "numpy.load": Trap(np.load, str(loaded), None, True),
    }


def contents(marker: Path) -> Iterator[tuple[str, bytes]]:
    """Whole files by what they are: each trap as plain as can be, one of them everywhere else."""
    each = traps(marker)
    marker.with_name("loaded.npy").write_bytes(_object_array(each["eval"]))
    for name, trap in each.items():
        yield f"{name}, pickled", pickle.dumps(trap, 2)
        yield f"{name}, in an array of objects", _npz(x_train=_object_array(trap))
    for protocol in (0, 1, 4, 5):
        yield f"pickled by protocol {protocol}", pickle.dumps(each["open"], protocol)
    yield from _around(pickle.dumps(each["open"], 2), _object_array(each["open"]), each["open"])


def _around(trap: bytes, array: bytes, itself: Trap) -> Iterator[tuple[str, bytes]]:
    """A pickle, or an array of objects, in all that a reader may take for something else."""
    weights = [np.ones((784, 10), "f4"), np.zeros((10, 1), "f4")]
    safe = io.BytesIO()
    np.save(safe, np.zeros((4, 28, 28), np.uint8))
    yield "after weights", pickle.dumps([*weights, itself], 2)
    yield (
        "as a dtype",
        b"\x80\x02]cnumpy.core.multiarray\n_reconstruct\n" + trap[2:-1] + b"K\x00Ra.",
    )
    yield "a name with state", b"\x80\x02]cnumpy\ndtype\n" + trap[2:-1] + b"ba."
    yield "packed", gzip.compress(trap)
    yield "an array of objects", array
    yield "an array of objects, packed", gzip.compress(array)
    yield "arrays of objects", _npz(x_train=array, y_train=array, x_test=array, y_test=array)
    yield "labels of objects", _npz(x_train=safe.getvalue(), y_train=array)
    yield "a model with objects", _npz(header=array, W1=array, W10=array)
    yield "a model with pickles", _npz(header=trap, W1=trap, W10=trap)
    yield "PyTorch's", _zip({"archive/data.pkl": trap, "archive/data/0": bytes(64)})
    yield "Keras'", _zip({"config.json": b"{}", "model.weights.h5": trap})
    yield "in front of an archive", trap + _npz(x_train=safe.getvalue())
    yield "HDF5", b"\x89HDF\r\n\x1a\n" + trap
    yield "safetensors", (2).to_bytes(8, "little") + b"{}" + trap
    yield "PNG", b"\x89PNG\r\n\x1a\n" + trap
    yield "JPEG", b"\xff\xd8\xff\xe0" + trap
    yield "IDX", b"\x00\x00\x08\x03\x00\x00\x00\x01\x00\x00\x00\x1c\x00\x00\x00\x1c" + trap * 9
    yield "CSV", b"label,pixel0\n" + trap
    yield "Python", b"open('marker', 'w').close()\n"


def _object_array(trap: Trap) -> bytes:
    file = io.BytesIO()
    objects: Any = np.empty(1, object)
    objects[0] = trap
    np.save(file, objects, allow_pickle=True)
    return file.getvalue()


def _npz(**members: bytes) -> bytes:
    return _zip({f"{name}.npy": data for name, data in members.items()})


def _zip(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()

"""Opens everything in a folder while an audit hook notes what happens; prints that as JSON.

A program of its own, for a hook cannot be taken off again: python -m tests.core.watched FOLDER.
With "unpickle" for a second argument, it runs what the files hold, to see that the hook sees it.
"""

import json
import os
import pickle
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from PIL import Image, ImageOps  # noqa: F401  what is first imported while a file is read, runs then

import core.formats.known  # noqa: F401  the same
from core.checkpoint import CheckpointError
from core.dataset import load_dataset
from core.models import open_model
from core.samples import DatasetError

ROOT = str(Path(__file__).resolve().parents[2])
PATHS = sysconfig.get_paths()
TRUSTED = (ROOT, PATHS["stdlib"], PATHS["platstdlib"], PATHS["purelib"], PATHS["platlib"])
# By their beginnings; besides these, code that comes from no file of TRUSTED, and writing.
DANGEROUS = (
    *("pickle.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork"),
    *("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate"),
    *("os.chmod", "os.putenv", "socket.", "ctypes.", "shutil.", "tempfile.", "urllib.", "mmap."),
)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC

noted: list[str] | None = None


def hook(event: str, arguments: tuple[Any, ...]) -> None:
    """Note what could do harm, while noted is a list."""
    if noted is not None and _is_dangerous(event, arguments):
        noted.append(f"{event} {arguments!r}"[:200])


def _is_dangerous(event: str, arguments: tuple[Any, ...]) -> bool:
    if event == "open":
        _, mode, flags = arguments
        return bool(set(mode or "") & set("wax+")) or bool(flags & WRITING)
    if event == "exec":
        return not arguments[0].co_filename.startswith((*TRUSTED, "<frozen "))
    return event.startswith(DANGEROUS)


def opened(read: Callable[[Path], object], path: Path) -> dict[str, object]:
    """What came of it, what was noted meanwhile, and how long it took."""
    global noted
    started, noted = perf_counter(), []
    is_refused, outcome = False, "read"
    try:
        read(path)
    except Exception as error:
        is_refused, outcome = isinstance(error, CheckpointError | DatasetError), str(error)
    events, noted = noted, None
    seconds = perf_counter() - started
    return {"is_refused": is_refused, "outcome": outcome, "events": events, "seconds": seconds}


def run(path: Path) -> None:
    """What nobody should do."""
    if path.read_bytes().startswith((b"PK", b"\x93NUMPY")):
        loaded = np.load(path, allow_pickle=True)
        for name in getattr(loaded, "files", ()):
            loaded[name]
    else:
        pickle.loads(path.read_bytes())


def main(folder: Path, ways: dict[str, Callable[[Path], object]]) -> None:
    Image.init()  # its readers are modules, too
    sys.addaudithook(hook)
    for path in sorted(folder.iterdir()):
        for name, read in ways.items():
            told = {"file": path.name, "way": name} | opened(read, path)
            sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    if sys.argv[2:] == ["unpickle"]:
        main(Path(sys.argv[1]), {"run": run})
    else:
        main(Path(sys.argv[1]), {"dataset": load_dataset, "model": open_model})

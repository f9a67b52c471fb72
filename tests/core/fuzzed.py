"""Every kind of file that is opened, as valid ones, and the promise on all that are damaged.

To add one: write a function that makes a few small files, and append a Kind to KINDS.
"""

import gzip
import io
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image

from core.arrays import Images
from core.checkpoint import CheckpointError
from core.export import course
from core.formats.known import find
from core.interpretation import guess, interpret
from core.models import open_model
from core.remarks import remarks
from core.samples import DatasetError
from core.work import finish
from tests.core import model_files
from tests.core.damage import Files
from tests.core.tools import idx_bytes, toy_network

SLOWEST = 2.0  # seconds
MOST_MEMORY = 200.0  # megabytes more than before
LONGEST = 1000  # characters of a message beside the path
COUNT, SIDE = 20, 8
IMAGES = np.random.default_rng(1).integers(0, 256, (COUNT, SIDE, SIDE)).astype(np.uint8)
LABELS = np.arange(COUNT) % 10
PROC = Path("/proc/self")


@dataclass(frozen=True, slots=True)
class Kind:
    """Valid files by name, which of them is opened ("" for their folder), by whom, and what is
    raised if they are damaged. seal makes damaged content look whole where that takes a sum."""

    name: str
    files: Callable[[], Files]
    chosen: str
    read: Callable[[Path], object]
    allowed: type[Exception]
    seal: Callable[[bytes], bytes] = bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of opening files: the refusal, empty if there is none, and what it took."""

    refusal: str
    seconds: float
    megabytes: float


def open_dataset(path: Path) -> object:
    """All that happens to files before they are trained on."""
    found = finish(find(path))
    dataset = finish(interpret(found, finish(guess(found)), str(path)))
    return finish(remarks(dataset, found))


@cache
def idx() -> Files:
    parts = {"train": slice(None), "t10k": slice(10)}
    return {
        f"{stem}-{kind}-idx{dimensions}-ubyte": idx_bytes(array[part])
        for stem, part in parts.items()
        for kind, dimensions, array in (("images", 3, IMAGES), ("labels", 1, LABELS))
    }


@cache
def packed_idx() -> Files:
    return {f"{name}.gz": gzip.compress(data) for name, data in idx().items()}


@cache
def csv() -> Files:
    rows = (f"{y}," + ",".join(map(str, x.ravel())) for x, y in zip(IMAGES, LABELS, strict=True))
    names = ",".join(["label", *(f"pixel{i}" for i in range(SIDE**2))])
    text = "\n".join([names, *rows]).encode() + b"\n"
    return {"train.csv": text, "test.csv": text[: len(text) // 2].rpartition(b"\n")[0]}


@cache
def spreadsheet() -> Files:
    """As it comes out of a German one."""
    text = csv()["train.csv"].decode().replace("\n", "\r\n").replace(",", '","')
    return {"Digits.csv": text.replace(",", ";").encode("utf-16")}


def _picture(image: Images, form: str) -> bytes:
    file = io.BytesIO()
    Image.fromarray(image).save(file, form)
    return file.getvalue()


@cache
def folders() -> Files:
    forms = ("png", "jpeg", "bmp", "gif", "tiff")
    return {
        f"{label}/{number}.{forms[number % 5]}": _picture(image, forms[number % 5])
        for number, (image, label) in enumerate(zip(IMAGES, LABELS, strict=True))
    }


@cache
def assignment() -> Files:
    files: Files = {}
    for part, digits in (("train", 5), ("test", 4)):
        files["labels/" + part + "_label.txt"] = "".join(f"{y}\n" for y in LABELS).encode()
        for number, image in enumerate(IMAGES, 1):
            files[f"{part}_data/{number:0{digits}}.jpg"] = _picture(image, "jpeg")
    return files


@cache
def keras() -> Files:
    file = io.BytesIO()
    np.savez(file, x_train=IMAGES, y_train=LABELS, x_test=IMAGES[:9], y_test=LABELS[:9])
    return {"mnist.npz": file.getvalue()}


@cache
def model() -> Files:
    return {"model.npz": model_files.small_model()}


@cache
def parameters() -> Files:
    return {"nn_parameters.txt": course.encode(toy_network(), tuple("0123456789"))}


def _sealed(data: bytes) -> bytes:
    try:
        return model_files.sealed(data)
    except Exception:  # no zip archive any more
        return data


KINDS = (
    Kind("IDX", idx, "", open_dataset, DatasetError),
    Kind("IDX, gzip", packed_idx, "train-images-idx3-ubyte.gz", open_dataset, DatasetError),
    Kind("CSV", csv, "train.csv", open_dataset, DatasetError),
    Kind("CSV of a spreadsheet", spreadsheet, "Digits.csv", open_dataset, DatasetError),
    Kind("a folder a class", folders, "", open_dataset, DatasetError),
    Kind("the course's folders", assignment, "", open_dataset, DatasetError),
    Kind("Keras npz", keras, "mnist.npz", open_dataset, DatasetError),
    Kind("model", model, "model.npz", open_model, CheckpointError, _sealed),
    Kind("nn_parameters", parameters, "nn_parameters.txt", open_model, CheckpointError),
)


def attempt(kind: Kind, files: Files, folder: Path) -> Outcome:
    """Open damaged files, which are written into an empty folder; raises what must not come out."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    path = folder / kind.chosen
    outcome = _opened(kind, path)
    if outcome.seconds > SLOWEST:
        outcome = _opened(kind, path)  # a busy machine is no defect
    assert outcome.seconds <= SLOWEST, f"{kind.name} took {outcome.seconds:.1f} s"
    assert outcome.megabytes <= MOST_MEMORY, f"{kind.name} took {outcome.megabytes:.0f} MB"
    said = outcome.refusal.replace(str(path), "").replace(str(folder), "")
    assert len(said) <= LONGEST, f"{kind.name} says {said!r}"
    return outcome


def _opened(kind: Kind, path: Path) -> Outcome:
    before = _memory("VmRSS")
    _forget_peak()
    began, refusal = time.perf_counter(), ""
    try:
        kind.read(path)
    except kind.allowed as error:
        refusal = str(error)
        assert refusal, f"{kind.name} is refused without a word"
    seconds = time.perf_counter() - began
    return Outcome(refusal, seconds, _memory("VmHWM") - before)


def _forget_peak() -> None:
    """Let the system measure the most memory in use anew (Linux)."""
    if (PROC / "clear_refs").exists():
        (PROC / "clear_refs").write_text("5")


def _memory(which: str) -> float:
    """Megabytes: VmRSS in use now, VmHWM at most since the peak was forgotten; 0 elsewhere."""
    if not (PROC / "status").exists():
        return 0.0
    lines = (PROC / "status").read_text().splitlines()
    (kilobytes,) = (line.split()[1] for line in lines if line.startswith(which))
    return int(kilobytes) / 1024

"""How long it takes to read MNIST in each of the large formats, made anew in a temporary folder.

argv: how often each is read (3). Reading IDX is held against NumPy as it gunzips the same files in
the same run. Prints the median, and the longest time between two steps, in which neither progress
nor cancel would be heard.
"""

import gzip
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

import resources
from core.dataset import bundled
from core.formats.known import find
from core.interpretation import guess, interpret
from core.samples import Split
from core.work import Work
from tests.benchmarks.machine import describe

KAGGLE = 42_000  # rows of digit-recognizer's train.csv
COURSE = (50_000, 5_000)  # images for training and for testing
QUALITY = 95


def opening(path: Path) -> Work[object]:
    """All that comes before a dataset can be trained on."""
    found = yield from find(path)
    guessed = yield from guess(found)
    return (yield from interpret(found, guessed, str(path)))


def timed(work: Work[object]) -> tuple[float, float]:
    """The seconds that it takes, and the longest between two of its steps."""
    moments = [time.perf_counter()]
    for _ in work:
        moments.append(time.perf_counter())
    moments.append(time.perf_counter())
    return moments[-1] - moments[0], float(np.diff(moments).max())


def gunzip(folder: Path) -> float:
    began = time.perf_counter()
    for path in sorted(folder.glob("*.gz")):
        np.frombuffer(gzip.decompress(path.read_bytes()), np.uint8)
    return time.perf_counter() - began


def write_csv(folder: Path, split: Split) -> Path:
    path = folder / "train.csv"
    header = ",".join(["label", *(f"pixel{place}" for place in range(784))])
    rows = np.column_stack([split.labels, split.images])[:KAGGLE]
    np.savetxt(path, rows, "%d", ",", header=header, comments="")
    return path


def write_course(folder: Path, split: Split) -> Path:
    (folder / "labels").mkdir(parents=True)
    first = 0
    for (part, digits), count in zip({"train": 5, "test": 4}.items(), COURSE, strict=True):
        (folder / f"{part}_data").mkdir()
        for place in range(count):
            image = Image.fromarray(split.images[first + place].reshape(28, 28))
            image.save(folder / f"{part}_data" / f"{place + 1:0{digits}}.jpg", quality=QUALITY)
        labels = "\n".join(map(str, split.labels[first : first + count]))
        (folder / "labels" / f"{part}_label.txt").write_text(labels + "\n")
        first += count
    return folder


def measure(name: str, begin: Callable[[], Work[object]], rounds: int, target: str) -> None:
    found = [timed(begin()) for _ in range(rounds)]
    seconds = statistics.median(took for took, _ in found)
    gap = max(longest for _, longest in found)
    print(f"{name:<28}{seconds:>8.2f} s{1e3 * gap:>10.0f} ms   {target}", flush=True)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    print(describe(), flush=True)
    print(f"{'':<28}{'median':>10}{'longest step':>13}")
    mnist, idx = bundled("mnist").train, resources.path("mnist")
    usual = statistics.median(gunzip(idx) for _ in range(rounds))
    measure("MNIST, IDX read", lambda: find(idx), rounds, f"NumPy gunzips in {usual:.2f} s")
    measure("MNIST, IDX opened", lambda: opening(idx), rounds, "")
    with tempfile.TemporaryDirectory() as folder:
        csv = write_csv(Path(folder), mnist)
        measure("Kaggle's CSV, 42,000 rows", lambda: opening(csv), rounds, "at most 3 s")
        course = write_course(Path(folder) / "course", mnist)
        measure("the course's 55,000 JPGs", lambda: opening(course), rounds, "at most 15 s")


if __name__ == "__main__":
    main()

"""The runs that are kept in a folder: what each says of itself, and what sets it apart.

Only run.json is read for the list, and nothing in it is trusted: what makes no sense is Damaged.
"""

import json
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from core import about, header, locks
from core.about import About
from core.archives import Archive, ArchiveError
from core.config import TrainConfig
from core.header import Record
from core.history import MAX_BUCKETS, MAX_SCORES, Curves, History
from core.network import NetworkSpec
from core.past import Past
from core.record import CURVES, FORMAT_VERSION, MAX_POINTS, MODEL, RECORD, runs_folder
from core.runs import LOCK
from core.source import BUNDLED, Source
from core.work import Work

MAX_RECORD = 1 << 20  # bytes of run.json, which has some 3,000
MAX_CURVES = 1 << 28  # bytes: those of 62 classes have 92 MB at most
AT_ONCE = 10  # runs read between two looks at whether they are still wanted
# Bundled datasets that share their testing images.
TESTED_AS = {"drawn": "mnist"}
# What goes wrong while something is read that nobody can trust.
SENSELESS = (ArithmeticError, LookupError, RecursionError, TypeError, ValueError)


class KeptError(ValueError):
    """A run whose curves cannot be read; the message says which, why and what to do."""


@dataclass(frozen=True, slots=True)
class Measured:
    """So many of the images were answered wrongly."""

    mistakes: int
    images: int

    @property
    def error(self) -> float:
        return self.mistakes / self.images


@dataclass(frozen=True, slots=True)
class Kept:
    """A run as its folder tells it.

    test is what the last evaluation counted; testing_error alone is known of the runs of earlier
    versions, and source not. curve holds the testing error as (iteration, error). The model may be
    missing although the rest is there.
    """

    folder: Path
    recipe: str
    dataset: str
    source: Source | None
    spec: NetworkSpec
    past: Past
    iteration: int
    seconds: float
    testing_error: float | None
    training_error: float | None
    test: Measured | None
    curve: tuple[tuple[int, float], ...]
    about: About
    is_being_trained: bool
    has_model: bool

    @property
    def began_with(self) -> TrainConfig:
        return self.past.began_with

    @property
    def config(self) -> TrainConfig:
        """The settings that hold now."""
        return self.past.config

    @property
    def started(self) -> str:
        """ISO 8601, to seconds."""
        return self.past.started

    @property
    def is_finished(self) -> bool:
        return self.config.is_end(self.iteration)

    @property
    def diverged_at(self) -> int | None:
        """Where its loss was last no finite number; None once it has got beyond that."""
        last = max(self.past.divergences, default=-1)
        return last if last >= self.iteration else None

    @property
    def testing_images(self) -> object:
        """What tells its testing images from others; None where that is not known."""
        if self.source is None:
            return None
        if self.source.key:
            return TESTED_AS.get(self.source.key, self.source.key)
        known = self.source.fingerprint
        return (known, self.source.interpretation) if known else None


@dataclass(frozen=True, slots=True)
class Damaged:
    """A folder among the runs that holds none, and why: a sentence."""

    folder: Path
    reason: str


def kept_runs(folder: Path | None = None) -> Work[list[Kept | Damaged]]:
    """What is in the folder of runs (that of the home), the last one begun first.

    A run that is only just beginning, of which nothing is saved yet, is left out.
    """
    folders = list(_folders(folder or runs_folder()))
    found: list[Kept | Damaged] = []
    for place, each in enumerate(folders):
        if place % AT_ONCE == 0:
            yield place / len(folders)
        is_being_trained = locks.is_held(each / LOCK)
        if not (is_being_trained and not (each / RECORD).exists()):
            found.append(kept(each, is_being_trained))
    return sorted(found, key=_age, reverse=True)


def _folders(folder: Path) -> Iterable[Path]:
    try:
        return sorted(each for each in folder.iterdir() if each.is_dir())
    except OSError:  # there is none, or nobody may look into it
        return []


def _age(run: Kept | Damaged) -> tuple[str, str]:
    """Names of folders begin with the time, like that of a run."""
    digits = "".join(filter(str.isdigit, run.started)) if isinstance(run, Kept) else ""
    return digits or "".join(filter(str.isdigit, run.folder.name[:15])), run.folder.name


def kept(folder: Path, is_being_trained: bool = False) -> Kept | Damaged:
    """What a run's folder says of itself."""
    try:
        record = _record(folder / RECORD)
        return _kept(folder, record, is_being_trained)
    except FileNotFoundError:
        return Damaged(folder, f"It holds no {RECORD}, so nothing is known of it.")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Damaged(folder, f"Its {RECORD} cannot be read: {reason}.")
    except SENSELESS as error:
        said = f"it has no {error}" if isinstance(error, KeyError) else str(error)
        return Damaged(folder, f"Its {RECORD} makes no sense: {said[:120] or 'it is cut off'}.")


def _record(path: Path) -> Record:
    """The content of run.json, of which only the outside is checked."""
    if not stat.S_ISREG(path.stat().st_mode):  # to open a pipe may wait for ever
        raise ValueError("it is no file")
    with path.open("rb") as file:
        text = file.read(MAX_RECORD + 1)
    if len(text) > MAX_RECORD:
        raise ValueError(f"it has more than {MAX_RECORD:,} bytes")
    record: Record = header.typed(_json(text), dict, "it")
    if (version := header.get(record, "format", int)) != FORMAT_VERSION:
        raise ValueError(f"it is of format {version:.3g}, and this version knows {FORMAT_VERSION}")
    return record


def _json(text: bytes) -> Any:
    try:
        return json.loads(text, parse_constant=header.refuse_constant)
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ValueError("it is cut off, or no JSON") from error


def _kept(folder: Path, record: Record, is_being_trained: bool) -> Kept:
    iteration = header.count_of(record["iteration"], "iteration")
    past = {"divergences": [], **record, "began_with": record["config"]}
    return Kept(
        folder,
        header.text_of(record["recipe"], "recipe"),
        header.text_of(record["dataset"], "dataset"),
        _source(record),
        header.filled(NetworkSpec, record["network"]),
        header.past_of(past, iteration),
        iteration,
        max(header.get(record, "seconds", float), 0.0),
        _error(record["testing_error"]),
        _error(record["training_error"]),
        _measured(record),
        _curve(record.get("testing_curve", [])),
        about.read(folder),
        is_being_trained,
        (folder / MODEL).is_file(),
    )


def _source(record: Record) -> Source | None:
    """Early files name the dataset only, which tells the bundled ones."""
    if "source" in record:
        return header.source_of(record["source"])
    keys = {name: key for key, name in BUNDLED.items()}
    return Source(keys[record["dataset"]]) if record["dataset"] in keys else None


def _error(value: Any) -> float | None:
    if value is None:
        return None
    error: float = header.typed(value, float, "an error")
    if not 0 <= error <= 1:
        raise ValueError(f"an error of {error:.3g}")
    return error


def _measured(record: Record) -> Measured | None:
    counts = record.get("testing_mistakes"), record.get("testing_images")
    if None in counts or counts[1] == 0:
        return None
    mistakes, images = (header.count_of(count, "testing images") for count in counts)
    if mistakes > images:
        raise ValueError(f"{mistakes:,} mistakes in {images:,} images")
    return Measured(mistakes, images)


def _curve(value: Any) -> tuple[tuple[int, float], ...]:
    points = header.typed(value, list, "the testing curve")
    if len(points) > MAX_POINTS:
        raise ValueError(f"a testing curve of {len(points):,} points")
    pairs = [
        (header.count_of(iteration, "iteration"), _error(error)) for iteration, error in points
    ]
    return tuple((iteration, error) for iteration, error in pairs if error is not None)


def curves(folder: Path) -> Work[Curves]:
    """All curves of a run; raises KeptError."""
    path = folder / CURVES
    try:
        if not path.is_file():
            raise FileNotFoundError(2, "it is not there")
        with path.open("rb") as file:
            content = BytesIO(file.read(MAX_CURVES))
        archive = Archive(content, MAX_CURVES)
        arrays = {}
        for name in archive.parts:
            arrays[name] = yield from archive.read(name)
        return _checked(History.from_arrays(arrays).curves())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise KeptError(
            f"{path} cannot be read: {reason}. The curves of that run are lost."
        ) from error
    except ArchiveError as error:
        raise KeptError(f"{path} {error}. The curves of that run are lost.") from error
    except (*SENSELESS, AttributeError) as error:
        raise KeptError(f"{path} makes no sense. The curves of that run are lost.") from error


def _checked(curves: Curves) -> Curves:
    """The curves, if they are of a run; raises ValueError."""
    if len(curves.smoothed[0]) > MAX_BUCKETS or len(curves.scores) > MAX_SCORES:
        raise ValueError("they are longer than any")
    evaluated = np.array([score.iteration for score in curves.scores])
    if any((np.diff(x) < 0).any() for x in (curves.loss[0], curves.smoothed[0], evaluated)):
        raise ValueError("their iterations are out of order")
    return curves

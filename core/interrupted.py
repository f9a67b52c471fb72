"""Runs that a crash ended: which there are, what they say of themselves, and how to forget them."""

import json
from dataclasses import dataclass
from pathlib import Path

from core import files, locks
from core.record import MODEL, RECORD, runs_folder
from core.runs import LOCK

MAX_RECORD = 1 << 20  # bytes of run.json, which has some 2,000


@dataclass(frozen=True, slots=True)
class Interrupted:
    """A run that was not ended in order; None is what its record does not tell.

    iteration is that of the last save, iterations the length of the run, started ISO 8601.
    """

    folder: Path
    recipe: str | None = None
    seed: int | None = None
    iteration: int | None = None
    iterations: int | None = None
    started: str | None = None


def interrupted() -> list[Interrupted]:
    """The runs that were being trained and that nobody trains now, the last one saved first.

    A folder whose run was never saved, so that nothing is lost with it, is cleared away.
    """
    saved = {}
    for lock in _locks():
        if not locks.is_held(lock):
            try:
                saved[lock.parent] = (lock.parent / MODEL).stat().st_mtime
            except OSError:
                _clear(lock.parent)
    return [_described(folder) for folder in sorted(saved, key=saved.__getitem__, reverse=True)]


def forget(folder: Path) -> None:
    """Never name the run again; it is kept as it is. One that is trained now is left alone."""
    locks.discard(folder / LOCK)


def _locks() -> list[Path]:
    try:
        return sorted(runs_folder().glob(f"*/{LOCK}"))
    except OSError:
        return []


def _clear(folder: Path) -> None:
    """Remove a run's folder if it holds nothing but what a crash left."""
    try:
        forget(folder)
        files.sweep(folder)
        folder.rmdir()
    except OSError:  # it is not empty, or not ours to remove
        return


def _described(folder: Path) -> Interrupted:
    """What run.json tells; whatever is wrong with it, the run can still be gone on with."""
    try:
        with (folder / RECORD).open("rb") as file:
            record = json.loads(file.read(MAX_RECORD))
        settings = dict(record["config"])
        for change in record["changes"]:
            settings |= change["settings"]
        return Interrupted(
            folder,
            str(record["recipe"]),
            int(settings["seed"]),
            int(record["iteration"]),
            int(settings["iterations"]),
            str(record["started"]),
        )
    except (OSError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError):
        return Interrupted(folder)

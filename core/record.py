"""The folder of a run: where it is, and what it holds.

model.npz is all of the run, and written first; curves.npz and run.json say parts of it again.
"""

import json
import os
import re
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from core import archives, checkpoint, files
from core.checkpoint import Checkpoint
from core.history import Score
from core.metrics import Evaluation
from core.threads import threads_for

FORMAT_VERSION = 1
MODEL, CURVES, RECORD = "model.npz", "curves.npz", "run.json"
LONGEST = 60  # characters of a recipe in the name of a folder
MAX_POINTS = 40  # of the testing error, for a curve as small as a word


class NotKept(Exception):
    """A run that cannot be written to its folder; the message says where, why and what to do."""


def home() -> Path:
    """The folder of runs, settings and logs: MLP_LAB_HOME, or .mlp-lab in the user's own.

    Where the system knows no folder of the user, that for temporary files has to do.
    """
    if chosen := os.environ.get("MLP_LAB_HOME"):
        return Path(chosen)
    try:
        return Path.home() / ".mlp-lab"
    except RuntimeError:
        return Path(tempfile.gettempdir()) / ".mlp-lab"


def runs_folder() -> Path:
    """Where the runs are kept, a folder each."""
    return home() / "runs"


def new_folder(kept: Checkpoint) -> Path:
    """A folder's name of its own, by time, recipe and seed; it is not made yet."""
    moment = re.sub(r"[-:]", "", kept.past.started).replace("T", "-")
    recipe = re.sub(r"[^\w-]+", "-", kept.recipe)[:LONGEST]  # a file may have brought its name
    stem = f"{moment}-{recipe}-seed{kept.config.seed}"
    folder, copy = runs_folder() / stem, 2
    while folder.exists():
        folder, copy = runs_folder() / f"{stem}-{copy}", copy + 1
    return folder


def empty_folder(folder: Path) -> Path:
    """The folder itself, unless it holds a run already; raises NotKept."""
    if (folder / RECORD).exists():
        raise NotKept(f"{folder} already holds a run. Choose another folder.")
    return folder


def write(folder: Path, kept: Checkpoint) -> None:
    """Write the three files, each complete or as it was; raises NotKept."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        checkpoint.save(folder / MODEL, kept)
        files.write(folder / CURVES, archives.encode(kept.history.to_arrays()).getbuffer())
        text = json.dumps(_record(kept), indent=2, allow_nan=False)
        files.write(folder / RECORD, text.encode())
    except OSError as error:
        raise NotKept(
            f"The run is not kept: {folder} cannot be written ({error.strerror or error}). "
            "Make room there or choose another folder."
        ) from error


def _record(kept: Checkpoint) -> dict[str, Any]:
    state, past, last = kept.state, kept.past, kept.evaluation
    return {
        "format": FORMAT_VERSION,
        "recipe": kept.recipe,
        "dataset": kept.dataset,
        "source": asdict(kept.source),
        "classes": len(kept.class_names),
        "began_from": past.began_from,
        "started": past.started,
        "network": asdict(state.network.spec),
        "config": asdict(past.began_with),
        "changes": [asdict(change) for change in past.changes],
        "divergences": past.divergences,
        "threads": threads_for(state.network.spec, kept.config.batch_size),
        "iteration": state.iteration,
        "seconds": round(state.seconds, 3),
        "evaluated_at": last.iteration if last else None,
        "testing_error": _error(last.test) if last else None,
        "testing_images": last.test.images if last else None,
        "testing_mistakes": last.test.mistakes if last else None,
        "testing_curve": _thinned(kept.history.scores),
        "training_error": _error(last.train) if last else None,
        "training_images": last.train.images if last else None,
        "versions": kept.versions,
    }


def _thinned(scores: Sequence[Score]) -> list[tuple[int, float | None]]:
    """Iteration and testing error of the first, the last, and evenly many between."""
    step = max(len(scores) - 1, 1) / (MAX_POINTS - 1)
    places = range(len(scores)) if step <= 1 else (round(i * step) for i in range(MAX_POINTS))
    return [(scores[place].iteration, _error(scores[place].test)) for place in places]


def _error(evaluation: Evaluation) -> float | None:
    """The error as JSON can hold it: None, not nan, without images."""
    return evaluation.error if evaluation.images else None

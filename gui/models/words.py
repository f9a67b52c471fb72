"""The sentences on models, made without Qt."""

from pathlib import Path

from core.checkpoint import Checkpoint
from core.export import Export
from core.interrupted import Interrupted
from core.network import Network
from gui.words import percent, plural

OPEN = "Open a model"
SAVE = "Save the model"
NATIVE = "Models of MLP Lab (*.npz)"
OPENABLE = "Models (*.npz *.txt)"
RUNNING = "Stop the training first; then the model can be saved."
NOTHING_TO_SAVE = "There is no model to save yet."
INTERRUPTED = "MLP Lab ended unexpectedly while it was training."


def opened(name: str, checkpoint: Checkpoint) -> str:
    """What was opened, and how good it is."""
    state, score = checkpoint.state, checkpoint.evaluation
    after = f" after {plural(state.iteration, 'iteration')}" if state.iteration else ""
    error = f", testing error {percent(score.test.error)}" if score else ""
    return f"Opened {name}: {checkpoint.network.spec}{after}{error}. Train goes on with it."


def not_of_images(name: str, network: Network, pixels: int) -> str:
    return (
        f"{name} takes {network.spec.sizes[0]:,} numbers, but an image has {pixels:,} pixels. "
        "Choose a model that reads images of 28x28 pixels."
    )


def lacks_data(name: str, dataset: str, problem: str) -> str:
    """Why a model cannot be opened whose data are gone."""
    return (
        f"{name} was trained on {dataset}, which cannot be read, and the present data have other "
        f"classes. {problem} Open such data first (Ctrl+O)."
    )


def other_data(present: str, trained_on: str) -> str:
    return f" It was trained on {trained_on}, which cannot be read; Train goes on with {present}."


def saved(path: Path) -> str:
    return f"Saved the model as {path}."


def exported(path: Path, export: Export) -> str:
    return f"Exported the network as {path} ({export.name})."


def not_saved(path: Path, reason: str) -> str:
    return (
        f"The model could not be saved as {path}: {reason}. What was there before is as it was. "
        "Choose another folder."
    )


def filter_of(export: Export) -> str:
    return f"{export.name} (*{export.suffix})"


def trained_elsewhere(name: str) -> str:
    return f"The run {name} is being trained already, in another window."


def interrupted(run: Interrupted) -> str:
    """What is known of a run that a crash ended."""
    name = run.recipe or run.folder.name
    seed = "" if run.seed is None else f", seed {run.seed}"
    where = ""
    if run.iteration is not None and run.iterations is not None:
        where = f" was kept at iteration {run.iteration:,} of {run.iterations:,}"
    return f"The run {name}{seed}{where}. Continue gives the same weights as if nothing happened."

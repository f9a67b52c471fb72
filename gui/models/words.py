"""The sentences on models, made without Qt."""

from pathlib import Path

from core.checkpoint import Checkpoint
from core.export import Export
from core.interrupted import Interrupted
from gui.words import percent, plural

LONGEST = 60  # characters of a run's name
OPEN = "Open a model"
SAVE = "Save the model"
EXPORT = "Export the network"
NATIVE = "Models of MLP Lab (*.npz)"
OPENABLE = "Models (*.npz *.txt)"
RUNNING = "Stop the training first; then the model can be saved."
NOTHING_TO_SAVE = "There is no model to save yet."
WITHOUT_OWN_DIGITS = "Your own digits are no longer among its data; Fine-tune adds them again."
INTERRUPTED = "MLP Lab ended unexpectedly while it was training."


def opened(name: str, checkpoint: Checkpoint) -> str:
    """What was opened, and how good it is."""
    state, score = checkpoint.state, checkpoint.evaluation
    after = f" after {plural(state.iteration, 'iteration')}" if state.iteration else ""
    error = f", testing error {percent(score.test.error)}" if score else ""
    return f"Opened {name}: {checkpoint.network.spec}{after}{error}. Train goes on with it."


def not_of_images(path: Path, inputs: int, pixels: int) -> str:
    return (
        f"{path} takes {inputs:,} numbers, but an image has {pixels:,} pixels. "
        "Choose a model that reads images of 28x28 pixels."
    )


def lacks_data(name: str, dataset: str, problem: str) -> str:
    """Why a model cannot be opened whose data are gone, or were never known."""
    why = f"was trained on {dataset}, which cannot be read" if problem else "does not name its data"
    return (
        f"{name} {why}, and the present data have other classes. "
        f"{problem + ' ' if problem else ''}Open data with its classes first (Ctrl+O)."
    )


def other_data(present: str, trained_on: str) -> str:
    """With which data Train goes on, where a model's own are gone or were never known."""
    gone = f"It was trained on {trained_on}, which cannot be read; " if trained_on else ""
    return f"{gone or 'Its data are not known; '}Train goes on with {present}."


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
    return f"{export.name} (*{Path(export.file_name).suffix})"


def network_is_kept(path: Path) -> str:
    return f"The network itself is kept: {path} can be opened as a model (Ctrl+M)."


def trained_elsewhere(name: str) -> str:
    return f"The run {name} is being trained already, in another window."


def gone_on(name: str, iteration: int, is_at_end: bool) -> str:
    """What was done with a run that a crash ended."""
    if is_at_end:
        return f"The run {name} had reached its end, iteration {iteration:,}; nothing was lost."
    return f"Going on with the run {name} from iteration {iteration:,}."


def interrupted(run: Interrupted) -> str:
    """What is known of a run that a crash ended."""
    name = (run.recipe or run.folder.name)[:LONGEST]
    seed = "" if run.seed is None else f", seed {run.seed}"
    where = ""
    if run.iteration is not None and run.iterations is not None:
        where = f" was kept at iteration {run.iteration:,} of {run.iterations:,}"
    return f"The run {name}{seed}{where}. Continue gives the same weights as if nothing happened."

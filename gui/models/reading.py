"""Models read with the data to go on with, for the thread that reads them."""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from core import checkpoint as checkpoints
from core import locks
from core.checkpoint import Checkpoint, CheckpointError
from core.dataset import Dataset, DatasetError, read
from core.models import note, open_model
from core.recipes import RECIPES
from core.record import MODEL, RECORD
from core.runs import LOCK, Run
from core.source import Source
from core.training import Start
from core.work import Work
from gui.attempt import Attempt
from gui.models import words
from gui.plan import Plan

PIXELS = 784  # of an image as drawn or opened


class Opened(NamedTuple):
    """A run that was read, what there is to say of it, and whether Save may replace its file."""

    run: Run
    sentence: str
    can_be_saved: bool


def opened(path: Path, source: Source, at_hand: Dataset | None) -> Work[Opened]:
    """Read a model and its data; raises CheckpointError or DatasetError.

    The present data, which are at hand or those of the source, must do where its own are gone.
    """
    checkpoint = open_model(path)
    inputs = checkpoint.network.spec.sizes[0]
    if inputs != PIXELS:
        raise CheckpointError(words.not_of_images(path, inputs, PIXELS))
    dataset, remark = yield from _data(path, checkpoint, source, at_hand)
    sentences = words.opened(path.name, checkpoint), note(checkpoint), remark
    on_these = replace(checkpoint, dataset=dataset.name, source=dataset.source)
    run = Run.restored(on_these, dataset)
    is_on_its_own = dataset.source == checkpoint.source
    can_be_saved = is_on_its_own and _can_be_saved(path)  # or its own data would be forgotten
    return Opened(run, " ".join(filter(None, sentences)), can_be_saved)


def _data(
    path: Path, checkpoint: Checkpoint, source: Source, at_hand: Dataset | None
) -> Work[tuple[Dataset, str]]:
    """The data to go on with, and what is to be said of them."""
    own = checkpoint.source
    is_known = bool(own.key or own.path)
    try:
        wanted = replace(own, has_own_digits=False)
        if at_hand is None or at_hand.source != wanted:
            dataset = yield from read(wanted)
        else:
            dataset = at_hand
        # What the network saw stays true, though it will not see them again.
        remark = words.WITHOUT_OWN_DIGITS if own.has_own_digits else ""
        return replace(dataset, source=own), remark
    except DatasetError as error:
        problem = str(error) if is_known else ""
    present = at_hand or (yield from read(source))
    if present.class_names != checkpoint.class_names:
        raise CheckpointError(words.lacks_data(path.name, checkpoint.dataset, problem))
    return present, words.other_data(present.name, checkpoint.dataset if is_known else "")


def _can_be_saved(path: Path) -> bool:
    """Whether a file is a model of this program; what is kept in a run's folder stays as it is."""
    return checkpoints.looks_like(path) and not (path.parent / RECORD).exists()


def interrupted(folder: Path) -> Work[Run]:
    """Read a run that a crash ended; raises CheckpointError, DatasetError or NotKept.

    One that stood at its end is completed: it is evaluated, and its lock removed.
    """
    if locks.is_held(folder / LOCK):  # by another window, which was asked the same
        raise CheckpointError(words.trained_elsewhere(folder.name))
    checkpoint = checkpoints.load(folder / MODEL)
    try:
        dataset = yield from read(checkpoint.source)
    except DatasetError as error:
        raise DatasetError(f"{error} {words.network_is_kept(folder / MODEL)}") from error
    run = Run.restored(checkpoint, dataset, folder)
    if run.config.is_end(run.state.iteration):
        run.finish()
        run.save()
    return run


def restored(run: Run) -> tuple[Plan, Attempt]:
    """A run that was read from a file, as the session knows runs."""
    recipe = RECIPES.get(run.recipe, RECIPES["report"])
    source = replace(run.dataset.source, has_own_digits=False)
    plan = Plan(recipe, run.state.network.spec, run.config, source)
    snapshot = run.snapshot()
    start = Start(snapshot.network, run.recipe, run.dataset.name, snapshot.iteration)
    return plan, Attempt(plan, run.dataset, run=run, snapshot=snapshot, start=start)

"""Runs, and the folder that keeps every one of them."""

import json
import os
import re
from collections.abc import Callable, Generator
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Any

from core import advice, checkpoint, files
from core.advice import Advice, Stretch
from core.checkpoint import Checkpoint
from core.config import Settings, TrainConfig, changed
from core.dataset import BUNDLED
from core.history import Curves, History
from core.machine import versions
from core.metrics import Evaluation
from core.network import Network, NetworkSpec
from core.recipes import Recipe
from core.samples import Dataset
from core.threads import blas_threads, threads_for
from core.training import (
    Diverged,
    Evaluated,
    Event,
    Start,
    TrainingState,
    evaluate_state,
    never,
    new_state,
    train,
)

FORMAT_VERSION = 1
SAVE_EVERY = 5.0  # seconds between two savings while training


def home() -> Path:
    """The folder of runs, settings and logs: MLP_LAB_HOME, or .mlp-lab in the user's own."""
    return Path(os.environ.get("MLP_LAB_HOME") or Path.home() / ".mlp-lab")


class NotKept(Exception):
    """A run that cannot be written to its folder; the message says where, why and what to do."""


@dataclass(frozen=True, slots=True)
class Change:
    """Settings that were changed on the way, with the values that held after this iteration."""

    iteration: int
    settings: Settings


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Where a run stood at one moment, with a network of its own: safe to read anywhere."""

    iteration: int
    epoch: float
    seconds: float
    curves: Curves
    changes: tuple[Change, ...]
    network: Network
    advice: Advice | None = None


@dataclass(slots=True)
class Run:
    """A network in training with its settings and its record, kept in a folder.

    The folder holds run.json (settings, results, versions), curves.npz (the history) and
    model.npz (the checkpoint to go on from); None keeps nothing. sound is the last state that was
    evaluated and found sound, advice what there is to say of the present one.
    """

    state: TrainingState
    config: TrainConfig
    recipe: str
    dataset: Dataset
    began_with: TrainConfig = field(init=False)
    folder: Path | None = None
    start: Start | None = None
    history: History = field(default_factory=History)
    changes: list[Change] = field(default_factory=list)
    started: str = field(default_factory=lambda: datetime.now().isoformat(timespec="seconds"))
    sound: TrainingState = field(init=False)
    advice: Advice | None = None

    def __post_init__(self) -> None:
        self.began_with = self.config
        self.sound = self.state.copy()

    @classmethod
    def new(
        cls,
        spec: NetworkSpec,
        config: TrainConfig,
        recipe: str,
        dataset: Dataset,
        start: Start | None = None,
    ) -> "Run":
        """A run at iteration 0, kept nowhere yet; recipe is a name for people.

        It begins with the weights of start, whose network is of that spec, if there is one.
        """
        state = new_state(spec, config)
        if start:
            state.network.parameters.values[...] = start.network.parameters.values
        return cls(state, config, recipe, dataset, start=start)

    @classmethod
    def of(cls, recipe: Recipe, dataset: Dataset, seed: int | None = None) -> "Run":
        """A run of a recipe, with its own seed if none is given; other data show in its name."""
        config = recipe.config if seed is None else replace(recipe.config, seed=seed)
        is_own = dataset.name == BUNDLED[recipe.dataset]
        name = recipe.name if is_own else f"{recipe.name}-changed"
        return cls.new(recipe.spec, config, name, dataset)

    @property
    def threads(self) -> int:
        """How many threads BLAS works with."""
        return threads_for(self.state.network.spec, self.config.batch_size)

    def change(self, config: TrainConfig) -> None:
        """Go on with other settings, and note which."""
        if settings := changed(self.config, config):
            self.config = config
            self.changes.append(Change(self.state.iteration, settings))

    def events(
        self, *, until: int | None = None, stopped: Callable[[], bool] = never
    ) -> Generator[Event, None, None]:
        """Train on until that iteration (config.iterations if not given), recording each event.

        Saves now and then as far as it can; the last save() is the caller's, and tells if
        it could not. Raises Diverged, and then has gone back.
        """
        saved = monotonic()
        self._consider()  # what was said of a divergence is over
        try:
            with closing(self._train(until, stopped)) as events:
                for event in events:
                    if isinstance(event, Evaluated) and monotonic() - saved > SAVE_EVERY:
                        with suppress(NotKept):
                            self.save()
                        saved = monotonic()
                    yield event
        except Diverged as error:
            said = advice.diverged(error, self._stretch())
            self.go_back()
            self.advice = said
            raise

    def _train(
        self, until: int | None, stopped: Callable[[], bool]
    ) -> Generator[Event, None, None]:
        """The events, each recorded and thought about."""
        events = train(self.state, self.dataset, self.config, until=until, stopped=stopped)
        with blas_threads(self.threads), closing(events):
            for event in events:
                self.history.add(event)
                if isinstance(event, Evaluated):
                    if advice.is_sound(self.history.scores, self.state.network.spec):
                        self.sound = self.state.copy()
                    self._consider()
                yield event

    def _consider(self) -> None:
        """Think about all evaluations so far."""
        spec = self.state.network.spec
        self.advice = advice.advise(self.history.scores, spec, self._stretch())

    def _stretch(self) -> Stretch:
        """The training since the last sound state."""
        configs = {0: self.began_with}  # by the iteration from which they held
        config = self.began_with
        for change in self.changes:
            config = replace(config, **change.settings)  # type: ignore[arg-type]
            configs[change.iteration] = config
        sound = self.sound.iteration
        before = [self.began_with, *(c for first, c in configs.items() if first < sound)][-1]
        at = [config for first, config in configs.items() if first <= sound][-1]
        since = [config for first, config in configs.items() if first > sound]
        return Stretch(sound, before, (at, *since))

    def go_back(self) -> None:
        """Return to the last sound state, and to the settings that led there."""
        stretch = self._stretch()
        self.state.restore(self.sound.copy())
        self.history.go_back(stretch.sound)
        self.config = stretch.before
        self.changes = [c for c in self.changes if c.iteration < stretch.sound]
        self._consider()

    def evaluate(self) -> None:
        """Evaluate and record where the run stands, unless that has been done."""
        if self.state.evaluated_at != self.state.iteration:
            self.history.add(evaluate_state(self.state, self.dataset, self.config))

    def finish(self) -> None:
        """Train to the run's end with nobody watching."""
        for _ in self.events():
            pass

    def save(self) -> None:
        """Write the folder's three files, each complete or as it was; raises NotKept."""
        if self.folder is None:
            return
        try:
            self._write(self.folder)
        except OSError as error:
            raise NotKept(
                f"The run is not kept: {self.folder} cannot be written ({error.strerror}). "
                "Make room there or choose another folder."
            ) from error

    def _write(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        checkpoint.save(folder / "model.npz", self.checkpoint())
        files.save_arrays(folder / "curves.npz", self.history.to_arrays())
        with files.replacing(folder / "run.json") as file:
            file.write(json.dumps(self._record(), indent=2, allow_nan=False).encode())

    def snapshot(self) -> Snapshot:
        """Copy what there is to see; only for the thread that trains, or while none does."""
        state = self.state
        epoch = state.images_seen / len(self.dataset.train)
        curves = self.history.curves()
        return Snapshot(
            state.iteration,
            epoch,
            state.seconds,
            curves,
            tuple(self.changes),
            state.network.copy(),
            self.advice,
        )

    def checkpoint(self) -> Checkpoint:
        return Checkpoint(self.state, self.config, self.history, self.recipe, self.dataset.name)

    def _record(self) -> dict[str, Any]:
        state, scores = self.state, self.history.scores
        return {
            "format": FORMAT_VERSION,
            "recipe": self.recipe,
            "dataset": self.dataset.name,
            "began_from": self.start.record() if self.start else None,
            "started": self.started,
            "network": asdict(state.network.spec),
            "config": asdict(self.began_with),
            "changes": [asdict(change) for change in self.changes],
            "threads": self.threads,
            "iteration": state.iteration,
            "seconds": round(state.seconds, 3),
            "evaluated_at": scores[-1].iteration if scores else None,
            "testing_error": _error(scores[-1].test) if scores else None,
            "training_error": _error(scores[-1].train) if scores else None,
            "training_images": scores[-1].train.images if scores else None,
            "versions": versions(),
        }


def _error(evaluation: Evaluation) -> float | None:
    """The error as JSON can hold it: None, not nan, without images."""
    return evaluation.error if evaluation.images else None


def new_folder(run: Run) -> Path:
    """A folder name of its own for a run, by time, recipe and seed; it is not made yet."""
    moment = re.sub(r"[-:]", "", run.started).replace("T", "-")
    stem = f"{moment}-{run.recipe}-seed{run.config.seed}"
    folder, copy = home() / "runs" / stem, 2
    while folder.exists():
        folder, copy = home() / "runs" / f"{stem}-{copy}", copy + 1
    return folder


def empty_folder(folder: Path) -> Path:
    """The folder itself, unless it holds a run already; raises NotKept."""
    if (folder / "run.json").exists():
        raise NotKept(f"{folder} already holds a run. Choose another folder.")
    return folder

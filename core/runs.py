"""Runs: a network in training, its settings, its record, and the folder that keeps it."""

from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic

from core import advice, locks, moments, record
from core.advice import Advice, Stretch
from core.checkpoint import Checkpoint, CheckpointError
from core.config import TrainConfig, changed
from core.history import Curves, History
from core.network import Network, NetworkSpec
from core.past import Change, Past
from core.recipes import Recipe
from core.record import NotKept, empty_folder, home
from core.samples import Dataset
from core.source import Source
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

__all__ = ["Change", "NotKept", "Run", "Snapshot", "empty_folder", "home", "new_folder"]

SAVE_EVERY = 5.0  # seconds between two savings while training
SAVING = 0.05  # of the time at most: a huge network on a slow disk is saved more rarely
LOCK = "training.lock"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Where a run stood at one moment, with a network of its own: safe to read anywhere.

    moments are the iterations of which the folder keeps the network.
    """

    iteration: int
    epoch: float
    seconds: float
    curves: Curves
    changes: tuple[Change, ...]
    network: Network
    advice: Advice | None = None
    folder: Path | None = None
    moments: tuple[int, ...] = ()


@dataclass(slots=True)
class Run:
    """A network in training with its settings and its record, kept in a folder.

    The folder holds what core.record writes, the networks of moments on the way, and while it
    trains a lock; None keeps nothing. sound is the last state that was evaluated and found sound,
    advice what there is to say of the present one.
    """

    state: TrainingState
    past: Past
    recipe: str
    dataset: Dataset
    folder: Path | None = None
    history: History = field(default_factory=History)
    sound: TrainingState = field(init=False)
    advice: Advice | None = None
    moments: tuple[int, ...] = ()  # iterations
    _save_at: float = field(init=False)

    def __post_init__(self) -> None:
        self.sound = self.state.copy()
        self._save_at = monotonic() + SAVE_EVERY

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
        past = Past(config, began_from=start.record() if start else None)
        return cls(state, past, recipe, dataset)

    @classmethod
    def of(cls, recipe: Recipe, dataset: Dataset, seed: int | None = None) -> "Run":
        """A run of a recipe, with its own seed if none is given; other data show in its name."""
        config = recipe.config if seed is None else replace(recipe.config, seed=seed)
        is_own = dataset.source == Source(recipe.dataset)
        name = recipe.name if is_own else f"{recipe.name}-changed"
        return cls.new(recipe.spec.with_classes(len(dataset.class_names)), config, name, dataset)

    @classmethod
    def restored(
        cls, checkpoint: Checkpoint, dataset: Dataset, folder: Path | None = None
    ) -> "Run":
        """The run that this was taken of, which goes on as if it had never ended.

        What the checkpoint holds is the run's from then on. Raises CheckpointError if it was
        trained on other data.
        """
        if (dataset.name, dataset.class_names) != (checkpoint.dataset, checkpoint.class_names):
            raise CheckpointError(
                f"The run was trained on {checkpoint.dataset}, and cannot go on with "
                f"{dataset.name}. Open the data that it began with."
            )
        run = cls(
            checkpoint.state,
            checkpoint.past,
            checkpoint.recipe,
            dataset,
            folder,
            checkpoint.history,
        )
        if checkpoint.sound:
            run.sound = checkpoint.sound
        if folder:
            run.moments = moments.listed(folder, run.state.iteration)
        run._consider()
        return run

    @property
    def config(self) -> TrainConfig:
        """The settings that hold now."""
        return self.past.config

    @property
    def changes(self) -> tuple[Change, ...]:
        return self.past.changes

    @property
    def threads(self) -> int:
        """How many threads BLAS works with."""
        return threads_for(self.state.network.spec, self.config.batch_size)

    def change(self, config: TrainConfig) -> None:
        """Go on with other settings, and note which."""
        if settings := changed(self.config, config):
            self.past = self.past.then(Change(self.state.iteration, settings))

    def events(
        self, *, until: int | None = None, stopped: Callable[[], bool] = never
    ) -> Generator[Event, None, None]:
        """Train on until that iteration (config.iterations if not given), recording each event.

        Saves now and then as far as it can; the last save() is the caller's, and tells if
        it could not. Raises Diverged, and then has gone back.
        """
        self._consider()  # what was said of a divergence is over
        try:
            with self._locked(), closing(self._train(until, stopped)) as events:
                for event in events:
                    if monotonic() >= self._save_at:
                        self._save_meanwhile()
                    yield event
        except Diverged as error:
            said = advice.diverged(error, self._stretch())
            self.go_back()
            self.past = self.past.diverged(error.iteration)
            self.advice = said
            raise

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the folder's lock, which a crash leaves behind; raises NotKept if another does.

        Where the disk takes no lock, it trains all the same.
        """
        with ExitStack() as stack:
            if self.folder is not None:
                try:
                    self.folder.mkdir(parents=True, exist_ok=True)
                    stack.enter_context(locks.held(self.folder / LOCK))
                except locks.Locked as error:
                    raise NotKept(
                        f"The run in {self.folder} is being trained already, in another window. "
                        "Close one of the two."
                    ) from error
                except OSError:
                    pass
            yield

    def _save_meanwhile(self) -> None:
        """Save if possible, and say when to do so again."""
        began = monotonic()
        with suppress(NotKept):
            self.save()
        ended = monotonic()
        self._save_at = ended + max(SAVE_EVERY, (ended - began) / SAVING)

    def _train(
        self, until: int | None, stopped: Callable[[], bool]
    ) -> Generator[Event, None, None]:
        """The events, each recorded and thought about."""
        events = train(self.state, self.dataset, self.config, until=until, stopped=stopped)
        with blas_threads(self.threads), closing(events):
            for event in events:
                self.history.add(event)
                if isinstance(event, Evaluated):
                    if self.folder:
                        self.moments = moments.keep(self.folder, self.checkpoint(), self.moments)
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
        sound, configs = self.sound.iteration, self.past.configs()
        at = [config for first, config in configs.items() if first <= sound][-1]
        since = [config for first, config in configs.items() if first > sound]
        return Stretch(sound, self.past.before(sound).config, (at, *since))

    def go_back(self) -> None:
        """Return to the last sound state, and to the settings that led there."""
        self.state.restore(self.sound.copy())
        self.history.go_back(self.sound.iteration)
        self.past = self.past.before(self.sound.iteration)
        if self.folder:
            self.moments = moments.go_back(self.folder, self.sound.iteration, self.moments)
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
        """Write the folder's files, each complete or as it was; raises NotKept.

        A network that has just diverged is not kept: the one before is what to go on from.
        """
        if self.folder is None or not self.state.network.is_finite():
            return
        record.write(self.folder, self.checkpoint())

    def snapshot(self) -> Snapshot:
        """Copy what there is to see; only for the thread that trains, or while none does."""
        state = self.state
        return Snapshot(
            state.iteration,
            state.images_seen / len(self.dataset.train),
            state.seconds,
            self.history.curves(),
            self.changes,
            state.network.copy(),
            self.advice,
            self.folder,
            self.moments,
        )

    def checkpoint(self) -> Checkpoint:
        """What restored() takes; it holds the run's own state, not a copy."""
        return Checkpoint(
            self.state,
            self.past,
            self.history,
            self.recipe,
            self.dataset.name,
            self.dataset.source,
            self.dataset.class_names,
            None if self._is_sound() else self.sound,
        )

    def _is_sound(self) -> bool:
        """Whether the present state is the one to go back to."""
        now, sound = self.state, self.sound
        is_optimizer = type(now.optimizer) is type(sound.optimizer)
        return now.iteration == sound.iteration and is_optimizer


def new_folder(run: Run) -> Path:
    """A folder name of its own for a run; it is not made yet."""
    return record.new_folder(run.checkpoint())

"""The application's one state: settings, data, the run, and who answers drawings."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

import resources
from core import checkpoint
from core.checkpoint import Checkpoint, CheckpointError
from core.config import TrainConfig
from core.dataset import Dataset, DatasetError, bundled
from core.history import Score
from core.network import Network
from core.recipes import RECIPES
from core.runs import Run, Snapshot, new_folder, next_stop
from core.training import iterations_per_epoch
from gui import words
from gui.job import Jobs
from gui.plan import Plan
from gui.trainer import Status, Trainer


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for the message line; warnings stand out; undo, if any, takes it back."""

    text: str
    warning: bool = False
    undo: Callable[[], None] | None = None


class Session(QObject):
    """Everything the window shows, and everything that can be done to it.

    Panels call its methods and listen to its signals. While training runs, the run is the
    worker's, and what there is to see of it is the snapshot.
    """

    status_changed = Signal()
    plan_changed = Signal()
    advanced = Signal()  # there is another snapshot or answerer, or none any more
    evaluated = Signal()  # there are other evaluations than before
    said = Signal(object)  # a Message

    def __init__(self, plan: Plan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plan = plan
        self.dataset: Dataset | None = None
        self.run: Run | None = None
        self.snapshot: Snapshot | None = None
        self.bundled: Checkpoint | None = None
        self.loading = ""  # the key of the dataset that is here or on its way
        self._jobs = Jobs(self)
        self._trainer = Trainer(self)
        self._trainer.status_changed.connect(self.status_changed)
        self._trainer.advanced.connect(self._on_advanced)
        self._trainer.ended.connect(self._on_ended)

    @property
    def status(self) -> Status:
        return self._trainer.status

    @property
    def rate(self) -> float:
        """Iterations per second; 0 while nothing runs."""
        return self._trainer.rate.value

    @property
    def iteration(self) -> int:
        return self.snapshot.iteration if self.snapshot else 0

    @property
    def until(self) -> int:
        """The iteration at which training ends, or would end."""
        if self.status is not Status.READY:
            return self._trainer.until
        length = self.plan.config.iterations
        return max(length, -(-self.iteration // length) * length)

    @property
    def score(self) -> Score | None:
        """The last evaluation of the present run."""
        scores = self.snapshot.curves.scores if self.snapshot else ()
        return scores[-1] if scores else None

    @property
    def answerer(self) -> tuple[Network, str] | None:
        """The network that reads drawings, and what to call it; None if there is none yet."""
        if self.snapshot and self.snapshot.iteration > 0:
            return self.snapshot.network, "read by this run"
        return (self.bundled.network, "read by the bundled model") if self.bundled else None

    @property
    def images(self) -> Dataset | None:
        """The images of the present run, or those of the next one."""
        return self.run.dataset if self.run else self.dataset

    @property
    def is_ready(self) -> bool:
        """Whether training can begin or go on."""
        return self.status is Status.READY and self.images is not None

    @property
    def waits_for_reset(self) -> bool:
        """Whether the plan asks for another network than the one in training."""
        if self.run is None:
            return False
        run = self.run
        return self.plan.network != (run.state.network.spec, run.config.seed, run.dataset.name)

    def load(self) -> None:
        """Fetch the bundled model and the plan's dataset in the background."""
        path = resources.path("models", "default.npz")
        self._jobs.start(
            lambda: checkpoint.load(path), CheckpointError, self._on_model, self._on_no_model
        )
        self._load_dataset()

    def _on_model(self, model: object) -> None:
        assert isinstance(model, Checkpoint)
        self.bundled = model
        self.advanced.emit()

    def _on_no_model(self, sentence: str) -> None:
        self.warn(f"{sentence} Drawings are read once you have trained.")

    def _load_dataset(self) -> None:
        """Read the plan's dataset unless it is here, or on its way, already."""
        key = self.plan.dataset
        if key == self.loading:
            return
        self.loading, self.dataset = key, None
        self.status_changed.emit()

        def keep(dataset: object) -> None:
            if key == self.loading and isinstance(dataset, Dataset):
                self.dataset = dataset
                self.status_changed.emit()

        self._jobs.start(lambda: bundled(key), DatasetError, keep, self.warn)

    def choose_recipe(self, name: str) -> None:
        self.change_plan(Plan.of(RECIPES[name], self.plan.config.seed))
        if not self.waits_for_reset:
            self.say(f"{name}: {RECIPES[name].purpose}")

    def change_plan(self, plan: Plan) -> None:
        """Take other settings: those of learning at once, the others from the next Reset."""
        before, self.plan = self.plan, plan
        self._load_dataset()
        if self.run:
            self._change_learning(self.run, before)
        if self.waits_for_reset and before.network != plan.network:
            self.say(words.waits_for_reset(plan.spec, plan.config.seed, plan.dataset_name))
        self.plan_changed.emit()

    def _change_learning(self, run: Run, before: Plan) -> None:
        """Tell a run under way; one that stands still is told when it starts."""
        config = self._config_of(run)
        if self.status is not Status.READY:
            self._trainer.change(config, next_stop(self.iteration, config.iterations))
        if sentence := words.learning_changed(before.config, config, self.iteration):
            self.say(sentence)

    def train(self) -> None:
        """Begin, go on, or go on past the end."""
        self._start(next_stop(self.iteration, self.plan.config.iterations))

    def step_iteration(self) -> None:
        self._step(1)

    def step_epoch(self) -> None:
        if self.images:
            self._step(iterations_per_epoch(self.images, self.plan.config))

    def _step(self, iterations: int) -> None:
        self._trainer.stop_and_wait()
        self._start(self.iteration + iterations)

    def _start(self, until: int) -> None:
        if not self.is_ready:
            return
        if self.run is None and self.dataset:
            self.run = self._new_run(self.dataset)
        if self.run:
            self.run.change(self._config_of(self.run))
            self._trainer.start(self.run, until)

    def _config_of(self, run: Run) -> TrainConfig:
        """The plan's settings of learning; the seed stays what the run began with."""
        return replace(self.plan.config, seed=run.config.seed)

    def _new_run(self, dataset: Dataset) -> Run:
        run = Run.new(self.plan.spec, self.plan.config, self.plan.name, dataset)
        run.folder = new_folder(run)
        try:
            run.save()
        except OSError as error:
            self.warn(words.not_kept(error))
            run.folder = None
        return run

    def pause(self) -> None:
        self._trainer.pause()
        self.say(words.paused(self.iteration))

    def resume(self) -> None:
        self._trainer.resume()

    def stop(self) -> None:
        self._trainer.stop()

    def reset(self, seed: int | None = None) -> None:
        """Put the run aside, so that Train makes a new network from the plan."""
        self._trainer.stop_and_wait()
        before = self.plan, self.run, self.snapshot
        plan = self.plan if seed is None else self.plan.with_seed(seed)
        self._show(plan, None, None)
        sentence = words.new_network(plan.spec, plan.config.seed)
        self.said.emit(Message(sentence, undo=lambda: self._show(*before)))

    def reset_with_next_seed(self) -> None:
        self.reset(self.plan.config.seed + 1)

    def _show(self, plan: Plan, run: Run | None, snapshot: Snapshot | None) -> None:
        """Put another run, or none, in the place of the present one."""
        self._trainer.stop_and_wait()
        self.plan, self.run, self.snapshot = plan, run, snapshot
        self._load_dataset()
        for signal in (self.status_changed, self.plan_changed, self.advanced, self.evaluated):
            signal.emit()

    def close(self) -> None:
        """End every thread."""
        self._trainer.stop_and_wait()
        self._jobs.wait()

    def say(self, text: str) -> None:
        self.said.emit(Message(text))

    def warn(self, text: str) -> None:
        self.said.emit(Message(text, warning=True))

    def _on_advanced(self, snapshot: Snapshot) -> None:
        before, self.snapshot = self.score, snapshot
        self.advanced.emit()
        if self.score and self.score is not before:
            self.evaluated.emit()
            self.say(words.evaluated(self.score))

    def _on_ended(self, problem: str) -> None:
        if problem:
            self.warn(problem)
        elif self.score and self.score.iteration == self.iteration and not self.score.train.sampled:
            self.say(words.finished(self.score))
        else:
            self.say(words.stopped(self.iteration))

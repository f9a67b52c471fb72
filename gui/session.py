"""The application's one state: settings, data, the run, and who answers drawings."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from core.advice import Advice, WayBack
from core.config import TrainConfig
from core.dataset import Dataset
from core.history import Score
from core.recipes import RECIPES
from core.runs import Run, Snapshot
from core.training import iterations_per_epoch
from gui import words
from gui.answerer import Answerer, bundled_answerer
from gui.attempt import Attempt, Present
from gui.job import end_jobs
from gui.library import Library
from gui.message import Message, Offer, Severity
from gui.plan import Plan
from gui.status import Status
from gui.trainer import FRAME, Trainer

BETWEEN_FRAMES = FRAME // 2  # milliseconds: an evaluation is not drawn together with the loss


class Session(QObject):
    """Everything the window shows, and everything that can be done to it.

    Panels call its methods and listen to its signals. While training runs, the run is the
    worker's: what there is to see of it is the snapshot, and the plan it was made from.
    """

    status_changed = Signal()
    plan_changed = Signal()
    advanced = Signal()  # there is another snapshot or answerer, or none any more
    evaluated = Signal()  # there are other evaluations than before
    said = Signal(object)  # a Message

    def __init__(self, plan: Plan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plan = plan
        self.attempt: Attempt | None = None  # the present run; None before Train and after Reset
        self.library = Library(self)
        self._trainer = Trainer(self)
        self._later = QTimer(self, interval=BETWEEN_FRAMES, singleShot=True)
        self._later.timeout.connect(self._tell_evaluation)
        self.library.changed.connect(self._on_library_changed)
        self.library.failed.connect(self.warn)
        self._trainer.status_changed.connect(self.status_changed)
        self._trainer.advanced.connect(self._on_advanced)
        self._trainer.troubled.connect(self.warn)
        self._trainer.ended.connect(self._on_ended)

    @property
    def status(self) -> Status:
        return self._trainer.status

    @property
    def rate(self) -> float:
        """Iterations per second; 0 while nothing runs."""
        return self._trainer.rate.value

    @property
    def made_from(self) -> Plan | None:
        """The plan of the present run; None where there is none."""
        return self.attempt.made_from if self.attempt else None

    @property
    def run(self) -> Run | None:
        """The present run, unless it is being trained."""
        return self.attempt.run if self.attempt else None

    @property
    def snapshot(self) -> Snapshot | None:
        """The last that was seen of the present run."""
        return self.attempt.snapshot if self.attempt else None

    @property
    def iteration(self) -> int:
        return self.snapshot.iteration if self.snapshot else 0

    @property
    def until(self) -> int:
        """The iteration at which training ends, or would end."""
        if self.status is not Status.READY:
            return self._trainer.until
        return self.plan.config.end_after(max(self.iteration - 1, 0))

    @property
    def score(self) -> Score | None:
        """The last evaluation of the present run."""
        return self.attempt.score if self.attempt else None

    @property
    def advice(self) -> Advice | None:
        """What there is to say of the present run."""
        return self.attempt.advice(self.plan) if self.attempt else None

    @property
    def answerer(self) -> Answerer | None:
        """Who reads drawings; None if there is no network yet."""
        if self.attempt and self.attempt.answerer:
            return self.attempt.answerer
        return bundled_answerer(self.library.model) if self.library.model else None

    @property
    def shown_plan(self) -> Plan:
        """What is on the screen was made from this; the plan itself where there is nothing yet."""
        return self.made_from or self.plan

    @property
    def images(self) -> Dataset | None:
        """The images of the present run, or those of the next one."""
        return self.attempt.dataset if self.attempt else self.library.dataset

    @property
    def is_ready(self) -> bool:
        """Whether training can begin or go on."""
        return self.status is Status.READY and self.images is not None

    @property
    def waits_for_reset(self) -> bool:
        """Whether the plan asks for another network than the one in training."""
        return self.made_from is not None and self.made_from.identity != self.plan.identity

    def load(self) -> None:
        """Fetch the bundled model and the plan's dataset in the background."""
        self.library.fetch_model()
        self.library.fetch_dataset(self.plan.source)

    def _on_library_changed(self) -> None:
        self.status_changed.emit()
        self.advanced.emit()

    def choose_recipe(self, name: str) -> None:
        self.change_plan(self.plan.chosen(RECIPES[name]))
        if not self.waits_for_reset:
            self.say(f"{name}: {RECIPES[name].purpose}")

    def change_plan(self, plan: Plan) -> None:
        """Take other settings: those of learning at once, the others from the next Reset."""
        before, self.plan = self.plan, plan
        self.library.fetch_dataset(plan.source)
        if self.made_from is None:
            self.say(words.plan_changed(before, plan))
        elif before.learning != plan.learning:
            self._change_learning(before.config)
        if self.waits_for_reset and before.identity != plan.identity:
            at_once = before.learning != plan.learning
            self.say(words.waits_for_reset(plan.spec, plan.config.seed, plan.source.name, at_once))
        self.plan_changed.emit()

    def take_data(self, dataset: Dataset) -> None:
        """Plan with data that were opened; what is there stays until Reset."""
        self.library.keep_dataset(dataset.source, dataset)
        self.change_plan(self.plan.on(dataset.source))

    def _change_learning(self, before: TrainConfig) -> None:
        """Tell a run under way; one that stands still is told when it starts."""
        after = self._config()
        if self.status is not Status.READY:
            is_step = not before.is_end(self.until)
            until = self.until if is_step else after.end_after(self.iteration)
            self._trainer.change(after, until)
        self.say(words.learning_changed(before, after, self.iteration, self.until))

    def _config(self) -> TrainConfig:
        """The plan's settings of learning, with the seed that the run began with."""
        return replace(self.plan.config, seed=self.shown_plan.config.seed)

    def train(self) -> None:
        """Begin, go on, or go on past the end."""
        self._start(self.plan.config.end_after(self.iteration))

    def step_iteration(self) -> None:
        self._step(1)

    def step_epoch(self) -> None:
        """Train on as many batches as an epoch has."""
        if self.images:
            self._step(iterations_per_epoch(self.images, self.plan.config))

    def _step(self, iterations: int) -> None:
        self._trainer.stop_and_wait()
        self._start(self.iteration + iterations)

    def _start(self, until: int) -> None:
        if self.status is not Status.READY or self.images is None:
            return
        attempt = self.attempt or Attempt(self.plan, self.images)
        self.attempt = replace(attempt, run=None)
        config = self._config()
        self.say(words.after_the_schedule(config, self.iteration))
        self._trainer.start(lambda: attempt.begin(config), until)

    def pause_or_resume(self) -> None:
        """Hold training where it is, or go on from there."""
        if self.status is Status.PAUSED:
            self._trainer.resume()
            self.say("")
        else:
            self._trainer.pause()
            self.say(words.paused())

    def make_way(self) -> None:
        """Let training rest for a moment: something is to be on the screen soon."""
        self._trainer.make_way()

    def stop(self) -> None:
        self._trainer.stop()

    def reset(self, seed: int | None = None) -> None:
        """Put the run aside, so that Train makes a new network from the plan.

        From a fine-tuning it is the way back to what was there before; with another seed, to a
        new network of what was planned then.
        """
        former = self.attempt.former(self.plan) if self.attempt else None
        if former and seed is None:
            plan, attempt = former
            sentence = words.BEFORE_FINE_TUNING
        else:
            plan, attempt = former[0] if former else self.plan, None
            plan = plan if seed is None else plan.with_seed(seed)
            sentence = words.new_network(plan.spec, plan.config.seed)
        before = self.put_aside()
        self.replace_run(plan, attempt)
        self.said.emit(Message(sentence, offer=Offer("Undo", lambda: self.take_back(*before))))

    def take_back(self, plan: Plan, attempt: Attempt | None) -> None:
        """Return to what was there before another run took its place."""
        self.replace_run(plan, attempt)
        self.say(words.TAKEN_BACK)

    def go_back(self, way: WayBack) -> None:
        """Train on from the last sound network with another learning rate."""
        self._trainer.stop_and_wait()
        if self.attempt and self.attempt.run:
            rate = self.plan.rate_back(way)
            attempt, config = self.attempt.gone_back(rate, self.plan.config)
            self.replace_run(replace(self.plan, config=config), attempt)
            iteration = self.iteration
            self.train()
            self.say(words.went_back(iteration, rate))

    def reset_with_next_seed(self) -> None:
        self.reset(self.plan.next_seed)

    def put_aside(self) -> Present:
        """Stop training; what is there then, to come back to."""
        self._trainer.stop_and_wait()
        return self.plan, self.attempt

    def replace_run(self, plan: Plan, attempt: Attempt | None) -> None:
        """Put another run, or none, in the place of the present one."""
        self._trainer.stop_and_wait()
        self.plan, self.attempt = plan, attempt
        self.library.fetch_dataset(plan.source, attempt.dataset if attempt else None)
        for signal in (self.status_changed, self.plan_changed, self.advanced, self.evaluated):
            signal.emit()

    def close(self) -> None:
        """End every thread."""
        self._trainer.stop_and_wait()
        end_jobs(self)

    def say(self, text: str) -> None:
        self.said.emit(Message(text))

    def warn(self, text: str) -> None:
        self.said.emit(Message(text, Severity.WARNING))

    def _on_advanced(self, snapshot: Snapshot) -> None:
        assert self.attempt
        before = self.score
        self.attempt = replace(self.attempt, snapshot=snapshot)
        self.advanced.emit()
        if self.score is not before:
            self._later.start()

    def _tell_evaluation(self) -> None:
        self.evaluated.emit()
        if self.score:
            self.said.emit(Message(words.evaluated(self.score), Severity.NEWS))

    def _on_ended(self, run: Run | None) -> None:
        assert self.attempt
        is_due = self._later.isActive() or run is None
        self._later.stop()
        self.attempt = replace(self.attempt, run=run) if run else None
        self.plan_changed.emit()
        if is_due:
            self.evaluated.emit()
        if self._trainer.had_trouble:
            return
        if self.score and self.score.iteration == self.iteration and not self.score.train.sampled:
            self.say(words.finished(self.score))
        else:
            self.say(words.stopped(self.iteration))

"""The present run as the session knows it."""

from dataclasses import dataclass, replace
from typing import TypeAlias

from core.advice import Advice
from core.config import TrainConfig
from core.history import Score
from core.runs import Run, Snapshot, new_folder
from core.samples import Dataset
from core.training import Start
from gui import drawing_words
from gui.answerer import Answerer
from gui.plan import Plan

FINE_TUNED = "fine-tuned"


@dataclass(frozen=True, slots=True)
class Attempt:
    """A run, from before it is made: what it is made from, and the last that was seen of it.

    run is None while it is lent to the trainer. start is the trained network that it begins with;
    None for a run with weights of its own. before is what a fine-tuning took the place of.
    """

    made_from: Plan
    dataset: Dataset
    run: Run | None = None
    snapshot: Snapshot | None = None
    start: Start | None = None
    before: "Present | None" = None

    @property
    def score(self) -> Score | None:
        """The last evaluation."""
        scores = self.snapshot.curves.scores if self.snapshot else ()
        return scores[-1] if scores else None

    @property
    def answerer(self) -> Answerer | None:
        """What reads drawings: as it has learned, or as it begins with it."""
        snapshot, start = self.snapshot, self.start
        if snapshot and snapshot.iteration > 0:
            start = Start(snapshot.network, self.name, self.dataset.name, snapshot.iteration)
        if start is None:
            return None
        return Answerer(
            start,
            drawing_words.BY_THIS_RUN,
            self.score,
            self.made_from.source,
            self.dataset.class_names,
            saw_own_digits=self.dataset.source.has_own_digits,
        )

    def advice(self, plan: Plan) -> Advice | None:
        """What there is to say of the run; nothing if it was heeded after a divergence."""
        if self.snapshot is None:
            return None
        advice = self.snapshot.advice
        way = advice.way_back if advice else None
        is_back = way is not None and way.iteration == self.snapshot.iteration
        return None if way and is_back and plan.rate_back(way) < way.learning_rate else advice

    @property
    def name(self) -> str:
        """What its run is called."""
        return FINE_TUNED if self.dataset.source.has_own_digits else self.made_from.name

    def former(self, plan: Plan) -> "Present | None":
        """What a fine-tuning took the place of, unless another network was planned since."""
        made = self.made_from
        is_same = plan.with_seed(made.config.seed).identity == made.identity
        return self.before if is_same and plan.recipe == made.recipe else None

    def begin(self, config: TrainConfig) -> Run:
        """Go on with the run, or make it; for the training thread."""
        run, plan = self.run, self.made_from
        if run is None:
            run = Run.new(plan.spec, plan.config, self.name, self.dataset, self.start)
        if run.folder is None:
            run.folder = new_folder(run)
        run.change(config)
        return run

    def gone_back(self, learning_rate: float, now: TrainConfig) -> tuple["Attempt", TrainConfig]:
        """Return to the last sound state, and say what to go on with: its settings, but this rate.

        When to stop and to evaluate, and the seed, stay as they are now.
        """
        assert self.run
        self.run.go_back()
        config = replace(
            self.run.config,
            learning_rate=learning_rate,
            iterations=now.iterations,
            evaluate_every=now.evaluate_every,
            seed=now.seed,
        )
        return replace(self, snapshot=self.run.snapshot()), config


Present: TypeAlias = tuple[Plan, Attempt | None]
"""What is planned, and the run that is there."""

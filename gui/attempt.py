"""The present run as the session knows it."""

from dataclasses import dataclass, replace

from core.config import TrainConfig
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

    run is None while it is lent to the trainer. start is what a fine-tuning goes on from, and
    before the plan and the run until then; both None for a run with weights of its own.
    """

    made_from: Plan
    dataset: Dataset
    run: Run | None = None
    snapshot: Snapshot | None = None
    start: Start | None = None
    before: "tuple[Plan, Attempt | None] | None" = None

    @property
    def answerer(self) -> Answerer | None:
        """What reads drawings: as it has learned, or as a fine-tuning begins with it."""
        snapshot, plan = self.snapshot, self.made_from
        start = self.start
        if snapshot and snapshot.iteration > 0:
            start = Start(snapshot.network, self.name, self.dataset.name, snapshot.iteration)
        if start is None:
            return None
        scores = snapshot.curves.scores if snapshot else ()
        return Answerer(
            start.network,
            drawing_words.BY_THIS_RUN,
            scores[-1] if scores else None,
            plan.dataset,
            saw_own_digits=self.start is not None,
            start=start,
        )

    @property
    def name(self) -> str:
        """What its run is called."""
        return FINE_TUNED if self.start else self.made_from.name

    def former(self, plan: Plan) -> "tuple[Plan, Attempt | None] | None":
        """What a fine-tuning took the place of, unless another network was planned since."""
        made = self.made_from
        was_chosen = (plan.recipe, plan.spec, plan.dataset) != (
            made.recipe,
            made.spec,
            made.dataset,
        )
        return None if was_chosen else self.before

    def begin(self, config: TrainConfig) -> Run:
        """Go on with the run, or make it; for the training thread."""
        run, plan = self.run, self.made_from
        if run is None:
            run = Run.new(plan.spec, plan.config, self.name, self.dataset, self.start)
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

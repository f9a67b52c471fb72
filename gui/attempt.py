"""The present run as the session knows it."""

from dataclasses import dataclass, replace

from core.config import TrainConfig
from core.network import Network
from core.runs import Run, Snapshot, new_folder
from core.samples import Dataset
from gui.plan import Plan

FINE_TUNED = "fine-tuned"


@dataclass(frozen=True, slots=True)
class Attempt:
    """A run, from before it is made: what it is made from, and the last that was seen of it.

    run is None while it is lent to the trainer. start is the network that a fine-tuning goes on
    from, and before what was planned until then; both None for a run with weights of its own.
    """

    made_from: Plan
    dataset: Dataset
    run: Run | None = None
    snapshot: Snapshot | None = None
    start: Network | None = None
    before: Plan | None = None

    @property
    def network(self) -> Network | None:
        """What answers drawings: as it has learned, or as a fine-tuning begins with it."""
        if self.snapshot and self.snapshot.iteration > 0:
            return self.snapshot.network
        return self.start

    def after_reset(self, plan: Plan) -> Plan:
        """Of this plan and that of before, which Reset takes: this if it is for another network."""
        return self.before if self.before and plan.identity == self.made_from.identity else plan

    def begin(self, config: TrainConfig) -> Run:
        """Go on with the run, or make it; for the training thread."""
        run, plan = self.run, self.made_from
        if run is None:
            name = FINE_TUNED if self.start else plan.name
            run = Run.new(plan.spec, plan.config, name, self.dataset, self.start)
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

"""The present run as the session knows it."""

from dataclasses import dataclass

from core.config import TrainConfig
from core.runs import Run, Snapshot, new_folder
from core.samples import Dataset
from gui.plan import Plan


@dataclass(frozen=True, slots=True)
class Attempt:
    """A run, from before it is made: what it is made from, and the last that was seen of it.

    run is None while it is lent to the trainer.
    """

    made_from: Plan
    dataset: Dataset
    run: Run | None = None
    snapshot: Snapshot | None = None

    def begin(self, config: TrainConfig) -> Run:
        """Go on with the run, or make it; for the training thread."""
        run, plan = self.run, self.made_from
        if run is None:
            run = Run.new(plan.spec, plan.config, plan.name, self.dataset)
            run.folder = new_folder(run)
        run.change(config)
        return run

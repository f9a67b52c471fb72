"""This program's training, iteration by iteration, for comparisons with others."""

from collections.abc import Callable

from core.config import TrainConfig
from core.network import NetworkSpec
from core.runs import Run
from core.samples import Dataset

NEVER = 1_000_000  # iterations between evaluations


def ours(data: Dataset, sizes: tuple[int, ...], batch: int, rate: float) -> Callable[[int], None]:
    """Goes so many iterations on; every loss is read, as the window does, and nothing evaluated."""
    config = TrainConfig(NEVER, batch, rate, evaluate_every=NEVER)
    events = Run.new(NetworkSpec(sizes), config, "bench", data).events()

    def advance(iterations: int) -> None:
        for _ in range(iterations):
            next(events)

    return advance

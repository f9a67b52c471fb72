"""The settings of a training run, and the range of each."""

import math
from dataclasses import dataclass


class ConfigError(ValueError):
    """A setting outside its range; the message names the setting, the value and the range."""


@dataclass(frozen=True, slots=True)
class Range:
    """What a setting may be: low to high, both included; whole numbers only, or any."""

    label: str
    low: float
    high: float
    whole: bool = True

    def check(self, value: float) -> None:
        fits = isinstance(value, int) if self.whole else math.isfinite(value)
        if not fits or not self.low <= value <= self.high:
            kind = "a whole number " if self.whole else ""
            raise ConfigError(
                f"{self.label} is {kind}from {self.low:,.10g} to {self.high:,.10g}, not {value!r}."
            )


RANGES = {
    "iterations": Range("Iterations", 1, 100_000_000),
    "batch_size": Range("Batch size", 1, 10_000),
    "learning_rate": Range("Learning rate", 1e-6, 100.0, whole=False),
    "evaluate_every": Range("Evaluate every", 1, 1_000_000),
    "seed": Range("Seed", 0, 999_999),
}


@dataclass(frozen=True, slots=True)
class TrainConfig:
    """How to train; raises ConfigError for a value outside its range.

    evaluate_every counts iterations. The defaults are the report's.
    """

    iterations: int = 10_000
    batch_size: int = 50
    learning_rate: float = 0.1
    evaluate_every: int = 500
    seed: int = 1

    def __post_init__(self) -> None:
        for field, allowed in RANGES.items():
            allowed.check(getattr(self, field))

    def is_end(self, iteration: int) -> bool:
        """Whether a run ends here; one that goes on ends again after as many iterations."""
        return iteration > 0 and iteration % self.iterations == 0

    def end_after(self, iteration: int) -> int:
        """The first end beyond this iteration."""
        return (iteration // self.iterations + 1) * self.iterations


def changed(before: TrainConfig, after: TrainConfig) -> dict[str, float]:
    """The settings in which they differ, with their values after."""
    return {
        name: getattr(after, name)
        for name in RANGES
        if getattr(after, name) != getattr(before, name)
    }

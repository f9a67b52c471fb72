"""The settings of a training run, and the range of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.augmentation import Distortion
from core.optimizers import OPTIMIZERS
from core.ranges import Range, check_choice
from core.schedules import SCHEDULES

RANGES = {
    "iterations": Range("Iterations", 1, 100_000_000),
    "batch_size": Range("Batch size", 1, 10_000),
    "learning_rate": Range("Learning rate", 1e-6, 100.0, whole=False),
    "momentum": Range("Momentum", 0.0, 0.999, whole=False),
    "l2": Range("L2", 0.0, 0.1, whole=False),
    "dropout": Range("Dropout", 0.0, 0.9, whole=False),
    "rotation": Range("Rotation", 0.0, 45.0, whole=False),
    "scaling": Range("Scaling", 0.0, 0.5, whole=False),
    "shear": Range("Shear", 0.0, 1.0, whole=False),
    "shift": Range("Shift", 0.0, 6.0, whole=False),
    "elastic": Range("Elastic", 0.0, 4.0, whole=False),
    "evaluate_every": Range("Evaluate every", 1, 1_000_000),
    "seed": Range("Seed", 0, 999_999),
}
CHOICES: dict[str, tuple[str, Mapping[str, Any]]] = {
    "schedule": ("Schedule", SCHEDULES),
    "optimizer": ("Optimizer", OPTIMIZERS),
}


@dataclass(frozen=True, slots=True)
class TrainConfig:
    """How to train; raises ConfigError for a value outside its range.

    evaluate_every counts iterations; schedule and optimizer are keys of their tables. momentum
    concerns the optimizers that have one. l2 is lambda in L + lambda / 2 |W|^2, without the
    biases; dropout the chance of each hidden unit to be left out, anew for each image. rotation to
    elastic are those of core.augmentation.Distortion. The defaults are the report's: all of it off.
    """

    iterations: int = 10_000
    batch_size: int = 50
    learning_rate: float = 0.1
    schedule: str = "constant"
    optimizer: str = "sgd"
    momentum: float = 0.9
    l2: float = 0.0
    dropout: float = 0.0
    rotation: float = 0.0
    scaling: float = 0.0
    shear: float = 0.0
    shift: float = 0.0
    elastic: float = 0.0
    evaluate_every: int = 500
    seed: int = 1

    def __post_init__(self) -> None:
        for field, allowed in RANGES.items():
            allowed.check(getattr(self, field))
        for field, (name, table) in CHOICES.items():
            check_choice(name.lower(), getattr(self, field), table)

    @property
    def distortion(self) -> Distortion:
        """How training images are distorted."""
        return Distortion(
            rotation=self.rotation,
            scaling=self.scaling,
            shear=self.shear,
            shift=self.shift,
            elastic=self.elastic,
        )

    def rate_at(self, iteration: int) -> float:
        """The learning rate of the step that follows this iteration; past the end, the last."""
        done = min(iteration, self.iterations - 1) / self.iterations
        return self.learning_rate * SCHEDULES[self.schedule].factor(done)

    def is_end(self, iteration: int) -> bool:
        """Whether a run ends here; one that goes on ends again after as many iterations."""
        return iteration > 0 and iteration % self.iterations == 0

    def end_after(self, iteration: int) -> int:
        """The first end beyond this iteration."""
        return (iteration // self.iterations + 1) * self.iterations


Settings = Mapping[str, float | str]


def label(name: str) -> str:
    """What a setting is called, for people."""
    return CHOICES[name][0] if name in CHOICES else RANGES[name].label


def changed(before: TrainConfig, after: TrainConfig) -> Settings:
    """The settings in which they differ, with their values after."""
    return {
        name: getattr(after, name)
        for name in (*CHOICES, *RANGES)
        if getattr(after, name) != getattr(before, name)
    }

"""How the learning rate goes on from its first value.

To add one: write its function and add it to SCHEDULES.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

STEPS = (0.5, 0.75)  # of a run, after which the rate falls
FALL = 0.1  # to this part of it
WARM_UP = 0.05  # of a run
END = 0.001  # part of the rate that a cosine comes down to, so that training on still learns


@dataclass(frozen=True, slots=True)
class Schedule:
    """factor(progress) of the learning rate; progress is the done part of a run, 0 up to 1."""

    name: str
    factor: Callable[[float], float]


def constant(progress: float) -> float:
    return 1.0


def step(progress: float) -> float:
    """A tenth after half of the run, and a tenth of that after three quarters (He et al. 2016)."""
    return FALL ** sum(progress >= place for place in STEPS)


def cosine(progress: float) -> float:
    """Half a cosine wave down (Loshchilov and Hutter 2017, eq. 5, without restarts)."""
    return END + (1 - END) * (1 + math.cos(math.pi * progress)) / 2


def warm_up_cosine(progress: float) -> float:
    """Straight up at first, since big steps from new weights can ruin them (Goyal et al. 2017)."""
    if progress < WARM_UP:
        return max(progress / WARM_UP, END)
    return cosine((progress - WARM_UP) / (1 - WARM_UP))


SCHEDULES = {
    "constant": Schedule("constant", constant),
    "step": Schedule("steps", step),
    "cosine": Schedule("cosine", cosine),
    "warm-up": Schedule("warm-up", warm_up_cosine),
}

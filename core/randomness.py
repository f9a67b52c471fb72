"""Where every random draw comes from: a generator made anew from what it is for.

Nothing random keeps state between two draws, so a run that was paused, changed or
loaded from a file draws exactly what an uninterrupted one would have drawn.
"""

from enum import IntEnum

import numpy as np


class Purpose(IntEnum):
    """What a draw is for; the numbers are part of every recorded run and never change."""

    WEIGHTS = 0
    ORDER = 1
    DROPOUT = 2
    DISTORTION = 3


def rng(seed: int, purpose: Purpose, position: int = 0) -> np.random.Generator:
    """Make the generator for one draw; position counts epochs or iterations from 0."""
    return np.random.default_rng((seed, int(purpose), position))

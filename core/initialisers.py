"""How weights begin; biases always begin at zero.

To add one: write its function and add it to INITIALISERS.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.arrays import Floats

SMALL = 0.01  # standard deviation of the small normal


@dataclass(frozen=True, slots=True)
class Initialiser:
    """draw(rng, D, U, gain) returns weights (D, U); gain is the activation's."""

    name: str
    draw: Callable[[np.random.Generator, int, int, float], Floats]


def he(rng: np.random.Generator, inputs: int, units: int, gain: float) -> Floats:
    """Normal with variance gain / D (He et al. 2015, eq. 10; LeCun et al. 1998 for gain 1)."""
    return rng.normal(0.0, np.sqrt(gain / inputs), (inputs, units))


def glorot(rng: np.random.Generator, inputs: int, units: int, gain: float) -> Floats:
    """Uniform within +-sqrt(6 / (D + U)) (Glorot and Bengio 2010, eq. 16); no gain."""
    bound = np.sqrt(6.0 / (inputs + units))
    return rng.uniform(-bound, bound, (inputs, units))


def small_normal(rng: np.random.Generator, inputs: int, units: int, gain: float) -> Floats:
    return rng.normal(0.0, SMALL, (inputs, units))


def zero(rng: np.random.Generator, inputs: int, units: int, gain: float) -> Floats:
    """All units stay alike for ever: here to be seen failing."""
    return np.zeros((inputs, units))


INITIALISERS = {
    "he": Initialiser("He", he),
    "glorot": Initialiser("Glorot", glorot),
    "small": Initialiser("small normal", small_normal),
    "zero": Initialiser("zero", zero),
}

"""Weights begin with the spread that their initialiser promises."""

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from core.arrays import Floats
from core.initialisers import INITIALISERS
from core.randomness import Purpose, rng
from tests.core.tools import toy_network

INPUTS, UNITS = 400, 300  # 120,000 weights: their variance is known to about 1 %


def draw(name: str, gain: float = 2.0) -> Floats:
    return INITIALISERS[name].draw(rng(1, Purpose.WEIGHTS), INPUTS, UNITS, gain)


@pytest.mark.parametrize("name", INITIALISERS)
def test_weights_have_their_shape_and_no_bias(name: str) -> None:
    weights = draw(name)
    assert weights.shape == (INPUTS, UNITS)
    assert abs(weights.mean()) < 4 * weights.std() / np.sqrt(weights.size) + 1e-12


@pytest.mark.parametrize(
    ("name", "gain", "variance"),
    [
        ("he", 2.0, 2 / INPUTS),
        ("he", 1.0, 1 / INPUTS),
        ("glorot", 2.0, 2 / (INPUTS + UNITS)),
        ("small", 2.0, 0.01**2),
        ("zero", 2.0, 0.0),
    ],
)
def test_weights_have_their_variance(name: str, gain: float, variance: float) -> None:
    assert draw(name, gain).var() == pytest.approx(variance, rel=0.02)


def test_every_initialiser_is_held_to_its_variance() -> None:
    (mark,) = test_weights_have_their_variance.pytestmark  # type: ignore[attr-defined]
    assert {case[0] for case in mark.args[1]} == set(INITIALISERS)


def test_glorot_stays_within_its_bound() -> None:
    bound = np.sqrt(6 / (INPUTS + UNITS))
    assert np.abs(draw("glorot")).max() <= bound
    assert np.abs(draw("glorot")).max() > 0.99 * bound


@pytest.mark.parametrize(("name", "gain"), [("relu", 2.0), ("sigmoid", 1.0), ("tanh", 1.0)])
def test_activations_ask_for_their_gain(name: str, gain: float) -> None:
    assert ACTIVATIONS[name].gain == gain


def test_biases_begin_at_zero() -> None:
    assert not any(layer.b.value.any() for layer in toy_network().layers)

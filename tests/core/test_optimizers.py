"""Each optimizer makes the steps that its source describes."""

import numpy as np
import pytest

from core.arrays import Floats
from core.optimizers import OPTIMIZERS, Optimizer
from core.parameters import Parameters

RATE, MOMENTUM = 0.1, 0.5
GRADS = np.array([[10.0, -20.0, 1.0], [5.0, 1.0, 0.0], [-2.0, 0.5, 3.0]])


def run(name: str, grads: Floats = GRADS) -> Floats:
    """The parameters after each step from zero, with these gradients one after the other."""
    parameters = Parameters((2, 1), np.float64)
    optimizer = OPTIMIZERS[name](parameters)
    places = []
    for grad in grads:
        parameters.grads[...] = grad
        optimizer.update(parameters, RATE, MOMENTUM)
        places.append(parameters.values.copy())
    return np.array(places)


def by_hand(name: str) -> Floats:
    """The same by the formulas of the sources, one number at a time."""
    return np.array([list(HANDS[name](column)) for column in GRADS.T]).T


def sgd(grads: Floats) -> list[float]:
    return list(-RATE * np.cumsum(grads))


def momentum(grads: Floats) -> list[float]:
    w, v, places = 0.0, 0.0, []
    for g in grads:
        v = MOMENTUM * v - RATE * g
        w += v
        places.append(w)
    return places


def nesterov(grads: Floats) -> list[float]:
    """Sutskever et al. 2013, eq. 3-4, given the gradients at W + mu v; returns those points."""
    w, v, places = 0.0, 0.0, []
    for g in grads:
        v = MOMENTUM * v - RATE * g
        w += v
        places.append(w + MOMENTUM * v)
    return places


def rmsprop(grads: Floats) -> list[float]:
    w, s, places = 0.0, 0.0, []
    for g in grads:
        s = 0.9 * s + 0.1 * g * g
        w -= RATE * g / (s**0.5 + 1e-8)
        places.append(w)
    return places


def adam(grads: Floats) -> list[float]:
    w, m, v, places = 0.0, 0.0, 0.0, []
    for t, g in enumerate(grads, start=1):
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        w -= RATE * (m / (1 - 0.9**t)) / ((v / (1 - 0.999**t)) ** 0.5 + 1e-8)
        places.append(w)
    return places


HANDS = {
    "sgd": sgd,
    "momentum": momentum,
    "nesterov": nesterov,
    "rmsprop": rmsprop,
    "adam": adam,
}


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_an_optimizer_steps_as_its_source_says(name: str) -> None:
    np.testing.assert_allclose(run(name), by_hand(name), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_what_it_remembers_is_all_it_needs_to_go_on(name: str) -> None:
    whole, parameters = run(name), Parameters((2, 1), np.float64)
    first = OPTIMIZERS[name](parameters)
    parameters.grads[...] = GRADS[0]
    first.update(parameters, RATE, MOMENTUM)
    second = OPTIMIZERS[name](parameters)
    take_over(first, second)
    for grad, place in zip(GRADS[1:], whole[1:], strict=True):
        parameters.grads[...] = grad
        second.update(parameters, RATE, MOMENTUM)
        assert (parameters.values == place).all()


def take_over(first: Optimizer, second: Optimizer) -> None:
    second.steps = first.steps
    for name, array in first.memory.items():
        second.memory[name][...] = array


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_no_gradient_is_no_step(name: str) -> None:
    assert not run(name, np.zeros((3, 3))).any()


@pytest.mark.parametrize(("name", "optimizer"), OPTIMIZERS.items(), ids=OPTIMIZERS)
def test_its_usual_rate_brings_a_bowl_down(name: str, optimizer: type[Optimizer]) -> None:
    parameters = Parameters((2, 1), np.float64)
    parameters.values[...] = 1.0
    one = optimizer(parameters)
    for _ in range(3000):
        parameters.grads[...] = parameters.values  # of half the square
        one.update(parameters, one.usual_rate, 0.9)
    assert np.abs(parameters.values).max() < 0.01

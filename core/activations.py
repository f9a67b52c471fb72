"""Elementwise activations of the hidden layers: a = f(z), report eq. 2-3.

To add one: write the two functions and add it to ACTIVATIONS. The form, saved networks
and the gradient tests all read that table.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.arrays import Bools, Floats


@dataclass(frozen=True, slots=True)
class Activation:
    """An activation, its slope, and the weight scale that suits it.

    slope(z, a) returns f'(z) elementwise; it gets a = f(z) too, because sigmoid and tanh
    are cheaper to differentiate from their output.
    gain is g in Var[W] = g / D (He et al. 2015 for ReLU; LeCun et al. 1998 for the others).
    """

    name: str
    f: Callable[[Floats], Floats]
    slope: Callable[[Floats, Floats], Floats | Bools]
    gain: float = 1.0


def relu(z: Floats) -> Floats:
    return np.maximum(z, 0)  # eq. 3


def relu_slope(z: Floats, a: Floats) -> Bools:
    return z > 0  # eq. 17


def sigmoid(z: Floats) -> Floats:
    return (1 + np.tanh(z / 2)) / 2  # 1 / (1 + exp(-z)), written so that nothing overflows


def sigmoid_slope(z: Floats, a: Floats) -> Floats:
    return a * (1 - a)


def tanh(z: Floats) -> Floats:
    return np.tanh(z)


def tanh_slope(z: Floats, a: Floats) -> Floats:
    return 1 - a * a


def identity(z: Floats) -> Floats:
    return z


def identity_slope(z: Floats, a: Floats) -> Floats:
    return np.ones_like(z)


ACTIVATIONS = {
    "relu": Activation("ReLU", relu, relu_slope, gain=2.0),
    "sigmoid": Activation("sigmoid", sigmoid, sigmoid_slope),
    "tanh": Activation("tanh", tanh, tanh_slope),
}

IDENTITY = Activation("identity", identity, identity_slope)
"""For the output layer, whose function is part of core.outputs; no choice for hidden ones."""

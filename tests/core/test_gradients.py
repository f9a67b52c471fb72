"""The backward pass agrees with central differences, whatever the network is made of."""

from itertools import product

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from core.arrays import Floats, one_of_k
from core.network import Network, NetworkSpec
from core.outputs import OUTPUTS
from core.randomness import Purpose, rng
from tests.core.tools import STEP, central_difference, relative_error

INPUTS, CLASSES, SAMPLES = 6, 4, 5
HIDDEN = (7, 5, 6)
X = np.random.default_rng(3).uniform(0, 1, (SAMPLES, INPUTS))
T = one_of_k(np.arange(SAMPLES) % CLASSES, CLASSES)

KINDS = list(product(ACTIVATIONS, OUTPUTS, (1, 2, 3)))


def network(activation: str, output: str, depth: int) -> Network:
    """With random biases: at zero, ReLU's kink would falsify the differences."""
    spec = NetworkSpec((INPUTS, *HIDDEN[:depth], CLASSES), activation, output)
    built = Network(spec, rng=rng(4, Purpose.WEIGHTS), dtype=np.float64)
    for layer in built.layers:
        layer.b.value[...] = np.random.default_rng(2).normal(0, 0.5, layer.b.value.shape)
    return built


def mean_loss(net: Network) -> float:
    return float(net.output.loss(net.logits(X), T)[0].mean())


def hidden_sums(net: Network) -> list[Floats]:
    """Every z of the hidden layers."""
    sums: list[Floats] = []
    x: Floats = X
    for layer in net.layers[:-1]:
        sums.append(x @ layer.w.value + layer.b.value)
        x = layer.infer(x)
    return sums


@pytest.mark.parametrize(("activation", "output", "depth"), [*KINDS, ("relu", "softmax", 0)])
def test_every_gradient_agrees_with_central_differences(
    activation: str, output: str, depth: int
) -> None:
    net = network(activation, output, depth)
    _, dz = net.output.loss(net.forward(X), T)
    net.backward(dz / SAMPLES)
    assert len(net.parameters) == 2 * (depth + 1)
    for parameter in net.parameters:
        measured = central_difference(lambda: mean_loss(net), parameter.value)
        assert relative_error(parameter.grad, measured) < 1e-6, parameter.name


@pytest.mark.parametrize(("activation", "output", "depth"), [*KINDS, ("relu", "softmax", 0)])
def test_the_gradient_at_the_inputs_agrees_with_central_differences(
    activation: str, output: str, depth: int
) -> None:
    net, x = network(activation, output, depth), X.copy()
    _, dz = net.output.loss(net.logits(x), T)
    measured = central_difference(lambda: float(net.output.loss(net.logits(x), T)[0].sum()), x)
    assert relative_error(net.input_gradient(x, dz), measured) < 1e-6


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_the_differences_stay_clear_of_the_kink_and_see_both_sides(depth: int) -> None:
    for z in hidden_sums(network("relu", "softmax", depth)):
        assert np.abs(z).min() > 10 * STEP
        assert (z > 0).any()
        assert (z < 0).any()

"""A network is what its description says, and descriptions that cannot be are refused."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from core.initialisers import INITIALISERS
from core.network import MAX_HIDDEN, MAX_UNITS, Network, NetworkSpec
from core.outputs import OUTPUTS
from core.randomness import Purpose, rng
from core.ranges import ConfigError
from core.samples import Dataset
from tests.core.tools import digest, toy_network


def test_the_default_is_the_network_of_the_report() -> None:
    spec = NetworkSpec()
    assert str(spec) == "784-100-100-10"
    assert (spec.activation, spec.output, spec.initialisation) == ("relu", "softmax", "he")
    assert spec.parameter_count == 784 * 100 + 100 + 100 * 100 + 100 + 100 * 10 + 10
    net = toy_network(spec=spec)
    assert sum(parameter.value.size for parameter in net.parameters) == spec.parameter_count
    assert [p.name for p in net.parameters] == ["W1", "W10", "W2", "W20", "W3", "W30"]
    assert {p.value.dtype for p in net.parameters} == {np.dtype(np.float32)}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"sizes": (784,)}, "sizes"),
        ({"sizes": ()}, "sizes"),
        (
            {"sizes": (784, *[10] * (MAX_HIDDEN + 1), 10)},
            "0 to 6 hidden layers",
        ),
        ({"sizes": (784, 0, 10)}, "1 to 2,500 units, not 0"),
        ({"sizes": (784, -5, 10)}, "1 to 2,500 units, not -5"),
        ({"sizes": (784, MAX_UNITS + 1, 10)}, "1 to 2,500 units, not 2,501"),
        ({"activation": "step"}, "The activation can be relu, sigmoid, tanh, not 'step'"),
        ({"output": "hardmax"}, "The output can be softmax, sigmoid, linear, not 'hardmax'"),
        (
            {"initialisation": "ones"},
            "can be he, glorot, small, zero, not 'ones'",
        ),
    ],
)
def test_what_cannot_be_built_is_refused(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        replace(NetworkSpec(), **changes)


@pytest.mark.parametrize("hidden", [(), (1,), (3,) * MAX_HIDDEN, (MAX_UNITS,)])
def test_the_limits_themselves_can_be_built(hidden: tuple[int, ...]) -> None:
    net = toy_network(spec=NetworkSpec((4, *hidden, 2)))
    assert net.predict(np.zeros((3, 4))).shape == (3, 2)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("initialisation", INITIALISERS)
def test_every_combination_predicts(activation: str, output: str, initialisation: str) -> None:
    net = toy_network(spec=NetworkSpec((9, 5, 4), activation, output, initialisation))
    y = net.predict(np.full((2, 3, 3), 255, np.uint8))
    assert y.shape == (2, 4)
    assert np.isfinite(y).all()


def test_bytes_and_floats_flat_or_not_are_read_alike(tiny: Dataset) -> None:
    net, images = toy_network(), tiny.test.images[:20]
    y = net.predict(images)
    np.testing.assert_allclose(net.predict(images / 255), y, rtol=1e-4)
    assert (net.predict(images.reshape(-1, 28, 28)) == y).all()


def test_predicting_disturbs_nothing(tiny: Dataset) -> None:
    net, x = toy_network(), np.random.default_rng(1).random((3, 784), np.float32)
    dz = np.ones((3, 10), np.float32)
    net.forward(x)
    net.backward(dz)
    expected, weights = [p.grad.copy() for p in net.parameters], digest(net)
    net.forward(x)
    net.predict(tiny.test.images[:5])
    net.input_gradient(tiny.test.images[:5], np.ones((5, 10), np.float32))
    net.backward(dz)
    assert all((p.grad == grad).all() for p, grad in zip(net.parameters, expected, strict=True))
    assert digest(net) == weights


def test_the_gradient_at_the_inputs_is_alike_for_bytes_and_floats(tiny: Dataset) -> None:
    net, images, dz = toy_network(), tiny.test.images[:5], np.eye(5, 10, dtype=np.float32)
    gradient = net.input_gradient(images, dz)
    assert gradient.shape == (5, 784)
    assert gradient.dtype == np.float32
    np.testing.assert_allclose(net.input_gradient(images / 255, dz), gradient, atol=1e-5)


def test_a_copy_is_a_network_of_its_own(tiny: Dataset) -> None:
    net, images = toy_network(), tiny.test.images[:5]
    twin, before, answers = net.copy(), digest(net), net.predict(images)
    net.forward(np.ones((1, 784), np.float32))
    net.backward(np.ones((1, 10), np.float32))
    for parameter in net.parameters:
        parameter.value[...] += 1
    assert digest(twin) == before != digest(net)
    assert (twin.predict(images) == answers).all()
    assert not twin.parameters.grads.any()
    assert twin.spec == net.spec


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_one_number_that_is_none_makes_a_network_unsound(bad: float) -> None:
    net = toy_network()
    assert net.is_finite()
    net.layers[-1].b.value[3] = bad
    assert not net.is_finite()


def test_weights_depend_on_the_generator_alone() -> None:
    assert digest(toy_network(1)) == digest(toy_network(1)) != digest(toy_network(2))


def test_a_network_can_be_made_in_double_precision() -> None:
    net = Network(NetworkSpec((4, 3, 2)), rng=rng(1, Purpose.WEIGHTS), dtype=np.float64)
    assert net.predict(np.zeros((1, 4), np.uint8)).dtype == np.float64


def test_repr_tells_the_structure() -> None:
    assert repr(toy_network()) == "Network(784-12-8-10, relu, softmax)"


def test_decay_adds_to_the_weights_gradient_and_spares_biases() -> None:
    net = toy_network()
    net.parameters.values[...] = 2.0
    net.parameters.grads[...] = 1.0
    net.decay(0.25)
    for layer in net.layers:
        assert (layer.w.grad == 1.5).all()
        assert (layer.b.grad == 1.0).all()


def test_dropout_follows_its_generator_and_spares_the_outputs() -> None:
    net, x = toy_network(), np.random.default_rng(1).random((50, 784), np.float32)
    net.layers[-1].b.value[...] = 1
    whole = net.forward(x)
    some = net.forward(x, dropout=0.5, rng=np.random.default_rng(1))
    assert (some != whole).any()
    assert (net.forward(x, dropout=0.5, rng=np.random.default_rng(1)) == some).all()
    assert net.forward(x, dropout=0.9, rng=np.random.default_rng(1)).all()


@pytest.mark.case(66)
def test_the_largest_network_is_trained_in_a_gigabyte() -> None:
    """Its weights and their gradients, Adam's two, and all but the gradients to go back to."""
    spec = NetworkSpec((784, *[MAX_UNITS] * MAX_HIDDEN, 10))
    assert 7 * 4 * spec.parameter_count < 1 << 30
    with pytest.raises(ConfigError, match="1 to 2,500 units, not 100,000"):
        NetworkSpec((784, 100_000, 10))
    with pytest.raises(ConfigError, match="0 to 6 hidden layers"):
        NetworkSpec((784, *[10] * 50, 10))

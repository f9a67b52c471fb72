"""Every output's loss is what its formula says, and its gradient is the loss's derivative."""

import numpy as np
import pytest

from core.arrays import Floats, one_of_k
from core.outputs import OUTPUTS, Output
from tests.core.tools import central_difference, relative_error

ALL = pytest.mark.parametrize("output", OUTPUTS.values(), ids=lambda output: output.name)


def logits(samples: int = 6, classes: int = 4) -> tuple[Floats, Floats]:
    draw = np.random.default_rng(5)
    return draw.normal(0, 2, (samples, classes)), one_of_k(np.arange(samples) % classes, classes)


def by_definition(name: str, z: Floats, t: Floats) -> Floats:
    """The losses as the report and the textbooks write them, safe for small z only."""
    if name == "softmax":
        y = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)  # eq. 4
        losses = -(t * np.log(y)).sum(axis=1)  # eq. 5
    elif name == "sigmoid":
        y = 1 / (1 + np.exp(-z))
        losses = -(t * np.log(y) + (1 - t) * np.log(1 - y)).sum(axis=1)
    else:
        losses = ((z - t) ** 2).sum(axis=1) / 2
    return np.asarray(losses)


@ALL
def test_the_gradient_agrees_with_central_differences(output: Output) -> None:
    z, t = logits()
    _, dz = output.loss(z, t)
    measured = central_difference(lambda: float(output.loss(z, t)[0].sum()), z)
    assert relative_error(dz, measured) < 1e-6


@pytest.mark.parametrize("name", OUTPUTS)
def test_the_loss_is_that_of_the_definition(name: str) -> None:
    z, t = logits()
    losses, _ = OUTPUTS[name].loss(z, t)
    np.testing.assert_allclose(losses, by_definition(name, z, t), rtol=1e-12)


@ALL
def test_the_gradient_belongs_to_the_outputs_shown(output: Output) -> None:
    z, t = logits()
    np.testing.assert_allclose(output.loss(z, t)[1], output.f(z) - t, atol=1e-15)


@ALL
def test_the_largest_logit_is_the_largest_output(output: Output) -> None:
    z, _ = logits(50)
    assert (output.f(z).argmax(axis=1) == z.argmax(axis=1)).all()


@ALL
def test_probabilities_can_be_read_as_such(output: Output) -> None:
    z, _ = logits(50)
    y = output.f(z)
    assert output.gives_probabilities == bool(((y >= 0) & (y <= 1)).all())


def test_softmax_adds_up_to_one() -> None:
    np.testing.assert_allclose(OUTPUTS["softmax"].f(logits(50)[0]).sum(axis=1), 1)


@ALL
def test_extreme_logits_give_a_finite_loss(output: Output) -> None:
    z = np.array([[1e4, -1e4, 0], [-1e4, 1e4, 0]], np.float32)
    losses, dz = output.loss(z, one_of_k(np.array([1, 1]), 3))
    assert np.isfinite(losses).all()
    assert np.isfinite(dz).all()
    assert np.isfinite(output.f(z)).all()
    assert losses[0] >= 1e4 > losses[1] or output.name == "linear"


@ALL
def test_the_arguments_are_left_as_they_were(output: Output) -> None:
    z, t = logits()
    output.loss(z, t)
    output.f(z)
    assert (z == logits()[0]).all()
    assert (t == logits()[1]).all()

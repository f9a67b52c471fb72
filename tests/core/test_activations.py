"""Every activation's slope is the derivative of its function."""

import numpy as np
import pytest

from core.activations import ACTIVATIONS, IDENTITY, Activation
from tests.core.tools import STEP

ALL = pytest.mark.parametrize("activation", [*ACTIVATIONS.values(), IDENTITY], ids=lambda a: a.name)


@ALL
def test_the_slope_agrees_with_central_differences(activation: Activation) -> None:
    z = np.linspace(-4, 4, 400)  # an even number, so that ReLU's kink at 0 is not among them
    measured = (activation.f(z + STEP) - activation.f(z - STEP)) / (2 * STEP)
    np.testing.assert_allclose(activation.slope(z, activation.f(z)), measured, rtol=1e-6, atol=1e-9)


@ALL
def test_huge_inputs_stay_finite(activation: Activation) -> None:
    z = np.array([-1e30, -1e4, 0.0, 1e4, 1e30], np.float32)
    a = activation.f(z)
    assert np.isfinite(a).all()
    assert np.isfinite(activation.slope(z, a)).all()
    assert a.dtype == np.float32


@ALL
def test_the_argument_is_left_as_it_was(activation: Activation) -> None:
    z = np.linspace(-1, 1, 5)
    activation.slope(z, activation.f(z))
    assert (z == np.linspace(-1, 1, 5)).all()


def test_the_functions_are_those_of_the_report() -> None:
    z = np.array([-2.0, 0.0, 2.0])
    np.testing.assert_array_equal(ACTIVATIONS["relu"].f(z), [0, 0, 2])
    np.testing.assert_allclose(ACTIVATIONS["sigmoid"].f(z), 1 / (1 + np.exp(-z)))
    np.testing.assert_allclose(ACTIVATIONS["tanh"].f(z), np.tanh(z))


def test_relu_is_flat_at_its_kink() -> None:
    zero = np.zeros(1)
    assert not ACTIVATIONS["relu"].slope(zero, zero).any()

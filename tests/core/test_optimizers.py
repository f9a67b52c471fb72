"""SGD goes against the gradient by the learning rate."""

import numpy as np

from core.layers import Parameter
from core.optimizers import SGD


def test_a_step_is_the_learning_rate_times_the_gradient() -> None:
    value, grad = np.array([1.0, 2.0]), np.array([10.0, -20.0])
    parameters = [Parameter("W1", value, grad), Parameter("W10", np.zeros(1), np.ones(1))]
    SGD().update(parameters, 0.1)
    np.testing.assert_allclose(parameters[0].value, [0.0, 4.0])
    np.testing.assert_allclose(parameters[1].value, [-0.1])
    assert parameters[0].value is value

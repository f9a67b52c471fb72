"""SGD goes against the gradient by the learning rate."""

import numpy as np

from core.optimizers import SGD
from core.parameters import Parameters


def test_a_step_is_the_learning_rate_times_the_gradient() -> None:
    parameters = Parameters((2, 1), np.float64)
    w, b = parameters
    w.value[...], w.grad[...], b.grad[...] = [[1.0], [2.0]], [[10.0], [-20.0]], [1.0]
    SGD().update(parameters, 0.1)
    np.testing.assert_allclose(w.value, [[0.0], [4.0]])
    np.testing.assert_allclose(b.value, [-0.1])

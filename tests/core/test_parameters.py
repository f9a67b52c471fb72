"""Parameters are views of two arrays that hold them all."""

import numpy as np

from core.parameters import Parameters


def parameters() -> Parameters:
    return Parameters((4, 3, 2), np.float32)


def test_they_are_named_and_shaped_as_in_the_course() -> None:
    assert {p.name: p.value.shape for p in parameters()} == {
        "W1": (4, 3),
        "W10": (3,),
        "W2": (3, 2),
        "W20": (2,),
    }
    assert all(p.grad.shape == p.value.shape for p in parameters())


def test_together_they_are_the_whole_array() -> None:
    learned = parameters()
    for number, parameter in enumerate(learned):
        parameter.value[...] += number + 1
        parameter.grad[...] -= number + 1
    np.testing.assert_array_equal(learned.values, [1.0] * 12 + [2.0] * 3 + [3.0] * 6 + [4.0] * 2)
    np.testing.assert_array_equal(learned.grads, -learned.values)


def test_they_begin_at_zero_in_the_precision_asked_for() -> None:
    learned = parameters()
    assert not learned.values.any()
    assert learned.values.dtype == learned.grads.dtype == np.float32

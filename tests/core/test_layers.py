"""A layer infers what it computes forward, and leaves the gradients of its batch."""

import numpy as np
import pytest

from core.activations import ACTIVATIONS
from core.layers import Dense, dropout_mask
from core.parameters import Parameters


def layer() -> Dense:
    w, b = Parameters((5, 3), np.float64)
    w.value[...] = np.random.default_rng(2).normal(size=(5, 3))
    b.value[...] = [0.1, -0.2, 0.3]
    return Dense(w, b, ACTIVATIONS["tanh"])


X = np.random.default_rng(1).normal(size=(4, 5))


def test_a_layer_is_the_activation_of_x_w_plus_b() -> None:
    dense = layer()
    expected = np.tanh([[x @ column for column in dense.w.value.T] for x in X] + dense.b.value)
    np.testing.assert_allclose(dense.forward(X), expected)


def test_infer_gives_what_forward_gives_and_remembers_nothing() -> None:
    dense = layer()
    out = dense.forward(X)
    assert (dense.infer(X) == out).all()
    dense.infer(np.zeros((1, 5)))
    assert dense.backward(np.ones((4, 3))).shape == (4, 5)


def test_backward_leaves_the_gradients() -> None:
    one, other, da = layer(), layer(), np.ones((4, 3))
    one.forward(X)
    other.forward(X)
    np.testing.assert_array_equal(one.gradients(da) @ one.w.value.T, other.backward(da))
    assert (one.w.grad == other.w.grad).all()
    assert (one.b.grad == other.b.grad).all()


def test_gradients_are_those_of_this_batch_alone() -> None:
    dense, da = layer(), np.ones((4, 3))
    dense.forward(X)
    dense.backward(da)
    first = dense.w.grad.copy()
    dense.backward(da)
    assert (dense.w.grad == first).all()


def test_dropout_leaves_its_share_out_and_keeps_the_sum() -> None:
    mask = dropout_mask((1000, 50), 0.3, rng=np.random.default_rng(1))
    assert set(np.unique(mask)) == {0, np.float32(1 / 0.7)}
    assert (mask == 0).mean() == pytest.approx(0.3, abs=0.01)
    assert mask.mean() == pytest.approx(1, abs=0.02)


def test_what_is_left_out_neither_answers_nor_learns() -> None:
    dense, mask = layer(), np.array([[2.0, 0.0, 2.0]] * 4)
    whole = dense.forward(X)
    np.testing.assert_allclose(dense.forward(X, mask), whole * mask)
    dense.backward(np.ones((4, 3)))
    assert not dense.w.grad[:, 1].any()
    assert dense.w.grad[:, 0].all()
    first = dense.w.grad[:, 0].copy()
    dense.forward(X)
    dense.backward(np.ones((4, 3)))
    np.testing.assert_allclose(first, 2 * dense.w.grad[:, 0])

"""Images become inputs from 0 to 1, labels become one-of-K targets."""

import numpy as np

from core.arrays import as_input, one_of_k


def test_bytes_are_divided_by_255() -> None:
    images = np.arange(256, dtype=np.uint8).reshape(4, 8, 8)
    x = as_input(images)
    assert x.shape == (4, 64)
    assert x.dtype == np.float32
    np.testing.assert_allclose(x.ravel(), np.arange(256) / 255, rtol=1e-6)
    assert x.max() == 1.0


def test_floats_are_taken_as_they_are() -> None:
    images = np.linspace(0, 1, 12).reshape(3, 4)
    assert (as_input(images, np.float64) == images).all()


def test_the_caller_keeps_his_array() -> None:
    images = np.full((2, 3), 0.5, np.float32)
    x = as_input(images)
    x[...] = 9
    assert (images == 0.5).all()


def test_targets_hold_a_one_in_the_column_of_the_label() -> None:
    targets = one_of_k(np.array([2, 0]), 3)
    assert targets.tolist() == [[0, 0, 1], [1, 0, 0]]
    assert targets.dtype == np.float32

"""The tops of the vertical axes: high enough for what matters, and steady."""

from itertools import pairwise

import numpy as np
import pytest

from gui.plotting.scales import error_top, loss_top

ITERATIONS = np.arange(1.0, 1_001.0)


def test_without_losses_the_axis_ends_at_one() -> None:
    assert loss_top(np.empty(0), np.empty(0)) == 1.0


def test_the_first_steep_fall_does_not_raise_the_axis() -> None:
    losses = np.where(ITERATIONS < 50, 12.0, 0.45)
    assert loss_top(ITERATIONS, losses) == 0.5


def test_a_single_peak_does_not_raise_the_axis_and_many_do() -> None:
    losses = np.full(1_000, 0.1)
    losses[700] = 3.7
    assert loss_top(ITERATIONS, losses) == 0.1
    losses[700:730] = 3.7
    assert loss_top(ITERATIONS, losses) == 5.0


def test_at_the_beginning_all_is_seen() -> None:
    assert loss_top(np.array([1.0]), np.array([2.3])) == 2.5


@pytest.mark.parametrize("loss", [0.0, float("nan")])
def test_losses_that_tell_no_height_leave_the_axis_at_one(loss: float) -> None:
    assert loss_top(ITERATIONS, np.full(1_000, loss)) == 1.0


@pytest.mark.parametrize(
    ("errors", "top"),
    [
        ([], 1.0),
        ([0.9], 1.0),
        ([0.9, 0.05], 1.0),
        ([0.9, 0.05, 0.04], 0.15),
        ([0.03, 0.0276], 0.1),
        ([0.0, 0.0], 0.01),
        ([1.0, 1.0], 1.0),
        ([float("nan")], 1.0),
    ],
)
def test_the_latest_errors_have_headroom_and_one_is_the_most(
    errors: list[float], top: float
) -> None:
    assert error_top(errors) == top


def test_the_axis_steps_seldom_while_the_error_falls() -> None:
    errors = list(np.geomspace(0.9, 0.02, 200))
    tops = [error_top(errors[:count]) for count in range(1, 201)]
    assert all(later <= before for before, later in pairwise(tops))
    assert len(set(tops)) < 12

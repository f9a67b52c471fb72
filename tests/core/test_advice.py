"""Advice holds where the evaluations show it, goes when they no longer do, and sees no ghosts."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from core.advice import SEVERAL, Advice, Stretch, WayBack, advise, diverged, is_sound
from core.config import RANGES, TrainConfig
from core.history import Score
from core.metrics import Evaluation
from core.network import NetworkSpec
from core.training import Diverged

CONFIG = TrainConfig(learning_rate=0.9, evaluate_every=100)
SPEC = NetworkSpec((784, 100, 50, 10))
NONE = (0, 0)
CONFUSION = np.eye(10, dtype=np.int64)


def scores(
    train: Sequence[float],
    test: Sequence[float] = (),
    *,
    standard_error: float = 0.01,
    dead: Sequence[tuple[int, ...]] = (),
    apart: float = 1.0,
) -> list[Score]:
    """Evaluations every hundred iterations; the testing loss is the training loss if not given."""
    test, dead = test or train, dead or [NONE] * len(train)
    return [
        Score(
            100 * position,
            apart * position,
            0.0,
            Evaluation(training, CONFUSION, standard_error=standard_error, dead=units),
            Evaluation(testing, CONFUSION, standard_error=standard_error),
        )
        for position, (training, testing, units) in enumerate(zip(train, test, dead, strict=True))
    ]


def said(evaluations: list[Score], sound: int = 0, *configs: TrainConfig) -> Advice | None:
    """Advice, where these settings held since the sound evaluation."""
    return advise(evaluations, SPEC, Stretch(sound, CONFIG, configs or (CONFIG,)))


FALLING = [2.3, 1.0, 0.5, 0.3, 0.2, 0.15, 0.12, 0.1]


@pytest.mark.parametrize("count", range(len(FALLING) + 1))
def test_a_run_that_learns_is_left_alone(count: int) -> None:
    assert said(scores(FALLING[:count])) is None


@pytest.mark.parametrize(
    "lost",
    [[2.3] * SEVERAL, [1.5] * SEVERAL, [1e6, 1e9, 5.0, 2.0, 3.0], [2.302] * (SEVERAL + 3)],
)
def test_a_loss_that_is_lost_for_several_evaluations_is_told_with_a_way_back(
    lost: list[float],
) -> None:
    advice = said(scores(FALLING + lost), sound=700)
    assert advice
    assert advice.text == (
        f"The training loss has risen to {lost[-1]:.3g} since iteration 700: the learning rate 0.9 "
        "is too high."
    )
    assert advice.way_back == WayBack(700, 0.3)


def test_a_loss_that_explodes_from_the_start_is_told() -> None:
    advice = said(scores([2.3, 50.0, 1e4, 1e4, 1e4, 1e4]))
    assert advice
    assert advice.way_back == WayBack(0, 0.3)


@pytest.mark.parametrize(
    "curve",
    [
        pytest.param([*FALLING, *[1.5] * (SEVERAL - 1)], id="not yet for long"),
        pytest.param([*FALLING, 1.5, 1.5, 0.2, 1.5, 1.5, 1.5], id="not each time"),
        pytest.param([*FALLING, *[1.5] * SEVERAL, 0.2], id="no longer"),
        pytest.param([*FALLING, *[1.1] * SEVERAL], id="not by far"),
        pytest.param([2.3, 2.301, 2.302, 2.305, 2.309, 2.303], id="has learned nothing"),
        pytest.param([2.3, 0.001, 0.01, 0.01, 0.02, 0.02, 0.02], id="small as it is"),
    ],
)
def test_other_losses_are_no_divergence(curve: list[float]) -> None:
    assert said(scores(curve)) is None


RUINED = [*FALLING, *[1.5] * SEVERAL]


@pytest.mark.parametrize(
    ("changes", "rate", "lower"),
    [
        ([], "0.9 is", 0.3),
        ([{"learning_rate": 2.1}], "2.1 is", 0.7),
        ([{"learning_rate": 30.0}], "30 is", 0.9),  # which is known to be good
        ([{"learning_rate": 3.0}, {"learning_rate": 0.001}], "3 was", 0.001),
        ([{}, {"learning_rate": 0.01}], "0.9 was", 0.01),
        ([{"learning_rate": 0.3}], "0.3 is", 0.1),
        ([{"learning_rate": 3.0, "l2": 0.1}], "3 is", 0.9),
        ([{"schedule": "cosine", "iterations": 500, "evaluate_every": 5}], "0.9 is", 0.3),
    ],
)
def test_the_highest_rate_since_is_the_one_that_is_blamed(
    changes: list[dict[str, Any]], rate: str, lower: float
) -> None:
    since = [replace(CONFIG, **change) for change in changes]
    advice = said(scores(RUINED), 700, *since)
    assert advice
    assert f"the learning rate {rate} too high" in advice.text
    assert advice.way_back == WayBack(700, lower)


def test_other_settings_are_blamed_where_the_rate_was_not_raised() -> None:
    now = replace(CONFIG, l2=0.1, dropout=0.5)
    advice = said(scores(RUINED), 700, now)
    assert advice
    assert advice.text.endswith("since iteration 700, after a change of L2 and Dropout.")
    assert advice.way_back == WayBack(700, 0.9)


@pytest.mark.parametrize("rate", [100.0, 3.0, 0.7, 0.1, 0.0123, 1e-5, 1e-6])
def test_the_way_back_has_an_allowed_rate(rate: float) -> None:
    config = replace(CONFIG, learning_rate=rate)
    error = Diverged(1203, config)
    advice = diverged(error, Stretch(1000, config, (config,)))
    assert advice.way_back
    assert advice.way_back.iteration == 1000
    RANGES["learning_rate"].check(advice.way_back.learning_rate)
    assert advice.way_back.learning_rate == pytest.approx(max(rate / 3, 1e-6), rel=0.05)
    assert advice.text == str(error)


LOW = [2.3, 0.5, 0.2, 0.1, 0.05, 0.03, 0.02, 0.01, 0.01]
TURNING = [2.3, 0.6, 0.3, 0.2, 0.23, 0.24, 0.25, 0.26, 0.27]


def test_a_testing_loss_that_has_risen_beyond_noise_is_overfitting() -> None:
    advice = said(scores(LOW, TURNING))
    assert advice == Advice(
        "Overfitting: since iteration 300 the testing loss has risen from 0.200 to 0.270, while "
        "the training loss is 0.010. Distorted images, L2, dropout or fewer iterations help."
    )


@pytest.mark.parametrize(
    ("train", "test", "standard_error"),
    [
        pytest.param(LOW, TURNING, 0.05, id="within the noise"),
        pytest.param(LOW, TURNING, 0.025, id="within the noise of both evaluations"),
        pytest.param(LOW[:-1], TURNING[:-1], 0.01, id="not yet for long"),
        pytest.param([*LOW, 0.01], [*TURNING, 0.21], 0.01, id="no longer"),
        pytest.param(TURNING, TURNING, 0.01, id="no gap"),
        pytest.param([*LOW[:4], *[0.11] * 5], TURNING, 0.01, id="the training loss rises too"),
        pytest.param(LOW, FALLING + FALLING[-1:], 0.01, id="a gap that does not grow"),
    ],
)
def test_other_gaps_are_no_overfitting(
    train: list[float], test: list[float], standard_error: float
) -> None:
    assert said(scores(train, test, standard_error=standard_error)) is None


def deaths(*counts: tuple[int, int]) -> list[Score]:
    return scores(FALLING[: len(counts)], dead=counts)


def test_dead_units_are_counted_for_each_layer() -> None:
    assert said(deaths(*[(30, 8)] * SEVERAL)) == Advice(
        "30 of 100 units of hidden layer 1 and 8 of 50 units of hidden layer 2 are dead: the same "
        "for every image, so they learn nothing. Reset with a lower learning rate helps."
    )
    advice = said(deaths(*[(10, 6)] * SEVERAL))
    assert advice
    assert advice.text.startswith("6 of 50 units of hidden layer 2 are dead")


def test_where_most_units_are_dead_there_is_a_way_back() -> None:
    advice = said(deaths(*[(50, 0)] * SEVERAL), 700)
    assert advice
    assert advice.text.endswith("since iteration 700: the learning rate 0.9 is too high.")
    assert advice.way_back == WayBack(700, 0.3)


def test_weights_that_begin_at_zero_are_not_the_fault_of_the_rate() -> None:
    zero = replace(SPEC, initialisation="zero")
    advice = advise(deaths(*[(100, 50)] * SEVERAL), zero, Stretch(0, CONFIG, (CONFIG,)))
    assert advice
    assert "Weights that begin at zero" in advice.text
    assert advice.way_back is None


@pytest.mark.parametrize(
    "counts",
    [
        pytest.param([(10, 5)] * SEVERAL, id="a few"),
        pytest.param([(30, 0)] * (SEVERAL - 1), id="not yet for long"),
        pytest.param([*[(30, 0)] * SEVERAL, (5, 0)], id="no longer"),
        pytest.param([(30, 0), (0, 30)] * 3, id="not the same layer each time"),
    ],
)
def test_fewer_dead_units_are_left_alone(counts: list[tuple[int, int]]) -> None:
    assert said(deaths(*counts)) is None


def test_the_gravest_comes_first() -> None:
    units = [(50, 0)] * (len(FALLING) + SEVERAL)
    advice = said(scores([*FALLING, *[1.5] * SEVERAL], dead=units), sound=700)
    assert advice
    assert "learning rate" in advice.text
    assert advice.way_back


@pytest.mark.parametrize(
    ("losses", "sound"),
    [([2.3], True), ([2.3, 0.1, 0.119], True), ([2.3, 0.1, 0.121], False), ([2.3, 2.2], False)],
)
def test_a_network_is_sound_while_its_loss_is_near_the_lowest(
    losses: list[float], sound: bool
) -> None:
    assert is_sound(scores(losses), SPEC) is sound


@pytest.mark.parametrize(("dead", "sound"), [((49, 24), True), ((50, 0), False), ((0, 25), False)])
def test_a_network_with_most_units_dead_is_not_sound(dead: tuple[int, int], sound: bool) -> None:
    assert is_sound(scores([2.3, 0.1], dead=[NONE, dead]), SPEC) is sound


def test_evaluations_close_to_each_other_count_as_one() -> None:
    """Five times as many, a fiftieth of an epoch apart, say no more than every fifth of them."""
    losses = [*FALLING, *[1.5] * (5 * SEVERAL - 5)]
    assert said(scores(losses, apart=0.02)) is None
    assert said(scores([*losses, *[1.5] * 5], apart=0.02))


@pytest.mark.parametrize(
    ("losses", "lost"),
    [
        ([2.3, 0.1, 1.1], False),
        ([2.3, 0.1, 1.3], True),
        ([2.3, 2, 2.9], False),
        ([2.3, 2, 3.1], True),
    ],
)
def test_more_than_half_is_lost_and_by_far(losses: list[float], lost: bool) -> None:
    curve = [*losses, *losses[-1:] * (SEVERAL - 1)]
    assert (said(scores(curve)) is not None) is lost

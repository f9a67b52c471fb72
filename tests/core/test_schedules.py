"""Schedules begin, fall and end as they should."""

import math

import pytest

from core.config import TrainConfig
from core.schedules import END, SCHEDULES, WARM_UP


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_factor_is_above_zero_and_at_most_one(name: str) -> None:
    factors = [SCHEDULES[name].factor(done / 1000) for done in range(1001)]
    assert all(0 < factor <= 1 for factor in factors)
    assert max(factors) == pytest.approx(1)


def test_constant_stays() -> None:
    assert {SCHEDULES["constant"].factor(done) for done in (0.0, 0.5, 1.0)} == {1.0}


def test_steps_fall_to_a_tenth_twice() -> None:
    factors = [SCHEDULES["step"].factor(done) for done in (0.0, 0.49, 0.5, 0.74, 0.75, 0.99)]
    assert factors == pytest.approx([1, 1, 0.1, 0.1, 0.01, 0.01])


def test_the_cosine_is_half_way_down_in_the_middle() -> None:
    factor = SCHEDULES["cosine"].factor
    assert factor(0.0) == 1
    assert factor(0.5) == pytest.approx((1 + END) / 2)
    assert factor(1.0) == pytest.approx(END)
    assert factor(0.25) == pytest.approx(END + (1 - END) * (1 + math.sqrt(0.5)) / 2)


def test_the_warm_up_is_a_straight_line_to_the_top_of_the_cosine() -> None:
    factor = SCHEDULES["warm-up"].factor
    assert factor(WARM_UP / 2) == pytest.approx(0.5)
    assert factor(WARM_UP) == 1
    assert factor(1.0) == pytest.approx(END)


@pytest.mark.parametrize("name", SCHEDULES)
def test_past_the_end_the_last_rate_holds(name: str) -> None:
    config = TrainConfig(iterations=100, schedule=name, learning_rate=0.2)
    assert config.rate_at(0) == pytest.approx(0.2 * SCHEDULES[name].factor(0.0))
    assert config.rate_at(50) == pytest.approx(0.2 * SCHEDULES[name].factor(0.5))
    assert config.rate_at(99) == config.rate_at(100) == config.rate_at(10_000) > 0

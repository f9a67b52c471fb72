"""A setting outside its range is refused with its name, its value and the range."""

from dataclasses import asdict, replace
from typing import Any

import pytest

from core.augmentation import Distortion
from core.config import CHOICES, RANGES, TrainConfig
from core.ranges import ConfigError

WHOLE = [name for name, allowed in RANGES.items() if allowed.whole]


def config(field: str, value: Any) -> TrainConfig:
    changes: dict[str, Any] = {field: value}
    return replace(TrainConfig(), **changes)


def test_the_defaults_are_those_of_the_report() -> None:
    assert asdict(TrainConfig()) == {
        "iterations": 10_000,
        "batch_size": 50,
        "learning_rate": 0.1,
        "schedule": "constant",
        "optimizer": "sgd",
        "momentum": 0.9,
        "l2": 0.0,
        "dropout": 0.0,
        "rotation": 0.0,
        "scaling": 0.0,
        "shear": 0.0,
        "shift": 0.0,
        "elastic": 0.0,
        "evaluate_every": 500,
        "seed": 1,
    }


def test_every_setting_has_a_range_or_a_table() -> None:
    assert {*RANGES, *CHOICES} == set(asdict(TrainConfig()))


@pytest.mark.parametrize("field", CHOICES)
def test_every_name_of_a_table_can_be_chosen_and_no_other(field: str) -> None:
    label, table = CHOICES[field]
    assert [getattr(config(field, name), field) for name in table] == list(table)
    with pytest.raises(ConfigError, match=f"{label.lower()} can be .*, not 'best'"):
        config(field, "best")


@pytest.mark.parametrize("field", RANGES)
def test_the_ends_of_a_range_belong_to_it(field: str) -> None:
    low, high = RANGES[field].low, RANGES[field].high
    assert getattr(config(field, low), field) == low
    assert getattr(config(field, high), field) == high


@pytest.mark.parametrize("field", RANGES)
def test_a_value_beyond_the_ends_is_refused(field: str) -> None:
    allowed = RANGES[field]
    step = 1 if allowed.whole else allowed.low / 2 or 1e-6
    for value in (allowed.low - step, allowed.high + step, -allowed.high):
        with pytest.raises(ConfigError, match=allowed.label) as caught:
            config(field, value)
        assert repr(value) in str(caught.value)


@pytest.mark.parametrize("field", RANGES)
@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_refused(field: str, value: float) -> None:
    with pytest.raises(ConfigError, match=RANGES[field].label):
        config(field, value)


@pytest.mark.parametrize("field", WHOLE)
@pytest.mark.parametrize("value", [2.5, 2.0, "2"])
def test_only_whole_numbers_are_counted_with(field: str, value: Any) -> None:
    with pytest.raises(ConfigError, match=f"{RANGES[field].label} is a whole number"):
        config(field, value)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("seed", -1, "Seed is a whole number from 0 to 999,999, not -1."),
        ("iterations", 0, "Iterations is a whole number from 1 to 100,000,000, not 0."),
        ("learning_rate", 0.0, "Learning rate is from 1e-06 to 100, not 0.0."),
    ],
)
def test_the_sentence_names_the_whole_range(field: str, value: float, sentence: str) -> None:
    with pytest.raises(ConfigError) as caught:
        config(field, value)
    assert str(caught.value) == sentence


@pytest.mark.parametrize("field", ["rotation", "scaling", "shear", "shift", "elastic"])
def test_each_distortion_is_the_setting_of_its_name(field: str) -> None:
    alone: dict[str, Any] = {field: 0.25}
    assert TrainConfig(**alone).distortion == Distortion(**alone)

"""Ranges that step rarely, and ticks that are few and plain."""

import pytest

from gui.plots import stepped_top
from gui.plotting.ranges import decades_around
from gui.plotting.ticks import linear_ticks, log_texts, log_ticks, tick_text


@pytest.mark.parametrize(
    ("value", "top"),
    [
        (1.0, 1.0),
        (1.01, 1.2),
        (1.3, 1.5),
        (1.6, 2.0),
        (2.1, 2.5),
        (2.6, 5.0),
        (5.1, 10.0),
        (0.0276, 0.05),
        (0.3, 0.5),
        (9_999, 10_000),
        (10_000, 10_000),
        (0, 1.0),
        (-1, 1.0),
        (float("nan"), 1.0),
        (float("inf"), 1.0),
    ],
)
def test_tops_step(value: float, top: float) -> None:
    assert stepped_top(value) == top


@pytest.mark.parametrize(
    ("values", "decades"),
    [
        ([], (-3, 0)),
        ([0.0], (-3, 0)),
        ([0.02, 0.9], (-2, 0)),
        ([0.01, 1.0], (-2, 0)),
        ([1.0], (0, 1)),
        ([0.0, 0.02, 0.9], (-3, 0)),
        ([1e-300, 1.0], (-9, 0)),
    ],
)
def test_decades_hold_the_values(values: list[float], decades: tuple[int, int]) -> None:
    low, high = decades_around(values)
    assert (low, high) == decades


@pytest.mark.parametrize(
    ("low", "high", "most", "texts"),
    [
        (-150, 10_150, 7, ["0", "2,000", "4,000", "6,000", "8,000", "10,000"]),
        (-150, 10_150, 3, ["0", "5,000", "10,000"]),
        (-0.018, 1.2, 4, ["0", "0.5", "1.0"]),
        (0, 0.15, 5.7, ["0", "0.05", "0.10", "0.15"]),
        (0.0501, 0.0503, 3, ["0.0501", "0.0502", "0.0503"]),
        (0, 4e9, 3, ["0", "2e9", "4e9"]),
    ],
)
def test_ticks_are_few_and_plain(low: float, high: float, most: float, texts: list[str]) -> None:
    step, ticks = linear_ticks(low, high, most)
    assert [tick_text(tick, step, 6) for tick in ticks] == texts


@pytest.mark.parametrize(
    ("low", "high", "texts"),
    [
        (-3.0, 0.0, ["0.001", "0.01", "0.1", "1"]),
        (-9.0, 0.0, ["1e-9", "1e-6", "0.001", "1"]),
        (-1.3, -1.1, ["0.06", "0.07"]),
        (-1.12, -0.9, ["0.08", "0.10", "0.12"]),
    ],
)
def test_a_log_axis_names_decades_or_what_lies_inside_one(
    low: float, high: float, texts: list[str]
) -> None:
    said, bare = log_ticks(low, high, 4)
    assert log_texts(said, 6) == texts
    assert not set(said) & set(bare)

"""The curves keep their shape in a bounded number of points, each a real one."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import history
from core.history import History, Score
from core.training import BatchDone
from tests.core.tools import evaluated

LOSSES = st.lists(st.floats(0, 1e6), min_size=1, max_size=300)


def recorded(losses: list[float], first: int = 1) -> History:
    record = History()
    add(record, losses, first)
    return record


def add(record: History, losses: list[float], first: int) -> None:
    for iteration, loss in enumerate(losses, start=first):
        record.add(BatchDone(iteration, loss))


def points(record: History) -> dict[int, float]:
    iterations, values = record.curves().loss
    assert all(a < b for a, b in pairwise(iterations))
    return {int(i): float(v) for i, v in zip(iterations, values, strict=True)}


def noise(count: int) -> list[float]:
    values: list[float] = np.random.default_rng(1).lognormal(0, 0.5, count).tolist()
    return values


def at(scores: tuple[Score, ...]) -> list[int]:
    return [score.iteration for score in scores]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few points, so that a few hundred iterations are thinned many times."""
    monkeypatch.setattr(history, "MAX_BUCKETS", 6)
    monkeypatch.setattr(history, "MAX_SCORES", 12)


def test_nothing_recorded_is_nothing_to_see() -> None:
    curves = History().curves()
    assert [len(array) for array in (*curves.loss, *curves.smoothed)] == [0, 0, 0, 0]
    assert curves.scores == ()
    assert History().iteration == 0


def test_the_latest_loss_is_told_though_it_is_no_extreme() -> None:
    record = recorded([*noise(20_000), 0.5])
    assert record.curves().latest == 0.5
    assert 20_001 not in points(record)
    assert History().curves().latest is None


def test_few_losses_are_all_kept() -> None:
    losses = noise(500)
    assert points(recorded(losses)) == dict(enumerate(losses, start=1))


@pytest.mark.case(77)
@pytest.mark.parametrize("count", [501, 10_000, 33_333])
def test_many_losses_are_at_most_1000_points_spread_over_the_run(count: int) -> None:
    losses = noise(count)
    record = recorded(losses)
    kept = points(record)
    assert 450 <= len(kept) <= 1000
    assert record.iteration == count
    assert max(b - a for a, b in pairwise([0, *kept, count])) < 4 * count / 250
    assert len(record.curves().smoothed[0]) <= 500


@pytest.mark.usefixtures("small")
@given(LOSSES)
def test_every_point_is_a_real_one_and_the_extremes_are_among_them(losses: list[float]) -> None:
    kept = points(recorded(losses))
    assert len(kept) <= 12
    assert all(losses[iteration - 1] == loss for iteration, loss in kept.items())
    assert min(kept.values()) == min(losses)
    assert max(kept.values()) == max(losses)


@pytest.mark.usefixtures("small")
@given(LOSSES)
def test_the_smoothed_loss_ends_at_the_last_iteration_and_stays_within(losses: list[float]) -> None:
    iterations, smoothed = recorded(losses).curves().smoothed
    assert iterations[-1] == len(losses)
    assert all(a < b for a, b in pairwise(iterations))
    assert min(losses) * (1 - 1e-9) <= smoothed.min() <= smoothed.max() <= max(losses) * (1 + 1e-9)


def test_the_smoothed_loss_begins_as_the_mean_and_then_forgets() -> None:
    losses = noise(100)
    smoothed = recorded(losses).curves().smoothed[1]
    np.testing.assert_allclose(smoothed, np.cumsum(losses) / np.arange(1, 101))
    late = recorded([5.0] * 100 + [1.0] * 400).curves().smoothed[1]
    assert late[99] == 5.0
    assert 1.0 < late[-1] < 1.1
    assert np.std(recorded(noise(740)).curves().smoothed[1][100:]) < np.std(noise(740)) / 5


def test_thinning_keeps_the_smoothed_loss_of_the_iterations_that_stay() -> None:
    losses = noise(5000)
    expected = dict.fromkeys([0], losses[0])
    for iteration, loss in enumerate(losses, start=1):
        before = expected[iteration - 1]
        expected[iteration] = before + (loss - before) / min(iteration, 100)
    iterations, smoothed = recorded(losses).curves().smoothed
    assert smoothed.tolist() == [expected[int(iteration)] for iteration in iterations]


def test_a_record_that_begins_late_is_smoothed_from_its_first_loss() -> None:
    assert recorded([2.0, 2.0, 2.0], first=5_000).curves().smoothed[1].tolist() == [2.0, 2.0, 2.0]


@pytest.mark.usefixtures("small")
@given(LOSSES, st.data())
def test_an_iteration_that_comes_again_replaces_all_after_it(
    losses: list[float], data: st.DataObject
) -> None:
    record = recorded(losses)
    again = data.draw(st.integers(1, len(losses)))
    anew = data.draw(LOSSES)
    width = record.width
    add(record, [-1 - loss for loss in anew], again)
    kept = points(record)
    assert all(losses[i - 1] == kept[i] for i in kept if i < again)
    assert all(-1 - anew[i - again] == kept[i] for i in kept if i >= again)
    assert min(kept.values()) == -1 - max(anew)
    untouched = losses[: (again - 1) // width * width]
    assert max(kept.values()) >= max(untouched, default=-1e9)
    assert record.iteration == again + len(anew) - 1
    assert len(kept) <= 12


def test_evaluations_after_an_iteration_that_comes_again_are_forgotten() -> None:
    record = History()
    for iteration in range(1, 31):
        record.add(BatchDone(iteration, 1.0))
        if iteration % 10 == 0:
            record.add(evaluated(iteration))
    record.add(BatchDone(21, 2.0))
    assert at(record.curves().scores) == [10, 20]
    record.add(evaluated(21))
    assert at(record.curves().scores) == [10, 20, 21]


def test_evaluations_are_kept_as_they_were_told() -> None:
    record, event = History(), evaluated(30, loss=0.25)
    record.add(event)
    (score,) = record.curves().scores
    assert (score.iteration, score.epoch, score.seconds) == (30, event.epoch, event.seconds)
    assert score.train is event.train
    assert score.test is event.test


@pytest.mark.parametrize(("first", "second", "kept"), [(1, 0, 2.0), (0, 1, 1.0), (1, 1, 1.0)])
def test_of_two_evaluations_of_one_iteration_the_fuller_is_kept(
    first: int, second: int, kept: float
) -> None:
    record = History()
    record.add(evaluated(0))
    record.add(evaluated(10, sampled=bool(first), loss=1.0))
    record.add(evaluated(10, sampled=bool(second), loss=2.0))
    scores = record.curves().scores
    assert at(scores) == [0, 10]
    assert scores[-1].train.loss == kept
    assert scores[-1].train.sampled == bool(first and second)


@pytest.mark.case(77)
@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("count", [12, 13, 40, 333])
def test_many_evaluations_are_thinned_evenly(count: int) -> None:
    record = History()
    for iteration in range(count):
        record.add(evaluated(iteration * 5))
    kept = at(record.curves().scores)
    gaps = [b - a for a, b in pairwise(kept)]
    assert (kept[0], kept[-1]) == (0, 5 * (count - 1))
    assert len(kept) == min(count, 12)
    assert min(gaps) > 0
    assert max(gaps) <= 4 * 5 * count / 12


def test_a_picture_of_the_curves_does_not_change_afterwards() -> None:
    record = recorded([1.0, 2.0])
    record.add(evaluated(2))
    curves = record.curves()
    add(record, [9.0] * 2000, 3)
    record.add(evaluated(3000))
    assert curves.loss[1].tolist() == [1.0, 2.0]
    assert at(curves.scores) == [2]


@pytest.mark.usefixtures("small")
@given(LOSSES, LOSSES)
def test_a_record_taken_back_from_arrays_goes_on_like_the_first(
    losses: list[float], more: list[float]
) -> None:
    one = recorded(losses)
    one.add(evaluated(len(losses), loss=0.5))
    other = History.from_arrays(one.to_arrays())
    for record in (one, other):
        add(record, more, len(losses) + 1)
        record.add(evaluated(len(losses) + len(more), sampled=False))
    assert points(one) == points(other)
    np.testing.assert_array_equal(one.curves().smoothed, other.curves().smoothed)
    assert one.to_arrays().keys() == other.to_arrays().keys()
    for name, array in one.to_arrays().items():
        np.testing.assert_array_equal(other.to_arrays()[name], array, strict=True)
    assert other.scores[0].train.sampled
    assert not other.scores[-1].train.sampled


def test_an_empty_record_comes_back_empty() -> None:
    assert History.from_arrays(History().to_arrays()).curves().scores == ()


@pytest.mark.parametrize("name", History().to_arrays())
def test_missing_arrays_raise_key_error(name: str) -> None:
    arrays = recorded([1.0]).to_arrays()
    del arrays[name]
    with pytest.raises(KeyError, match=name):
        History.from_arrays(arrays)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("width", 0),
        ("width", -4),
        ("loss", np.zeros((3, 5))),
        ("loss", np.full((1, 6), np.nan)),
        ("evaluated", np.zeros((2, 3))),
        ("evaluated", np.zeros((1, 2))),
        ("test_loss", np.zeros(2)),
        ("train_confusion", np.zeros((1, 10, 9), int)),
        ("test_confusion", np.zeros((1, 10), int)),
    ],
)
def test_arrays_that_are_no_record_raise_value_error(name: str, value: object) -> None:
    record = recorded([1.0])
    record.add(evaluated(1))
    with pytest.raises(ValueError, match=r"\S"):
        History.from_arrays({**record.to_arrays(), name: np.array(value)})


def test_a_single_huge_loss_does_not_hide_the_smoothed_course() -> None:
    losses = [0.5] * 200 + [1e20] + [0.5] * 100
    record = recorded(losses)
    _, smoothed = record.curves().smoothed
    assert smoothed.max() < 0.6
    assert max(points(record).values()) == 1e20


def test_a_loss_that_stays_high_is_followed() -> None:
    _, smoothed = recorded([0.5] * 200 + [50.0] * 300).curves().smoothed
    assert smoothed[-1] > 30

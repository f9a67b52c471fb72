"""Errors are counted as one would by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.metrics import Evaluation, confusion_matrix, mean_and_standard_error, newcombe, wilson
from tests.core.tools import REPORT_IMAGES, REPORT_MISTAKES, report_evaluation


def evaluation(rows: list[list[int]]) -> Evaluation:
    return Evaluation(1.0, np.array(rows))


def test_the_confusion_matrix_counts_truth_by_row_and_answer_by_column() -> None:
    draw = np.random.default_rng(1)
    truth, answers = draw.integers(0, 4, 200), draw.integers(0, 5, 200)
    counted = np.zeros((5, 5), np.int64)
    for label, answer in zip(truth, answers, strict=True):
        counted[label, answer] += 1
    confusion = confusion_matrix(truth, answers, 5)
    np.testing.assert_array_equal(confusion, counted, strict=True)


def test_errors_are_shares_of_images() -> None:
    measured = evaluation([[8, 2, 0], [1, 9, 0], [0, 5, 5]])
    assert (measured.images, measured.mistakes) == (30, 8)
    assert measured.error == pytest.approx(8 / 30)
    assert measured.images_by_digit.tolist() == [10, 10, 10]
    assert measured.mistakes_by_digit.tolist() == [2, 1, 5]
    assert measured.error_by_digit.tolist() == [0.2, 0.1, 0.5]
    assert measured.worst_digit == 2


def test_the_counts_of_the_report_give_its_errors() -> None:
    measured = report_evaluation()
    assert measured.images == 5000
    assert measured.mistakes == 138
    assert measured.error == 0.0276
    assert tuple(measured.images_by_digit) == REPORT_IMAGES
    assert tuple(measured.mistakes_by_digit) == REPORT_MISTAKES
    assert measured.worst_digit == 5


def test_a_digit_without_images_has_no_error() -> None:
    measured = evaluation([[3, 1], [0, 0]])
    assert measured.error_by_digit[0] == 0.25
    assert np.isnan(measured.error_by_digit[1])
    assert measured.worst_digit == 0
    assert measured.read_as(1) is None


def test_without_mistakes_no_digit_is_worst() -> None:
    measured = evaluation([[3, 0], [0, 4]])
    assert measured.error == 0
    assert measured.worst_digit is None
    assert measured.read_as(0) is None


def test_without_images_there_is_no_error() -> None:
    measured = evaluation([[0, 0], [0, 0]])
    assert np.isnan(measured.error)
    assert np.isnan(measured.error_by_digit).all()
    assert measured.worst_digit is None


def test_read_as_is_the_wrong_answer_given_most_often() -> None:
    measured = evaluation([[50, 1, 2], [3, 0, 0], [0, 0, 9]])
    assert [measured.read_as(digit) for digit in range(3)] == [2, 0, None]
    assert measured.confusion[0, 0] == 50


def test_the_noise_of_a_mean_is_its_standard_error() -> None:
    losses = np.random.default_rng(1).exponential(2.0, (2000, 100))  # whose deviation is 2
    means, noises = zip(*map(mean_and_standard_error, losses), strict=True)
    assert np.mean(noises) == pytest.approx(2.0 / 10, rel=0.05)
    assert np.mean(noises) == pytest.approx(np.std(means), rel=0.05)


def test_nothing_has_no_loss_and_no_noise() -> None:
    assert mean_and_standard_error(np.empty(0)) == (0.0, 0.0)


@given(images=st.integers(1, 100_000), share=st.floats(0, 1))
def test_the_interval_ends_where_the_count_is_just_within_196_deviations(
    images: int, share: float
) -> None:
    mistakes = round(share * images)
    error = mistakes / images
    low, high = wilson(mistakes, images)
    assert 0 <= low <= error + 1e-12
    assert error - 1e-12 <= high <= 1
    for end in (low, high):
        reach = 1.959964 * (end * (1 - end) / images) ** 0.5
        assert abs(end - error) == pytest.approx(reach, abs=1e-6)


def test_the_interval_of_the_reports_error() -> None:
    assert report_evaluation().interval == pytest.approx((0.02341, 0.03251), abs=1e-5)


def test_few_images_tell_little_and_none_tell_nothing() -> None:
    assert wilson(0, 10) == pytest.approx((0, 0.27753), abs=1e-5)
    assert wilson(10, 10) == pytest.approx((0.72247, 1), abs=1e-5)
    assert wilson(1, 1)[0] == pytest.approx(0.20655, abs=1e-5)
    assert wilson(0, 0) == (0, 1)


def test_the_interval_holds_the_true_error_95_times_in_100() -> None:
    draw = np.random.default_rng(1)
    for images, error in ((30, 0.1), (200, 0.03), (1000, 0.3)):
        held = [
            low <= error <= high
            for low, high in (wilson(int(m), images) for m in draw.binomial(images, error, 20_000))
        ]
        assert np.mean(held) == pytest.approx(0.95, abs=0.03)


@pytest.mark.parametrize(
    ("one", "other", "interval"),
    [
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((6, 7), (2, 7), (0.0582, 0.8062)),
        ((5, 56), (0, 29), (-0.0381, 0.1926)),
        ((0, 10), (0, 20), (-0.1611, 0.2775)),
        ((0, 10), (0, 10), (-0.2775, 0.2775)),
        ((10, 10), (0, 20), (0.6791, 1.0)),
        ((10, 10), (0, 10), (0.6075, 1.0)),
    ],
)
def test_the_interval_of_a_difference_is_that_of_newcombes_table_ii(
    one: tuple[int, int], other: tuple[int, int], interval: tuple[float, float]
) -> None:
    assert newcombe(one, other) == pytest.approx(interval, abs=5e-5)
    low, high = newcombe(other, one)
    assert (-high, -low) == pytest.approx(newcombe(one, other))


def test_without_images_nothing_is_known_of_a_difference() -> None:
    assert newcombe((0, 0), (0, 0)) == (-1.0, 1.0)

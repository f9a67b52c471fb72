"""The report's figures 2 to 4, as drawn on paper."""

import numpy as np
import pytest

from core.arrays import Counts
from core.config import TrainConfig
from core.history import Curves, History, Score
from core.metrics import Evaluation
from core.network import NetworkSpec
from core.past import Change
from gui.report import charts
from gui.report.block import Figure
from gui.report.chart import NOTHING, Chart, Line, below
from tests.gui.report.drawn import AROUND, pixels, sticks_out, texts

SPEC = NetworkSpec()
NO_CURVES = History().curves()
CHANGES = (Change(200, {"learning_rate": 0.05}), Change(800, {"batch_size": 100}))
FEW = Evaluation(0.1, np.diag([9, 9]) + np.array([[0, 1], [1, 0]]))  # an error of 0.1


def _evaluation(error: float, images: int, *, sampled: bool = False) -> Evaluation:
    wrong = round(error * images)
    confusion: Counts = np.array([[images - wrong, wrong], [0, 0]])
    return Evaluation(error, confusion, sampled)


def _curves(end_sampled: bool = False) -> Curves:
    iterations = np.arange(1, 1001, dtype=float)
    loss = 2.3 * np.exp(-iterations / 100) + 0.05
    scores = tuple(
        Score(
            at,
            at / 1000,
            at / 100,
            _evaluation(error, 2000, sampled=at < 1000 or end_sampled),
            _evaluation(error, 1000),
        )
        for at, error in ((0, 0.9), (250, 0.08), (500, 0.05), (750, 0.04), (1000, 0.03))
    )
    return Curves((iterations, loss), (iterations, loss), scores)


def _all(curves: Curves, until: int = 1000) -> list[Figure]:
    return [
        charts.loss_figure(SPEC, curves, until, CHANGES),
        charts.training_figure(curves, until, CHANGES),
        charts.testing_figure(curves, until, CHANGES, 0.0276),
    ]


def test_figures_are_named_as_their_files() -> None:
    names = [figure.name for figure in _all(_curves())]
    assert names == ["loss", "training-error", "testing-error"]


@pytest.mark.parametrize("curves", [_curves(), NO_CURVES], ids=["curves", "none"])
@pytest.mark.parametrize("until", [1, 3, 1000, 12_345_678])
def test_nothing_sticks_out_of_a_chart(curves: Curves, until: int) -> None:
    bounded = curves if until >= 1000 else NO_CURVES
    assert not any(sticks_out(figure.block) for figure in _all(bounded, until))


def test_both_axes_say_what_they_are() -> None:
    for figure, label in zip(
        _all(_curves()), ("cross-entropy loss", "training error", "testing error"), strict=True
    ):
        written = texts(figure.block)
        assert label in written
        assert "iteration" in written
        assert {"0", "200", "1,000"} <= set(written)


@pytest.mark.parametrize(
    ("output", "label"),
    [("sigmoid", "binary cross-entropy loss"), ("linear", "squared-error loss")],
)
def test_the_loss_has_the_name_of_the_one_that_was_used(output: str, label: str) -> None:
    figure = charts.loss_figure(NetworkSpec(output=output), _curves(), 1000, ())
    assert label in texts(figure.block)
    assert label.capitalize() in figure.caption


def test_the_loss_tells_its_two_curves_apart() -> None:
    assert {"of each batch", "smoothed"} <= set(texts(_all(_curves())[0].block))


def test_a_caption_owns_up_to_values_that_are_not_shown() -> None:
    loss, _, testing = _all(_curves())
    assert "are not shown" in loss.caption
    assert "Values above 0.12 are not shown." in testing.caption
    low = Curves(NO_CURVES.loss, NO_CURVES.smoothed, _curves().scores[-1:])
    assert "not shown" not in charts.testing_figure(low, 1000, (), None).caption


def test_the_training_error_says_where_it_was_measured_on_a_sample() -> None:
    said = "on a sample of 2,000 training images"
    assert f"{said}; at the end on all." in charts.training_figure(_curves(), 1000, ()).caption
    assert f"{said}." in charts.training_figure(_curves(end_sampled=True), 1000, ()).caption
    assert "sample" not in charts.training_figure(NO_CURVES, 1, ()).caption


def test_the_reports_error_is_a_line_where_it_can_be_compared() -> None:
    assert "report .0276" in texts(charts.testing_figure(_curves(), 1000, (), 0.0276).block)
    assert not any(
        "report" in t for t in texts(charts.testing_figure(_curves(), 1000, (), None).block)
    )


def test_the_reports_error_is_in_sight_of_a_better_run() -> None:
    good = Curves(
        NO_CURVES.loss, NO_CURVES.smoothed, (Score(9, 1.0, 1.0, FEW, _evaluation(0.001, 1000)),)
    )
    assert "report .0276" in texts(charts.testing_figure(good, 9, (), 0.0276).block)


def test_changes_are_marked_with_what_was_changed() -> None:
    written = texts(_all(_curves())[0].block)
    assert "learning rate 0.05" in written
    assert "batch size 100" in written


def test_marks_that_are_close_share_no_words_but_all_are_drawn() -> None:
    line = Line(np.array([0.0]), np.array([0.0]), "#000000")
    marks = [(x, f"learning rate {x}") for x in (100.0, 101.0, 600.0)]
    chart = Chart("iteration", "loss", 1000, 1, (line,), marks)
    assert [t for t in texts(chart) if t.startswith("learning")] == [
        "learning rate 100.0",
        "learning rate 600.0",
    ]
    unmarked = Chart("iteration", "loss", 1000, 1, (line,))
    row = AROUND + 30
    assert (pixels(chart)[row:-80] < 250).sum() > (pixels(unmarked)[row:-80] < 250).sum()


def test_a_run_without_curves_says_so() -> None:
    assert all(NOTHING in texts(figure.block) for figure in _all(NO_CURVES))
    assert not any(NOTHING in texts(figure.block) for figure in _all(_curves()))


def test_a_class_without_images_leaves_no_gap_in_the_program() -> None:
    nothing = Evaluation(0.0, np.zeros((2, 2), np.int64))
    curves = Curves(NO_CURVES.loss, NO_CURVES.smoothed, (Score(5, 1.0, 1.0, nothing, nothing),))
    assert not sticks_out(charts.testing_figure(curves, 5, (), None).block)


def test_a_curve_is_cut_where_it_crosses_the_top() -> None:
    x, y = np.array([0.0, 1.0, 2.0, 3.0, 4.0]), np.array([3.0, 1.0, 0.0, 2.0, 1.0])
    first, second = below(x, y, 1.5)
    assert first.tolist() == [[0.75, 1.5], [1, 1], [2, 0], [2.75, 1.5]]
    assert second.tolist() == [[3.5, 1.5], [4, 1]]


def test_what_is_not_finite_is_left_out() -> None:
    (part,) = below(np.arange(4.0), np.array([1.0, np.nan, np.inf, 0.0]), 2.0)
    assert part.tolist() == [[0, 1], [3, 0]]


def test_settings_of_a_run_have_an_end_on_the_axis() -> None:
    assert "10,000" in texts(
        charts.loss_figure(SPEC, _curves(), TrainConfig().iterations, ()).block
    )

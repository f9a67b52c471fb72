"""The curve plot: what it draws, how it zooms, and its colours."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QGraphicsView
from pytestqt.qtbot import QtBot

from gui import theme
from gui.plots import CurvePlot
from gui.theme import DARK, LIGHT
from tests.gui.plotting import (
    ERRORS,
    ITERATIONS,
    Painted,
    application,
    canvas,
    halving_plot,
    picture,
    shows,
    wheel,
    where,
)


@pytest.fixture
def plot(qtbot: QtBot) -> CurvePlot:
    return halving_plot(qtbot)


def test_what_was_set_before_building_is_drawn_then(qtbot: QtBot) -> None:
    theme.apply(application(), "light")
    plot = CurvePlot()
    qtbot.addWidget(plot)
    plot.resize(400, 200)
    plot.add_curve("error", lambda colors: colors.testing)
    plot.set_x_top(1000)
    plot.set_data("error", ITERATIONS, ERRORS)
    plot.show()
    assert not shows(picture(plot), LIGHT.testing)
    plot.build()
    plot.build()
    assert shows(picture(plot), LIGHT.testing)
    assert len(plot.findChildren(QGraphicsView)) == 1


def test_an_invisible_curve_is_not_drawn(plot: CurvePlot) -> None:
    plot.set_visible("error", False)
    assert not shows(picture(plot), LIGHT.testing)
    plot.set_visible("error", True)
    assert shows(picture(plot), LIGHT.testing)


def test_a_change_of_theme_reaches_the_curves(plot: CurvePlot) -> None:
    theme.apply(application(), "dark")
    image = picture(plot)
    assert shows(image, DARK.testing)
    assert not shows(image, LIGHT.testing)
    assert not shows(image, LIGHT.panel)


def test_unchanged_data_paint_nothing(plot: CurvePlot, qtbot: QtBot) -> None:
    picture(plot)
    painted = Painted(plot)
    plot.set_data("error", ITERATIONS.copy(), ERRORS.copy())
    plot.set_x_top(1000)
    plot.set_y_top(1)
    qtbot.wait(50)
    assert painted.times == 0
    plot.set_data("error", ITERATIONS, ERRORS / 2)
    qtbot.waitUntil(lambda: painted.times > 0)


@pytest.mark.case(70)
@pytest.mark.parametrize("log", [False, True])
def test_values_that_are_not_finite_or_enormous_break_nothing(plot: CurvePlot, log: bool) -> None:
    plot.set_log(log)
    wild = ERRORS.copy()
    wild[3:7] = np.nan, np.inf, -np.inf, 1e300
    plot.set_data("error", ITERATIONS, wild)
    picture(plot)
    assert plot.value_at("error", 600.0) == 1e300


def test_zero_lies_at_the_bottom_of_a_log_axis(plot: CurvePlot) -> None:
    errors = ERRORS.copy()
    errors[6:] = 0
    plot.set_log(True)
    plot.set_data("error", ITERATIONS, errors)
    rows = where(picture(plot), LIGHT.testing)[:, 450:560].nonzero()[0]
    assert len(rows) > 0
    assert rows.min() > 230


def test_the_value_axis_never_widens(plot: CurvePlot) -> None:
    def left_end() -> int:
        return int(where(picture(plot), LIGHT.testing).nonzero()[1].min())

    plot.set_data("error", ITERATIONS, np.full(11, 0.5))
    before = left_end()
    plot.set_y_top(1.2e7)
    plot.set_data("error", ITERATIONS, np.full(11, 6e6))
    assert left_end() == before


def test_the_user_zooms_and_what_follows_moves_nothing(plot: CurvePlot) -> None:
    heard: list[bool] = []
    plot.zoom_changed.connect(heard.append)
    wheel(plot, 3)
    assert plot.zoomed
    before = picture(plot)
    plot.set_x_top(5000)
    plot.set_y_top(2)
    assert picture(plot) == before
    plot.reset_view()
    assert not plot.zoomed
    assert picture(plot) != before
    assert heard == [True, False]


def test_zooming_out_ends_where_everything_is_seen(plot: CurvePlot) -> None:
    before = picture(plot)
    wheel(plot, 5)
    for _ in range(20):
        wheel(plot, -5)
    assert not plot.zoomed
    assert picture(plot) == before


def test_a_reference_survives_zooming_out_to_a_peak_far_above(plot: CurvePlot) -> None:
    plot.set_reference(0.03, "report")
    plot.set_y_top(0.1)
    for _ in range(20):
        wheel(plot, -5)
    assert shows(picture(plot), LIGHT.testing)


def test_zooming_out_ends_where_enormous_values_are_cut(plot: CurvePlot) -> None:
    plot.set_data("error", ITERATIONS, np.full(11, 1e30))
    for _ in range(200):
        wheel(plot, -5)
    assert where(picture(plot), LIGHT.testing)[:60].any()  # at the top, where the cut is


def test_a_single_point_is_seen(plot: CurvePlot) -> None:
    plot.add_curve("loss", lambda colors: colors.loss)
    plot.set_data("loss", np.array([500.0, 600.0]), np.array([0.5, 0.5]))
    plot.set_data("loss", np.array([500.0]), np.array([0.5]))
    seen = where(picture(plot), LIGHT.loss)[40:200, 100:500]
    assert seen.any()
    assert seen.any(axis=0).sum() < 10


def test_a_double_click_shows_all_again(plot: CurvePlot) -> None:
    wheel(plot, 3)
    target = canvas(plot)
    QTest.mouseDClick(target, Qt.MouseButton.LeftButton)
    assert not plot.zoomed


@pytest.mark.parametrize(("value", "below"), [(0.5, True), (0.01, False)])
def test_a_reference_has_its_words_where_they_are_not_cut(
    plot: CurvePlot, value: float, below: bool
) -> None:
    plot.set_visible("error", False)
    plot.set_y_top(1)
    empty = where(picture(plot), LIGHT.muted)
    plot.set_reference(value, "report")
    rows = (where(picture(plot), LIGHT.muted) & ~empty).nonzero()[0]
    line = int(np.bincount(rows).argmax())
    words = rows[rows != line]
    assert len(words) > 20
    assert (words.mean() > line) == below
    assert abs(words - line).max() < 20


def test_words_keep_away_from_where_the_curve_ends(plot: CurvePlot) -> None:
    plot.set_data("error", ITERATIONS, np.full(11, 0.45))
    plot.set_reference(0.5, "report")
    rows = where(picture(plot), LIGHT.muted)[:, 480:570].nonzero()[0]
    line = int(np.bincount(rows[rows < 200]).argmax())
    assert not (rows[(rows > line) & (rows < 200)]).any()


def test_marks_are_drawn_and_taken_away(plot: CurvePlot) -> None:
    before = picture(plot)
    plot.set_marks([(500.0, "rate 0.05")])
    assert picture(plot) != before
    plot.set_marks([])
    assert picture(plot) == before


def test_focus_by_key_is_seen_and_by_mouse_is_not(plot: CurvePlot, qtbot: QtBot) -> None:
    plot.activateWindow()
    for reason, ring in (
        (Qt.FocusReason.MouseFocusReason, False),
        (Qt.FocusReason.TabFocusReason, True),
        (Qt.FocusReason.PopupFocusReason, False),
        (Qt.FocusReason.ActiveWindowFocusReason, False),
    ):
        plot.clearFocus()
        plot.setFocus(reason)
        qtbot.waitUntil(plot.hasFocus)
        assert (picture(plot).pixelColor(0, 100).name() == LIGHT.accent.lower()) == ring

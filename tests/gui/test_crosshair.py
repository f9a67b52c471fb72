"""The crosshair: led by pointer, keys or another plot, it rests on points only."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.plots import CurvePlot
from tests.gui.plotting import ERRORS, ITERATIONS, canvas, halving_plot


@pytest.fixture
def plot(qtbot: QtBot) -> CurvePlot:
    return halving_plot(qtbot)


def test_the_crosshair_goes_to_the_nearest_point(plot: CurvePlot) -> None:
    heard: list[float | None] = []
    plot.hovered.connect(heard.append)
    plot.set_crosshair(340.0)
    plot.set_crosshair(260.0)
    plot.set_crosshair(1e9)
    plot.set_crosshair(None)
    assert heard == [300.0, 1000.0, None]


def test_the_pointer_moves_the_crosshair_and_takes_it_along(plot: CurvePlot, qtbot: QtBot) -> None:
    target = canvas(plot)
    QTest.mouseMove(target, QPoint(320, 100))
    qtbot.waitUntil(lambda: plot.crosshair is not None)
    assert plot.crosshair in (400.0, 500.0, 600.0)
    QTest.mouseMove(target, QPoint(3, 100))
    qtbot.waitUntil(lambda: plot.crosshair is None)


def test_the_crosshair_leaves_with_the_pointer(plot: CurvePlot) -> None:
    plot.set_crosshair(300.0)
    QApplication.sendEvent(canvas(plot), QEvent(QEvent.Type.Leave))
    assert plot.crosshair is None


def test_keys_walk_the_crosshair_from_point_to_point(plot: CurvePlot) -> None:
    walk = [
        (Qt.Key.Key_Left, 1000.0),
        (Qt.Key.Key_Left, 900.0),
        (Qt.Key.Key_Right, 1000.0),
        (Qt.Key.Key_Right, 1000.0),
        (Qt.Key.Key_Home, 0.0),
        (Qt.Key.Key_Left, 0.0),
        (Qt.Key.Key_End, 1000.0),
        (Qt.Key.Key_Escape, None),
    ]
    for key, place in walk:
        QTest.keyClick(plot, key)
        assert plot.crosshair == place


def test_the_crosshair_passes_over_curves_that_do_not_stop_it(plot: CurvePlot) -> None:
    plot.add_curve("raw", lambda colors: colors.loss, stops=False)
    plot.set_data("raw", np.array([0.0, 333.0]), np.array([1.0, 1.0]))
    plot.set_crosshair(333.0)
    assert plot.crosshair == 300.0


def test_value_at_takes_the_nearest_point(plot: CurvePlot) -> None:
    assert plot.value_at("error", 149.0) == ERRORS[1]
    assert plot.value_at("error", 151.0) == ERRORS[2]
    assert plot.value_at("error", -np.inf) == ERRORS[0]
    assert plot.value_at("error", np.inf) == ERRORS[10]
    plot.set_data("error", np.empty(0), np.empty(0))
    assert plot.value_at("error", 0.0) is None


def test_an_empty_plot_has_no_crosshair(plot: CurvePlot) -> None:
    plot.set_data("error", np.empty(0), np.empty(0))
    plot.set_crosshair(5.0)
    QTest.keyClick(plot, Qt.Key.Key_Left)
    assert plot.crosshair is None


def test_the_crosshair_goes_with_the_last_point(plot: CurvePlot) -> None:
    plot.set_crosshair(1000.0)
    plot.set_data("error", ITERATIONS[:5], ERRORS[:5])
    assert plot.crosshair == 400.0
    plot.set_data("error", np.empty(0), np.empty(0))
    assert plot.crosshair is None

"""A plot of many curves: they come and go together, and the pointer tells which is which."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from gui.plots import CurvePlot
from gui.plotting.curves import Curve, met
from gui.theme import LIGHT
from tests.gui.plotting import halving_plot, picture, shows

X = np.array([0.0, 500.0, 1000.0])


def level(value: float, color: str = LIGHT.loss) -> Curve:
    curve = Curve(lambda colors: color)
    curve.put(X, np.full(3, value))
    return curve


@pytest.fixture
def plot(qtbot: QtBot) -> CurvePlot:
    return halving_plot(qtbot)


def test_curves_take_the_place_of_those_before(plot: CurvePlot) -> None:
    assert shows(picture(plot), LIGHT.testing)
    plot.set_curves({"a": level(0.5), "b": level(0.7, LIGHT.training)})
    image = picture(plot)
    assert shows(image, LIGHT.loss)
    assert shows(image, LIGHT.training)
    assert not shows(image, LIGHT.testing)
    plot.set_curves({"b": level(0.7, LIGHT.training)})
    assert not shows(picture(plot), LIGHT.loss)


def test_a_curve_of_the_same_key_may_be_another(plot: CurvePlot) -> None:
    plot.set_curves({"a": level(0.5)})
    plot.set_curves({"a": level(0.5, LIGHT.training)})
    image = picture(plot)
    assert shows(image, LIGHT.training)
    assert not shows(image, LIGHT.loss)


def test_the_same_curve_may_become_stronger(plot: CurvePlot) -> None:
    curve = level(0.5)
    plot.set_curves({"a": curve})
    before = picture(plot)
    curve.width = 5
    plot.set_curves({"a": curve})
    assert picture(plot) != before


def test_the_crosshair_leaves_with_the_curves_it_rested_on(plot: CurvePlot) -> None:
    plot.set_crosshair(500)
    plot.set_curves({})
    assert plot.crosshair is None


def test_the_pointer_tells_the_nearest_curve(plot: CurvePlot) -> None:
    plot.set_curves({"low": level(0.2), "high": level(0.8)})
    heard: list[object] = []
    plot.met.connect(heard.append)
    for place in (QPointF(250, 0.22), QPointF(250, 0.78), QPointF(250, 0.5), None):
        plot._on_pointed(place)
    assert heard == ["low", "high", None, None]


@pytest.mark.parametrize(
    ("x", "y", "log", "found"),
    [
        (750, 0.21, False, "low"),
        (1001, 0.2, False, None),  # beyond its end
        (500, 0.5, False, None),
        (500, -0.7, True, "low"),
        (500, -0.1, True, "high"),
    ],
)
def test_a_curve_is_met_near_its_line(x: float, y: float, log: bool, found: str | None) -> None:
    curves = {"low": level(0.2), "high": level(0.8), "none": Curve(lambda colors: "")}
    assert met(curves, x, y, 0.1, log) == found


def test_an_invisible_curve_is_not_met() -> None:
    curve = level(0.2)
    curve.visible = False
    assert met({"a": curve}, 500, 0.2, 0.1, False) is None

"""A pen on the canvas: how hard it is pressed, and its other end."""

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gui.canvas import DrawingCanvas
from gui.ink.brush import factor
from tests.gui.hands import (
    ERASER,
    MOVE,
    PRESS,
    RELEASE,
    RIGHT,
    draw,
    inked,
    line_of,
    pen,
    shown_canvas,
)


@pytest.fixture
def canvas(qtbot: QtBot) -> DrawingCanvas:
    return shown_canvas(qtbot)


def stroke(canvas: DrawingCanvas, *pressures: float) -> list[float]:
    """How thick a level stroke is at each of 280 columns, pressed so hard at equal distances."""
    xs = np.linspace(0.1, 0.9, len(pressures)).tolist()
    pen(canvas, PRESS, xs[0], 0.5, pressure=pressures[0])
    for x, pressure in zip(xs[1:], pressures[1:], strict=True):
        pen(canvas, MOVE, x, 0.5, pressure=pressure)
    pen(canvas, RELEASE, xs[-1], 0.5, pressure=0)
    thickness: list[float] = (canvas.drawing.ink() / 255).sum(axis=0).tolist()
    return thickness


def test_the_factor_grows_smoothly_with_the_pressure() -> None:
    pressures = np.linspace(0, 1, 101).tolist()
    factors = np.array([factor(pressure) for pressure in pressures])
    assert factors[[0, 50, 100]] == pytest.approx([0.4, 1, 1.4])
    steps = np.diff(factors)
    assert steps.min() > 0
    assert steps.max() < 0.02
    assert factor(-1) == factors[0]
    assert factor(7) == factors[-1]


@pytest.mark.parametrize("pressure", [0.01, 0.25, 0.5, 1.0])
def test_a_pen_draws_as_wide_as_it_is_pressed(canvas: DrawingCanvas, pressure: float) -> None:
    thickness = stroke(canvas, *[pressure] * 5)
    assert thickness[140] == pytest.approx(280 * 0.08 * factor(pressure), abs=0.5)


def test_the_width_changes_smoothly_along_the_stroke(canvas: DrawingCanvas) -> None:
    thickness = np.array(stroke(canvas, *np.linspace(0.1, 1.0, 6).tolist()))[40:240]
    assert thickness[-1] - thickness[0] > 12
    assert np.abs(np.diff(thickness)).max() < 0.6
    assert np.diff(thickness).min() > -0.3


def test_a_pen_that_knows_no_pressure_draws_like_a_mouse(canvas: DrawingCanvas) -> None:
    pen(canvas, PRESS, 0.2, 0.3, pressure=0)
    pen(canvas, MOVE, 0.5, 0.6, pressure=0)
    pen(canvas, RELEASE, 0.8, 0.3, pressure=0)
    line_of(canvas, (0.2, 0.3), (0.5, 0.6), (0.8, 0.3))


@pytest.mark.case(71)
def test_a_pressure_of_nothing_amid_a_stroke_leaves_its_width(canvas: DrawingCanvas) -> None:
    thickness = stroke(canvas, 1.0, 1.0, 0.0, 1.0, 1.0)
    assert min(thickness[40:240]) == pytest.approx(280 * 0.08 * 1.4, abs=0.5)


def test_the_next_stroke_has_a_width_of_its_own(canvas: DrawingCanvas) -> None:
    stroke(canvas, 1.0, 1.0)
    canvas.drawing.clear()
    draw(canvas, (0.2, 0.3), (0.8, 0.3))
    line_of(canvas, (0.2, 0.3), (0.8, 0.3))


def test_a_dot_grows_as_it_is_pressed(canvas: DrawingCanvas) -> None:
    areas = []
    pen(canvas, PRESS, 0.5, 0.5, pressure=0.1)
    for pressure in (0.1, 0.6, 1.0):
        pen(canvas, MOVE, 0.5, 0.5, pressure=pressure)
        areas.append(int(canvas.drawing.ink().sum()))
    assert areas[0] < areas[1] < areas[2]


def test_strokes_keep_their_pressure_at_another_width(canvas: DrawingCanvas) -> None:
    stroke(canvas, *[0.2] * 5)
    canvas.drawing.brush = 0.16
    thickness = (canvas.drawing.ink() / 255).sum(axis=0)
    assert thickness[140] == pytest.approx(280 * 0.16 * factor(0.2), abs=0.5)


@pytest.mark.parametrize("how", ["turned", "barrel button"])
def test_a_pen_erases_with_its_other_end_or_its_button(canvas: DrawingCanvas, how: str) -> None:
    draw(canvas, (0.2, 0.3), (0.8, 0.3))
    for kind, y in ((PRESS, 0.1), (MOVE, 0.3), (RELEASE, 0.6)):
        if how == "turned":
            pen(canvas, kind, 0.5, y, end=ERASER)
        else:
            pen(canvas, kind, 0.5, y, button=RIGHT)
    assert not inked(canvas, 0.5, 0.3)
    assert inked(canvas, 0.3, 0.3)
    pen(canvas, PRESS, 0.5, 0.3)
    assert inked(canvas, 0.5, 0.3)


def test_a_pen_s_second_button_does_not_end_its_stroke(canvas: DrawingCanvas) -> None:
    pen(canvas, PRESS, 0.2, 0.3)
    pen(canvas, PRESS, 0.2, 0.3, button=RIGHT)
    pen(canvas, MOVE, 0.5, 0.6)
    pen(canvas, RELEASE, 0.5, 0.6, button=RIGHT)
    pen(canvas, RELEASE, 0.8, 0.3)
    line_of(canvas, (0.2, 0.3), (0.5, 0.6), (0.8, 0.3))

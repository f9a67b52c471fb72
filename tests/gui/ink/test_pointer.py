"""Mouse, pen and fingers on the canvas: one stroke for one pointer, whatever else happens."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent, QPointingDevice, QTouchEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.canvas import DrawingCanvas
from tests.gui.hands import (
    LEFT,
    MIDDLE,
    MOVE,
    PRESS,
    RELEASE,
    RIGHT,
    at,
    draw,
    inked,
    line_of,
    move,
    pen,
    shown_canvas,
)

PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def canvas(qtbot: QtBot) -> DrawingCanvas:
    return shown_canvas(qtbot)


@pytest.fixture
def screen(qapp: QApplication) -> QPointingDevice:
    return QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)


def test_a_pen_draws(canvas: DrawingCanvas) -> None:
    pen(canvas, PRESS, 0.2, 0.3)
    pen(canvas, MOVE, 0.5, 0.6)
    pen(canvas, RELEASE, 0.8, 0.3)
    line_of(canvas, (0.2, 0.3), (0.5, 0.6), (0.8, 0.3))


def test_a_pen_above_the_canvas_draws_nothing(canvas: DrawingCanvas) -> None:
    pen(canvas, MOVE, 0.2, 0.3)
    pen(canvas, MOVE, 0.5, 0.6)
    assert canvas.drawing.is_empty


def test_a_finger_draws(canvas: DrawingCanvas, screen: QPointingDevice) -> None:
    QTest.touchEvent(canvas, screen).press(1, at(0.2, 0.3), canvas).commit()
    assert inked(canvas, 0.2, 0.3)
    QTest.touchEvent(canvas, screen).move(1, at(0.5, 0.6), canvas).commit()
    QTest.touchEvent(canvas, screen).release(1, at(0.8, 0.3), canvas).commit()
    line_of(canvas, (0.2, 0.3), (0.5, 0.6), (0.8, 0.3))
    canvas.drawing.undo()
    assert not canvas.drawing.can_undo


def test_a_second_finger_does_nothing(canvas: DrawingCanvas, screen: QPointingDevice) -> None:
    QTest.touchEvent(canvas, screen).press(1, at(0.2, 0.3), canvas).commit()
    both = QTest.touchEvent(canvas, screen)
    both.move(1, at(0.5, 0.3), canvas).press(2, at(0.5, 0.8), canvas).commit()
    both = QTest.touchEvent(canvas, screen)
    both.move(1, at(0.6, 0.3), canvas).move(2, at(0.9, 0.9), canvas).commit()
    both = QTest.touchEvent(canvas, screen)
    both.release(1, at(0.8, 0.3), canvas).release(2, at(0.9, 0.9), canvas).commit()
    line_of(canvas, (0.2, 0.3), (0.5, 0.3), (0.6, 0.3), (0.8, 0.3))


def test_the_mouse_made_of_a_touch_draws_nothing(
    canvas: DrawingCanvas, screen: QPointingDevice
) -> None:
    place = QPointF(at(0.5, 0.5))
    kind, above = QEvent.Type.MouseButtonPress, canvas.mapToGlobal(place)
    event = QMouseEvent(kind, place, place, above, LEFT, LEFT, PLAIN, screen)
    QApplication.sendEvent(canvas, event)
    assert canvas.drawing.is_empty


def test_a_touch_that_the_system_takes_away_leaves_nothing(
    canvas: DrawingCanvas, screen: QPointingDevice
) -> None:
    draw(canvas, (0.2, 0.8), (0.8, 0.8))
    before = canvas.drawing.ink()
    QTest.touchEvent(canvas, screen).press(1, at(0.2, 0.3), canvas).commit()
    QTest.touchEvent(canvas, screen).move(1, at(0.7, 0.3), canvas).commit()
    QApplication.sendEvent(canvas, QTouchEvent(QEvent.Type.TouchCancel, screen))
    np.testing.assert_array_equal(canvas.drawing.ink(), before)


@pytest.mark.case(71)
def test_other_buttons_change_nothing(canvas: DrawingCanvas) -> None:
    QTest.mousePress(canvas, MIDDLE, pos=at(0.5, 0.5))
    QTest.mouseRelease(canvas, MIDDLE, pos=at(0.6, 0.5))
    assert canvas.drawing.is_empty
    QTest.mousePress(canvas, LEFT, pos=at(0.2, 0.3))
    QTest.mousePress(canvas, RIGHT, pos=at(0.2, 0.3))
    QTest.mouseMove(canvas, at(0.5, 0.3))
    QTest.mouseRelease(canvas, RIGHT, pos=at(0.5, 0.3))
    QTest.mouseMove(canvas, at(0.8, 0.3))
    QTest.mouseRelease(canvas, LEFT, pos=at(0.8, 0.3))
    line_of(canvas, (0.2, 0.3), (0.5, 0.3), (0.8, 0.3))


def test_the_right_button_erases(canvas: DrawingCanvas) -> None:
    draw(canvas, (0.2, 0.3), (0.8, 0.3))
    QTest.mousePress(canvas, RIGHT, pos=at(0.5, 0.1))
    QTest.mouseMove(canvas, at(0.5, 0.5))
    assert not inked(canvas, 0.5, 0.3)
    QTest.mouseRelease(canvas, RIGHT, pos=at(0.5, 0.9))
    assert inked(canvas, 0.3, 0.3)
    draw(canvas, (0.5, 0.8), (0.8, 0.8))
    assert inked(canvas, 0.7, 0.8)
    canvas.drawing.undo()
    canvas.drawing.undo()
    line_of(canvas, (0.2, 0.3), (0.8, 0.3))


def test_the_left_button_beside_the_right_one_draws_nothing(canvas: DrawingCanvas) -> None:
    draw(canvas, (0.2, 0.3), (0.8, 0.3))
    QTest.mousePress(canvas, RIGHT, pos=at(0.5, 0.1))
    QTest.mousePress(canvas, LEFT, pos=at(0.5, 0.8))
    QTest.mouseMove(canvas, at(0.5, 0.2))
    QTest.mouseRelease(canvas, LEFT, pos=at(0.9, 0.2))
    QTest.mouseMove(canvas, at(0.5, 0.5))
    QTest.mouseRelease(canvas, RIGHT, pos=at(0.5, 0.5))
    assert not inked(canvas, 0.5, 0.3)
    assert not inked(canvas, 0.5, 0.8)
    assert inked(canvas, 0.8, 0.3)
    QTest.mouseMove(canvas, at(0.8, 0.3))
    assert inked(canvas, 0.8, 0.3)


@pytest.mark.case(71)
def test_a_stroke_may_leave_and_come_back(canvas: DrawingCanvas) -> None:
    draw(canvas, (0.2, 0.3), (0.7, 0.3), (1.6, 0.3), (30.0, 0.9), (1.6, 0.9), (0.7, 0.9))
    for x, y in ((0.3, 0.3), (0.98, 0.3), (0.98, 0.9), (0.75, 0.9)):
        assert inked(canvas, x, y)
    assert not inked(canvas, 0.3, 0.9)
    canvas.drawing.undo()
    assert canvas.drawing.is_empty


def test_a_stroke_whose_release_was_lost_ends_with_the_next_press(canvas: DrawingCanvas) -> None:
    QTest.mousePress(canvas, LEFT, pos=at(0.2, 0.3))
    QTest.mousePress(canvas, LEFT, pos=at(0.8, 0.8))
    QTest.mouseRelease(canvas, LEFT, pos=at(0.8, 0.8))
    assert not inked(canvas, 0.5, 0.55)
    canvas.drawing.undo()
    line_of(canvas, (0.2, 0.3))


def test_the_mouse_does_not_lead_what_a_finger_draws(
    canvas: DrawingCanvas, screen: QPointingDevice
) -> None:
    QTest.touchEvent(canvas, screen).press(1, at(0.2, 0.3), canvas).commit()
    move(canvas, QPointF(at(0.5, 0.9)))
    QTest.touchEvent(canvas, screen).release(1, at(0.8, 0.3), canvas).commit()
    line_of(canvas, (0.2, 0.3), (0.8, 0.3))


@pytest.mark.qt_log_ignore("not accepted by receiving widget")
def test_a_disabled_canvas_is_not_drawn_on(canvas: DrawingCanvas, screen: QPointingDevice) -> None:
    canvas.setEnabled(False)
    draw(canvas, (0.2, 0.3), (0.8, 0.3))
    pen(canvas, PRESS, 0.2, 0.3)
    QTest.touchEvent(canvas, screen).press(1, at(0.2, 0.3), canvas).commit()
    QTest.touchEvent(canvas, screen).release(1, at(0.2, 0.3), canvas).commit()
    assert canvas.drawing.is_empty


@pytest.mark.parametrize("interrupt", ["disable", "hide"])
def test_a_stroke_ends_when_the_canvas_goes(canvas: DrawingCanvas, interrupt: str) -> None:
    QTest.mousePress(canvas, LEFT, pos=at(0.2, 0.3))
    QTest.mouseMove(canvas, at(0.5, 0.3))
    if interrupt == "disable":
        canvas.setEnabled(False)
        canvas.setEnabled(True)
    else:
        canvas.hide()
        canvas.show()
    QTest.mouseMove(canvas, at(0.8, 0.8))
    QTest.mouseRelease(canvas, LEFT, pos=at(0.8, 0.8))
    line_of(canvas, (0.2, 0.3), (0.5, 0.3))

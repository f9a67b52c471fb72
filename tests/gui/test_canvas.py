"""The canvas as a hand uses it: what is drawn is ink, and all of it can be taken back."""

import time

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.arrays import Images
from core.drawing import to_input
from gui.canvas import DrawingCanvas
from gui.ink.sketch import MOST_UNDONE
from tests.gui.hands import LEFT, at, draw, inked, move, shown_canvas

SHORTEST_FRAME = 0.007  # seconds: a timer of eight milliseconds may be a little early


@pytest.fixture
def canvas(qtbot: QtBot) -> DrawingCanvas:
    return shown_canvas(qtbot)


def digit() -> Images:
    image = np.zeros((28, 28), np.uint8)
    image[4:24, 13:16] = 255
    image[10:12, 12:18] = 100
    return image


def test_a_new_canvas_is_empty(canvas: DrawingCanvas) -> None:
    assert canvas.drawing.is_empty
    assert not canvas.drawing.can_undo
    assert canvas.drawing.ink().shape == (280, 280)
    assert canvas.drawing.ink().dtype == np.uint8
    assert not canvas.drawing.ink().any()


def test_a_stroke_is_white_ink_where_the_mouse_went(canvas: DrawingCanvas) -> None:
    draw(canvas, (0.2, 0.5), (0.5, 0.5), (0.8, 0.5))
    ink = canvas.drawing.ink()
    rows, columns = np.nonzero(ink)
    assert ink.max() == 255
    assert np.ptp(rows) + 1 == pytest.approx(280 * 0.08, abs=2)
    assert np.ptp(columns) + 1 == pytest.approx(280 * 0.68, abs=2)
    assert inked(canvas, 0.35, 0.5)
    assert not canvas.drawing.is_empty


def test_ink_is_there_while_the_stroke_is_drawn(canvas: DrawingCanvas) -> None:
    QTest.mousePress(canvas, LEFT, pos=at(0.2, 0.2))
    assert inked(canvas, 0.2, 0.2)
    QTest.mouseMove(canvas, at(0.8, 0.2))
    assert inked(canvas, 0.5, 0.2)
    assert not canvas.drawing.is_empty


@pytest.mark.case(71)
def test_a_click_is_a_dot(canvas: DrawingCanvas) -> None:
    QTest.mouseClick(canvas, LEFT, pos=at(0.5, 0.5))
    area = canvas.drawing.ink().sum() / 255
    assert area == pytest.approx(np.pi * (0.04 * 280) ** 2, rel=0.02)


def test_two_quick_clicks_are_two_dots(canvas: DrawingCanvas) -> None:
    QTest.mouseClick(canvas, LEFT, pos=at(0.2, 0.5))
    QTest.mouseDClick(canvas, LEFT, pos=at(0.8, 0.5))
    assert inked(canvas, 0.2, 0.5)
    assert inked(canvas, 0.8, 0.5)


def test_every_change_is_told_at_once(canvas: DrawingCanvas, qtbot: QtBot) -> None:
    told: list[bool] = []
    canvas.drawing.changed.connect(lambda: told.append(canvas.drawing.is_empty))
    draw(canvas, (0.2, 0.2), (0.8, 0.8))
    before = len(told)
    canvas.drawing.clear()
    canvas.drawing.undo()
    canvas.drawing.show_picture(digit())
    assert told[before:] == [True, False, False]
    assert not any(told[:before])


def test_many_moves_at_once_are_told_once(canvas: DrawingCanvas, qtbot: QtBot) -> None:
    QTest.mousePress(canvas, LEFT, pos=at(0.1, 0.1))
    told: list[int] = []
    canvas.drawing.changed.connect(lambda: told.append(1))
    with qtbot.waitSignal(canvas.drawing.changed):
        for step in range(50):
            move(canvas, QPointF(20 + 3 * step, 20))
    qtbot.wait(20)
    assert told == [1]


def test_a_fast_mouse_is_told_of_once_a_frame(canvas: DrawingCanvas, qtbot: QtBot) -> None:
    QTest.mousePress(canvas, LEFT, pos=at(0.1, 0.1))
    told: list[int] = []
    canvas.drawing.changed.connect(lambda: told.append(1))
    began = time.perf_counter()
    for step in range(100):
        move(canvas, QPointF(20 + step, 20))
        qtbot.wait(1)
    frames = (time.perf_counter() - began) / SHORTEST_FRAME
    assert 3 < len(told) <= 1 + frames  # not from one to the next: a busy machine tells late


def test_undo_takes_back_one_stroke_at_a_time(canvas: DrawingCanvas) -> None:
    draw(canvas, (0.2, 0.2), (0.4, 0.3), (0.8, 0.2))
    first = canvas.drawing.ink()
    draw(canvas, (0.1, 0.9), (0.7, 0.3), (0.9, 0.9))
    canvas.drawing.undo()
    np.testing.assert_array_equal(canvas.drawing.ink(), first)
    canvas.drawing.undo()
    assert canvas.drawing.is_empty
    assert not canvas.drawing.can_undo
    canvas.drawing.undo()
    assert not canvas.drawing.ink().any()


def test_what_was_cleared_comes_back(canvas: DrawingCanvas) -> None:
    draw(canvas, (0.2, 0.2), (0.8, 0.8))
    draw(canvas, (0.8, 0.2), (0.2, 0.8))
    cross = canvas.drawing.ink()
    canvas.drawing.clear()
    assert canvas.drawing.is_empty
    assert not canvas.drawing.ink().any()
    canvas.drawing.undo()
    np.testing.assert_array_equal(canvas.drawing.ink(), cross)


def test_clearing_an_empty_canvas_is_nothing_to_undo(canvas: DrawingCanvas) -> None:
    canvas.drawing.clear()
    assert not canvas.drawing.can_undo


def test_keys_clear_and_undo(canvas: DrawingCanvas) -> None:
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        draw(canvas, (0.2, 0.2), (0.8, 0.8))
        QTest.keyClick(canvas, key)
        assert canvas.drawing.is_empty
        QTest.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert not canvas.drawing.is_empty


def test_clearing_amid_a_stroke_ends_it(canvas: DrawingCanvas) -> None:
    QTest.mousePress(canvas, LEFT, pos=at(0.2, 0.2))
    QTest.mouseMove(canvas, at(0.5, 0.2))
    canvas.drawing.clear()
    QTest.mouseMove(canvas, at(0.8, 0.8))
    QTest.mouseRelease(canvas, LEFT, pos=at(0.8, 0.8))
    assert canvas.drawing.is_empty


def test_a_picture_is_seen_by_the_network_as_it_is(canvas: DrawingCanvas) -> None:
    draw(canvas, (0.2, 0.2), (0.8, 0.8))
    stroke = canvas.drawing.ink()
    canvas.drawing.show_picture(digit())
    np.testing.assert_allclose(to_input(canvas.drawing.ink()), digit() / 255, atol=1e-6)
    canvas.drawing.undo()
    np.testing.assert_array_equal(canvas.drawing.ink(), stroke)


def test_a_picture_can_be_drawn_upon(canvas: DrawingCanvas) -> None:
    canvas.drawing.show_picture(digit())
    draw(canvas, (0.1, 0.9), (0.9, 0.9))
    assert inked(canvas, 0.5, 0.5)
    assert inked(canvas, 0.3, 0.9)


@pytest.mark.parametrize("image", [np.zeros((20, 20), np.uint8), np.zeros((28, 28))])
def test_what_is_no_picture_is_refused(canvas: DrawingCanvas, image: Images) -> None:
    with pytest.raises(ValueError, match="uint8"):
        canvas.drawing.show_picture(image)


@pytest.mark.parametrize("width", [0.0, -1.0, 0.6, float("nan")])
def test_a_brush_of_no_use_is_refused(canvas: DrawingCanvas, width: float) -> None:
    with pytest.raises(ValueError, match="brush"):
        canvas.drawing.brush = width


def test_a_wider_brush_leaves_more_ink(canvas: DrawingCanvas) -> None:
    draw(canvas, (0.2, 0.3), (0.8, 0.3))
    thin = canvas.drawing.ink().sum()
    canvas.drawing.clear()
    canvas.drawing.brush = 0.16
    draw(canvas, (0.2, 0.3), (0.8, 0.3))
    assert canvas.drawing.ink().sum() > 1.9 * thin


def test_the_ink_handed_out_is_the_taker_s_own(canvas: DrawingCanvas) -> None:
    canvas.drawing.ink()[:] = 255
    assert not canvas.drawing.ink().any()


def test_only_the_last_changes_are_remembered(canvas: DrawingCanvas) -> None:
    for _ in range(MOST_UNDONE + 50):
        canvas.drawing.show_picture(digit())
    undone = 0
    while canvas.drawing.can_undo:
        canvas.drawing.undo()
        undone += 1
    assert undone == MOST_UNDONE

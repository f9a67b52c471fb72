"""Several canvases of one drawing: each is right when it is shown, whatever drew the ink."""

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.canvas import DrawingCanvas
from gui.drawing import Drawing
from gui.ink.marks import ERASER as ERASER_WIDTH
from tests.gui.hands import ERASER, LEFT, MOVE, PEN, PRESS, RIGHT, SIDE, at, draw, pen, shown_canvas

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
COPY, SHIFTED = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction


@pytest.fixture
def canvas(qtbot: QtBot) -> DrawingCanvas:
    return shown_canvas(qtbot)


def another(qtbot: QtBot, drawing: Drawing, side: int) -> DrawingCanvas:
    canvas = DrawingCanvas(drawing)
    qtbot.addWidget(canvas)
    canvas.resize(side, side)
    return canvas


def picture(canvas: DrawingCanvas) -> QImage:
    canvas.clearFocus()
    return canvas.grab().toImage()


def test_a_canvas_shows_what_was_drawn_on_another(qtbot: QtBot, canvas: DrawingCanvas) -> None:
    large = another(qtbot, canvas.drawing, 2 * SIDE)
    picture(large)
    draw(canvas, (0.2, 0.3), (0.8, 0.6))
    pen(canvas, PRESS, 0.2, 0.8, pressure=0.2)
    pen(canvas, MOVE, 0.8, 0.8, pressure=0.9)
    canvas.hide()
    draw(canvas, (0.3, 0.1), (0.3, 0.9))
    QTest.mousePress(canvas, RIGHT, pos=at(0.5, 0.1))
    QTest.mouseMove(canvas, at(0.5, 0.9))
    assert picture(large) == picture(another(qtbot, canvas.drawing, 2 * SIDE))
    large.show()
    draw(large, (0.9, 0.9), (1.8, 1.8))
    large.hide()
    canvas.show()
    assert picture(canvas) == picture(another(qtbot, canvas.drawing, SIDE))


def test_a_canvas_that_is_hidden_paints_nothing(qtbot: QtBot, canvas: DrawingCanvas) -> None:
    hidden = another(qtbot, canvas.drawing, SIDE)
    hidden.show()
    before = picture(hidden)
    hidden.hide()
    draw(canvas, (0.2, 0.3), (0.8, 0.6))
    hidden.show()
    assert picture(hidden) != before
    assert picture(hidden) == picture(canvas)


@pytest.mark.parametrize("change", ["undo", "redo", "brush", "clear"])
def test_every_canvas_follows_a_change(qtbot: QtBot, canvas: DrawingCanvas, change: str) -> None:
    drawing = canvas.drawing
    draw(canvas, (0.2, 0.3), (0.8, 0.6))
    draw(canvas, (0.8, 0.3), (0.2, 0.6))
    drawing.undo()
    before = picture(canvas)
    changes = {"undo": drawing.undo, "redo": drawing.redo, "clear": drawing.clear}
    if change == "brush":
        drawing.brush = 0.2
    else:
        changes[change]()
    assert picture(canvas) != before
    assert picture(canvas) == picture(another(qtbot, drawing, SIDE))


@pytest.mark.parametrize("erases", [False, True])
def test_painting_as_it_comes_looks_like_painting_at_once(
    qtbot: QtBot, canvas: DrawingCanvas, erases: bool
) -> None:
    draw(canvas, (0.1, 0.5), (0.9, 0.5))
    places = np.random.default_rng(3).uniform(0, 1, (30, 3)).tolist()
    for nth, (x, y, pressure) in enumerate(places):
        kind = MOVE if nth else PRESS
        pen(canvas, kind, x, y, pressure=pressure, end=ERASER if erases else PEN)
        if nth % 7 == 0:
            picture(canvas)
    assert picture(canvas) == picture(another(qtbot, canvas.drawing, SIDE))


def cursor(canvas: DrawingCanvas) -> QImage:
    return canvas.cursor().pixmap().toImage()


def test_the_cursor_is_as_wide_as_the_brush(qtbot: QtBot, canvas: DrawingCanvas) -> None:
    for brush in (0.1, 0.2):
        canvas.drawing.brush = brush
        assert cursor(canvas).width() == pytest.approx(brush * SIDE, abs=8)
        canvas.drawing.is_erasing = True
        assert cursor(canvas).width() == pytest.approx(ERASER_WIDTH * brush * SIDE, abs=8)
        canvas.drawing.is_erasing = False


def test_the_cursor_shows_what_the_pointer_does(canvas: DrawingCanvas) -> None:
    solid = cursor(canvas)
    canvas.drawing.is_erasing = True
    dashed = cursor(canvas)
    assert dashed != solid
    canvas.drawing.is_erasing = False
    assert cursor(canvas) == solid
    QTest.mousePress(canvas, RIGHT, pos=at(0.5, 0.5))
    assert cursor(canvas) == dashed
    QTest.mouseRelease(canvas, RIGHT, pos=at(0.5, 0.5))
    assert cursor(canvas) == solid


def test_a_ring_of_the_eraser_has_gaps(canvas: DrawingCanvas) -> None:
    shades = []
    for is_erasing, brush in ((False, 0.15), (True, 0.1)):
        canvas.drawing.brush = brush
        canvas.drawing.is_erasing = is_erasing
        image = cursor(canvas)
        shades.append(
            sum(
                image.pixelColor(x, y).alpha() > 128 and image.pixelColor(x, y).value() < 100
                for x in range(image.width())
                for y in range(image.height())
            )
        )
    assert shades[1] < 0.8 * shades[0]


def test_both_keys_do_again_what_was_undone(canvas: DrawingCanvas) -> None:
    for key, modifiers in ((Qt.Key.Key_Z, CONTROL | SHIFT), (Qt.Key.Key_Y, CONTROL)):
        draw(canvas, (0.2, 0.2), (0.8, 0.8))
        canvas.drawing.undo()
        QTest.keyClick(canvas, key, modifiers)
        assert not canvas.drawing.is_empty
        canvas.drawing.clear()


def drop(canvas: DrawingCanvas, data: QMimeData) -> tuple[bool, Qt.DropAction]:
    """Whether the canvas takes it, and what becomes of it where it came from."""
    place, nothing = at(0.5, 0.5), Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, COPY | SHIFTED, data, LEFT, nothing)
    enter.setAccepted(False)
    QApplication.sendEvent(canvas, enter)
    event = QDropEvent(QPointF(place), COPY | SHIFTED, data, LEFT, nothing)
    event.setDropAction(SHIFTED)
    if enter.isAccepted():
        QApplication.sendEvent(canvas, event)
    return enter.isAccepted(), event.dropAction()


def test_what_may_be_a_picture_is_taken_as_a_copy(canvas: DrawingCanvas) -> None:
    heard: list[list[str]] = []
    canvas.dropped.connect(lambda data: heard.append([url.path() for url in data.urls()]))
    file, image, text = QMimeData(), QMimeData(), QMimeData()
    file.setUrls([QUrl.fromLocalFile("/a/b.png")])
    image.setImageData(QImage(3, 3, QImage.Format.Format_RGB32))
    text.setText("7")
    assert drop(canvas, file) == (True, COPY)
    assert drop(canvas, image) == (True, COPY)
    assert heard == [["/a/b.png"], []]
    assert not drop(canvas, text)[0]
    assert len(heard) == 2

"""How the canvas looks changes with its size, its palette and the focus; its ink does not."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPaintEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui import theme
from gui.canvas import DrawingCanvas
from gui.drawing import Drawing
from tests.gui.hands import LEFT, SIDE, at, draw, shown_canvas


@pytest.fixture
def canvas(qtbot: QtBot) -> DrawingCanvas:
    return shown_canvas(qtbot)


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    """The application, whose palette comes back after the test."""
    palette = qapp.palette()
    yield qapp
    qapp.setPalette(palette)


def picture(canvas: DrawingCanvas) -> QImage:
    return canvas.grab().toImage()


def is_plain(image: QImage) -> bool:
    even = image.copy()
    even.fill(image.pixelColor(0, 0))
    return image == even


@pytest.mark.case(72)
def test_resizing_keeps_the_ink_also_amid_a_stroke(canvas: DrawingCanvas) -> None:
    QTest.mousePress(canvas, LEFT, pos=at(0.2, 0.3))
    QTest.mouseMove(canvas, at(0.8, 0.3))
    ink = canvas.drawing.ink()
    canvas.resize(2 * SIDE, 2 * SIDE)
    assert not is_plain(picture(canvas).copy(QRect(at(0.6, 0.4), at(1.4, 0.8))))
    np.testing.assert_array_equal(canvas.drawing.ink(), ink)
    QTest.mouseMove(canvas, at(1.6, 1.6))
    QTest.mouseRelease(canvas, LEFT, pos=at(1.6, 1.6))
    canvas.resize(SIDE, SIDE)
    bent = canvas.drawing.ink()
    canvas.drawing.clear()
    draw(canvas, (0.2, 0.3), (0.8, 0.3), (0.8, 0.8))
    np.testing.assert_array_equal(canvas.drawing.ink(), bent)


class Watched(DrawingCanvas):
    """A canvas that keeps in mind what of it was painted."""

    def __init__(self) -> None:
        super().__init__(Drawing())
        self.painted = QRegion()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted |= event.region()
        super().paintEvent(event)


def test_only_what_changed_is_painted_anew(qtbot: QtBot) -> None:
    canvas = Watched()
    qtbot.addWidget(canvas)
    canvas.resize(SIDE, SIDE)
    canvas.show()
    qtbot.waitUntil(lambda: canvas.painted.contains(at(0.1, 0.1)))
    canvas.painted = QRegion()
    draw(canvas, (0.2, 0.2))
    qtbot.waitUntil(lambda: canvas.painted.contains(at(0.5, 0.5)))  # the hint goes
    canvas.painted = QRegion()
    draw(canvas, (0.8, 0.8))
    qtbot.waitUntil(lambda: canvas.painted.contains(at(0.8, 0.8)))
    assert not canvas.painted.contains(at(0.5, 0.5))


def test_what_is_painted_before_its_frame_is_seen_too(qtbot: QtBot) -> None:
    """The system may want a corner painted anew while a stroke waits for its frame."""
    canvas = Watched()
    qtbot.addWidget(canvas)
    canvas.resize(SIDE, SIDE)
    canvas.show()
    QTest.mousePress(canvas, LEFT, pos=at(0.2, 0.2))
    qtbot.waitUntil(lambda: canvas.painted.contains(at(0.5, 0.5)))
    qtbot.wait(20)
    canvas.painted = QRegion()
    canvas.drawing.add((0.8, 0.8, 1.0))
    canvas.repaint(0, 0, 5, 5)
    qtbot.waitUntil(lambda: canvas.painted.contains(at(0.5, 0.5)))


def test_the_screen_shows_the_stroke_as_it_grows(canvas: DrawingCanvas) -> None:
    picture(canvas)
    draw(canvas, (0.2, 0.3), (0.5, 0.7), (0.8, 0.3))
    grown = picture(canvas)
    canvas.resize(SIDE + 50, SIDE + 50)
    picture(canvas)
    canvas.resize(SIDE, SIDE)
    assert picture(canvas) == grown


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_ink_has_the_color_of_text(canvas: DrawingCanvas, app: QApplication, choice: str) -> None:
    draw(canvas, (0.2, 0.5), (0.8, 0.5))
    ink = canvas.drawing.ink()
    theme.apply(app, choice)
    shown = picture(canvas)
    ground = shown.pixelColor(at(0.5, 0.2))
    assert shown.pixelColor(at(0.5, 0.5)) == QColor(theme.colors().text)
    tokens = theme.colors()
    if choice == "light":
        assert ground == QColor(tokens.panel)
    else:
        assert ground.lightness() < QColor(tokens.window).lightness()
    np.testing.assert_array_equal(canvas.drawing.ink(), ink)


def test_the_hint_is_there_until_the_first_stroke(canvas: DrawingCanvas) -> None:
    hinted = picture(canvas)
    draw(canvas, (0.9, 0.9))
    dotted = picture(canvas)
    middle = QRect(at(0.2, 0.4), at(0.8, 0.6))
    assert is_plain(dotted.copy(middle))
    assert not is_plain(hinted.copy(middle))
    canvas.drawing.undo()
    assert picture(canvas) == hinted


def test_the_focus_is_seen_when_it_came_by_keyboard(canvas: DrawingCanvas, qtbot: QtBot) -> None:
    canvas.clearFocus()
    calm = picture(canvas)
    canvas.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(canvas.hasFocus)
    assert picture(canvas) == calm
    canvas.clearFocus()
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(canvas.hasFocus)
    assert picture(canvas) != calm
    canvas.clearFocus()
    assert picture(canvas) == calm


def test_a_disabled_canvas_is_paler(canvas: DrawingCanvas) -> None:
    draw(canvas, (0.5, 0.5))
    dark = picture(canvas).pixelColor(at(0.5, 0.5))
    canvas.setEnabled(False)
    assert picture(canvas).pixelColor(at(0.5, 0.5)) != dark


def test_it_stays_square(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    canvas = DrawingCanvas(Drawing())
    column = QVBoxLayout(window)
    column.addWidget(canvas)
    column.addStretch(1)
    window.resize(240, 500)
    window.show()
    assert canvas.width() == canvas.height()


def test_in_a_wide_place_the_square_is_in_the_middle(canvas: DrawingCanvas) -> None:
    canvas.resize(3 * SIDE, SIDE)
    QTest.mouseClick(canvas, LEFT, pos=canvas.rect().center())
    rows, columns = np.nonzero(canvas.drawing.ink())
    assert rows.mean() == pytest.approx(140, abs=2)
    assert columns.mean() == pytest.approx(140, abs=2)

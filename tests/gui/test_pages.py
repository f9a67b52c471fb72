"""The pages and their tabs: by mouse and by key, where the focus goes, one drawing on both."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from gui.canvas import DrawingCanvas
from gui.main_window import MainWindow
from gui.pages.pages import Pages
from gui.status import Status
from tests.gui.hands import LEFT
from tests.gui.own_digits import ONE, ZERO
from tests.gui.panels.showing import child
from tests.gui.strokes import ACROSS, DOWN, stroke
from tests.gui.waiting import wait_until_ready

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def ready(qtbot: QtBot, window: MainWindow) -> MainWindow:
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: window.collection.is_loaded and window.session.answerer is not None)
    return window


def canvases(window: MainWindow) -> tuple[DrawingCanvas, DrawingCanvas]:
    small, large = (child(window, DrawingCanvas, name) for name in ("drawingCanvas", "largeCanvas"))
    return small, large


def tabs(window: QWidget) -> QTabBar:
    return child(window, QTabBar, "pageTabs")


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget
    return widget


def shown(window: MainWindow) -> list[str]:
    """The pages that are seen."""
    pages = {"Train": window.train_page, "Draw": window.draw_page}
    return [name for name, page in pages.items() if page.isVisible()]


def answer_on(panel: QWidget) -> QLabel:
    labels = panel.findChildren(QLabel)
    return next(label for label in labels if label.accessibleName() == "What the network reads")


def test_each_tab_names_its_page_and_its_key(qtbot: QtBot) -> None:
    pages = Pages({"One": QWidget(), "Two": QWidget()})
    qtbot.addWidget(pages)
    bar = tabs(pages)
    assert [bar.tabText(index) for index in range(bar.count())] == ["One", "Two"]
    assert "(Ctrl+2)" in bar.tabToolTip(1)
    assert bar.accessibleName()


def test_a_click_on_a_tab_shows_its_page(ready: MainWindow) -> None:
    assert shown(ready) == ["Train"]
    for index, name in ((1, "Draw"), (0, "Train")):
        QTest.mouseClick(tabs(ready), LEFT, pos=tabs(ready).tabRect(index).center())
        assert shown(ready) == [name]


def test_the_arrow_keys_walk_along_the_tabs_and_the_focus_stays_there(
    qtbot: QtBot, ready: MainWindow
) -> None:
    bar = tabs(ready)
    bar.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(bar.hasFocus)
    for key, name in ((Qt.Key.Key_Right, "Draw"), (Qt.Key.Key_Left, "Train")):
        QTest.keyClick(bar, key)
        assert shown(ready) == [name]
        assert bar.hasFocus()


def test_ctrl_and_a_number_show_a_page_wherever_the_focus_is(ready: MainWindow) -> None:
    for key, name in (("2", "Draw"), ("2", "Draw"), ("1", "Train"), ("2", "Draw")):
        QTest.keyClicks(focused(), key, CTRL)
        assert shown(ready) == [name]
        assert tabs(ready).currentIndex() == ("Train", "Draw").index(name)
    assert ready.collection.digits == ()


@pytest.mark.parametrize("by", ["key", "mouse"])
def test_after_a_switch_the_canvas_that_is_seen_has_the_focus(ready: MainWindow, by: str) -> None:
    small, large = canvases(ready)
    assert small.hasFocus()
    for index, canvas in ((1, large), (0, small), (1, large)):
        if by == "key":
            QTest.keyClicks(focused(), str(index + 1), CTRL)
        else:
            QTest.mouseClick(tabs(ready), LEFT, pos=tabs(ready).tabRect(index).center())
        assert canvas.hasFocus(), focused()


def test_the_page_of_drawing_undoes_clears_and_trains_by_key(
    qtbot: QtBot, ready: MainWindow
) -> None:
    QTest.keyClicks(focused(), "2", CTRL)
    stroke(ready.drawing, *DOWN)
    stroke(ready.drawing, *ACROSS)
    both = ready.drawing.ink()
    QTest.keyClicks(focused(), "z", CTRL)
    assert not np.array_equal(ready.drawing.ink(), both)
    QTest.keyClick(focused(), Qt.Key.Key_Delete)
    assert ready.drawing.is_empty
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    assert ready.session.status is Status.TRAINING
    wait_until_ready(qtbot, ready.session)
    assert not ready.drawing.is_erasing


def test_what_is_typed_in_a_field_is_taken_by_the_switch(qtbot: QtBot, ready: MainWindow) -> None:
    before = ready.session.plan.config.seed
    seed = child(ready, QWidget, "seedBox")
    seed.setFocus()
    qtbot.waitUntil(lambda: focused() is seed or seed.isAncestorOf(focused()))
    QTest.keyClicks(focused(), "a", CTRL)
    QTest.keyClicks(focused(), "9")
    QTest.keyClicks(focused(), "2", CTRL)
    assert shown(ready) == ["Draw"]
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert ready.session.plan.config.seed == 9 != before
    assert ready.collection.digits == ()


def test_both_canvases_show_the_same_drawing(ready: MainWindow) -> None:
    small, large = canvases(ready)
    ready.pages.show_page(1)
    side = large.width()
    QTest.mousePress(large, LEFT, pos=QPoint(side // 5, side // 2))
    QTest.mouseMove(large, QPoint(side * 4 // 5, side // 2))
    QTest.mouseRelease(large, LEFT, pos=QPoint(side * 4 // 5, side // 2))
    ready.pages.show_page(0)
    assert small.drawing is large.drawing is ready.drawing
    picture = small.grab().toImage()
    side = small.width()
    ink, ground = (picture.pixelColor(side // 2, side // part) for part in (2, 4))
    assert abs(ink.lightness() - ground.lightness()) > 128
    QTest.mouseClick(small, LEFT, pos=QPoint(side // 2, side * 4 // 5))
    ready.pages.show_page(1)
    picture = large.grab().toImage()
    side = large.width()
    assert picture.pixelColor(side // 2, side * 4 // 5) == picture.pixelColor(side // 2, side // 2)


def test_each_page_shows_the_answer_to_what_was_drawn_on_the_other(ready: MainWindow) -> None:
    pages = (ready.train_page.draw, ready.draw_page.answer)
    for index, ink, answer in ((0, ZERO, "0"), (1, ONE, "1"), (0, ZERO, "0")):
        ready.drawing.insert(ink)
        ready.pages.show_page(index)
        assert answer_on(pages[index]).text() == answer
        ready.drawing.clear()
        assert answer_on(pages[index]).text() == "-"

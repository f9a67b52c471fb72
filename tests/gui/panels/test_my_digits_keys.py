"""Keys, clicks and the menu act on the digits that are selected, and on nothing else."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QMenu
from pytestqt.qtbot import QtBot

from gui import drawing_words
from gui.collection import Collection
from gui.drawing import Drawing
from gui.message import Message
from gui.panels.my_digits import MyDigitsPanel
from tests.gui.own_digits import ZERO, kept_in, labels, load, ones
from tests.gui.panels.showing import digit_list, digit_texts
from tests.gui.waiting import take

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
NOTHING = Qt.KeyboardModifier.NoModifier


def selected(panel: MyDigitsPanel) -> list[int]:
    return sorted(digit_list(panel).row(item) for item in digit_list(panel).selectedItems())


def select(panel: MyDigitsPanel, *rows: int) -> QListWidget:
    """Click on these, with Ctrl from the second on."""
    listed = digit_list(panel)
    panel.activateWindow()
    for nth, row in enumerate(rows):
        where = listed.visualItemRect(listed.item(row)).center()
        QTest.mouseClick(listed.viewport(), LEFT, CTRL if nth else NOTHING, where)
    listed.setFocus()
    assert selected(panel) == sorted(rows)
    return listed


def test_a_digit_key_relabels_all_that_are_selected_and_undo_gives_all_back(
    three_digits: MyDigitsPanel, collection: Collection, said: list[Message]
) -> None:
    QTest.keyClicks(select(three_digits, 1, 2), "4")
    assert labels(collection) == [4, 4, 0]
    assert selected(three_digits) == [1, 2]
    assert [message.text for message in said] == [drawing_words.relabelled(2, 4)]
    take(said[0])
    assert labels(collection) == [1, 7, 0]


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_removes_what_is_selected_and_undo_gives_it_back(
    three_digits: MyDigitsPanel, collection: Collection, said: list[Message], key: Qt.Key
) -> None:
    QTest.keyClick(select(three_digits, 0, 2), key)
    assert labels(collection) == [7]
    assert digit_texts(three_digits) == ["7"]
    take(said[-1])
    assert labels(collection) == [1, 7, 0]


def heard_by_window(panel: MyDigitsPanel) -> list[str]:
    """Which of the window's keys are heard, as far as the list does not take them."""
    heard: list[str] = []
    for key in ("4", "Del", "Ctrl+1", "T"):
        shortcut = QShortcut(QKeySequence(key), panel)
        shortcut.activated.connect(lambda key=key: heard.append(key))
    return heard


def test_keys_are_the_window_s_while_nothing_is_selected(
    qtbot: QtBot, three_digits: MyDigitsPanel, collection: Collection
) -> None:
    heard = heard_by_window(three_digits)
    three_digits.activateWindow()
    digit_list(three_digits).setFocus()
    qtbot.waitUntil(digit_list(three_digits).hasFocus)
    QTest.keyClicks(digit_list(three_digits), "4")
    QTest.keyClick(digit_list(three_digits), Qt.Key.Key_Delete)
    assert heard == ["4", "Del"]
    assert labels(collection) == [1, 7, 0]


def test_of_what_is_selected_the_list_takes_digits_and_delete_and_no_other_keys(
    three_digits: MyDigitsPanel, collection: Collection
) -> None:
    heard = heard_by_window(three_digits)
    listed = select(three_digits, 1)
    QTest.keyClicks(listed, "1", CTRL)
    QTest.keyClicks(listed, "t")
    assert heard == ["Ctrl+1", "T"]
    assert labels(collection) == [1, 7, 0]
    QTest.keyClicks(listed, "4")
    assert heard == ["Ctrl+1", "T"]
    assert labels(collection) == [1, 4, 0]


def test_the_arrow_keys_go_on_from_the_digit_that_was_relabelled(
    three_digits: MyDigitsPanel, collection: Collection
) -> None:
    listed = select(three_digits, 1)
    QTest.keyClicks(listed, "4")
    QTest.keyClick(listed, Qt.Key.Key_Right)
    assert selected(three_digits) == [2]


def test_relabelling_does_not_scroll(
    qtbot: QtBot, three_digits: MyDigitsPanel, collection: Collection, folder: Path
) -> None:
    kept_in(folder, [3] * 60, ones(60), first=100)
    load(qtbot, collection)
    bar = digit_list(three_digits).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    QTest.keyClicks(select(three_digits, digit_list(three_digits).count() - 1), "4")
    qtbot.wait(20)
    assert bar.value() > bar.maximum() / 2


def test_a_double_click_shows_the_digit_on_the_canvas(
    three_digits: MyDigitsPanel, drawing: Drawing
) -> None:
    listed = digit_list(three_digits)
    where = listed.visualItemRect(listed.item(0)).center()
    QTest.mouseClick(listed.viewport(), LEFT, NOTHING, where)
    QTest.mouseDClick(listed.viewport(), LEFT, NOTHING, where)
    np.testing.assert_array_equal(drawing.ink(), ZERO)


def menu_of(panel: MyDigitsPanel, row: int) -> QMenu:
    listed = digit_list(panel)
    listed.customContextMenuRequested.emit(listed.visualItemRect(listed.item(row)).center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def entry(menu: QMenu, text: str) -> QAction:
    (action,) = [action for action in menu.actions() if action.text() == text]
    return action


def test_the_menu_shows_labels_and_removes(
    three_digits: MyDigitsPanel, collection: Collection, drawing: Drawing
) -> None:
    select(three_digits, 0)
    menu = menu_of(three_digits, 0)
    entry(menu, "Put on the canvas").trigger()
    menu.close()
    np.testing.assert_array_equal(drawing.ink(), ZERO)
    select(three_digits, 1, 2)
    menu = menu_of(three_digits, 1)
    labelling = entry(menu, "It is a").menu()
    assert isinstance(labelling, QMenu)
    entry(labelling, "6").trigger()
    menu.close()
    assert labels(collection) == [6, 6, 0]
    menu = menu_of(three_digits, 1)
    entry(menu, "Remove").trigger()
    menu.close()
    assert labels(collection) == [0]


def test_there_is_no_menu_for_nothing(three_digits: MyDigitsPanel) -> None:
    digit_list(three_digits).customContextMenuRequested.emit(QPoint(1, 1))
    assert QApplication.activePopupWidget() is None

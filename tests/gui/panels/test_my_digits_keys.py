"""Keys, clicks and the menu act on the digits that are selected, and on nothing else."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QListWidget,
    QMenu,
)
from pytestqt.qtbot import QtBot

from gui import drawing_words
from gui.collection import Collection
from gui.drawing import Drawing
from gui.panels.my_digits import MyDigitsPanel
from gui.session import Session
from tests.gui.own_digits import (
    ONE,
    OTHER_ONE,
    ZERO,
    collection_of,
    kept_in,
    ones,
)
from tests.gui.panels.showing import child
from tests.gui.waiting import messages_of

LEFT = Qt.MouseButton.LeftButton


CTRL = Qt.KeyboardModifier.ControlModifier


NOTHING = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def drawing(qtbot: QtBot) -> Drawing:
    return Drawing()


@pytest.fixture
def collection(home: Path, drawing: Drawing, session: Session) -> Iterator[Collection]:
    with collection_of(home / "my-digits", drawing, session) as collection:
        yield collection


@pytest.fixture
def empty(
    qtbot: QtBot, session: Session, collection: Collection, actions: dict[str, QAction]
) -> MyDigitsPanel:
    """The panel before anything is kept."""
    panel = MyDigitsPanel(session, collection, actions)
    qtbot.addWidget(panel)
    panel.resize(300, 500)
    panel.show()
    return panel


@pytest.fixture
def panel(qtbot: QtBot, empty: MyDigitsPanel, collection: Collection, home: Path) -> MyDigitsPanel:
    """Two ones and a zero; the second one is labelled 7."""
    kept_in(home / "my-digits", (1, 7, 0), (ONE, OTHER_ONE, ZERO))
    load(qtbot, collection)
    return empty


def load(qtbot: QtBot, collection: Collection) -> None:
    with qtbot.waitSignal(collection.changed):
        collection.load()


def digits(panel: MyDigitsPanel) -> QListWidget:
    return child(panel, QListWidget, "myDigitsList")


def texts(panel: MyDigitsPanel) -> list[str]:
    """What stands under the pictures, the newest first."""
    listed = digits(panel)
    return [listed.item(row).text() for row in range(listed.count())]


def selected(panel: MyDigitsPanel) -> list[int]:
    return sorted(digits(panel).row(item) for item in digits(panel).selectedItems())


def select(panel: MyDigitsPanel, *rows: int) -> QListWidget:
    """Click on these, with Ctrl from the second on."""
    listed = digits(panel)
    panel.activateWindow()
    for nth, row in enumerate(rows):
        where = listed.visualItemRect(listed.item(row)).center()
        QTest.mouseClick(listed.viewport(), LEFT, CTRL if nth else NOTHING, where)
    listed.setFocus()
    assert selected(panel) == sorted(rows)
    return listed


def labels(collection: Collection) -> list[int]:
    return [digit.label for digit in collection.digits]


def test_a_digit_key_relabels_all_that_are_selected_and_undo_gives_all_back(
    panel: MyDigitsPanel, collection: Collection, session: Session
) -> None:
    said = messages_of(session)
    QTest.keyClicks(select(panel, 1, 2), "4")
    assert labels(collection) == [4, 4, 0]
    assert selected(panel) == [1, 2]
    assert [message.text for message in said] == [drawing_words.relabelled(2, 4)]
    assert said[0].offer
    said[0].offer.take()
    assert labels(collection) == [1, 7, 0]


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_removes_what_is_selected_and_undo_gives_it_back(
    panel: MyDigitsPanel, collection: Collection, session: Session, key: Qt.Key
) -> None:
    said = messages_of(session)
    QTest.keyClick(select(panel, 0, 2), key)
    assert labels(collection) == [7]
    assert texts(panel) == ["7"]
    assert said[-1].offer
    said[-1].offer.take()
    assert labels(collection) == [1, 7, 0]


def heard_by_window(panel: MyDigitsPanel) -> list[str]:
    """Which of the window's keys are heard, as far as the list does not take them."""
    heard: list[str] = []
    for key in ("4", "Del", "Ctrl+1", "T"):
        shortcut = QShortcut(QKeySequence(key), panel)
        shortcut.activated.connect(lambda key=key: heard.append(key))
    return heard


def test_keys_are_the_window_s_while_nothing_is_selected(
    qtbot: QtBot, panel: MyDigitsPanel, collection: Collection
) -> None:
    heard = heard_by_window(panel)
    panel.activateWindow()
    digits(panel).setFocus()
    qtbot.waitUntil(digits(panel).hasFocus)
    QTest.keyClicks(digits(panel), "4")
    QTest.keyClick(digits(panel), Qt.Key.Key_Delete)
    assert heard == ["4", "Del"]
    assert labels(collection) == [1, 7, 0]


def test_of_what_is_selected_the_list_takes_digits_and_delete_and_no_other_keys(
    panel: MyDigitsPanel, collection: Collection
) -> None:
    heard = heard_by_window(panel)
    listed = select(panel, 1)
    QTest.keyClicks(listed, "1", CTRL)
    QTest.keyClicks(listed, "t")
    assert heard == ["Ctrl+1", "T"]
    assert labels(collection) == [1, 7, 0]
    QTest.keyClicks(listed, "4")
    assert heard == ["Ctrl+1", "T"]
    assert labels(collection) == [1, 4, 0]


def test_the_arrow_keys_go_on_from_the_digit_that_was_relabelled(
    panel: MyDigitsPanel, collection: Collection
) -> None:
    listed = select(panel, 1)
    QTest.keyClicks(listed, "4")
    QTest.keyClick(listed, Qt.Key.Key_Right)
    assert selected(panel) == [2]


def test_relabelling_does_not_scroll(
    qtbot: QtBot, panel: MyDigitsPanel, collection: Collection, home: Path
) -> None:
    kept_in(home / "my-digits", [3] * 60, ones(60), first=100)
    load(qtbot, collection)
    bar = digits(panel).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    QTest.keyClicks(select(panel, digits(panel).count() - 1), "4")
    qtbot.wait(20)
    assert bar.value() > bar.maximum() / 2


def test_a_double_click_shows_the_digit_on_the_canvas(
    panel: MyDigitsPanel, drawing: Drawing
) -> None:
    listed = digits(panel)
    where = listed.visualItemRect(listed.item(0)).center()
    QTest.mouseClick(listed.viewport(), LEFT, NOTHING, where)
    QTest.mouseDClick(listed.viewport(), LEFT, NOTHING, where)
    np.testing.assert_array_equal(drawing.ink(), ZERO)


def menu_of(panel: MyDigitsPanel, row: int) -> QMenu:
    listed = digits(panel)
    listed.customContextMenuRequested.emit(listed.visualItemRect(listed.item(row)).center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def entry(menu: QMenu, text: str) -> QAction:
    (action,) = [action for action in menu.actions() if action.text() == text]
    return action


def test_the_menu_shows_labels_and_removes(
    panel: MyDigitsPanel, collection: Collection, drawing: Drawing
) -> None:
    select(panel, 0)
    menu = menu_of(panel, 0)
    entry(menu, "Put on the canvas").trigger()
    menu.close()
    np.testing.assert_array_equal(drawing.ink(), ZERO)
    select(panel, 1, 2)
    menu = menu_of(panel, 1)
    labelling = entry(menu, "It is a").menu()
    assert isinstance(labelling, QMenu)
    entry(labelling, "6").trigger()
    menu.close()
    assert labels(collection) == [6, 6, 0]
    menu = menu_of(panel, 1)
    entry(menu, "Remove").trigger()
    menu.close()
    assert labels(collection) == [0]


def test_there_is_no_menu_for_nothing(panel: MyDigitsPanel) -> None:
    digits(panel).customContextMenuRequested.emit(QPoint(1, 1))
    assert QApplication.activePopupWidget() is None

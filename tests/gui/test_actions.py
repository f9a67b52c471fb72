"""The table of actions: no key twice, all in the help, and letters that are typed do nothing."""

from collections import Counter

import pytest
from PySide6.QtCore import SIGNAL, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from gui.actions import ACTIONS, help_rows
from gui.main_window import MainWindow
from gui.session import Status
from gui.widgets.fields import LayersField, SpinField
from tests.gui.waiting import wait_until_ready

LETTERS = [spec for spec in ACTIONS if len(spec.shortcut) == 1]
TYPED = "eIrRt "


@pytest.fixture
def shown(qtbot: QtBot, window: MainWindow) -> MainWindow:
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(lambda: window.session.answerer is not None)
    return window


def untouched(window: MainWindow) -> bool:
    """Whether no action has done anything."""
    session = window.session
    nothing_drawn = window.train_page.draw.canvas.is_empty
    return nothing_drawn and session.made_from is None and session.status is Status.READY


def test_every_action_has_a_key_of_its_own_in_the_table() -> None:
    assert len({spec.key for spec in ACTIONS}) == len(ACTIONS)


def test_only_train_and_pause_share_a_shortcut() -> None:
    counts = Counter(QKeySequence(spec.shortcut).toString() for spec in ACTIONS)
    assert [shortcut for shortcut, count in counts.items() if count > 1] == ["Space"]
    assert {spec.key for spec in ACTIONS if spec.shortcut == "Space"} == {"train", "pause"}


def test_every_shortcut_is_a_key_that_exists() -> None:
    for spec in ACTIONS:
        assert QKeySequence(spec.shortcut).toString() == spec.shortcut


def test_the_help_lists_every_key_and_what_it_does() -> None:
    rows = help_rows()
    assert len(rows) >= len(ACTIONS)
    for spec, (shortcut, text) in zip(ACTIONS, rows, strict=False):
        assert shortcut == spec.shortcut
        assert spec.text in text
        assert spec.purpose in text


def test_the_help_is_shown_on_f1(shown: MainWindow) -> None:
    texts: list[str] = []

    def read_and_close() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        texts.extend(label.text() for label in box.findChildren(QLabel))
        box.close()

    QTimer.singleShot(50, read_and_close)
    QTest.keyClick(shown, Qt.Key.Key_F1)
    for spec in ACTIONS:
        assert any(spec.purpose in text for text in texts), spec.key


def test_the_window_has_one_action_for_each_and_does_something_for_it(window: MainWindow) -> None:
    assert list(window.actions_by_key) == [spec.key for spec in ACTIONS]
    for spec in ACTIONS:
        action = window.actions_by_key[spec.key]
        assert action in window.actions()
        assert spec.shortcut in action.toolTip()
        assert action.receivers(SIGNAL("triggered(bool)")) > 0, spec.key


def test_letters_do_not_act_while_they_are_typed_into_a_field(
    qtbot: QtBot, shown: MainWindow
) -> None:
    (field,) = shown.findChildren(LayersField)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    field.selectAll()
    QTest.keyClicks(field, TYPED)
    assert field.text() == TYPED
    assert untouched(shown)


def test_letters_do_not_act_while_the_seed_is_typed(qtbot: QtBot, shown: MainWindow) -> None:
    (box,) = shown.findChildren(SpinField)
    box.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() in (box, *box.findChildren(QLineEdit)))
    QTest.keyClicks(box, TYPED)
    assert untouched(shown)


@pytest.mark.parametrize("key", ["step_iteration", "step_epoch", "random"])
def test_letters_act_outside_of_text_fields(qtbot: QtBot, shown: MainWindow, key: str) -> None:
    (spec,) = [spec for spec in LETTERS if spec.key == key]
    QTest.keyClicks(shown.train_page.draw.canvas, spec.shortcut)
    assert not untouched(shown)
    wait_until_ready(qtbot, shown.session)

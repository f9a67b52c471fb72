"""The table of actions: no key twice, all in the help, and letters that are typed do nothing."""

from collections import Counter

import numpy as np
import pytest
from PySide6.QtCore import SIGNAL, QMimeData, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from gui.actions import ACTIONS, bind, help_rows
from gui.drawing import Drawing
from gui.help import Help
from gui.ink.pictures import to_picture
from gui.main_window import MainWindow
from gui.status import Status
from gui.widgets.fields import LayersField, SpinField
from tests.gui.waiting import wait_until_ready

LETTERS = [spec for spec in ACTIONS if len(spec.shortcut) == 1]
TYPED = "eIrRtxw "

SHOWN_WHILE_ON = {"why"}  # nothing is done for it but what panels show


@pytest.fixture
def shown(qtbot: QtBot, window: MainWindow) -> MainWindow:
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(lambda: window.session.answerer is not None)
    return window


def draw_line(drawing: Drawing) -> None:
    drawing.begin((0.5, 0.2, 1.0))
    drawing.add((0.5, 0.8, 1.0))
    drawing.complete()


def untouched(window: MainWindow) -> bool:
    """Whether no action has done anything."""
    session = window.session
    switches = [action for action in window.actions_by_key.values() if action.isChecked()]
    nothing_drawn = window.drawing.is_empty and not switches
    return nothing_drawn and session.made_from is None and session.status is Status.READY


def test_every_action_has_a_key_of_its_own_in_the_table() -> None:
    assert len({spec.key for spec in ACTIONS}) == len(ACTIONS)


def test_only_train_and_pause_share_a_shortcut() -> None:
    keys = [key for spec in ACTIONS for key in (spec.shortcut, spec.other) if key]
    counts = Counter(QKeySequence(key).toString() for key in keys)
    assert [shortcut for shortcut, count in counts.items() if count > 1] == ["Space"]
    assert {spec.key for spec in ACTIONS if spec.shortcut == "Space"} == {"train", "pause"}


def test_every_shortcut_is_a_key_that_exists() -> None:
    for spec in ACTIONS:
        for key in (spec.shortcut, spec.other):
            assert QKeySequence(key).toString() == key


def test_the_help_lists_every_key_and_what_it_does() -> None:
    rows = help_rows()
    assert len(rows) >= len(ACTIONS)
    for spec, (shortcut, text) in zip(ACTIONS, rows, strict=False):
        assert spec.shortcut in shortcut
        assert spec.other in shortcut
        assert spec.text in text
        assert spec.purpose in text


def test_the_help_is_shown_on_f1(shown: MainWindow) -> None:
    texts: list[str] = []

    def read_and_close() -> None:
        (box,) = shown.findChildren(Help)
        assert box.width() <= 1280
        assert box.height() <= 680
        texts.extend(label.text() for label in box.findChildren(QLabel))
        box.close()

    QTimer.singleShot(50, read_and_close)
    QTest.keyClick(shown, Qt.Key.Key_F1)
    QTest.qWait(100)
    for spec in ACTIONS:
        assert any(spec.purpose in text for text in texts), spec.key


def test_the_window_has_one_action_for_each_and_does_something_for_it(window: MainWindow) -> None:
    assert list(window.actions_by_key) == [spec.key for spec in ACTIONS]
    for spec in ACTIONS:
        action = window.actions_by_key[spec.key]
        assert action in window.actions()
        assert spec.shortcut in action.toolTip()
        assert action.receivers(SIGNAL("triggered(bool)")) > 0 or spec.key in SHOWN_WHILE_ON


def test_why_shows_the_evidence_on_the_canvas_while_it_is_on(shown: MainWindow) -> None:
    shown.actions_by_key["page_draw"].trigger()
    canvas, why = shown.draw_page.sketch.canvas, shown.actions_by_key["why"]
    draw_line(shown.drawing)
    without = canvas.grab().toImage()
    why.trigger()
    assert canvas.grab().toImage() != without
    why.trigger()
    assert canvas.grab().toImage() == without


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


def test_digits_keep_the_drawing_but_not_while_they_are_typed_into_a_field(
    qtbot: QtBot, shown: MainWindow
) -> None:
    qtbot.waitUntil(lambda: shown.collection.is_loaded)
    draw_line(shown.drawing)
    (layers,), (seed,) = shown.findChildren(LayersField), shown.findChildren(SpinField)
    for field in (layers, seed):
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
        QTest.keyClicks(field, "0123456789")
        assert not shown.drawing.is_empty
        assert shown.collection.digits == ()
    QTest.keyClicks(shown.train_page.draw.canvas, "7")
    assert [digit.label for digit in shown.collection.digits] == [7]
    assert shown.drawing.is_empty


@pytest.mark.parametrize("key", ["step_iteration", "step_epoch", "random", "eraser", "why"])
def test_letters_act_outside_of_text_fields(qtbot: QtBot, shown: MainWindow, key: str) -> None:
    (spec,) = [spec for spec in LETTERS if spec.key == key]
    QTest.keyClicks(shown.train_page.draw.canvas, spec.shortcut)
    assert not untouched(shown)
    wait_until_ready(qtbot, shown.session)


def test_the_drawing_s_actions_act_on_the_one_drawing(window: MainWindow) -> None:
    drawing, actions = window.drawing, window.actions_by_key
    of_ink = ("undo", "clear", "save", "copy")
    assert [actions[key].isEnabled() for key in (*of_ink, "redo")] == 5 * [False]
    draw_line(drawing)
    assert [actions[key].isEnabled() for key in (*of_ink, "redo")] == [*4 * [True], False]
    actions["undo"].trigger()
    assert drawing.is_empty
    assert actions["redo"].isEnabled()
    actions["redo"].trigger()
    actions["copy"].trigger()
    actions["clear"].trigger()
    assert drawing.is_empty
    actions["paste"].trigger()
    assert not drawing.is_empty


def test_the_eraser_is_one_switch_wherever_it_is_switched(qtbot: QtBot, window: MainWindow) -> None:
    action, button = window.actions_by_key["eraser"], QPushButton()
    qtbot.addWidget(button)
    bind(button, action)
    for switch in (action.trigger, button.click):
        for is_on in (True, False):
            switch()
            shown = [window.drawing.is_erasing, action.isChecked(), button.isChecked()]
            assert shown == 3 * [is_on]
    window.drawing.is_erasing = True
    assert action.isChecked()
    assert button.isChecked()


def test_what_is_dropped_on_the_canvas_is_inserted(window: MainWindow) -> None:
    data = QMimeData()
    data.setImageData(to_picture(np.eye(280, dtype=np.uint8) * 255))
    window.train_page.draw.canvas.dropped.emit(data)
    np.testing.assert_array_equal(window.drawing.ink(), np.eye(280) * 255)

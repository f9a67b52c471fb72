"""What the actions and the digit keys do in the window, wherever the focus is."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.samples import DIGITS
from gui import drawing_words
from gui.canvas import DrawingCanvas
from gui.job import Job
from gui.main_window import MainWindow
from gui.message import Severity
from gui.panels.message_line import MessageLine
from gui.settings import Settings
from gui.status import Status
from tests.gui.hands import MOVE, PRESS, RELEASE, pen
from tests.gui.own_digits import ONE, OTHER_ONE, ZERO, kept_in
from tests.gui.panels.showing import child
from tests.gui.strokes import ACROSS, DOWN, stroke
from tests.gui.waiting import messages_of, wait_until_ready

CTRL, NOTHING = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier


@pytest.fixture
def ready(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """The window in front, with the bundled model and what the folder of digits holds."""
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: window.collection.is_loaded and window.session.answerer is not None)
    return window


def labels(window: MainWindow) -> list[int]:
    return [digit.label for digit in window.collection.digits]


def press(window: MainWindow, key: str, modifier: Qt.KeyboardModifier = NOTHING) -> None:
    """Press a key where the focus is."""
    widget = QApplication.focusWidget() or window
    QTest.keyClicks(widget, key, modifier)


def a_field(window: MainWindow) -> QLineEdit:
    return next(field for field in window.findChildren(QLineEdit) if field.isVisible())


def test_digits_are_there_again_after_closing_and_opening_the_window(
    qtbot: QtBot, ready: MainWindow
) -> None:
    stroke(ready.drawing, *DOWN)
    ink = ready.drawing.ink()
    press(ready, "1")
    stroke(ready.drawing, *ACROSS)
    press(ready, "7")
    ready.close()
    again = MainWindow(Settings())
    qtbot.addWidget(again)
    again.show()
    qtbot.waitUntil(lambda: again.collection.is_loaded)
    assert labels(again) == [1, 7]
    np.testing.assert_array_equal(again.collection.digits[0].ink, ink)
    assert again.drawing.is_empty
    again.close()


@pytest.mark.parametrize("modifier", [NOTHING, KEYPAD])
@pytest.mark.parametrize("page", [0, 1])
def test_each_digit_key_keeps_the_drawing_as_that_digit(
    ready: MainWindow, page: int, modifier: Qt.KeyboardModifier
) -> None:
    ready.pages.show_page(page)
    for nth, key in enumerate(DIGITS):
        stroke(ready.drawing, (0.1 + 0.05 * nth, 0.2), (0.5, 0.8))
        press(ready, key, modifier)
        assert ready.drawing.is_empty
    assert labels(ready) == list(range(10))


def test_a_digit_key_on_an_empty_canvas_keeps_nothing_and_says_so(
    ready: MainWindow, home: Path
) -> None:
    said = messages_of(ready.session)
    press(ready, "3")
    assert [message.text for message in said] == [drawing_words.DRAW_FIRST]
    assert not (home / "my-digits").exists()


def test_a_digit_key_that_is_held_down_keeps_one(ready: MainWindow) -> None:
    keys = {key.key().toString(): key for key in ready.findChildren(QShortcut)}
    assert set(DIGITS) <= set(keys)
    assert not any(keys[digit].autoRepeat() for digit in DIGITS)


def test_a_digit_typed_into_a_field_stays_there(qtbot: QtBot, ready: MainWindow) -> None:
    stroke(ready.drawing, *DOWN)
    field = a_field(ready)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    field.selectAll()
    for key in "37":
        press(ready, key)
    assert field.text() == "37"
    assert labels(ready) == []
    assert not ready.drawing.is_empty


def test_a_digit_key_amid_a_stroke_keeps_what_is_drawn_and_ends_the_stroke(
    ready: MainWindow,
) -> None:
    ready.drawing.begin((0.2, 0.5, 1.0))
    ready.drawing.add((0.8, 0.5, 1.0))
    ink = ready.drawing.ink()
    press(ready, "1")
    ready.drawing.add((0.8, 0.9, 1.0))
    ready.drawing.complete()
    assert ready.drawing.is_empty
    np.testing.assert_array_equal(ready.collection.digits[0].ink, ink)


def test_digits_that_cannot_be_kept_are_warned_of_once_and_stay_on_the_canvas(
    ready: MainWindow, home: Path
) -> None:
    home.mkdir(exist_ok=True)
    (home / "my-digits").write_text("in the way")
    stroke(ready.drawing, *DOWN)
    ink = ready.drawing.ink()
    said = messages_of(ready.session)
    press(ready, "1")
    assert [message.severity for message in said] == [Severity.WARNING]
    np.testing.assert_array_equal(ready.drawing.ink(), ink)


def test_a_digit_key_after_a_stroke_of_the_pen_is_for_the_drawing(
    qtbot: QtBot, ready: MainWindow
) -> None:
    stroke(ready.drawing, *DOWN)
    press(ready, "1")
    ready.pages.show_page(1)
    listed, canvas = ready.draw_page.digits, child(ready, DrawingCanvas, "largeCanvas")
    digits = child(listed, QListWidget, "myDigitsList")
    digits.setFocus()
    qtbot.waitUntil(digits.hasFocus)
    digits.setCurrentRow(0)
    assert digits.selectedItems()
    for kind, x in ((PRESS, 0.2), (MOVE, 0.9), (RELEASE, 0.9)):
        pen(canvas, kind, x, 0.5)
    press(ready, "7")
    assert labels(ready) == [1, 7]


def test_the_offer_to_take_a_kept_digit_back_is_a_button(ready: MainWindow) -> None:
    stroke(ready.drawing, *DOWN)
    ink = ready.drawing.ink()
    press(ready, "1")
    undo = child(child(ready, MessageLine), QPushButton)
    assert undo.text() == "Undo"
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    np.testing.assert_array_equal(ready.drawing.ink(), ink)
    assert labels(ready) == []


def test_fine_tuning_waits_for_a_network_and_for_digits(ready: MainWindow) -> None:
    action = ready.actions_by_key["fine_tune"]
    assert not action.isEnabled()
    stroke(ready.drawing, *DOWN)
    press(ready, "1")
    assert action.isEnabled()
    ready.collection.remove(ready.collection.digits)
    assert not action.isEnabled()


def test_the_eraser_s_key_and_its_buttons_say_the_same(ready: MainWindow) -> None:
    action = ready.actions_by_key["eraser"]
    for expected in (True, False):
        press(ready, "x")
        assert ready.drawing.is_erasing is expected
        assert action.isChecked() is expected
    for expected in (True, False):
        ready.drawing.is_erasing = expected
        assert action.isChecked() is expected


@pytest.fixture
def with_digits(home: Path) -> None:
    kept_in(home / "my-digits", (1, 7, 0), (ONE, OTHER_ONE, ZERO))


@pytest.mark.usefixtures("with_digits")
def test_closing_while_fine_tuning_reads_its_data_ends_every_thread(ready: MainWindow) -> None:
    ready.actions_by_key["fine_tune"].trigger()
    (job,) = ready._commands.fine_tuning.findChildren(Job)
    ready.close()
    assert job.isFinished()
    assert ready.session.status is Status.READY
    assert ready.session.attempt is None


@pytest.mark.usefixtures("with_digits")
def test_ctrl_t_fine_tunes_and_reset_brings_the_plan_back(qtbot: QtBot, ready: MainWindow) -> None:
    plan = ready.session.plan
    press(ready, "t", CTRL)
    qtbot.waitUntil(lambda: ready.session.iteration > 0, timeout=60_000)
    assert not ready.actions_by_key["fine_tune"].isEnabled()
    ready.actions_by_key["stop"].trigger()
    wait_until_ready(qtbot, ready.session)
    assert ready.session.answerer
    assert ready.session.answerer.saw_own_digits
    ready.actions_by_key["reset"].trigger()
    assert ready.session.plan == plan


def test_with_a_page_s_own_list_focused_but_nothing_selected_keys_are_the_window_s(
    qtbot: QtBot, ready: MainWindow
) -> None:
    stroke(ready.drawing, *DOWN)
    press(ready, "1")
    ready.pages.show_page(1)
    digits = child(ready, QWidget, "myDigitsList")
    digits.setFocus()
    qtbot.waitUntil(digits.hasFocus)
    stroke(ready.drawing, *ACROSS)
    QTest.keyClick(digits, Qt.Key.Key_Delete)
    assert ready.drawing.is_empty
    assert labels(ready) == [1]
    stroke(ready.drawing, *ACROSS)
    QTest.keyClicks(digits, "7")
    assert labels(ready) == [1, 7]

"""The seed box: what it takes and refuses, and that neither wheel nor haste spoils it."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.widgets.buttons import PrimaryButton
from gui.widgets.fields import SpinField
from tests.gui.panels.showing import child
from tests.gui.waiting import wait_until_ready


def typed(window: MainWindow, text: str) -> SpinField:
    box = child(window, SpinField, "seedBox")
    box.selectAll()
    QTest.keyClicks(box, text)
    QTest.keyClick(box, Qt.Key.Key_Return)
    return box


def test_a_typed_seed_is_the_plan_s(window: MainWindow) -> None:
    typed(window, "123456")
    assert window.session.plan.config.seed == 123_456


def test_a_seed_half_typed_is_taken_by_a_click_on_train(qtbot: QtBot, window: MainWindow) -> None:
    window.show()
    window.activateWindow()
    box = child(window, SpinField, "seedBox")
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    box.selectAll()
    QTest.keyClicks(box, "77")
    button = child(window, PrimaryButton, "trainButton")
    qtbot.waitUntil(button.isEnabled)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    wait_until_ready(qtbot, window.session)
    assert window.session.made_from
    assert window.session.made_from.config.seed == 77


def test_the_seed_box_states_its_range(window: MainWindow) -> None:
    box = child(window, SpinField, "seedBox")
    assert box.accessibleName() == "Seed, 0 to 999,999"
    assert "0 to 999,999" in box.toolTip()


def test_a_seed_out_of_range_is_refused(window: MainWindow) -> None:
    box = typed(window, "3")
    QGuiApplication.clipboard().setText("1000000")
    box.selectAll()
    QTest.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert (box.value(), window.session.plan.config.seed) == (3, 3)
    for text in ("-5", "1234567", "many"):
        assert 0 <= typed(window, text).value() <= 999_999


def test_a_wheel_over_the_seed_box_without_focus_changes_nothing(window: MainWindow) -> None:
    box = child(window, SpinField, "seedBox")
    box.clearFocus()
    centre = QPointF(box.rect().center())
    nothing = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(
        centre, box.mapToGlobal(centre), QPoint(), QPoint(0, 120), *nothing, phase, False
    )
    QApplication.sendEvent(box, event)
    assert (box.value(), event.isAccepted()) == (1, False)

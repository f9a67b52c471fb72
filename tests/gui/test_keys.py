"""Keys go to the widget that has the focus before they are shortcuts of the window."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.buttons import PrimaryButton
from gui.widgets.fields import NumberField


@pytest.fixture
def pressed(qtbot: QtBot) -> tuple[QWidget, list[str]]:
    """A window with two shortcuts, as the main window has them, and those that were heard."""
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window)
    heard: list[str] = []
    for key in ("Space", "Esc"):
        QShortcut(QKeySequence(key), window).activated.connect(partial(heard.append, key))
    window.show()
    window.activateWindow()
    return window, heard


def focused(qtbot: QtBot, window: QWidget, widget: QWidget) -> None:
    layout = window.layout()
    assert layout is not None
    layout.addWidget(widget)
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)


def test_escape_is_the_field_s_while_edited_and_the_window_s_otherwise(
    qtbot: QtBot, pressed: tuple[QWidget, list[str]]
) -> None:
    window, heard = pressed
    field = NumberField("Batch size", 1, 500, True, 50)
    focused(qtbot, window, field)
    QTest.keyClicks(field, "7")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), heard) == ("50", [])
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert heard == ["Esc"]


def test_space_presses_the_button_that_has_the_focus(
    qtbot: QtBot, pressed: tuple[QWidget, list[str]]
) -> None:
    window, heard = pressed
    button = PrimaryButton(["Stop"])
    button.clicked.connect(lambda: heard.append("Stop"))
    focused(qtbot, window, button)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert heard == ["Stop"]


def test_after_return_space_is_the_window_s_until_something_is_typed(
    qtbot: QtBot, pressed: tuple[QWidget, list[str]]
) -> None:
    window, heard = pressed
    field = NumberField("Learning rate", 0, 500, False, 0.1)
    focused(qtbot, window, field)
    field.selectAll()
    QTest.keyClicks(field, "0.5 ")
    assert (field.text(), heard) == ("0.5 ", [])
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Space)
    QTest.keyClick(field, Qt.Key.Key_Space)
    assert (field.text(), heard) == ("0.5", ["Space", "Space"])
    QTest.keyClicks(field, "5 ")
    assert (field.text(), heard) == ("0.55 ", ["Space", "Space"])

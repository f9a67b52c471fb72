"""The toolbar's buttons keep their width, and take typed values along."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.buttons import PrimaryButton
from gui.widgets.fields import NumberField


def test_a_click_on_a_button_takes_what_was_typed_first(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    rate = NumberField("Learning rate", 1e-6, 100.0, False, 0.1)
    button = PrimaryButton(["Train"])
    column = QVBoxLayout(window)
    column.addWidget(rate)
    column.addWidget(button)
    rates: list[float] = []
    button.clicked.connect(lambda: rates.append(rate.value))
    window.show()
    window.activateWindow()
    rate.setFocus()
    qtbot.waitUntil(rate.hasFocus)
    rate.selectAll()
    QTest.keyClicks(rate, "0.3")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert rates == [0.3]


def test_a_button_is_as_wide_as_its_longest_text(qtbot: QtBot) -> None:
    texts = ["Train", "Train 10,000 more"]
    button = PrimaryButton(texts, "train")
    qtbot.addWidget(button)
    width = button.width()
    for primary in (True, False):
        for text in texts:
            button.set_primary(primary)
            button.setText(text)
            assert button.sizeHint().width() <= width
            assert button.width() == width

"""A button that says what is chosen."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.choice_button import ChoiceButton, remembered
from tests.gui.panels.showing import menu_action

CHOICES = ("by number", "by size", "in the longest order of all")


@pytest.fixture
def panel(qtbot: QtBot) -> QWidget:
    panel = QWidget()
    qtbot.addWidget(panel)
    return panel


@pytest.fixture
def button(panel: QWidget) -> ChoiceButton:
    button = ChoiceButton("Put in order", CHOICES, "by size")
    button.setParent(panel)
    return button


def test_it_says_what_is_chosen_and_tells_of_each_choice(
    qtbot: QtBot, panel: QWidget, button: ChoiceButton
) -> None:
    assert button.text().startswith("by size")
    for choice in ("by number", "by number"):  # again too: it may mean "now"
        with qtbot.waitSignal(button.chosen) as chosen:
            menu_action(panel, choice).trigger()
        assert chosen.args == ["by number"]
    assert button.choice == "by number"
    assert button.text().startswith("by number")


def test_it_has_room_for_the_longest_choice_whatever_is_chosen(button: ChoiceButton) -> None:
    width = button.width()
    for choice in CHOICES:
        button.show_choice(choice)
        assert button.sizeHint().width() <= width == button.minimumWidth()


def test_what_was_kept_counts_if_it_is_a_choice_still() -> None:
    assert remembered("by size", CHOICES) == "by size"
    assert remembered("by colour", CHOICES) == "by number"

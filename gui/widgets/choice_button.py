"""A flat button that says which of a few things is chosen, and opens a menu of them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from gui.widgets.menu_button import MenuButton

ARROW = " ▾"


class ChoiceButton(MenuButton):
    """As wide as its longest text; chosen tells of the user's choices, of the same one too."""

    chosen = Signal(str)

    def __init__(self, purpose: str, choices: Sequence[str], choice: str) -> None:
        menu = QMenu()
        super().__init__(None, purpose, menu)
        group = QActionGroup(menu)
        self._actions = {text: QAction(text, menu, checkable=True) for text in choices}
        for text, action in self._actions.items():
            group.addAction(action)
            menu.addAction(action)
            action.triggered.connect(lambda _, text=text: self._on_chosen(text))
        self.setFixedWidth(self._widest())
        self.show_choice(choice)

    def show_choice(self, choice: str) -> None:
        """Show another choice; emits nothing."""
        self.choice = choice
        self._actions[choice].setChecked(True)
        self.setText(choice + ARROW)

    def _widest(self) -> int:
        """The width of the longest choice, so that nothing beside the button ever moves."""
        widths = []
        for choice in self._actions:
            self.setText(choice + ARROW)
            widths.append(self.sizeHint().width())
        return max(widths)

    def _on_chosen(self, choice: str) -> None:
        self.show_choice(choice)
        self.chosen.emit(choice)


def remembered(text: str, choices: Sequence[str]) -> str:
    """One of the choices, as it was kept, or the first where that is none of them."""
    return text if text in choices else choices[0]

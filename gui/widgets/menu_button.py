"""A flat button that opens a menu."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QMenu, QToolButton

from gui import theme
from gui.widgets.keys import keeps_space


class MenuButton(QToolButton):
    """An icon, or a text where the icon is None, that opens the menu below itself.

    Not by setMenu(), whose arrow is drawn on top of a small icon.
    """

    def __init__(self, icon: str | None, purpose: str, menu: QMenu) -> None:
        super().__init__()
        self._icon_name = icon
        self._menu = menu
        self.clicked.connect(self.open)
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(purpose)
        self.setAccessibleName(purpose)
        self._dress()

    def open(self) -> None:
        """Show the menu with its right edge at the button's."""
        corner = self.mapToGlobal(self.rect().bottomRight())
        self._menu.popup(corner - QPoint(self._menu.sizeHint().width(), 0))

    def _dress(self) -> None:
        if self._icon_name:
            self.setIcon(theme.icon(self._icon_name))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def event(self, event: QEvent) -> bool:
        return keeps_space(event) or super().event(event)

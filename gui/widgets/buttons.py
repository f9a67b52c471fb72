"""Push buttons of the toolbar, one of which is highlighted as what to do next."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QColor, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
)

from gui import theme
from gui.actions import bind
from gui.widgets.keys import keeps_space

Role = QPalette.ColorRole

RADIUS = 2.5  # that of Fusion
PADDING = 9  # pixels left and right of what a button shows
ICON_GAP = 4
PRESSED, HOVERED = 115, 108  # per cent darker, lighter


class Button(QPushButton):
    """A button that Tab reaches and a click does not, and that Space presses while it is there."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def event(self, event: QEvent) -> bool:
        return keeps_space(event) or super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fusion hardly shows that a button is switched on, least of all in the dark."""
        super().paintEvent(event)
        if self.isChecked():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.colors().accent), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), RADIUS, RADIUS)


class PrimaryButton(Button):
    """A button as wide as the longest of its texts, so that none of them moves its neighbours.

    While it is primary it is filled with the accent and bold.
    """

    def __init__(self, texts: Sequence[str], icon: str | None = None) -> None:
        super().__init__(texts[0])
        self._icon_name = icon
        self._is_primary = True
        self.setIconSize(theme.ICON)
        self._dress()
        self.setFixedWidth(max(self._width_with(text) for text in texts))
        self.set_primary(False)

    @property
    def is_primary(self) -> bool:
        return self._is_primary

    def set_primary(self, primary: bool) -> None:
        self._is_primary = primary
        self._dress()

    def set_icon(self, name: str) -> None:
        self._icon_name = name
        self._dress()

    def _width_with(self, text: str) -> int:
        icon = theme.ICON.width() + ICON_GAP if self._icon_name else 0
        return self.fontMetrics().horizontalAdvance(text) + icon + 2 * PADDING

    @property
    def _stands_out(self) -> bool:
        return self._is_primary and self.isEnabled()

    def _dress(self) -> None:
        palette = QPalette()
        if self._stands_out:
            palette.setColor(Role.ButtonText, QColor(theme.colors().on_accent))
        self.setPalette(palette)
        self.setFont(theme.bold(QApplication.font()) if self._is_primary else QApplication.font())
        if self._icon_name:
            self.setIcon(theme.icon(self._icon_name, on_accent=self._stands_out))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.EnabledChange):
            self._dress()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take what is half typed in a field first, since a click does not move the focus here."""
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit | QAbstractSpinBox):
            field.clearFocus()
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fusion bleaches a coloured button until its text is hard to read; the accent stays."""
        if not self._stands_out:
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = 1 if self.hasFocus() else 0
        ring = QPen(self.palette().color(Role.WindowText), 2 * inset)
        painter.setPen(ring if inset else Qt.PenStyle.NoPen)
        painter.setBrush(self._fill())
        painter.drawRoundedRect(self.rect().adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)

    def _fill(self) -> QColor:
        accent = QColor(theme.colors().accent)
        if self.isDown():
            return accent.darker(PRESSED)
        return accent.lighter(HOVERED) if self.underMouse() else accent


def action_button(action: QAction) -> Button:
    """A plain button with an action's text that stands for it."""
    button = Button(action.text())
    bind(button, action)
    return button

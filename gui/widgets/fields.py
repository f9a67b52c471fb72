"""Fields of a form: each keeps a valid value, and says when the user changed it."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from gui.parsing import LayersRule, NumberRule, Rule
from gui.widgets.keys import asks_for_letter, keeps_key, keeps_space

T = TypeVar("T")

WIDEST_LABEL = "Evaluate every"  # one column of labels in every form of the window
MIN_CHARACTERS = 6


class RuledField(QLineEdit, Generic[T]):
    """A line of text under a rule: it always holds the last good value.

    Return or leaving the field takes what was typed; Escape brings the value back. After Return,
    Space and letters are the window's shortcuts again, until something else is typed or clicked.
    """

    changed = Signal(object)
    refused = Signal(str)

    def __init__(self, rule: Rule[T], value: T, hint: str = "") -> None:
        super().__init__()
        self._rule = rule
        self._value = value
        self._is_done = False  # with typing: Return was the last key
        self.setText(rule.shown(value))
        self.setAccessibleName(f"{rule.name}, {rule.span()}")
        self.setToolTip("\n".join(filter(None, (hint, rule.span()))))
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("0" * MIN_CHARACTERS))
        self.editingFinished.connect(self.commit)

    @property
    def value(self) -> T:
        return self._value

    def set_value(self, value: T) -> None:
        """Show a value that was not typed here; emits nothing, and leaves what is being typed."""
        if value != self._value:
            self._value = value
            self.restore()

    def restore(self) -> None:
        self.setText(self._rule.shown(self._value))

    def commit(self) -> None:
        """Take what was typed, or refuse it; the owner may call it before it reads value."""
        typed = self.text()
        read = self._rule.read(typed)
        if read is None:
            self.restore()
            self.refused.emit(self._rule.refusal(typed, self._value))
        else:
            self._take(read)

    def _take(self, value: T) -> None:
        differs = value != self._value
        self._value = value
        self.restore()
        if differs:
            self.changed.emit(value)

    def _step(self, up: bool) -> None:
        read = self._rule.read(self.text())
        self._take(self._rule.stepped(self._value if read is None else read, up))

    def _is_edited(self) -> bool:
        return self.text() != self._rule.shown(self._value)

    def event(self, event: QEvent) -> bool:
        """Escape belongs to the field while it is being edited, to the window otherwise."""
        if self._is_done and asks_for_letter(event):
            event.ignore()
            return False
        keeps = self._is_edited() and keeps_key(event, Qt.Key.Key_Escape)
        return keeps or super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._is_done = False
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._is_done = False
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        self._is_done = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(key == Qt.Key.Key_Up)
        elif key == Qt.Key.Key_Escape and self._is_edited():
            self.restore()
        else:
            super().keyPressEvent(event)


class NumberField(RuledField[float]):
    """A number from low to high; whole numbers come as int."""

    def __init__(
        self,
        name: str,
        low: float,
        high: float,
        whole: bool,
        value: float,
        *,
        step: float | None = None,
        hint: str = "",
    ) -> None:
        super().__init__(NumberRule(name, low, high, whole, step), value, hint)


class LayersField(RuledField[tuple[int, ...]]):
    """The units of each hidden layer, as "100, 100"."""

    def __init__(
        self,
        name: str,
        value: tuple[int, ...],
        *,
        most_layers: int = 8,
        most_units: int = 4096,
        hint: str = "",
    ) -> None:
        super().__init__(LayersRule(name, most_layers, most_units), value, hint)


class ChoiceField(QComboBox):
    """One of several values, each shown as a text; changed tells of the user's choices only."""

    changed = Signal(object)

    def __init__(
        self, name: str, choices: Sequence[tuple[object, str]], value: object, hint: str = ""
    ) -> None:
        super().__init__()
        self._values: list[object] = []
        self.setAccessibleName(name)
        self.setToolTip(hint)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(MIN_CHARACTERS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_choices(choices, value)
        self.activated.connect(self._on_activated)

    @property
    def value(self) -> object:
        return self._value

    def set_choices(self, choices: Sequence[tuple[object, str]], value: object) -> None:
        """Offer other values, and show one of them; emits nothing."""
        values = [choice for choice, _ in choices]
        if values != self._values:
            self._values = values
            self.blockSignals(True)
            self.clear()
            self.addItems([text for _, text in choices])
            self.blockSignals(False)
        self.set_value(value)

    def set_value(self, value: object) -> None:
        """Show one of the values; emits nothing. Raises ValueError for any other."""
        self.setCurrentIndex(self._values.index(value))
        self._value = value

    def _on_activated(self, index: int) -> None:
        if self._values[index] != self._value:
            self._value = self._values[index]
            self.changed.emit(self._value)

    def event(self, event: QEvent) -> bool:
        return keeps_space(event) or super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel that rolls over the form must not change a setting unnoticed."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class SpinField(QSpinBox):
    """A whole number with small steps; typing counts once it is done."""

    def __init__(self, name: str, low: int, high: int, hint: str) -> None:
        super().__init__()
        self.setRange(low, high)
        self.setKeyboardTracking(False)
        self.setAccessibleName(f"{name}, {low:,} to {high:,}")
        self.setToolTip(f"{hint}\n{low:,} to {high:,}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel that rolls over it must not change it unnoticed."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Form(QGridLayout):
    """Muted labels left, fields right; the columns of all forms line up."""

    def __init__(self, widest_label: str = WIDEST_LABEL) -> None:
        super().__init__()
        self._widest_label = widest_label
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(6)
        self.setVerticalSpacing(4)
        self.setColumnStretch(1, 1)

    def add_field(self, text: str, field: QWidget) -> QLabel:
        """Put a field below the others; its label comes back."""
        label = muted_label(text)
        label.setBuddy(field)
        self.setColumnMinimumWidth(0, label.fontMetrics().horizontalAdvance(self._widest_label))
        row = self.rowCount()
        self.addWidget(label, row, 0)
        self.addWidget(field, row, 1)
        return label


def muted_label(text: str) -> QLabel:
    label = QLabel(text)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label

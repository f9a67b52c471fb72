"""Numbers as bars from 0: a row for each of a few, a column for each of many."""

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core.arrays import Floats, Labels
from gui import theme
from gui.weights import words

ROW = 15  # pixels
TALLEST_ROW = 36
GAP = 8
BAR = 6.0
NAMES_SHARE = 0.3  # of the width
ROUNDING = 2  # pixels that a text may be wider than it is measured
WIDEST_NUMBER = "-00.000"


def largest_first(values: Floats) -> Labels:
    """The places of values by size, whatever the sign; those that are no numbers last."""
    order: Labels = np.argsort(-np.abs(values), kind="stable")
    return order


def reach(values: Floats) -> tuple[float, float]:
    """From where to where bars of values reach: around 0 if any is below it, else from 0."""
    finite = values[np.isfinite(values)]
    most = float(np.abs(finite).max(initial=0.0))
    return (-most, most) if (finite < 0).any() else (0.0, most)


def _in_words(name: str, value: float) -> str:
    return f"{name}: {words.number(value)}"


class SignedBars(QWidget):
    """Rows of name, bar and number: of all while there is room, or as many as fit, largest first.

    In order, more than fit are thin columns. Bars above 0 are in the accent, those below it in the
    warning.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._names: Sequence[str] = ()
        self._values: Floats = np.empty(0)
        self._sorted = False
        self._tip: Callable[[str, float], str] = _in_words
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_values(
        self,
        names: Sequence[str],
        values: Floats,
        tip: Callable[[str, float], str] = _in_words,
        *,
        largest_first: bool = False,
    ) -> None:
        """Show values (n,) under their names; tip says one in a sentence."""
        self._names, self._values, self._sorted = names, values, largest_first
        self._tip = tip
        said = (tip(names[place], float(values[place])) for place in self.shown)
        self.setAccessibleDescription(" ".join(said))
        self.update()

    @property
    def shown(self) -> list[int]:
        """The places that have a row, from above."""
        order = largest_first(self._values) if self._sorted else np.arange(len(self._values))
        places: list[int] = order[: self._room()].tolist()
        return places

    @property
    def has_columns(self) -> bool:
        return not self._sorted and len(self._values) > self._room()

    def text_at(self, x: float, y: float) -> str:
        """The value at a point in words; empty where there is none."""
        count = len(self._values)
        if self.has_columns:
            place = min(max(int(x * count / self.width()), 0), count - 1)
        else:
            rows, row = self.shown, int(y // self._pitch())
            if not 0 <= row < len(rows):
                return ""
            place = rows[row]
        return self._tip(self._names[place], float(self._values[place]))

    def _room(self) -> int:
        """How many rows there is room for."""
        return max(self.height() // ROW, 1)

    def _pitch(self) -> float:
        return min(self.height() / max(len(self.shown), 1), TALLEST_ROW)

    def sizeHint(self) -> QSize:
        return QSize(160, 10 * ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(110, 4 * ROW)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            text = self.text_at(event.x(), event.y())
            QToolTip.showText(event.globalPos(), text, self, QRect(event.pos(), QSize(2, 2)))
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.has_columns:
            self._paint_columns(painter)
        elif len(self._values):
            self._paint_rows(painter)

    def _paint_rows(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, metrics = theme.colors(), self.fontMetrics()
        shown, pitch = self.shown, self._pitch()
        widest = max(metrics.horizontalAdvance(self._names[place]) for place in shown)
        names = min(widest + ROUNDING, int(NAMES_SHARE * self.width()))
        numbers = metrics.horizontalAdvance(WIDEST_NUMBER)
        track = QRectF(names + GAP, 0, self.width() - names - numbers - 2 * GAP, self.height())
        low, high = reach(self._values)
        zero = track.left() - low / (high - low or 1.0) * track.width()
        painter.fillRect(QRectF(zero - 0.5, 0, 1, pitch * len(shown)), QColor(tokens.line))
        for row, place in enumerate(shown):
            line = QRectF(0, row * pitch, self.width(), pitch)
            self._paint_texts(painter, line, place, names)
            value = float(self._values[place])
            if np.isfinite(value):
                length = value / (high - low or 1.0) * track.width()
                bar = QRectF(zero, line.center().y() - BAR / 2, length, BAR).normalized()
                painter.fillRect(bar, QColor(_color(value, tokens)))

    def _paint_texts(self, painter: QPainter, line: QRectF, place: int, names: int) -> None:
        """The name in the middle of its column, the number at the right."""
        tokens, metrics = theme.colors(), self.fontMetrics()
        left = QRectF(line.left(), line.top(), names, line.height())
        name = metrics.elidedText(self._names[place], Qt.TextElideMode.ElideRight, names)
        painter.setPen(QColor(tokens.muted))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        painter.drawText(left, Qt.AlignmentFlag.AlignHCenter | middle, name)
        painter.setPen(QColor(tokens.text))
        number = words.number(float(self._values[place]))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | middle, number)

    def _paint_columns(self, painter: QPainter) -> None:
        """Up and down from 0, in the order of the places; one on another where room is scarce."""
        tokens, count, values = theme.colors(), len(self._values), np.nan_to_num(self._values)
        low, high = reach(self._values)
        scale = (self.height() - 2) / (high - low or 1.0)
        zero = 1 + high * scale
        width = max(self.width() / count - 1, 1.0)
        for place, value in enumerate(values.tolist()):
            bar = QRectF(place * self.width() / count, zero, width, -value * scale)
            painter.fillRect(bar.normalized(), QColor(_color(value, tokens)))
        painter.setPen(QColor(tokens.muted))
        painter.drawLine(0, round(zero), self.width(), round(zero))


def _color(value: float, tokens: theme.Colors) -> str:
    return tokens.warning if value < 0 else tokens.accent

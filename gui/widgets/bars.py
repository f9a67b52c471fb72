"""The network's outputs as thin bars, one for each class; of many classes, the likeliest."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core.arrays import Floats
from core.drawing import Prediction
from core.samples import DIGITS
from gui import drawing_words, theme

ROW = 14
LEAST_ROW = 9
LEAST_FONT = 8
GAP = 10
BAR = 4.0
THICKEST_BAR = 8.0
LEAST_WIDTH = 80
# A bar of nothing leaves a mark, so that all classes are seen to be there.
STUB = 2.0
MOST_ROWS = 10
NAMES_SHARE = 0.4


def value_text(name: str, value: float, logit: float, *, probabilities: bool) -> str:
    """One row in words: "3: 96.2 %, logit 7.31"; "3: 1.074" if the outputs are the logits."""
    share = f"{name}: {drawing_words.probability(value)}, logit {logit:.2f}"
    return share if probabilities else f"{name}: {value:.3f}"


def lengths(values: Floats, *, probabilities: bool) -> Floats:
    """How far each bar reaches, 0..1; plain numbers from their least to their largest."""
    finite = np.nan_to_num(values.astype(np.float64), nan=0.0, posinf=0.0, neginf=0.0)
    if probabilities:
        return np.clip(finite, 0.0, 1.0)
    span = np.ptp(finite)
    return (finite - finite.min()) / span if span else np.zeros_like(finite)


def _rows(prediction: Prediction | None, classes: int) -> list[int]:
    """The classes that have a row: all of a few, else the likeliest, from most to least."""
    if classes <= MOST_ROWS or prediction is None:
        return list(range(min(classes, MOST_ROWS)))
    ranked: list[int] = np.argsort(-prediction.outputs, kind="stable").tolist()
    return ranked[:MOST_ROWS]


class ProbabilityBars(QWidget):
    """A row for each class: its name and a bar; the winner's is in the accent, its name bold."""

    def __init__(self) -> None:
        super().__init__()
        self._names: Sequence[str] = list(DIGITS)  # of the rows
        self._texts: tuple[str, ...] = ()
        self._lengths: Floats = np.zeros(len(self._names))
        self._winner: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Output for each class")

    def set_values(
        self,
        prediction: Prediction | None,
        names: Sequence[str] = DIGITS,
        *,
        probabilities: bool = True,
    ) -> None:
        """Show a prediction's outputs for the classes of these names, or none at all."""
        shown = _rows(prediction, len(names))
        named = [names[place] for place in shown]
        reach: Floats = np.zeros(len(shown))
        texts: tuple[str, ...] = ()
        winner = None
        if prediction:
            winner = shown.index(prediction.digit)
            reach = lengths(prediction.outputs, probabilities=probabilities)[shown]
            values, logits = prediction.outputs[shown].tolist(), prediction.logits[shown].tolist()
            texts = tuple(
                value_text(name, value, logit, probabilities=probabilities)
                for name, value, logit in zip(named, values, logits, strict=True)
            )
        if (winner, texts, named) != (self._winner, self._texts, self._names):
            self._names = named
            self._winner, self._texts, self._lengths = winner, texts, reach
            self.setAccessibleDescription("; ".join(texts))
            self.update()

    def text_at(self, y: float) -> str:
        """The row at height y in words; empty while there are no values."""
        row = int(y // self._pitch())
        return self._texts[row] if 0 <= row < len(self._texts) else ""

    def _pitch(self) -> float:
        return max(self.height() / max(len(self._names), 1), 1.0)

    def _row(self, index: int) -> QRect:
        top, bottom = round(index * self._pitch()), round((index + 1) * self._pitch())
        return QRect(0, top, self.width(), bottom - top)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            row = self._row(int(event.pos().y() / self._pitch()))
            QToolTip.showText(event.globalPos(), self.text_at(event.pos().y()), self, row)
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        return QSize(2 * LEAST_WIDTH, ROW * len(self._names))

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH, LEAST_ROW * len(self._names))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._row_font()
        metrics = QFontMetrics(theme.bold(font))
        widest = max((metrics.horizontalAdvance(name) for name in self._names), default=0)
        names = min(widest, int(NAMES_SHARE * self.width()))
        for index in range(len(self._names)):
            row = self._row(index)
            self._paint_name(painter, index, row.adjusted(0, 0, names - row.width(), 0), font)
            self._paint_bar(painter, index, QRectF(row).adjusted(names + GAP, 0, 0, 0))

    def _row_font(self) -> QFont:
        font = QFont(self.font())
        usual = QFontInfo(font).pixelSize()
        font.setPixelSize(max(min(int(self._pitch()), usual), LEAST_FONT))
        return font

    def _paint_name(self, painter: QPainter, index: int, area: QRect, font: QFont) -> None:
        tokens = theme.colors()
        wins = index == self._winner
        painter.setFont(theme.bold(font) if wins else font)
        painter.setPen(QColor(tokens.text if wins else tokens.muted))
        name = painter.fontMetrics().elidedText(
            self._names[index], Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, name)

    def _paint_bar(self, painter: QPainter, index: int, row: QRectF) -> None:
        tokens = theme.colors()
        thickness = min(max(BAR, row.height() / 4), THICKEST_BAR)
        track = QRectF(row.left(), row.center().y() - thickness / 2, row.width(), thickness)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.mixed(tokens.line, tokens.panel, 0.4)))
        painter.drawRoundedRect(track, thickness / 2, thickness / 2)
        if not self._texts:
            return
        track.setWidth(max(STUB, float(self._lengths[index]) * row.width()))
        painter.setBrush(QColor(tokens.accent if index == self._winner else tokens.muted))
        round_end = min(thickness, track.width()) / 2
        painter.drawRoundedRect(track, round_end, round_end)

"""Single lines of text in drawings, placed by their baseline."""

from enum import Enum

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from gui.report.block import COLORS, SMALL, font

MIDDLE = 0.36  # of a letter's size, from the baseline up to the middle of a digit


class Anchor(Enum):
    """Which part of a text stands at its place, as a share of its width."""

    LEFT = 0.0
    MIDDLE = 0.5
    RIGHT = 1.0


def write(
    painter: QPainter,
    x: float,
    baseline: float,
    text: str,
    anchor: Anchor = Anchor.LEFT,
    *,
    color: str = COLORS.text,
    size: float = SMALL,
    bold: bool = False,
) -> None:
    """A line of text; its size need not be whole, as that of a QFont must."""
    painter.save()
    painter.translate(x, baseline)
    painter.scale(size / SMALL, size / SMALL)
    painter.setFont(font(SMALL, bold=bold))
    painter.setPen(QColor(color))
    painter.drawText(QPointF(-anchor.value * _advance(text, bold), 0.0), text)
    painter.restore()


def text_width(text: str, *, size: float = SMALL, bold: bool = False) -> float:
    return _advance(text, bold) * size / SMALL


def elided(text: str, room: float, *, size: float = SMALL) -> str:
    """What has room of a text, with dots for the rest."""
    shown = QFontMetricsF(font(SMALL))
    return shown.elidedText(text, Qt.TextElideMode.ElideRight, room * SMALL / size)


def _advance(text: str, bold: bool) -> float:
    return QFontMetricsF(font(SMALL, bold=bold)).horizontalAdvance(text)

"""Formulas as boxes: each knows its size around the baseline, and is made of smaller ones.

They are set in the program's typeface at TEXT points. It lacks a few signs: those are drawn, since
a letter from elsewhere would not be embedded.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from gui.report.block import COLORS, TEXT, font
from gui.report.strokes import SIGNS, Sign, stroke

FINE = 1000  # pixels: Qt rounds the outlines of small letters to whole ones
NUMBER_ROOM = TEXT  # between a formula and its number


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a formula; draw paints it from the painter's origin, which is on the baseline."""

    width: float
    ascent: float
    descent: float
    draw: Callable[[QPainter], None]

    @property
    def height(self) -> float:
        return self.ascent + self.descent

    def paint(self, painter: QPainter, x: float, baseline: float) -> None:
        painter.save()
        painter.translate(x, baseline)
        self.draw(painter)
        painter.restore()


def symbol(text: str, *, bold: bool = False, italic: bool = False) -> Box:
    """Letters of the typeface, or one of the signs that it lacks."""
    if text in SIGNS:
        return _drawn(SIGNS[text])
    width, ascent, descent = _measured(text, bold, italic)

    def draw(painter: QPainter) -> None:
        painter.setFont(font(bold=bold, italic=italic))
        painter.drawText(QPointF(0, 0), text)

    return Box(width, ascent, descent, draw)


def _measured(text: str, bold: bool, italic: bool) -> tuple[float, float, float]:
    """Width, ascent and descent; slanted letters are as wide as they reach."""
    metrics = QFontMetricsF(font(FINE, bold=bold, italic=italic))
    outline, advance = metrics.tightBoundingRect(text), metrics.horizontalAdvance(text)
    width = max(advance, outline.right()) if italic else advance
    scale = TEXT / FINE
    return width * scale, -outline.top() * scale, max(outline.bottom(), 0.0) * scale


def _drawn(sign: Sign) -> Box:
    def draw(painter: QPainter) -> None:
        painter.scale(TEXT, TEXT)
        stroke(painter, sign.path(), COLORS.text, sign.pen)

    return Box(sign.width * TEXT, sign.ascent * TEXT, 0.0, draw)


def space(width: float) -> Box:
    return Box(width, 0.0, 0.0, lambda painter: None)


def row(boxes: Sequence[Box]) -> Box:
    """Boxes side by side on one baseline."""

    def draw(painter: QPainter) -> None:
        x = 0.0
        for box in boxes:
            box.paint(painter, x, 0.0)
            x += box.width

    return Box(sum(box.width for box in boxes), *_reach(boxes), draw)


def _reach(boxes: Sequence[Box]) -> tuple[float, float]:
    ascent = max((box.ascent for box in boxes), default=0.0)
    return ascent, max((box.descent for box in boxes), default=0.0)


def scaled(box: Box, scale: float) -> Box:
    def draw(painter: QPainter) -> None:
        painter.scale(scale, scale)
        box.draw(painter)

    return Box(box.width * scale, box.ascent * scale, box.descent * scale, draw)


def lifted(box: Box, up: float) -> Box:
    """The same box, so far above the baseline."""
    return Box(
        box.width,
        box.ascent + up,
        max(box.descent - up, 0.0),
        lambda painter: box.paint(painter, 0.0, -up),
    )


def layered(boxes: Sequence[tuple[float, Box]]) -> Box:
    """Boxes over one another, each from its own x."""

    def draw(painter: QPainter) -> None:
        for x, box in boxes:
            box.paint(painter, x, 0.0)

    width = max(x + box.width for x, box in boxes)
    return Box(width, *_reach([box for _, box in boxes]), draw)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in the middle of the page, as small as it must be, with its number at the right."""

    box: Box
    number: str = ""

    def height(self, width: float) -> float:
        return self.box.height * self._scale(width)

    def paint(self, painter: QPainter, width: float) -> None:
        painter.setPen(QColor(COLORS.text))
        box, number = scaled(self.box, self._scale(width)), self._label()
        box.paint(painter, (width - box.width) / 2, box.ascent)
        number.paint(painter, width - number.width, box.ascent)

    def _label(self) -> Box:
        return symbol(f"({self.number})") if self.number else space(0.0)

    def _scale(self, width: float) -> float:
        aside = self._label().width + NUMBER_ROOM if self.number else 0.0
        return min(1.0, (width - 2 * aside) / max(self.box.width, 1.0))

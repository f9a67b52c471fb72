"""What is written in and around a confusion matrix: numbers, labels, titles, sums."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from gui import theme
from gui.mistakes import words
from gui.widgets.matrix.look import ERROR, IMAGES
from gui.widgets.matrix.places import LABELS, TITLE, Place, Places

CENTRE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
SMALLEST, LARGEST = 9, 15  # pixels, of a number's font
FONT_SHARE = 0.36  # of a cell's side
PADDING = 5  # pixels, around a number or before a label
LABELS_SHARE = 0.2  # of the width or the height, for long names
LEAST_LABELS = 20


class Number(NamedTuple):
    """What stands in a cell, and the colour that is read best there."""

    place: Place
    text: str
    ink: str


class MatrixText:
    """The words and numbers; those that have no room are left out, or drawn across."""

    def __init__(
        self,
        names: Sequence[str],
        cells: Sequence[Sequence[str]],
        inks: Sequence[Sequence[str]] = (),
        sums: Sequence[str] = (),
        shares: bool = False,
    ) -> None:
        self._names, self._sums = names, sums
        numbers = [
            Number(Place(row, column), text, inks[row][column])
            for row, texts in enumerate(cells)
            for column, text in enumerate(texts)
            if text
        ]
        self._diagonal = [each for each in numbers if each.place.row == each.place.column]
        self._others = [each for each in numbers if each.place.row != each.place.column]
        self._sums_title = ERROR if shares else IMAGES

    def label_sizes(self, font: QFont, room: QRect, classes: int) -> tuple[int, int]:
        """The width of the labels before the rows, and the height of those above the columns."""
        metrics = QFontMetrics(theme.bold(font))
        widest = max(map(metrics.horizontalAdvance, self._names), default=0) + 2 * PADDING
        width = min(max(widest, LEAST_LABELS), int(LABELS_SHARE * room.width()))
        side = min(room.width() - width, room.height()) / max(classes, 1)
        lies = widest <= side or widest <= LEAST_LABELS + PADDING
        height = LEAST_LABELS if lies else min(widest, int(LABELS_SHARE * room.height()))
        return width, height

    def paint(self, painter: QPainter, places: Places, marked: Place) -> None:
        """Write everything; the labels of the place that is marked are bold."""
        self._paint_titles(painter, places)
        self._paint_labels(painter, places, marked)
        self._paint_sums(painter, places, marked)
        self._paint_numbers(painter, places)

    def _paint_titles(self, painter: QPainter, places: Places) -> None:
        painter.setPen(QColor(theme.colors().muted))
        cells = places.cells
        label, height = places.labels_width, places.labels_height
        above = QRect(cells.left(), cells.top() - height - TITLE, cells.width(), TITLE)
        painter.drawText(above, CENTRE, words.ANSWER)
        before = QRect(cells.left() - label - TITLE, cells.top(), TITLE, cells.height())
        _across(painter, before, CENTRE, words.TRUTH)
        if self._sums:
            title = places.sums(LABELS).adjusted(0, height - LEAST_LABELS, -PADDING, 0)
            painter.drawText(title, RIGHT, self._sums_title)

    def _paint_labels(self, painter: QPainter, places: Places, marked: Place) -> None:
        every = _every(painter.fontMetrics(), places)
        lies = places.labels_height == LEAST_LABELS
        for index, name in enumerate(self._names):
            if _is_written(index, marked.row, every):
                box = _grown(places.box(Place(index, LABELS)), painter.fontMetrics().height())
                self._dress(painter, index == marked.row)
                _write(painter, box.adjusted(0, 0, -PADDING, 0), RIGHT, name)
            if _is_written(index, marked.column, every):
                box = places.box(Place(LABELS, index))
                self._dress(painter, index == marked.column)
                if lies:
                    middle = box.center().x()
                    wide = QRect(middle - box.height(), box.top(), 2 * box.height(), box.height())
                    painter.drawText(wide.united(box), CENTRE, name)
                else:
                    _across(painter, box.adjusted(0, 0, 0, -PADDING), LEFT, name)
        self._dress(painter, False)

    def _dress(self, painter: QPainter, is_marked: bool) -> None:
        font = painter.font()
        font.setBold(is_marked)
        painter.setFont(font)
        painter.setPen(QColor(theme.colors().text if is_marked else theme.colors().muted))

    def _paint_sums(self, painter: QPainter, places: Places, marked: Place) -> None:
        height = painter.fontMetrics().height()
        every = _every(painter.fontMetrics(), places)
        for row, text in enumerate(self._sums):
            if _is_written(row, marked.row, every):
                box = _grown(places.sums(row), height).adjusted(0, 0, -PADDING, 0)
                painter.drawText(box, RIGHT, text)

    def _paint_numbers(self, painter: QPainter, places: Places) -> None:
        """The mistakes where the longest of them has room; likewise the diagonal."""
        muted = theme.colors().muted
        for numbers, is_muted in ((self._others, False), (self._diagonal, True)):
            font = _font_for({number.text for number in numbers}, painter.font(), places.side)
            if font:
                painter.setFont(font)
                for place, text, ink in numbers:
                    painter.setPen(QColor(muted if is_muted else ink))
                    painter.drawText(places.box(place), CENTRE, text)


def _font_for(texts: set[str], like: QFont, side: float) -> QFont | None:
    """The largest font in which all the texts have room in a cell; None if there is none."""
    font = QFont(like)
    largest = min(int(FONT_SHARE * side), LARGEST)
    for size in range(max(largest, SMALLEST), SMALLEST - 1, -1):
        font.setPixelSize(size)
        if _fits(QFontMetrics(font), texts, side - PADDING):
            return font
    return None


def _fits(metrics: QFontMetrics, texts: set[str], room: float) -> bool:
    longest = max(map(metrics.horizontalAdvance, texts), default=0)
    return longest <= room and metrics.ascent() <= room + PADDING


def _every(metrics: QFontMetrics, places: Places) -> int:
    """How many lines stand in the room of a line of text."""
    return max(1, math.ceil(metrics.height() / places.side - 0.2))


def _is_written(index: int, marked: int, every: int) -> bool:
    """Whether a label has room, which the marked one takes from others."""
    return index == marked or (
        index % every == 0 and (marked == LABELS or abs(index - marked) >= every)
    )


def _grown(box: QRect, height: int) -> QRect:
    """At least so high, about the same middle."""
    more = max(height - box.height(), 0)
    return box.adjusted(0, -more // 2, 0, more // 2 + 1)


def _write(painter: QPainter, box: QRect, alignment: Qt.AlignmentFlag, text: str) -> None:
    """Write what has room of a text."""
    elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, alignment, elided)


def _across(painter: QPainter, box: QRect, alignment: Qt.AlignmentFlag, text: str) -> None:
    """Write upwards, turned by a right angle."""
    painter.save()
    painter.translate(box.bottomLeft())
    painter.rotate(-90)
    turned = _grown(QRect(0, 0, box.height(), box.width()), painter.fontMetrics().height())
    _write(painter, turned, alignment | Qt.AlignmentFlag.AlignVCenter, text)
    painter.restore()

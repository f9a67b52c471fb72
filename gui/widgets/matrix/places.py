"""Where the cells of a matrix stand, with labels before them and a column of sums behind."""

from bisect import bisect_right
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt

from core.answers import Choice

LABELS = -1  # the row of the columns' labels, and the column of the rows'
SUMS_WIDTH = 58  # pixels
TITLE = 18  # of an axis
WHOLE = 24  # a side from which on all cells are equally large

ARROWS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A row and a column from 0; LABELS for what stands before them, both for the corner."""

    row: int
    column: int

    @property
    def choice(self) -> Choice:
        """The answers that are counted there."""
        return Choice(_known(self.row), _known(self.column))

    def moved(self, key: int, classes: int) -> "Place | None":
        """Where an arrow key leads; at the edge it stays. None for other keys."""
        step = ARROWS.get(Qt.Key(key))
        if step is None:
            return None
        row, column = self.row + step[0], self.column + step[1]
        return Place(min(max(row, LABELS), classes - 1), min(max(column, LABELS), classes - 1))


def place_of(choice: Choice) -> Place:
    """Where the answers are counted."""
    row, column = (LABELS if known is None else known for known in (choice.truth, choice.given))
    return Place(row, column)


def _known(index: int) -> int | None:
    return None if index == LABELS else index


@dataclass(frozen=True, slots=True)
class Places:
    """The geometry in pixels: left and top are those of the first cell; sides need not be whole."""

    classes: int
    left: int
    top: int
    side: float
    labels_width: int
    labels_height: int

    @classmethod
    def fitting(cls, classes: int, room: QRect, labels_width: int, labels_height: int) -> "Places":
        """The largest square cells that have room, in its middle; small ones fill it, uneven."""
        before, above = TITLE + labels_width, TITLE + labels_height
        width, height = room.width() - before - SUMS_WIDTH, room.height() - above
        side = max(min(width, height) / max(classes, 1), 1.0)
        if side >= WHOLE:
            side = float(int(side))
        whole = round(side * classes)
        left = room.left() + before + max((width - whole) // 2, 0)
        top = room.top() + above
        return cls(classes, left, top, side, labels_width, labels_height)

    @property
    def edges(self) -> list[int]:
        """From 0 to the last cell's end, in pixels from the first cell."""
        return [self._edge(index) for index in range(self.classes + 1)]

    def _edge(self, index: int) -> int:
        return int(index * self.side + 0.5)

    @property
    def cells(self) -> QRect:
        """All of them."""
        whole = self.edges[-1]
        return QRect(self.left, self.top, whole, whole)

    def box(self, place: Place) -> QRect:
        """A cell or a label."""
        x, width = self._span(place.column, self.left, self.labels_width)
        y, height = self._span(place.row, self.top, self.labels_height)
        return QRect(x, y, width, height)

    def _span(self, index: int, first: int, labels: int) -> tuple[int, int]:
        if index == LABELS:
            return first - labels, labels
        begin, end = self._edge(index), self._edge(index + 1)
        return first + begin, end - begin

    def sums(self, row: int) -> QRect:
        """The place of a row's sum, or of their title."""
        box = self.box(Place(row, LABELS))
        return QRect(self.cells.right() + 1, box.top(), SUMS_WIDTH, box.height())

    def region(self, choice: Choice) -> QRect:
        """The cells of a choice: one, a row, a column or all."""
        cells = self.cells
        box = self.box(place_of(choice))
        if choice.truth is None:
            box.setTop(cells.top())
            box.setBottom(cells.bottom())
        if choice.given is None:
            box.setLeft(cells.left())
            box.setRight(cells.right())
        return box

    def place_at(self, point: QPoint) -> Place | None:
        """What is at a point; a row's sum belongs to its label."""
        row = self._index(point.y() - self.top, self.labels_height + TITLE)
        column = self._index(point.x() - self.left, self.labels_width + TITLE)
        if column is None and self.sums(0).left() <= point.x() <= self.sums(0).right():
            column = LABELS
        return None if row is None or column is None else Place(row, column)

    def _index(self, distance: int, before: int) -> int | None:
        if distance < 0:
            return LABELS if distance >= -before else None
        index = bisect_right(self.edges, distance) - 1
        return index if index < self.classes else None

"""Where pictures with captions stand in a gallery: in rows as wide as it, one below the other."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

GAP = 6  # pixels between two tiles, and around all
PADDING = 4  # around the picture of a tile


@dataclass(frozen=True, slots=True)
class Shelf:
    """count tiles with pictures of so many pixels a side over captions of that height.

    stride is from a column to the next.
    """

    count: int
    columns: int
    stride: int
    side: int
    caption: int

    @classmethod
    def fitting(cls, count: int, width: int, side: int, caption: int) -> "Shelf":
        """As many columns as a width has room for, evenly spread."""
        least = side + 2 * PADDING + GAP
        columns = max((width - GAP) // least, 1)
        stride = max((width - GAP) // columns, least)
        return cls(count, columns, stride, side, caption)

    @property
    def tile(self) -> tuple[int, int]:
        """The width and the height of a tile."""
        return self.side + 2 * PADDING, self.side + 2 * PADDING + self.caption

    @property
    def pitch(self) -> int:
        """From a row to the next."""
        return self.tile[1] + GAP

    @property
    def height(self) -> int:
        """Of all rows with what is around them."""
        return -(-self.count // self.columns) * self.pitch + GAP

    def box(self, place: int) -> QRect:
        """A tile; places count from 0, along the rows."""
        row, column = divmod(place, self.columns)
        width, height = self.tile
        return QRect(GAP + column * self.stride, GAP + row * self.pitch, width, height)

    def place_at(self, point: QPoint) -> int | None:
        """The tile at a point; None between the tiles."""
        row, column = (point.y() - GAP) // self.pitch, (point.x() - GAP) // self.stride
        place = row * self.columns + column
        inside = row >= 0 and 0 <= column < self.columns and place < self.count
        return place if inside and self.box(place).contains(point) else None

    def between(self, top: int, bottom: int) -> range:
        """The tiles of which some lies between two heights, both included."""
        first = max((top - GAP) // self.pitch, 0) * self.columns
        last = (max(bottom - GAP, -1) // self.pitch + 1) * self.columns
        return range(min(first, self.count), min(max(first, last), self.count))

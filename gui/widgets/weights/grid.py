"""Where square tiles stand: as large as the room allows, row by row."""

from dataclasses import dataclass

from PySide6.QtCore import QRect


@dataclass(frozen=True, slots=True)
class TileGrid:
    """count tiles with sides and gaps in pixels; places count from 0, along the rows."""

    count: int
    columns: int
    side: int
    gap: int

    @classmethod
    def fitting(cls, count: int, width: int, height: int, gap: int) -> "TileGrid":
        """The largest tiles of which all have room there; their side may be 0."""

        def side(columns: int) -> int:
            rows = -(-most // columns)
            return max(min((width + gap) // columns, (height + gap) // rows) - gap, 0)

        most = max(count, 1)
        columns = max(range(1, most + 1), key=side)
        return cls(count, columns, side(columns), gap)

    @classmethod
    def as_wide(cls, count: int, width: int, least: int, gap: int) -> "TileGrid":
        """As many columns of tiles of at least that side as a width has room for."""
        columns = max((width + gap) // (least + gap), 1)
        return cls(count, columns, max((width + gap) // columns - gap, 1), gap)

    @property
    def pitch(self) -> int:
        """From a tile to the next."""
        return self.side + self.gap

    @property
    def rows(self) -> int:
        return -(-self.count // self.columns)

    @property
    def width(self) -> int:
        return self.columns * self.pitch - self.gap

    @property
    def height(self) -> int:
        return max(self.rows * self.pitch - self.gap, 0)

    def box(self, place: int) -> QRect:
        row, column = divmod(place, self.columns)
        return QRect(column * self.pitch, row * self.pitch, self.side, self.side)

    def place_at(self, x: int, y: int) -> int | None:
        """The tile at a point; its gap to the right and below belongs to it."""
        column, row = x // self.pitch, y // self.pitch
        place = row * self.columns + column
        inside = 0 <= column < self.columns and row >= 0
        return place if inside and place < self.count else None

    def between(self, top: int, bottom: int) -> range:
        """The tiles of which some lies between two heights."""
        first = max(top // self.pitch, 0) * self.columns
        last = (max(bottom, -1) // self.pitch + 1) * self.columns
        return range(min(first, self.count), min(max(last, first), self.count))

"""Text on a page: paragraphs, headings and tables, as pieces of a given width."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from gui.report.block import COLORS, HEADING, SMALL, TEXT, font
from gui.report.flow import Piece

LEADING = 1.4  # heights of a line's own letters
BETWEEN, BEFORE_HEADING, BEFORE_TABLE = 6.0, 16.0, 10.0  # points
CELL_GAP, ROW_PAD = 14.0, 1.5  # points between columns, above and below rows
TABLE_TEXT = 9  # points
ROUNDING = 0.1  # points by which a line may be wider than its measure
WIDEST = 1e4  # points: on such a line anything fits
WHOLE = 16  # rows of a table that is never spread over pages
RULE, THICK_RULE = 0.5, 1.0
LINE_SEPARATOR = "\u2028"
Align = Qt.AlignmentFlag


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """A text broken into lines of a width; it is drawn from its upper left corner."""

    layout: QTextLayout
    lines: tuple[QTextLine, ...]
    step: float  # from one line to the next
    color: str

    @property
    def height(self) -> float:
        return self.step * len(self.lines)

    @property
    def width(self) -> float:
        return max((line.naturalTextWidth() for line in self.lines), default=0.0)

    def paint(self, painter: QPainter, x: float = 0.0) -> None:
        for number in range(len(self.lines)):
            painter.save()
            painter.translate(x, number * self.step)
            self.paint_line(painter, number)
            painter.restore()

    def paint_line(self, painter: QPainter, number: int) -> None:
        line = self.lines[number]
        painter.setPen(QColor(self.color))
        line.draw(painter, QPointF(0, (self.step - line.height()) / 2 - line.y()))


def laid(
    text: str,
    width: float,
    look: QFont,
    *,
    align: Qt.AlignmentFlag = Align.AlignLeft,
    color: str = COLORS.text,
) -> Lines:
    """Break a text into lines; a word that is longer than one is broken too."""
    layout = QTextLayout(text.replace("\n", LINE_SEPARATOR), look)
    option = QTextOption(align)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setUseDesignMetrics(True)
    layout.setTextOption(option)
    lines = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(line)
    layout.endLayout()
    return Lines(layout, tuple(lines), LEADING * look.pixelSize(), color)


def paragraph(
    text: str,
    width: float,
    look: QFont | None = None,
    *,
    color: str = COLORS.text,
    gap: float = 6.0,
) -> list[Piece]:
    """A piece a line; the first two stay together, and the last two."""
    lines = laid(text, width, look or font(TEXT), color=color)
    count = len(lines.lines)
    return [
        Piece(
            lines.step,
            lambda painter, number=number: lines.paint_line(painter, number),  # type: ignore[misc]
            gap if number == 0 else 0.0,
            stays=number < count - 1 and number in (0, count - 2),
        )
        for number in range(count)
    ]


def heading(text: str, width: float) -> list[Piece]:
    """A heading, which stays with what follows."""
    lines = laid(text, width, font(HEADING, bold=True))
    return [Piece(lines.height, lines.paint, BEFORE_HEADING, stays=True)]


def subheading(text: str, width: float) -> list[Piece]:
    lines = laid(text, width, font(TEXT, bold=True))
    return [Piece(lines.height, lines.paint, BETWEEN + 4, stays=True)]


def caption(label: str, text: str, width: float, *, stays: bool) -> list[Piece]:
    """What is said above a table, with which it stays, or below a figure."""
    lines = laid(f"{label}: {text}", width, font(TABLE_TEXT), color=COLORS.muted)
    gap = BEFORE_TABLE if stays else 4.0
    return [Piece(lines.height + 2, lines.paint, gap, stays=stays)]


def tabular(text: str, look: QFont) -> QFont:
    """A font in which the digits of this text are, together, as wide as so many zeros.

    The typeface's own digits of equal width could not be found or copied in a PDF.
    """
    metrics = QFontMetricsF(look)
    digits = [letter for letter in text if letter.isdigit()]
    lacking = len(digits) * metrics.horizontalAdvance("0") - sum(
        map(metrics.horizontalAdvance, digits)
    )
    even = QFont(look)
    even.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, lacking / max(len(text), 1))
    return even


def fitted(natural: Sequence[float], room: float) -> list[float]:
    """Widths of columns, in all no more than the room: the wide ones give way to the narrow."""
    widths = list(natural)
    left, columns = room, len(natural)
    for place in sorted(range(columns), key=natural.__getitem__):
        widths[place] = min(natural[place], left / columns)
        left, columns = left - widths[place], columns - 1
    return widths


def columns_of(
    rows: Sequence[Sequence[str]],
    looks: Sequence[QFont],
    room: float,
    numbers: Sequence[int] = (),
) -> list[float]:
    """The width of each column, for all of its cells to stand on one line where that fits."""

    def reach(cell: str, look: QFont, is_number: bool) -> float:
        spaced = tabular(cell, look) if is_number else look
        return laid(cell, WIDEST, spaced).width + ROUNDING

    lines = list(zip(rows, looks, strict=True))
    natural = [
        max(reach(row[place], look, place in numbers) for row, look in lines)
        for place in range(len(rows[0]))
    ]
    return fitted(natural, room - CELL_GAP * (len(natural) - 1))


def row(
    cells: Sequence[str],
    widths: Sequence[float],
    look: QFont,
    numbers: Sequence[int] = (),
    colors: Sequence[str] = (),
) -> Piece:
    """A row of a table; cells that do not fit into their column are broken into lines."""
    laid_cells = []
    for place, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        is_number = place in numbers
        align = Align.AlignRight if is_number else Align.AlignLeft
        color = colors[place] if colors else COLORS.text
        spaced = tabular(cell, look) if is_number else look
        laid_cells.append(laid(cell, width, spaced, align=align, color=color))
    lefts = [0.0, *accumulate(width + CELL_GAP for width in widths)]
    height = max(cell.height for cell in laid_cells) + 2 * ROW_PAD

    def paint(painter: QPainter) -> None:
        painter.translate(0, ROW_PAD)
        for cell, left in zip(laid_cells, lefts, strict=False):
            cell.paint(painter, left)

    return Piece(height, paint)


def ruled(piece: Piece, width: float, *, above: float = 0.0, below: float = 0.0) -> Piece:
    """The same between rules of that thickness; 0 is none."""

    def paint(painter: QPainter) -> None:
        for y, thickness in ((0.0, above), (piece.height, below)):
            if thickness:
                rule(painter, y, width, thickness)
        painter.save()
        piece.paint(painter)
        painter.restore()

    return replace(piece, paint=paint)


def rule(painter: QPainter, y: float, width: float, thickness: float = RULE) -> None:
    painter.setPen(QPen(QColor(COLORS.text), thickness))
    painter.drawLine(QPointF(0, y), QPointF(width, y))


def table(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    width: float,
    *,
    numbers: Sequence[int] = (),
    is_totalled: bool = False,
) -> list[Piece]:
    """A table whose header is drawn again on every page that it goes on to.

    A short one stays whole; of another the first rows stay with the header, and the last together.
    """
    plain, strong = font(TABLE_TEXT), font(TABLE_TEXT, bold=True)
    looks = [strong, *[plain] * (len(rows) - 1), strong if is_totalled else plain]
    widths = columns_of([header, *rows], looks, width, numbers)
    reach = sum(widths) + CELL_GAP * (len(widths) - 1)
    top = row(header, widths, strong, numbers)
    top = replace(ruled(top, reach, above=THICK_RULE, below=RULE), stays=True)
    last = len(rows) - 1
    pieces = [top]
    for place, cells in enumerate(rows):
        is_total = is_totalled and place == last
        piece = row(cells, widths, strong if is_total else plain, numbers)
        piece = ruled(
            piece,
            reach,
            above=RULE if is_total else 0.0,
            below=THICK_RULE if place == last else 0.0,
        )
        stays = place != last and (len(rows) <= WHOLE or place < 2 or place >= last - 2)
        pieces.append(replace(piece, stays=stays, again=top))
    return pieces


def facts(rows: Sequence[tuple[str, str]], width: float) -> list[Piece]:
    """Pairs in two columns, what it is in muted letters."""
    look = font(TEXT)
    first = columns_of([[name] for name, _ in rows], [look] * len(rows), width / 3)[0]
    widths = (first, width - first - CELL_GAP)
    pieces = [row(pair, widths, look, (), (COLORS.muted, COLORS.text)) for pair in rows]
    last = len(pieces) - 1
    return [
        replace(
            piece, gap=0.0 if place else BETWEEN, stays=place != last and place in (0, last - 1)
        )
        for place, piece in enumerate(pieces)
    ]


def boxed(text: str, width: float) -> list[Piece]:
    """What is typed, in a box of its own."""
    pad = 6.0
    lines = laid(text, width - 2 * pad, font(TABLE_TEXT))
    height = lines.height + 2 * pad

    def paint(painter: QPainter) -> None:
        painter.fillRect(QRectF(0, 0, width, height), QColor(COLORS.window))
        painter.setPen(QPen(QColor(COLORS.line), RULE))
        painter.drawRect(QRectF(0, 0, width, height))
        painter.translate(pad, pad)
        lines.paint(painter)

    return [Piece(height, paint, BETWEEN)]


def small(text: str, width: float, align: Qt.AlignmentFlag) -> Lines:
    """What is said in the margins of pages."""
    return laid(text, width, font(SMALL), align=align, color=COLORS.muted)

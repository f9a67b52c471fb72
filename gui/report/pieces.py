"""What each element of a report looks like: pieces of the width of the text.

To add an element: write the method and add the case to Maker.pieces.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from gui.report import text
from gui.report.block import COLORS, TITLE, Block, font
from gui.report.content import RULED
from gui.report.elements import (
    Command,
    Discussion,
    Element,
    Equations,
    Facts,
    Heading,
    Missing,
    Paragraph,
    Picture,
    Table,
    Title,
)
from gui.report.flow import Piece
from gui.report.material import Material
from gui.report.paper import Paper

LINES_TO_WRITE_ON, LINE_TO_WRITE_ON = 9, 24.0  # of the empty box for the discussion; points
BAR = 2.0  # points: beside what is missing
FIGURE_GAP = 12.0


@dataclass(slots=True)
class Maker:
    """Makes pieces of elements, in order; it counts the tables."""

    material: Material
    paper: Paper
    tables: int = 0

    @property
    def width(self) -> float:
        return self.paper.text_width

    def pieces(self, element: Element) -> Iterable[Piece]:
        match element:
            case Title():
                return self._title(element)
            case Heading():
                return text.heading(element.text, self.width)
            case Paragraph():
                return text.paragraph(element.text, self.width)
            case Command():
                return text.boxed(element.text, self.width)
            case Missing():
                return self._missing(element)
            case Facts():
                return text.facts(element.rows, self.width)
            case Table():
                return self._table(element)
            case Equations():
                return self._equations()
            case Picture():
                return self._picture(element)
            case Discussion():
                return self._discussion(element)

    def _title(self, element: Title) -> Iterator[Piece]:
        yield from text.paragraph(element.text, self.width, font(TITLE, bold=True))
        yield from text.paragraph(element.about, self.width, font(13), color=COLORS.muted, gap=0.0)
        rows = [(name, said or RULED) for name, said in element.signed]
        yield from text.facts(rows, self.width)

    def _missing(self, element: Missing) -> Iterator[Piece]:
        """A bar beside it says that this is no part of the report."""
        lines = text.laid(element.text, self.width - 10, font(), color=COLORS.text)

        def paint(painter: QPainter) -> None:
            painter.fillRect(QRectF(0, 0, BAR, lines.height), QColor(COLORS.warning))
            lines.paint(painter, 10.0)

        yield Piece(lines.height, paint, 8.0)

    def _table(self, element: Table) -> Iterator[Piece]:
        self.tables += 1
        yield from text.caption(f"Table {self.tables}", element.caption, self.width, stays=True)
        yield from text.table(
            element.header,
            element.rows,
            self.width,
            numbers=element.numbers,
            is_totalled=element.is_totalled,
        )

    def _equations(self) -> Iterator[Piece]:
        for topic in self.material.topics:
            yield from text.subheading(topic.title, self.width)
            for part in topic.parts:
                if isinstance(part, str):
                    *lines, last = text.paragraph(part, self.width)
                    yield from (*lines, replace(last, stays=part is not topic.parts[-1]))
                else:
                    yield self._drawn(part, text.BETWEEN)

    def _picture(self, element: Picture) -> Iterator[Piece]:
        figure = self.material.figures[element.name]
        lines = text.caption(f"Figure {element.number}", figure.caption, self.width, stays=False)
        below = sum(line.gap + line.height for line in lines)
        yield replace(self._drawn(figure.block, FIGURE_GAP, below), stays=True)
        yield from lines

    def _drawn(self, block: Block, gap: float, below: float = 0.0) -> Piece:
        """A block, made smaller where it would be higher than a page."""
        width = self.width
        height, room = block.height(width), self.paper.text_height - below
        scale = min(room / height, 1.0) if height else 1.0

        def paint(painter: QPainter) -> None:
            painter.translate((1 - scale) * width / 2, 0)
            painter.scale(scale, scale)
            block.paint(painter, width)

        return Piece(scale * height, paint, gap)

    def _discussion(self, element: Discussion) -> Iterator[Piece]:
        """The student's text, or lines to write on."""
        if not element.text:
            yield Piece(LINES_TO_WRITE_ON * LINE_TO_WRITE_ON, self._paint_lines, 8.0)
        for part in element.text.splitlines():
            if part.strip():
                yield from text.paragraph(part.expandtabs(4), self.width)

    def _paint_lines(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(COLORS.line), text.RULE))
        for number in range(1, LINES_TO_WRITE_ON):
            y = number * LINE_TO_WRITE_ON
            painter.drawLine(QPointF(0, y), QPointF(self.width, y))
        painter.drawRect(QRectF(0, 0, self.width, LINES_TO_WRITE_ON * LINE_TO_WRITE_ON))

"""A report as pages that can be drawn on anything, each with a header and its number."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.report import text, words
from gui.report.block import COLORS
from gui.report.content import content
from gui.report.elements import Cover
from gui.report.flow import Placed, pages
from gui.report.material import Material
from gui.report.paper import FOOTER_AT, HEADER_AT, SIDE, TOP, Paper
from gui.report.pieces import Maker
from gui.words import legible

Align = Qt.AlignmentFlag


@dataclass(frozen=True, slots=True)
class Document:
    """The pages of a report; about and author stand at their heads, from the second on."""

    paper: Paper
    pages: tuple[tuple[Placed, ...], ...]
    about: str
    author: str

    def paint(self, painter: QPainter, page: int) -> None:
        """Draw a page, counted from 0; a unit of the painter is a point of the paper."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.translate(SIDE, 0)
        self._paint_margins(painter, page)
        for placed in self.pages[page]:
            painter.save()
            painter.translate(0, TOP + placed.y)
            placed.piece.paint(painter)
            painter.restore()
        painter.restore()

    def _paint_margins(self, painter: QPainter, page: int) -> None:
        paper, width = self.paper, self.paper.text_width
        number = words.page_of(page + 1, len(self.pages))
        painter.save()
        painter.translate(0, paper.height - FOOTER_AT)
        text.small(number, width, Align.AlignRight).paint(painter)
        painter.restore()
        if page == 0:
            return
        painter.translate(0, HEADER_AT)
        text.small(self.about, width * 0.6, Align.AlignLeft).paint_line(painter, 0)
        painter.translate(width * 0.65, 0)
        text.small(self.author, width * 0.35, Align.AlignRight).paint_line(painter, 0)
        painter.translate(-width * 0.65, 0)
        painter.setPen(QPen(QColor(COLORS.line), text.RULE))
        painter.drawLine(QPointF(0, 14), QPointF(width, 14))
        painter.translate(0, -HEADER_AT)


def document(material: Material, cover: Cover, paper: Paper) -> Document:
    """Lay a report out."""
    maker = Maker(material, paper)
    pieces = [
        piece for element in content(material.subject, cover) for piece in maker.pieces(element)
    ]
    laid = pages(pieces, paper.text_height)
    subject = material.subject
    about = words.title_about(subject.spec, subject.dataset)
    return Document(paper, tuple(laid), about, legible(cover.name))

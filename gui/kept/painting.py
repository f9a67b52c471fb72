"""How the cells of the tables of runs are painted: ticks, names with notes, small curves."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.kept import Kept
from gui import theme
from gui.kept.colors import run_color
from gui.kept.table import GUTTER, NOTE, RUN, SLOT
from gui.plotting.scales import error_top
from gui.widgets.sparkline import paint_sparkline

Index = QModelIndex | QPersistentModelIndex
Role = QPalette.ColorRole

MARK = 16  # pixels
RADIUS = 3.0
SMALL = 11  # pixels of the number in a mark
MIDDLE = 0.18  # of the light of white: there black and white stand out equally
INDENT = 4
LEAST_ROOM = 40  # pixels, for a note to be worth beginning
INSET = 4  # around a small curve
SELECTED = 0.18  # of the accent over the panel, so that all colours stay readable


def paint_mark(painter: QPainter, box: QRectF, slot: int | None) -> None:
    """A run's mark in the middle of a box: its colour with its number, or an empty tick box."""
    tokens = theme.colors()
    place = QRectF(0, 0, MARK, MARK)
    place.moveCenter(box.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if slot is None:
        painter.setPen(QPen(QColor(tokens.muted), 1.2))
        painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
    else:
        ground = QColor(run_color(slot, tokens))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(place, RADIUS, RADIUS)
        painter.setFont(_number_font(painter.font()))
        painter.setPen(QColor("#000000" if _luminance(ground) > MIDDLE else "#ffffff"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(slot + 1))
    painter.restore()


def _number_font(font: QFont) -> QFont:
    small = theme.bold(font)
    small.setPixelSize(SMALL)
    return small


def _luminance(color: QColor) -> float:
    """The relative luminance of WCAG 2.1: 0 for black, 1 for white."""
    linear = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.redF(), color.greenF(), color.blueF())
    )
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


class RowDelegate(QStyledItemDelegate):
    """A cell of a row that is selected as a whole, softly."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        tokens = theme.colors()
        palette = QPalette(option.palette)
        soft = theme.mixed(tokens.accent, tokens.panel, SELECTED)
        palette.setColor(Role.Highlight, QColor(soft))
        palette.setColor(Role.HighlightedText, palette.color(Role.Text))
        option.palette = palette
        if option.displayAlignment & Qt.AlignmentFlag.AlignRight:
            option.text += GUTTER
        option.state &= ~QStyle.StateFlag.State_HasFocus


class MarkDelegate(RowDelegate):
    """The tick of a run."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if isinstance(index.data(RUN), Kept):
            paint_mark(painter, QRectF(option.rect), index.data(SLOT))


class NameDelegate(RowDelegate):
    """A name, and behind it what was noted, muted."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        font = index.data(Qt.ItemDataRole.FontRole) or painter.font()
        metrics = QFontMetrics(font)
        name, note = index.data(), index.data(NOTE)
        room = option.rect.adjusted(metrics.horizontalAdvance(name) + 4 * INDENT, 0, -INDENT, 0)
        if note and room.width() >= LEAST_ROOM:
            line = note.replace("\n", " ")
            text = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room.width())
            painter.save()
            painter.setPen(QColor(theme.colors().muted))
            alignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, alignment, text)
            painter.restore()


class CourseDelegate(RowDelegate):
    """The testing error over the iterations, as small as a word."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        run = index.data(RUN)
        if isinstance(run, Kept):
            box = QRectF(option.rect).adjusted(INSET, INSET, -INSET, -INSET)
            errors = [error for _, error in run.curve]
            paint_sparkline(painter, box, errors, theme.colors().testing, error_top(errors))

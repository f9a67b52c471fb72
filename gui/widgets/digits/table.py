"""The table of errors by digit: columns as the room allows, small curves, rows to choose."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from core.samples import DIGITS
from gui import theme
from gui.digit_words import DIGIT, PAST, PURPOSES, TITLES, Cells
from gui.widgets.digits.columns import ALIGNMENT, BOLD, fitted_widths, needed_widths
from gui.widgets.sparkline import paint_sparkline

ROW_HEIGHT = 18
INSET = 3  # pixels between a small curve and the edges of its cell
SIGN = 7.0  # pixels, the sides of the triangle beside the worst digit
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its texts, what its tooltip says, its curve, and whether it can be chosen."""

    cells: Cells
    about: str = ""
    curve: Sequence[float] = ()
    can_be_chosen: bool = False


class DigitTable(QTableWidget):
    """Lines as they are given to it; the last one is bold, and one may be marked as the worst.

    top is the error at the top of all curves.
    """

    chosen = Signal(int)  # a row

    def __init__(self) -> None:
        super().__init__(0, len(TITLES))
        self.lines: Sequence[Line] = ()
        self.top = 0.0
        self._items: list[list[QTableWidgetItem]] = []
        self._widest: Cells = TITLES
        self._worst: int | None = None
        self._hovered = -1
        self._set_up()
        self._set_up_headers()
        self.cellClicked.connect(lambda row, _: self._choose(row))
        self.cellEntered.connect(lambda row, _: self._hover(row))

    def _set_up(self) -> None:
        self.setObjectName("digitErrorTable")
        self.setAccessibleName("Error by digit")
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableWidget.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setFixedHeight(ROW_HEIGHT * (len(DIGITS) + 2) + 4)

    def _set_up_headers(self) -> None:
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setMinimumSectionSize(ROW_HEIGHT)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setMinimumSectionSize(1)
        columns.setStretchLastSection(True)
        columns.setSectionsClickable(False)
        columns.setHighlightSections(False)
        columns.setFixedHeight(ROW_HEIGHT + 2)
        for column, (title, purpose) in enumerate(zip(TITLES, PURPOSES, strict=True)):
            item = QTableWidgetItem(title)
            item.setTextAlignment(ALIGNMENT[column])
            item.setToolTip(purpose)
            self.setHorizontalHeaderItem(column, item)

    def show_lines(self, lines: Sequence[Line], worst: int | None, top: float) -> None:
        """Show these instead; worst is the row to mark."""
        self.lines, self.top = lines, top
        is_other = len(lines) != len(self._items)
        if is_other:
            self.setRowCount(len(lines))
            self._items = [self._new_items(row) for row in range(len(lines))]
        for items, line in zip(self._items, lines, strict=True):
            for item, text in zip(items, line.cells, strict=True):
                item.setText(text)
        if is_other or worst != self._worst:
            self._worst = worst
            self._emphasise()
        self._hover(self._hovered)

    def _new_items(self, row: int) -> list[QTableWidgetItem]:
        items = []
        for column, alignment in enumerate(ALIGNMENT):
            item = QTableWidgetItem()
            item.setTextAlignment(alignment)
            self.setItem(row, column, item)
            items.append(item)
        return items

    def _emphasise(self) -> None:
        """The last row is bold; the worst is bold, in the warning colour, and has a sign."""
        plain = self.font()
        strong, warning = theme.bold(plain), QColor(theme.colors().warning)
        for row, items in enumerate(self._items):
            is_worst = row == self._worst
            stands_out = is_worst or row == len(self._items) - 1
            for column, item in enumerate(items):
                item.setFont(strong if stands_out and column in BOLD else plain)
                item.setData(Qt.ItemDataRole.ForegroundRole, warning if is_worst else None)

    def make_room_for(self, widest: Cells) -> None:
        """Lay the columns out for texts as wide as these."""
        if widest != self._widest:
            self._widest = widest
            self._lay_out()

    def _lay_out(self) -> None:
        needed = needed_widths(self.horizontalHeader(), self._widest)
        widths = fitted_widths(needed, self.viewport().width())
        for column in range(len(TITLES)):
            self.setColumnHidden(column, column not in widths)
        for column, width in widths.items():
            self.setColumnWidth(column, width)

    def _can_be_chosen(self, row: int) -> bool:
        return 0 <= row < len(self.lines) and self.lines[row].can_be_chosen

    def _choose(self, row: int) -> None:
        if self._can_be_chosen(row):
            self.chosen.emit(row)

    def _hover(self, row: int) -> None:
        """Frame the row under the pointer, -1 for none, if a click does something there."""
        self._hovered = row
        if 0 <= row < len(self.lines):
            for item in self._items[row]:  # of the others nobody asks
                item.setToolTip(self.lines[row].about)
        if self._can_be_chosen(row):
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.viewport().unsetCursor()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if not self.isColumnHidden(PAST):
            self._paint_curves(painter)
        if self._worst is not None:
            self._paint_sign(painter, self._worst)
        if self._can_be_chosen(self._hovered):
            painter.setPen(QColor(theme.colors().accent))
            top = self.rowViewportPosition(self._hovered)
            painter.drawRect(0, top, self.viewport().width() - 1, ROW_HEIGHT - 1)

    def _paint_curves(self, painter: QPainter) -> None:
        last = self.rowAt(self.viewport().height() - 1)
        seen = range(self.rowAt(0), last + 1 if last >= 0 else len(self.lines))
        for row in seen:
            box = self._box(row, PAST).adjusted(INSET, INSET, -INSET, -INSET)
            paint_sparkline(painter, box, self.lines[row].curve, self._ink(row), self.top)

    def _paint_sign(self, painter: QPainter, row: int) -> None:
        """A triangle at the left edge, for those who do not see its colour."""
        box = self._box(row, DIGIT)
        corner = QPointF(box.left() + INSET, box.center().y() + SIGN / 2)
        corners = corner, corner + QPointF(SIGN, 0), corner + QPointF(SIGN / 2, -SIGN)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._ink(row)))
        painter.drawPolygon(QPolygonF(corners))
        painter.restore()

    def _box(self, row: int, column: int) -> QRectF:
        return QRectF(self.visualRect(self.model().index(row, column)))

    def _ink(self, row: int) -> str:
        """The colour of what is drawn in a row."""
        tokens = theme.colors()
        if self.selectionModel().isRowSelected(row, QModelIndex()):
            return self.palette().color(QPalette.ColorRole.HighlightedText).name()
        return tokens.warning if row == self._worst else tokens.muted

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self._choose(self.currentRow())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.clearSelection()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._emphasise()
            self._lay_out()

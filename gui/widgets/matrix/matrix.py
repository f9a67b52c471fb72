"""The confusion matrix as a picture in which answers are chosen."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core.answers import ALL_MISTAKES, Choice
from core.metrics import Evaluation
from gui import theme
from gui.mistakes import words
from gui.widgets.keys import keeps_key
from gui.widgets.matrix import look
from gui.widgets.matrix.places import LABELS, Place, Places, place_of
from gui.widgets.matrix.text import MatrixText

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
LEAST = QSize(380, 320)
GRIDDED = 12  # pixels a side, from which on cells have a gap between them
CORNER = Place(LABELS, LABELS)


class ConfusionMatrix(QWidget):
    """A cell for each truth (row) and answer (column); the diagonal is muted.

    A place is pointed at by the pointer or by the arrow keys, and chosen by a click or Enter.
    """

    chosen = Signal(Choice)
    released = Signal()  # Esc asks for all mistakes again
    described = Signal()  # there is another sentence

    def __init__(self) -> None:
        super().__init__()
        self._evaluation: Evaluation | None = None
        self._names: Sequence[str] = ()
        self._shares = False
        self._choice = ALL_MISTAKES
        self._at: Place | None = None
        self._places = Places(0, 0, 0, 1.0, 0, 0)
        self._text = MatrixText((), ())
        self._image = QImage()
        self.setObjectName("confusionMatrix")
        self.setAccessibleName("Confusion matrix, truth by row and answer by column")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(LEAST)

    def set_matrix(
        self,
        evaluation: Evaluation | None,
        names: Sequence[str],
        choice: Choice = ALL_MISTAKES,
        *,
        shares: bool = False,
    ) -> None:
        """Show counts, or the shares of each row, and which answers are looked at.

        None instead of an evaluation leaves the cells empty.
        """
        is_same = evaluation is self._evaluation and names == self._names
        if is_same and (choice, shares) == (self._choice, self._shares):
            return
        renews = not is_same or shares != self._shares
        if names != self._names:
            self._at = None
        self._evaluation, self._names, self._shares = evaluation, names, shares
        self._choice = choice
        if renews:
            self._renew()
        self.update()
        self._tell()

    @property
    def sentence(self) -> str:
        """On the place that is pointed at, or else on what is chosen."""
        evaluation = self._evaluation
        if evaluation is None:
            return ""
        choice = self._at.choice if self._at else self._choice
        return words.pointed(evaluation, self._names, choice)

    def box(self, place: Place) -> QRect:
        """Where a cell or a label stands."""
        return self._places.box(place)

    def _renew(self) -> None:
        """Prepare what is painted, for this matrix, theme and size."""
        evaluation, shares = self._evaluation, self._shares
        cells: list[list[str]] = []
        sums: list[str] = []
        self._image = QImage()
        if evaluation:
            rgb = look.colors(evaluation.confusion, theme.colors(), shares=shares)
            height, width, _ = rgb.shape
            packed = np.ascontiguousarray(rgb).tobytes()
            kind = QImage.Format.Format_RGB888
            image = QImage(packed, width, height, 3 * width, kind)
            self._image = image.convertToFormat(QImage.Format.Format_RGB32)  # painted faster
            cells = look.texts(evaluation.confusion, shares=shares)
            sums = look.sums(evaluation, shares=shares)
            self._text = MatrixText(self._names, cells, look.inks(rgb), sums, shares)
        else:
            self._text = MatrixText(self._names, ())
        self._arrange()

    def _arrange(self) -> None:
        width, height = self._text.label_sizes(self.font(), self.rect(), len(self._names))
        self._places = Places.fitting(len(self._names), self.rect(), width, height)
        self.update()

    def _point(self, place: Place | None) -> None:
        """Say what is there, and mark it."""
        if place != self._at:
            self._at = place
            self.update()
        self._tell()

    def _tell(self) -> None:
        self.setAccessibleDescription(self.sentence)
        self.described.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._renew()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._places.place_at(event.position().toPoint())
        if place != self._at:
            self._point(place)

    def leaveEvent(self, event: QEvent) -> None:
        self._point(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._places.place_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and place and self._evaluation:
            self.chosen.emit(place.choice)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._places.place_at(event.pos())
            if place and self._evaluation:
                text = words.pointed(self._evaluation, self._names, place.choice)
                QToolTip.showText(event.globalPos(), text, self, self.box(place))
            else:
                QToolTip.hideText()
            return True
        releases = self._choice != ALL_MISTAKES and keeps_key(event, Qt.Key.Key_Escape)
        return releases or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self._at or place_of(self._choice)
        there = at.moved(event.key(), len(self._names))
        if there:
            self._point(there)
        elif event.key() in ENTER and self._evaluation:
            self.chosen.emit(at.choice)
        elif event.key() == Qt.Key.Key_Escape:
            self.released.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        cells = self._places.cells
        if self._image.isNull():
            faint = theme.mixed(theme.colors().line, theme.colors().panel, look.FAINT)
            painter.fillRect(cells, QColor(faint))
        else:
            painter.drawImage(cells, self._image)
        if self._places.side >= GRIDDED:
            self._paint_gaps(painter)
        self._text.paint(painter, self._places, self._at or place_of(self._choice))
        self._paint_marks(painter)

    def _paint_gaps(self, painter: QPainter) -> None:
        painter.setPen(QColor(theme.colors().panel))
        cells = self._places.cells
        for edge in self._places.edges[1:]:
            x, y = cells.left() + edge - 1, cells.top() + edge - 1
            painter.drawLine(x, cells.top(), x, cells.bottom())
            painter.drawLine(cells.left(), y, cells.right(), y)

    def _paint_marks(self, painter: QPainter) -> None:
        """A frame around what is chosen, and a thin one around what is pointed at."""
        tokens = theme.colors()
        if self._evaluation is None:
            return
        if self._choice != ALL_MISTAKES:
            _frame(painter, self._places.region(self._choice), tokens.panel, 1, 1)
            _frame(painter, self._places.region(self._choice), tokens.accent, 3, -2)
        if self._at and self._at != CORNER:
            _frame(painter, self._places.region(self._at.choice), tokens.text, 1, 0)


def _frame(painter: QPainter, box: QRect, color: str, width: int, inset: int) -> None:
    pen = QPen(QColor(color), width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(inset, inset, -1 - inset, -1 - inset))

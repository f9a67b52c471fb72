"""The panel every page is made of: a quiet frame, a title, and a few words at its right."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QPolygonF, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from gui import theme
from gui.widgets.keys import keeps_space

MARGIN = 12
RADIUS = 6.0
HEADER_HEIGHT = 20
SPACING = 6
CHEVRON = 7.0
GAP = 8  # between widgets side by side


class Panel(QFrame):
    """A rounded frame: title, info and small widgets in the header, everything else in body."""

    folded = Signal(bool)

    def __init__(self, title: str, *, foldable: bool = False) -> None:
        super().__init__()
        self._title = FoldButton(title) if foldable else _heading(title)
        self._info = Info()
        self._content = QWidget()
        self.header = QHBoxLayout()
        self.body = QVBoxLayout(self._content)
        self._lay_out()
        self.set_title(title)
        if isinstance(self._title, FoldButton):
            self._title.toggled.connect(self._on_toggled)

    def _lay_out(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 0)
        self.header.setSpacing(SPACING)
        top = QWidget()
        top.setFixedHeight(HEADER_HEIGHT)
        row = QHBoxLayout(top)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING)
        row.addWidget(self._title)
        row.addWidget(self._info, 1)
        row.addLayout(self.header)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN - 4, MARGIN, MARGIN)
        column.setSpacing(SPACING)
        column.addWidget(top)
        column.addWidget(self._content, 1)

    def title(self) -> str:
        return self._title.text()

    def set_title(self, title: str) -> None:
        self._title.setText(title)
        self.setAccessibleName(title)

    def info(self) -> str:
        return self._info.text

    def set_info(self, text: str) -> None:
        """Show a few muted words at the right; nothing moves, what does not fit is elided."""
        self._info.show_text(text)

    @property
    def is_folded(self) -> bool:
        return isinstance(self._title, FoldButton) and not self._title.isChecked()

    def set_folded(self, folded: bool) -> None:
        if isinstance(self._title, FoldButton):
            self._title.setChecked(not folded)

    def _on_toggled(self, opened: bool) -> None:
        self._content.setVisible(opened)
        self.folded.emit(not opened)

    def show_anew(self) -> None:
        """Show what costs too much to be kept up while nobody sees it; for subclasses."""

    def show_if_seen(self) -> None:
        if self.isVisible():
            self.show_anew()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_anew()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.colors()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.line))
        painter.setBrush(QColor(tokens.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)


class Info(QWidget):
    """Muted words at the right; a plain widget, since a QLabel lays out anew for each text."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def show_text(self, text: str) -> None:
        if text != self.text:
            self.text = text
            self.setAccessibleName(text)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        text = self.fontMetrics().elidedText(self.text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(
            self.rect(), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text
        )


class FoldButton(QAbstractButton):
    """A title that folds and unfolds what is below it; checked means open."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setText(title)
        self.setFont(theme.bold(self.font()))
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(self._describe)
        self._describe()

    def _describe(self) -> None:
        self.setToolTip("Fold" if self.isChecked() else "Unfold")
        self.setAccessibleName(self.text())
        self.setAccessibleDescription("open" if self.isChecked() else "folded")

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(width + MARGIN + int(CHEVRON), HEADER_HEIGHT)

    def event(self, event: QEvent) -> bool:
        return keeps_space(event) or super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), left, self.text())
        role = QPalette.ColorRole.Accent if self.hasFocus() else QPalette.ColorRole.PlaceholderText
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(role), 2.0 if self.hasFocus() else 1.4))
        painter.drawPolyline(self._chevron())

    def _chevron(self) -> QPolygonF:
        x = self.fontMetrics().horizontalAdvance(self.text()) + 8.0
        y = self.height() / 2
        half = CHEVRON / 2
        if self.isChecked():
            points = [(x, y - 1.5), (x + half, y + 2.0), (x + CHEVRON, y - 1.5)]
        else:
            points = [(x + 1.5, y - half), (x + 5.0, y), (x + 1.5, y + half)]
        return QPolygonF([QPointF(*point) for point in points])


def _heading(title: str) -> QLabel:
    label = QLabel(title)
    label.setFont(theme.bold(label.font()))
    return label


def row_of(*widgets: QWidget) -> QHBoxLayout:
    """Widgets side by side."""
    row = QHBoxLayout()
    row.setSpacing(GAP)
    for widget in widgets:
        row.addWidget(widget)
    return row

"""The answer to the drawing, large, and why it is that one."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QBrush, QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme
from gui.reader import Reader
from gui.widgets.answer import Answer
from gui.widgets.buttons import action_button
from gui.widgets.panel import Panel, row_of

DIGIT_PIXELS = 88
DOT = 12  # pixels
GAP = 6


class AnswerPanel(Panel):
    """The digit, ten bars, and a switch that shows the evidence on the canvas."""

    def __init__(self, reader: Reader, actions: dict[str, QAction]) -> None:
        super().__init__("Answer")
        self._reader = reader
        self._answer = Answer(DIGIT_PIXELS)
        self._legend = Legend()
        self.body.addWidget(self._answer, 1)
        row = row_of(action_button(actions["why"]), self._legend)
        row.setStretch(1, 1)
        self.body.addLayout(row)
        actions["why"].toggled.connect(self._legend.setVisible)
        self._legend.setVisible(actions["why"].isChecked())
        reader.changed.connect(self.show_if_seen)

    def show_anew(self) -> None:
        self.set_info(self._reader.answerer)
        self._answer.show_reading(self._reader.reading, self._reader.lack)


class Legend(QWidget):
    """Which colour of ink spoke for the answer, and which against it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Plain blue spoke for the answer, hatched orange against it")
        self.setToolTip("Each pixel's light times its weight in the answer (input times gradient)")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(20)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, middle = 0, self.height() // 2
        metrics = self.fontMetrics()
        tokens = theme.colors()
        for text, color, pattern in (
            ("for it", tokens.accent, Qt.BrushStyle.SolidPattern),
            ("against it", tokens.warning, Qt.BrushStyle.BDiagPattern),
        ):
            painter.fillRect(x, middle - DOT // 2, DOT, DOT, QBrush(QColor(color), pattern))
            x += DOT + GAP
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(x, middle + metrics.capHeight() // 2, text)
            x += metrics.horizontalAdvance(text) + 2 * GAP

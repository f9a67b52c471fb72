"""The page Draw: a large canvas, the answer and its way, the user's own digits."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.collection import Collection
from gui.drawing import Drawing
from gui.panels.answer import AnswerPanel
from gui.panels.my_digits import MyDigitsPanel
from gui.panels.sketch import SketchPanel
from gui.panels.steps import StepsPanel
from gui.panels.timeline import TimelineBar
from gui.reader import Reader
from gui.session import Session
from gui.timeline import Timeline

GAP = 10
MIDDLE = (430, 640)  # from, to, in pixels
RIGHT = (262, 420)


class DrawPage(QWidget):
    """The canvas left, the answer over the steps in the middle, the digits right."""

    def __init__(
        self,
        session: Session,
        timeline: Timeline,
        drawing: Drawing,
        reader: Reader,
        collection: Collection,
        actions: dict[str, QAction],
    ) -> None:
        super().__init__()
        self.sketch = SketchPanel(drawing, reader, actions)
        self.answer = AnswerPanel(reader, actions)
        self.steps = StepsPanel(reader)
        middle = _column(self.answer, self.steps)
        self.digits = MyDigitsPanel(session, collection, actions)
        for widget, (least, most) in ((middle, MIDDLE), (self.digits, RIGHT)):
            widget.setMinimumWidth(least)
            widget.setMaximumWidth(most)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.sketch, 4)
        row.addWidget(middle, 3)
        row.addWidget(self.digits, 2)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addLayout(row, 1)
        page.addWidget(TimelineBar(session, timeline, actions))
        self.setFocusProxy(self.sketch.canvas)


def _column(upper: QWidget, lower: QWidget) -> QWidget:
    """Two panels below each other; the upper one takes the room."""
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(GAP)
    layout.addWidget(upper, 1)
    layout.addWidget(lower)
    return column

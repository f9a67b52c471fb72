"""A drawing, and what the network makes of it as it is at this moment."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from gui.canvas import DrawingCanvas
from gui.drawing import Drawing
from gui.reader import Reader
from gui.widgets.answer import Answer
from gui.widgets.buttons import action_button
from gui.widgets.panel import MARGIN, Panel, row_of
from gui.widgets.thumbnail import Thumbnail

CANVAS_SHARE = 0.52  # of the panel's width, where the answer stands beside it
ANSWER_HEIGHT = 220  # pixels, where it stands below
LEAST_CANVAS = 120  # pixels
BELOW = 124  # pixels for the title, the thumbnails and the buttons
DIGIT_PIXELS = 40


class DrawPanel(Panel):
    """The canvas, the answer with its ten outputs, and the ink on its way to the network."""

    def __init__(self, drawing: Drawing, reader: Reader, actions: dict[str, QAction]) -> None:
        super().__init__("Draw a digit")
        self._reader = reader
        self.canvas = DrawingCanvas(drawing)
        self.canvas.setObjectName("drawingCanvas")
        self.canvas.setMinimumSize(LEAST_CANVAS, LEAST_CANVAS)
        self.canvas.setAccessibleName("Draw a digit here")
        self._answer = Answer(DIGIT_PIXELS)
        self._answer.digit.setObjectName("predictionLabel")
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._thumbnails = [Thumbnail(name) for name in ("ink", "20 px", "seen")]
        self._arrange(actions)
        reader.way_changed.connect(self.show_if_seen)
        reader.changed.connect(self._show_answer)
        self._show_answer()

    def _arrange(self, actions: dict[str, QAction]) -> None:
        self._top.setSpacing(10)
        self._top.addWidget(self.canvas, 1)
        self._top.addWidget(self._answer, 1)
        buttons = [action_button(actions[key]) for key in ("undo", "clear", "random")]
        buttons[1].setObjectName("clearButton")
        thumbnails = row_of(*self._thumbnails)
        thumbnails.addStretch(1)
        self.body.addLayout(self._top)
        self.body.addLayout(thumbnails)
        self.body.addLayout(row_of(*buttons))
        self.body.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the canvas square and as large as can be: left of the answer, or above it."""
        super().resizeEvent(event)
        width, height = self.width() - 2 * MARGIN, self.height() - BELOW
        beside = min(int(CANVAS_SHARE * width), height)
        above = min(width, height - ANSWER_HEIGHT)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._top.setDirection(down if above > beside else across)
        self.canvas.setMaximumSize(QSize(1, 1) * max(above, beside, LEAST_CANVAS))

    def _show_answer(self) -> None:
        self.set_info(self._reader.answerer)
        self._answer.show_reading(self._reader.reading, self._reader.lack)

    def show_anew(self) -> None:
        """The ink on its way to the network."""
        way = self._reader.stages
        images = way.ink.cropped().pixels, way.scaled.pixels, way.seen
        for thumbnail, image in zip(self._thumbnails, images, strict=True):
            thumbnail.set_image(image if self._reader.has_seen else None)

"""A drawing, and what the network makes of it as it is at this moment."""

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QFont, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from core.arrays import PIXEL_MAX
from core.drawing import predict, stages
from core.network import Network
from core.samples import DIGITS
from gui import words
from gui.actions import bind
from gui.canvas import DrawingCanvas
from gui.session import Session
from gui.widgets.bars import ProbabilityBars
from gui.widgets.buttons import Button
from gui.widgets.fields import muted_label
from gui.widgets.panel import MARGIN, Panel
from gui.widgets.thumbnail import Thumbnail

CANVAS_SHARE = 0.52  # of the panel's width, where the answer stands beside it
ANSWER_HEIGHT = 220  # pixels, where it stands below
LEAST_CANVAS = 120  # pixels
BELOW = 124  # pixels for the title, the thumbnails and the buttons
DIGIT_PIXELS = 40
NOTHING = "-"
TRAIN_FIRST = "train first"


class DrawPanel(Panel):
    """The canvas, the answer with its ten outputs, and the ink on its way to the network."""

    def __init__(
        self, session: Session, actions: dict[str, QAction], *, rng: np.random.Generator
    ) -> None:
        super().__init__("Draw a digit")
        self._session, self._rng = session, rng
        self.canvas = DrawingCanvas()
        self.canvas.setObjectName("drawingCanvas")
        self.canvas.setMinimumSize(LEAST_CANVAS, LEAST_CANVAS)
        self.canvas.setAccessibleName("Draw a digit here")
        self._digit = _digit_label()
        self._sureness = muted_label("")
        self._sureness.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._bars = ProbabilityBars()
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._thumbnails = [Thumbnail(name) for name in ("ink", "20 px", "seen")]
        self._arrange(actions)
        self.canvas.changed.connect(self._on_drawn)
        session.advanced.connect(self._read)
        self._on_drawn()

    def _arrange(self, actions: dict[str, QAction]) -> None:
        answer = _row(self._digit, self._sureness)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addLayout(answer)
        right.addWidget(self._bars, 1)
        self._top.setSpacing(10)
        self._top.addWidget(self.canvas, 1)
        self._top.addLayout(right, 1)
        buttons = [_button(actions[key]) for key in ("undo", "clear", "random")]
        buttons[1].setObjectName("clearButton")
        thumbnails = _row(*self._thumbnails)
        thumbnails.addStretch(1)
        self.body.addLayout(self._top)
        self.body.addLayout(thumbnails)
        self.body.addLayout(_row(*buttons))
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

    def _on_drawn(self) -> None:
        """Bring the ink to the network anew, and show it on its way."""
        self._stages = stages(self.canvas.ink())
        images = self._stages.cropped / PIXEL_MAX, self._stages.scaled, self._stages.seen
        for thumbnail, image in zip(self._thumbnails, images, strict=True):
            thumbnail.set_image(image if image.any() else None)
        self._read()

    def _read(self) -> None:
        """Ask whatever network answers now."""
        answerer = self._session.answerer
        is_known = answerer or self._session.library.has_looked
        self.set_info(answerer[1] if answerer else words.BY_NOBODY if is_known else "")
        if answerer is None or self.canvas.is_empty:
            self._show_nothing("" if answerer or not is_known else TRAIN_FIRST)
        else:
            self._show_answer(answerer[0])

    def _show_nothing(self, advice: str) -> None:
        self._digit.setText(NOTHING)
        self._sureness.setText(advice)
        self._bars.set_values(None, None)

    def _show_answer(self, network: Network) -> None:
        prediction = predict(network, self._stages.seen)
        probabilities = network.output.gives_probabilities
        self._digit.setText(DIGITS[prediction.digit])
        self._sureness.setText(words.reading(prediction, probabilities))
        self._bars.set_values(prediction.outputs, prediction.digit, probabilities=probabilities)

    def show_random_image(self) -> None:
        """Put one of the testing images on the canvas, for the network to read."""
        dataset = self._session.images
        if dataset:
            position = int(self._rng.integers(len(dataset.test)))
            self.canvas.show_picture(dataset.test.images[position].reshape(dataset.shape))
            name = dataset.class_names[dataset.test.labels[position]]
            self._session.say(words.testing_image(position, name))


def _digit_label() -> QLabel:
    label = QLabel(NOTHING)
    label.setObjectName("predictionLabel")
    label.setAccessibleName("What the network reads")
    font = QFont(label.font())
    font.setPixelSize(DIGIT_PIXELS)
    font.setBold(True)
    label.setFont(font)
    label.setFixedWidth(label.fontMetrics().horizontalAdvance("0") + 4)
    return label


def _button(action: QAction) -> Button:
    button = Button(action.text())
    bind(button, action)
    return button


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    return row

"""A network's answer: the digit, how sure it is, and its outputs as bars."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gui import drawing_words, theme
from gui.reading import SURE, Reading
from gui.widgets.bars import ProbabilityBars
from gui.widgets.fields import muted_label

NOTHING = "-"


class Answer(QWidget):
    """The digit beside a few words, over a bar for each class."""

    def __init__(self, digit_pixels: int) -> None:
        super().__init__()
        self.digit = _digit_label(digit_pixels)
        self.sureness = muted_label("")
        self.sureness.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.bars = ProbabilityBars()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.digit)
        row.addWidget(self.sureness)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.bars, 1)

    def show_reading(self, reading: Reading | None, lack: str) -> None:
        """An answer, pale where it is not sure; without one, why there is none."""
        probabilities = reading is not None and reading.gives_probabilities
        self.digit.setText(reading.answer if reading else NOTHING)
        self.digit.setEnabled(reading is not None and reading.is_sure)
        self.sureness.setText(drawing_words.reading(reading) if reading else lack)
        self.sureness.setToolTip(drawing_words.what_is_sure(SURE) if probabilities else "")
        if reading:
            self.bars.set_values(reading.prediction, reading.names, probabilities=probabilities)
        else:
            self.bars.set_values(None)


def _digit_label(pixels: int) -> QLabel:
    label = QLabel(NOTHING)
    label.setAccessibleName("What the network reads")
    font = QFont(label.font())
    font.setPixelSize(pixels)
    label.setFont(theme.bold(font))
    label.setFixedWidth(label.fontMetrics().horizontalAdvance("0") + 4)
    return label

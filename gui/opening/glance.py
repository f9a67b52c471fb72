"""The page that shows what would be opened."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.source import Interpretation
from gui.opening import words
from gui.opening.preview import Preview
from gui.opening.switches import Switches
from gui.opening.tiles import Tiles
from gui.widgets.fields import muted_label

HEADER = ("Class", "Training", "Testing")
COLUMN, ROW, ROWS = 330, 20, 10  # pixels; the ten digits need no scrolling
REMARKS, WIDTH = 96, 700  # pixels at most, the rest is scrolled to; at least
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Glance(QWidget):
    """Twenty images, how many there are of each class, what was guessed, what looks odd."""

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self._preview, self._draw = preview, 0
        self._tiles, self._counts = Tiles(), _table()
        self._sizes = QLabel()
        self._switches = Switches(preview.guessed)
        self._switches.changed.connect(self._refresh)
        self._tiles.clicked.connect(self._show_others)
        self._lay_out()
        self._refresh()

    @property
    def interpretation(self) -> Interpretation:
        """As it is corrected so far."""
        return self._switches.interpretation

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(10)
        guessed = muted_label(words.GUESSED)
        guessed.setWordWrap(True)
        for widget in (guessed, self._switches, self._sizes):
            right.addWidget(widget)
        right.addWidget(self._counts, 1)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(self._tiles, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row, 1)
        if self._preview.remarks:
            column.addWidget(_remarks(self._preview.remarks))

    def _show_others(self) -> None:
        self._draw += 1
        self._refresh()

    def _refresh(self) -> None:
        """Show the files as they are understood now."""
        preview, interpretation = self._preview, self.interpretation
        self._tiles.set_tiles(*preview.sample(interpretation, self._draw))
        rows = preview.counts(interpretation)
        train, test = sum(row[1] for row in rows), sum(row[2] for row in rows)
        self._sizes.setText(words.sizes(train, test, preview.found.class_names))
        self._counts.setRowCount(len(rows))
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                item = QTableWidgetItem(cell if isinstance(cell, str) else f"{cell:,}")
                item.setTextAlignment(RIGHT if column else Qt.AlignmentFlag.AlignCenter)
                self._counts.setItem(place, column, item)


def _table() -> QTableWidget:
    table = QTableWidget(0, len(HEADER))
    table.setHorizontalHeaderLabels(HEADER)
    table.setAccessibleName("Images of each class")
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(ROW)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    table.setMinimumSize(COLUMN, ROW * (ROWS + 1) + 8)
    return table


def _remarks(remarks: tuple[str, ...]) -> QScrollArea:
    """What looks odd, a sentence a line."""
    text = QLabel("\n".join(f"⚠ {remark}" for remark in remarks))
    text.setTextFormat(Qt.TextFormat.PlainText)
    text.setWordWrap(True)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    text.setAlignment(Qt.AlignmentFlag.AlignTop)
    area = QScrollArea()
    area.setWidget(text)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFixedHeight(min(text.heightForWidth(WIDTH) + 4, REMARKS))
    return area

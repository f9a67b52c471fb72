"""What was guessed of the files, to be corrected."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from core.source import HELD_OUT, SCALES, Interpretation
from gui.opening import words
from gui.widgets.fields import ChoiceField


class Switches(QWidget):
    """The parts of an interpretation; changed tells of the user's corrections."""

    changed = Signal()

    def __init__(self, guessed: Interpretation) -> None:
        super().__init__()
        self.interpretation = guessed
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        scale = ChoiceField("Scale", list(SCALES.items()), guessed.scale, words.SCALE_HINT)
        scale.changed.connect(lambda key: self._change(scale=key))
        self._add(grid, "Pixels from", scale)
        if guessed.held_out:
            choices = [(every, words.held_out(every)) for every in HELD_OUT]
            held = ChoiceField("Testing images", choices, guessed.held_out, words.HELD_OUT_HINT)
            held.changed.connect(lambda every: self._change(held_out=every))
            self._add(grid, "Testing images", held)
        for field, text, hint in (
            ("inverted", words.INVERTED, words.INVERTED_HINT),
            ("transposed", words.TRANSPOSED, words.TRANSPOSED_HINT),
        ):
            box = QCheckBox(text)
            box.setToolTip(hint)
            box.setChecked(getattr(guessed, field))
            box.toggled.connect(lambda on, field=field: self._change(**{field: on}))
            grid.addWidget(box, grid.rowCount(), 0, 1, 2)

    def _add(self, grid: QGridLayout, name: str, field: QWidget) -> None:
        row = grid.rowCount()
        grid.addWidget(QLabel(name), row, 0)
        grid.addWidget(field, row, 1)

    def _change(self, **fields: str | int | bool) -> None:
        self.interpretation = replace(self.interpretation, **fields)  # type: ignore[arg-type]
        self.changed.emit()

"""The ink on its way to the network: a picture of each step, with a switch."""

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from core.arrays import AnyArray
from core.drawing import Stages
from gui.reader import Reader
from gui.widgets.fields import muted_label
from gui.widgets.keys import keeps_space
from gui.widgets.panel import Panel
from gui.widgets.thumbnail import Thumbnail

SIDE = 74  # pixels
FINE = 2 * SIDE  # pixels of an evened canvas: enough for a screen twice as fine
ALL_ON = "each can be switched off"
SOME_OFF = "steps are switched off"
STEPS = (
    ("drop_dots", "No dots", "Leave out dots that lie apart from the digit"),
    ("even_lines", "Evened", "Make thick or thin lines as wide as MNIST's"),
    ("scale", "20 px", "Scale the digit until its longer side is 20 pixels"),
    ("centre", "Centred", "Bring the centre of mass to the middle of 28 x 28 pixels"),
)


class StepsPanel(Panel):
    """What is drawn, four steps that can be left out, and so what the network sees, the last."""

    def __init__(self, reader: Reader) -> None:
        super().__init__("What the network sees")
        self._reader = reader
        self._thumbnails = [Thumbnail("", SIDE) for _ in range(len(STEPS) + 1)]
        for thumbnail, name in zip(self._thumbnails, ("Ink", *(s[1] for s in STEPS)), strict=True):
            thumbnail.setAccessibleName(name)
        self._switches = {field: self._switch(field, name, why) for field, name, why in STEPS}
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        captions: list[QWidget] = [muted_label("Ink"), *self._switches.values()]
        for column, (thumbnail, caption) in enumerate(zip(self._thumbnails, captions, strict=True)):
            grid.addWidget(thumbnail, 0, column, Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(caption, 1, column, Qt.AlignmentFlag.AlignHCenter)
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        self.set_info(ALL_ON)
        reader.way_changed.connect(self.show_if_seen)

    def _switch(self, field: str, name: str, purpose: str) -> QCheckBox:
        switch = Switch(name)
        switch.setToolTip(purpose)
        switch.setChecked(True)
        switch.toggled.connect(lambda on: self._choose(field, on))
        return switch

    def _choose(self, field: str, on: bool) -> None:
        self._reader.steps = replace(self._reader.steps, **{field: on})
        is_usual = all(switch.isChecked() for switch in self._switches.values())
        self.set_info(ALL_ON if is_usual else SOME_OFF)

    def show_anew(self) -> None:
        for thumbnail, image in zip(self._thumbnails, _images(self._reader.stages), strict=True):
            thumbnail.set_image(image if self._reader.has_seen else None)


class Switch(QCheckBox):
    """A check box that a click leaves the focus where it was."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def event(self, event: QEvent) -> bool:
        return keeps_space(event) or super().event(event)


def _images(way: Stages) -> list[AnyArray]:
    """The whole canvas three times, then what the steps keep of it."""
    canvas = max(way.ink.pixels.shape)
    even = way.evened
    if even is not way.without_dots:
        even = even.on_grid(0, 0, canvas / FINE, FINE, FINE)
    whole = [piece.pixels[::2, ::2] for piece in (way.ink, way.without_dots)]  # fine enough
    return [*whole, even.pixels, way.scaled.pixels, way.seen]

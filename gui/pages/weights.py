"""The page Weights: the first layer's units as tiles, and one of them in full."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.panels.timeline import TimelineBar
from gui.panels.unit import UnitPanel
from gui.panels.weights import WeightsPanel
from gui.session import Session
from gui.settings import Settings
from gui.timeline import Timeline
from gui.weights.units import Units

GAP = 10
RIGHT = (420, 760)  # from, to, in pixels


class WeightsPage(QWidget):
    """Tiles left, the selected unit right; what they show is found while the page is seen."""

    sent = Signal(object)  # an image (28, 28) uint8 for the canvas

    def __init__(
        self,
        session: Session,
        timeline: Timeline,
        units: Units,
        settings: Settings,
        actions: dict[str, QAction],
    ) -> None:
        super().__init__()
        self._units = units
        self.weights = WeightsPanel(units, settings)
        self.unit = UnitPanel(units, settings)
        self.unit.setMinimumWidth(RIGHT[0])
        self.unit.setMaximumWidth(RIGHT[1])
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.weights, 2)
        row.addWidget(self.unit, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row, 1)
        column.addWidget(TimelineBar(session, timeline, actions))
        self.weights.tiles.chosen.connect(self.unit.show_unit)
        self.unit.sent.connect(self.sent)
        self.setFocusProxy(self.weights.tiles)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._units.attend(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._units.attend(False)

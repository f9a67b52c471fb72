"""The page Train: settings, three curves, errors by digit, a drawing."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gui.drawing import Drawing
from gui.panels.digits import DigitErrorPanel
from gui.panels.draw import DrawPanel
from gui.panels.error import TestingErrorPanel, TrainingErrorPanel
from gui.panels.forms import DataPanel, NetworkPanel
from gui.panels.learning import REGULARISATION, ConfigPanel, DistortionPanel, LearningPanel
from gui.panels.loss import LossPanel
from gui.panels.timeline import TimelineBar
from gui.reader import Reader
from gui.session import Session
from gui.settings import Settings
from gui.timeline import Timeline
from gui.widgets.panel import Panel

GAP = 10
LEFT = 248  # pixels
SCROLL_BAR = 16
RIGHT = (350, 600)  # from, to; it takes a third of what the plots take


class TrainPage(QWidget):
    """Forms left, plots in the middle, table and drawing right."""

    def __init__(
        self,
        session: Session,
        timeline: Timeline,
        drawing: Drawing,
        reader: Reader,
        settings: Settings,
        actions: dict[str, QAction],
    ) -> None:
        super().__init__()
        forms = (
            (NetworkPanel(session), False),
            (LearningPanel(session), False),
            (ConfigPanel(session, "Regularisation", REGULARISATION), True),
            (DistortionPanel(session), True),
            (DataPanel(session, actions), False),
        )
        for form, folded in forms:
            _remember_folding(form, settings, folded)
        self.loss = LossPanel(session, timeline, settings)
        self.training = TrainingErrorPanel(session, timeline, settings)
        self.testing = TestingErrorPanel(session, timeline, settings)
        self.digits = DigitErrorPanel(session, timeline)
        self.draw = DrawPanel(drawing, reader, actions)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        left, below_forms = _column(LEFT - SCROLL_BAR, LEFT, *(form for form, _ in forms))
        below_forms.addStretch(1)
        right, below_table = _column(*RIGHT, self.digits, self.draw)
        below_table.setStretchFactor(self.draw, 1)
        row.addWidget(_scrolled(left))
        row.addLayout(self._plots(TimelineBar(session, timeline, actions)), 3)
        row.addWidget(right, 1)
        self.setFocusProxy(self.draw.canvas)

    def _plots(self, below: QWidget) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(GAP)
        grid.addWidget(self.loss, 0, 0, 1, 2)
        grid.addWidget(self.training, 1, 0)
        grid.addWidget(self.testing, 1, 1)
        grid.addWidget(below, 2, 0, 1, 2)
        for index in (0, 1):
            grid.setRowStretch(index, 1)
            grid.setColumnStretch(index, 1)
        return grid

    def build_plots(self) -> None:
        """Let the plots draw; called once the window has painted."""
        for panel in (self.loss, self.training, self.testing):
            panel.plot.build()


def _remember_folding(panel: Panel, settings: Settings, folded: bool) -> None:
    """As it was left; folded says how it is at first."""
    key = f"folded/{panel.title()}"
    panel.set_folded(settings.flag(key, folded))
    panel.folded.connect(lambda folded: settings.keep(key, folded))


def _scrolled(column: QWidget) -> QScrollArea:
    """A column that can be rolled where the window is too low for it."""
    area = QScrollArea()
    area.setWidget(column)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFixedWidth(column.maximumWidth())
    area.viewport().setAutoFillBackground(False)
    column.setAutoFillBackground(False)
    return area


def _column(least: int, most: int, *panels: QWidget) -> tuple[QWidget, QVBoxLayout]:
    """Panels below each other in a column from least to most pixels wide."""
    column = QWidget()
    column.setMinimumWidth(least)
    column.setMaximumWidth(most)
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(GAP)
    for panel in panels:
        layout.addWidget(panel)
    return column, layout

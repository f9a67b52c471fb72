"""The page Train: settings, three curves, errors by digit, a drawing."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gui.panels.digits import DigitErrorPanel
from gui.panels.draw import DrawPanel
from gui.panels.error import TestingErrorPanel, TrainingErrorPanel
from gui.panels.forms import DataPanel, LearningPanel, NetworkPanel
from gui.panels.loss import LossPanel
from gui.session import Session
from gui.settings import Settings

GAP = 10
LEFT, RIGHT = 248, 350  # pixels; the plots take what is left


class TrainPage(QWidget):
    """Forms left, plots in the middle, table and drawing right."""

    def __init__(self, session: Session, settings: Settings, actions: dict[str, QAction]) -> None:
        super().__init__()
        forms = [NetworkPanel(session), LearningPanel(session), DataPanel(session)]
        self.loss = LossPanel(session, settings)
        self.training = TrainingErrorPanel(session, settings)
        self.testing = TestingErrorPanel(session, settings)
        self.digits = DigitErrorPanel(session)
        self.draw = DrawPanel(session, actions)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(_column(LEFT, *forms))
        row.addLayout(self._plots(), 1)
        row.addWidget(_column(RIGHT, self.digits, self.draw))

    def _plots(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(GAP)
        grid.addWidget(self.loss, 0, 0, 1, 2)
        grid.addWidget(self.training, 1, 0)
        grid.addWidget(self.testing, 1, 1)
        for index in (0, 1):
            grid.setRowStretch(index, 1)
            grid.setColumnStretch(index, 1)
        return grid

    def build_plots(self) -> None:
        """Let the plots draw; called once the window has painted."""
        for panel in (self.loss, self.training, self.testing):
            panel.plot.build()


def _column(width: int, *panels: QWidget) -> QWidget:
    column = QWidget()
    column.setFixedWidth(width)
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(GAP)
    for panel in panels:
        layout.addWidget(panel)
    layout.addStretch(1)
    return column

"""The page Runs: all runs that are kept, and what those ticked have in common and what not."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QWidget

from gui.kept.kept_runs import KeptRuns
from gui.panels.comparison import ComparisonPanel
from gui.panels.overlay import OverlayPanel
from gui.panels.runs import Acts, RunsPanel
from gui.session import Session
from gui.settings import Settings

GAP = 10
SHARES = (4, 5)  # of the width, for curves and comparison


class RunsPage(QWidget):
    """The list above; curves and differences below, side by side."""

    def __init__(
        self,
        session: Session,
        kept_runs: KeptRuns,
        acts: Acts,
        settings: Settings,
        report_action: QAction,
    ) -> None:
        super().__init__()
        self.runs = RunsPanel(kept_runs, acts, report_action)
        self.overlay = OverlayPanel(kept_runs, settings)
        self.comparison = ComparisonPanel(session, kept_runs)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP)
        grid.addWidget(self.runs, 0, 0, 1, 2)
        grid.addWidget(self.overlay, 1, 0)
        grid.addWidget(self.comparison, 1, 1)
        for index, share in enumerate(SHARES):
            grid.setRowStretch(index, 1)
            grid.setColumnStretch(index, share)
        self.setFocusProxy(self.runs)

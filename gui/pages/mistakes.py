"""The page Mistakes: the confusion matrix, and the images behind each cell."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.answers import ALL_MISTAKES, Choice
from gui.mistakes.inspection import Inspection
from gui.panels.gallery import GalleryPanel
from gui.panels.matrix import MatrixPanel
from gui.panels.timeline import TimelineBar
from gui.session import Session
from gui.settings import Settings
from gui.timeline import Timeline

GAP = 10
LEAST = 420  # pixels, of each side
SHARES = (6, 7)  # of the width


class MistakesPage(QWidget):
    """Matrix left, gallery right; the network is asked while the page is seen."""

    sent = Signal(object)  # an image (28, 28) uint8 for the canvas

    def __init__(
        self,
        session: Session,
        timeline: Timeline,
        inspection: Inspection,
        settings: Settings,
        actions: dict[str, QAction],
    ) -> None:
        super().__init__()
        self._inspection = inspection
        self.matrix = MatrixPanel(session, timeline, inspection, settings)
        self.gallery = GalleryPanel(session, inspection, settings)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for panel, share in zip((self.matrix, self.gallery), SHARES, strict=True):
            panel.setMinimumWidth(LEAST)
            row.addWidget(panel, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row, 1)
        column.addWidget(TimelineBar(session, timeline, actions))
        self.gallery.sent.connect(self.sent)
        self.setFocusProxy(self.gallery.gallery)

    def show_mistakes(self, digit: int | None) -> None:
        """Show all mistakes on a class, or on all of them."""
        self._inspection.choice = ALL_MISTAKES if digit is None else Choice(truth=digit)
        self.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._inspection.attend(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._inspection.attend(False)

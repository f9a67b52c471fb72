"""The dialog that opens data: it reads, shows what was found, and takes it once accepted."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from core.dataset import Dataset, DatasetError
from core.interpretation import interpret
from core.work import Work
from gui.answerer import Answerer
from gui.job import Task, end_jobs
from gui.opening import words
from gui.opening.glance import Glance
from gui.opening.preview import Preview, look
from gui.words import legible

LOOK = 50  # milliseconds between two looks at how far the reading is
WIDTH = 420  # pixels
STEPS = 1000  # of the progress bar
Button = QDialogButtonBox.StandardButton


class OpenDialog(QDialog):
    """Reads files in the background, with progress and Cancel; nothing changes until Open."""

    opened = Signal(object)  # a Dataset

    def __init__(
        self, path: Path, answerer: Answerer | None, open_now: Dataset | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        self._path = path
        self._glance: Glance | None = None
        self._preview: Preview | None = None
        self._title = QLabel(words.reading(legible(path.name)))
        self._title.setTextFormat(Qt.TextFormat.PlainText)  # a file may be called <b>
        self._title.setWordWrap(True)
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._bar = QProgressBar(maximum=STEPS, textVisible=False)
        self._bar.setAccessibleName("How much is read")
        self._buttons = QDialogButtonBox(Button.Cancel)
        self._buttons.accepted.connect(self._accept)
        self._buttons.rejected.connect(self.reject)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(12)
        for widget in (self._title, self._bar, self._buttons):
            self._column.addWidget(widget)
        self._timer = QTimer(self, interval=LOOK)
        self._timer.timeout.connect(self._show_share)
        self._task = self._start(look(path, answerer, open_now), self._show_preview)

    def _start(self, work: Work[object], succeeded: Callable[[object], None]) -> Task:
        task = Task(work, DatasetError, succeeded, self._show_problem, self)
        self._timer.start()
        task.start()
        return task

    def _show_share(self) -> None:
        self._bar.setValue(round(STEPS * self._task.share))

    def _show_preview(self, preview: object) -> None:
        assert isinstance(preview, Preview)
        self._timer.stop()
        self._bar.hide()
        self._preview, self._glance = preview, Glance(preview)
        self._title.setText(legible(str(self._path)))
        self._column.insertWidget(1, self._glance, 1)
        self._glance.show()  # now, or the layout would leave no room for it yet
        self._offer_open()
        self._fit()

    def _offer_open(self) -> None:
        self._buttons.setStandardButtons(Button.Open | Button.Cancel)
        self._buttons.button(Button.Open).setDefault(True)

    def _show_problem(self, sentence: str) -> None:
        self._timer.stop()
        self._bar.hide()
        self._title.setText(f"⚠ {legible(sentence)}")
        if self._glance:  # it can be corrected once more
            self._glance.setEnabled(True)
            self._offer_open()
        else:
            self._buttons.setStandardButtons(Button.Close)
        self._fit()

    def _fit(self) -> None:
        """Take the size that the content asks for, which adjustSize() holds back."""
        self._column.activate()
        self.resize(self.sizeHint())

    def _accept(self) -> None:
        """Take the dataset as it was guessed, or make it anew as it was corrected."""
        assert self._preview
        assert self._glance
        interpretation = self._glance.interpretation
        if interpretation == self._preview.guessed:
            self._hand_over(self._preview.dataset)
            return
        self._glance.setEnabled(False)
        self._buttons.setStandardButtons(Button.Cancel)
        self._bar.setValue(0)
        self._bar.show()
        path = self._preview.dataset.source.path
        self._task = self._start(
            interpret(self._preview.found, interpretation, path), self._hand_over
        )

    def _hand_over(self, dataset: object) -> None:
        assert isinstance(dataset, Dataset)
        self.opened.emit(dataset)
        self.accept()

    def done(self, result: int) -> None:
        """Close, and end what is still being read."""
        self._timer.stop()
        end_jobs(self)
        super().done(result)

"""What the program brings along and reads in the background: the bundled model, the datasets."""

import logging

from PySide6.QtCore import QObject, Signal

from core.checkpoint import Checkpoint, CheckpointError
from core.dataset import Dataset, DatasetError, read
from core.models import BUNDLED, bundled_model
from core.source import Source
from core.work import finish
from gui import words
from gui.job import Job

log = logging.getLogger(__name__)


class Library(QObject):
    """The bundled model, and the dataset asked for last; None until they are here."""

    changed = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.model: Checkpoint | None = None
        self.dataset: Dataset | None = None
        self.has_looked = False  # for the model
        self._source: Source | None = None  # of the dataset that is here or on its way

    def fetch_model(self) -> None:
        Job(
            bundled_model,
            CheckpointError,
            self._on_model,
            self._on_no_model,
            self,
        ).start()

    def _on_model(self, model: object) -> None:
        assert isinstance(model, Checkpoint)
        self.model, self.has_looked = model, True
        self.changed.emit()

    def _on_no_model(self, sentence: str) -> None:
        log.warning("%s", sentence)
        self.has_looked = True
        self.failed.emit(words.no_model(BUNDLED))
        self.changed.emit()

    def fetch_dataset(self, source: Source, at_hand: Dataset | None = None) -> None:
        """Read a dataset, unless it is at hand, here, or on its way already."""
        if source == self._source:
            return
        if at_hand and at_hand.source == source:
            self.keep_dataset(source, at_hand)
            return
        self.keep_dataset(source, None)

        def keep(dataset: object) -> None:
            if source == self._source and isinstance(dataset, Dataset):
                self.keep_dataset(source, dataset)

        def fail(sentence: str) -> None:
            if source == self._source:
                self._source = None
                self.failed.emit(sentence)

        Job(lambda: finish(read(source)), DatasetError, keep, fail, self).start()

    def keep_dataset(self, source: Source | None, dataset: Dataset | None) -> None:
        """Take a dataset for the one of this source."""
        self._source, self.dataset = source, dataset
        self.changed.emit()

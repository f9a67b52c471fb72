"""Single jobs in the background, such as reading a file."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

log = logging.getLogger(__name__)


class Job(QThread):
    """Calls one function in the background and hands on what it returned.

    failed carries the sentence of an error in `expected`, or a plain one for any other.
    """

    succeeded = Signal(object)
    failed = Signal(str)

    def __init__(
        self, work: Callable[[], object], expected: type[Exception], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._work, self._expected = work, expected

    def run(self) -> None:
        try:
            result = self._work()
        except self._expected as error:
            self.failed.emit(str(error))
        except Exception as error:
            log.exception("a job failed")
            self.failed.emit(f"Unexpected error: {error}. The log has the details.")
        else:
            self.succeeded.emit(result)


class Jobs(QObject):
    """The jobs under way; keeps each alive until it has ended."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._running: set[Job] = set()

    def start(
        self,
        work: Callable[[], object],
        expected: type[Exception],
        succeeded: Callable[[object], None],
        failed: Callable[[str], None],
    ) -> None:
        """Call work() in the background, then succeeded(result) or failed(sentence) here."""
        job = Job(work, expected, self)
        job.succeeded.connect(succeeded)
        job.failed.connect(failed)
        job.finished.connect(lambda: self._forget(job))
        self._running.add(job)
        job.start()

    def wait(self) -> None:
        """Let every job come to its end."""
        for job in self._running:
            job.wait()

    def _forget(self, job: Job) -> None:
        self._running.discard(job)
        job.deleteLater()

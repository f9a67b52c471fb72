"""Single jobs in the background, such as reading a file."""

import logging
from collections.abc import Callable
from contextlib import closing

from PySide6.QtCore import QObject, QThread

from core.work import Work

log = logging.getLogger(__name__)


class Job(QThread):
    """Calls work() in the background, then succeeded(result) or failed(sentence) in the GUI thread.

    The sentence is the error's own if it is of the expected kind. The callbacks are not connected
    to signals: a call queued for a plain function outlives the objects it was made for.
    """

    def __init__(
        self,
        work: Callable[[], object],
        expected: type[Exception] | tuple[type[Exception], ...],
        succeeded: Callable[[object], None],
        failed: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._work, self._expected = work, expected
        self._succeeded, self._failed = succeeded, failed
        self._result: object = None
        self._problem = ""
        self.finished.connect(self._deliver)

    def run(self) -> None:
        try:
            self._result = self._work()
        except self._expected as error:
            self._problem = str(error)
        except Exception as error:
            log.exception("a job failed")
            self._problem = f"Unexpected error: {error}. The log has the details."

    def abandon(self) -> None:
        """Let it come to its end, and deliver nothing."""
        self._succeeded = self._failed = _nowhere
        self.wait()

    def _deliver(self) -> None:
        """Hand on what was found, and keep nothing: the callbacks' owner may own this job."""
        succeeded, failed = self._succeeded, self._failed
        self._succeeded = self._failed = _nowhere
        result, self._result = self._result, None
        self.deleteLater()
        if self._problem:
            failed(self._problem)
        else:
            succeeded(result)


class Task(Job):
    """A job whose work tells what share of it is done, and that can be ended on the way."""

    def __init__(
        self,
        work: Work[object],
        expected: type[Exception] | tuple[type[Exception], ...],
        succeeded: Callable[[object], None],
        failed: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(self._drive, expected, succeeded, failed, parent)
        self.share = 0.0
        self._steps = work
        self._is_cancelled = False

    def cancel(self) -> None:
        """Have it end soon, and deliver nothing."""
        self._is_cancelled = True
        self._succeeded = self._failed = _nowhere

    def abandon(self) -> None:
        self.cancel()
        super().abandon()

    def _drive(self) -> object:
        with closing(self._steps) as steps:
            while not self._is_cancelled:
                try:
                    self.share = next(steps)
                except StopIteration as end:
                    return end.value
        return None


def end_jobs(owner: QObject) -> None:
    """Wait for all jobs of an owner, and of what it owns; they deliver nothing any more."""
    for job in owner.findChildren(Job):
        job.abandon()


def _nowhere(found: object) -> None:
    """Takes what nobody waits for."""

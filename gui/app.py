"""The application around the window: look, log, last resort for errors, closing on signals."""

import logging
import signal
import socket
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import FrameType, TracebackType

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

import resources
from core import runs
from gui import theme
from gui.details import LAST_ERRORS, copy
from gui.main_window import MainWindow
from gui.settings import Settings

log = logging.getLogger(__name__)

LOG_BYTES = 500_000
TURN = 0.001  # seconds; with five times as much, the window waits for the training thread


def run(path: Path | None = None) -> int:
    """Open the window, and in it a file if one is given; the exit code comes once it is closed."""
    start_log()
    settings = Settings()
    app = make_application(settings.text("theme", "system"))
    window = MainWindow(settings)
    reporter = ErrorReporter(window)
    sys.excepthook = reporter.on_exception
    closer = SignalCloser(window)
    window.show()
    if path:
        window.arrivals.open_first(path)
    code = app.exec()
    closer.end()
    sys.excepthook = sys.__excepthook__
    return code


def make_application(appearance: str) -> QApplication:
    """The application without a window: its name, its look, and how its threads take turns."""
    sys.setswitchinterval(TURN)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("MLP Lab")
    app.setWindowIcon(QIcon(str(resources.path("icons", "app.svg"))))
    theme.load_fonts(app)
    theme.apply(app, appearance)
    return app


def start_log() -> None:
    """Write the log to the home folder; to the terminal where that cannot be written."""
    handler: logging.Handler
    try:
        folder = runs.home() / "logs"
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "mlp-lab.log",
            maxBytes=LOG_BYTES,
            backupCount=2,
            encoding="utf-8",
            errors="backslashreplace",  # a file may have any name
        )
    except OSError:
        handler = logging.StreamHandler()
    handlers = (handler, LAST_ERRORS)
    for each in handlers:
        each.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=handlers, force=True)


class ErrorReporter(QObject):
    """Logs every exception that nobody caught, and shows the first one; the program goes on."""

    _caught = Signal(str)  # brings it to the GUI thread

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._has_shown = False
        self._caught.connect(self._show)

    def on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        log.error("unexpected error", exc_info=(kind, error, trace))
        self._caught.emit("".join(traceback.format_exception_only(kind, error)).strip())

    def _show(self, sentence: str) -> None:
        if self._has_shown:
            return
        self._has_shown = True
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("MLP Lab")
        box.setTextFormat(Qt.TextFormat.PlainText)  # an error may hold <angle brackets>
        box.setText("Something went wrong that should not have. The program goes on.")
        box.setInformativeText(f"{sentence}\n\nThe log in {runs.home() / 'logs'} has the details.")
        box.addButton(QMessageBox.StandardButton.Ok)
        box.addButton("Copy details", QMessageBox.ButtonRole.ActionRole).clicked.connect(copy)
        box.open()


class SignalCloser(QObject):
    """Closes the window on Ctrl+C and SIGTERM.

    Python runs its handlers only when the interpreter gets a turn, which an idle event loop
    never gives; a byte through a socket wakes it.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._receiver, self._sender = socket.socketpair()
        self._sender.setblocking(False)
        self._notifier = QSocketNotifier(self._receiver.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)
        signal.set_wakeup_fd(self._sender.fileno())
        self._before = {
            number: signal.signal(number, self._close) for number in (signal.SIGINT, signal.SIGTERM)
        }

    def _wake(self) -> None:
        self._receiver.recv(1)

    def _close(self, number: int, frame: FrameType | None) -> None:
        """Queue it: the handler may run in the middle of a painting, or before the window shows."""
        QTimer.singleShot(0, self._window.close)

    def end(self) -> None:
        """Give the signals back."""
        signal.set_wakeup_fd(-1)
        self._notifier.setEnabled(False)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._receiver.close()
        self._sender.close()

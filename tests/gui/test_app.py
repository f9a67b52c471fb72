"""The last resort for errors, closing on signals, and the log."""

import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from gui.app import LOG_BYTES, ErrorReporter, SignalCloser, start_log


@pytest.fixture
def top(qtbot: QtBot) -> QWidget:
    """A window to report to and to close."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def bare_log() -> Iterator[logging.Logger]:
    """The root logger without handlers; those of the tests come back unclosed."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    root.handlers.clear()
    yield root
    for handler in root.handlers:
        handler.close()
    root.handlers[:] = before
    root.setLevel(level)


@pytest.fixture
def signals() -> Iterator[None]:
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.getsignal(number) for number in numbers]
    yield
    signal.set_wakeup_fd(-1)
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


class Closed(QObject):
    """Tells when a widget is closed; unlike waitUntil(), it leaves the event loop idle."""

    told = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:
            self.told.emit()
        return False


def report(reporter: ErrorReporter, words: str) -> None:
    """Let an exception reach the reporter as it would reach sys.excepthook."""
    try:
        raise ValueError(words)
    except ValueError as error:
        reporter.on_exception(type(error), error, error.__traceback__)


def test_the_first_error_is_shown_and_every_one_is_logged(
    qtbot: QtBot, top: QWidget, caplog: pytest.LogCaptureFixture
) -> None:
    reporter = ErrorReporter(top)
    for words in ("the first", "the second"):
        report(reporter, words)
    (box,) = top.findChildren(QMessageBox)
    assert box.isVisible()
    assert "ValueError: the first" in box.informativeText()
    assert "logs" in box.informativeText()
    errors = [record.exc_info for record in caplog.records if record.levelno == logging.ERROR]
    assert [str(info[1]) for info in errors if info] == ["the first", "the second"]


def test_an_error_of_another_thread_is_shown_by_the_gui_thread(qtbot: QtBot, top: QWidget) -> None:
    reporter = ErrorReporter(top)
    thread = threading.Thread(target=report, args=(reporter, "elsewhere"))
    thread.start()
    thread.join()
    assert top.findChildren(QMessageBox) == []
    qtbot.waitUntil(lambda: len(top.findChildren(QMessageBox)) == 1)


def test_an_exception_in_a_slot_reaches_the_reporter_and_the_program_goes_on(
    qtbot: QtBot, top: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", ErrorReporter(top).on_exception)
    done: list[str] = []
    QTimer.singleShot(0, lambda: [][0])
    QTimer.singleShot(10, lambda: done.append("later"))
    qtbot.waitUntil(lambda: done == ["later"])
    (box,) = top.findChildren(QMessageBox)
    assert "IndexError" in box.informativeText()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_closes_the_window(
    qtbot: QtBot, top: QWidget, signals: None, number: signal.Signals
) -> None:
    closer = SignalCloser(top)
    QTimer.singleShot(0, lambda: os.kill(os.getpid(), number))
    qtbot.waitUntil(lambda: not top.isVisible(), timeout=2_000)
    closer.end()


def test_a_signal_wakes_a_loop_in_which_nothing_happens(
    qtbot: QtBot, top: QWidget, signals: None
) -> None:
    closer = SignalCloser(top)
    closed = Closed(top)
    killer = threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGTERM))
    killer.start()
    started = monotonic()
    with qtbot.waitSignal(closed.told, timeout=5_000):  # whose end would give Python a turn
        pass
    assert monotonic() - started < 2
    killer.join()
    closer.end()


def test_after_its_end_signals_are_as_they_usually_are(top: QWidget, signals: None) -> None:
    SignalCloser(top).end()
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    assert signal.set_wakeup_fd(-1) == -1


def test_the_log_is_in_the_home_folder(bare_log: logging.Logger, home: Path) -> None:
    start_log()
    handler, _ = bare_log.handlers
    assert isinstance(handler, RotatingFileHandler)
    logging.getLogger("core").info("something happened")
    handler.flush()
    text = (home / "logs" / "mlp-lab.log").read_text()
    assert "INFO core: something happened" in text


def test_a_home_that_cannot_be_written_leaves_the_log_to_the_terminal(
    bare_log: logging.Logger, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home.write_text("a file in the way")
    start_log()
    logging.getLogger("core").warning("something happened")
    assert "WARNING core: something happened" in capsys.readouterr().err


def test_the_log_takes_up_a_bounded_place(bare_log: logging.Logger, home: Path) -> None:
    start_log()
    for number in range(4 * LOG_BYTES // 10_000):
        logging.getLogger("core").info("%d %s", number, 10_000 * "x")
    kept = sorted((home / "logs").iterdir())
    assert [path.name for path in kept] == ["mlp-lab.log", "mlp-lab.log.1", "mlp-lab.log.2"]
    assert all(path.stat().st_size <= LOG_BYTES for path in kept)
    assert f"core: {number} x" in kept[0].read_text()


def test_any_name_of_a_file_can_be_logged(
    bare_log: logging.Logger, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start_log()
    logging.getLogger("core").warning("%s", "caf\udce9 é.npz")
    text = (home / "logs" / "mlp-lab.log").read_text("utf-8")
    assert text.endswith("caf\\udce9 é.npz\n")
    assert capsys.readouterr().err == ""

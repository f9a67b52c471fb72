"""The page Runs as a whole: it fits the smallest window, and opens at once with many runs."""

from pathlib import Path
from time import perf_counter

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from core.samples import Dataset
from gui.job import end_jobs
from gui.kept.kept_runs import KeptRuns
from gui.pages.runs import RunsPage
from gui.runs.runs import Runs
from gui.session import Session
from gui.settings import Settings
from tests.gui.kept_list import a_run, keep, look, show

SMALLEST = 1216, 540  # pixels that the smallest window leaves


def page_of(qtbot: QtBot, session: Session, settings: Settings) -> tuple[RunsPage, KeptRuns]:
    kept_runs = KeptRuns(session, session)
    report = QAction("Report...", session)
    window = RunsPage(
        session, kept_runs, Runs(session, kept_runs, _window(qtbot)), settings, report
    )
    qtbot.addWidget(window)
    window.resize(*SMALLEST)
    return window, kept_runs


def _window(qtbot: QtBot) -> QPushButton:
    widget = QPushButton()
    qtbot.addWidget(widget)
    return widget


def test_it_fits_the_smallest_window(qtbot: QtBot, session: Session, settings: Settings) -> None:
    page, kept_runs = page_of(qtbot, session, settings)
    show(kept_runs, *(a_run(str(number)) for number in range(30)))
    page.show()
    assert page.minimumSizeHint().width() <= SMALLEST[0]
    assert page.minimumSizeHint().height() <= SMALLEST[1]
    for button in page.findChildren(QPushButton):
        assert button.width() >= button.fontMetrics().horizontalAdvance(button.text())
    end_jobs(session)


def test_it_is_shown_at_once_however_many_runs_there_are(
    qtbot: QtBot, session: Session, settings: Settings
) -> None:
    page, kept_runs = page_of(qtbot, session, settings)
    show(kept_runs, *(a_run(str(number)) for number in range(300)))
    page.show()
    QApplication.processEvents()
    page.hide()
    start = perf_counter()
    page.show()
    QApplication.processEvents()
    assert perf_counter() - start < 0.5  # a slow computer; a tenth of that elsewhere
    end_jobs(session)


def test_what_is_done_there_is_seen_there(
    qtbot: QtBot, session: Session, settings: Settings, tiny: Dataset
) -> None:
    folder: Path = keep(tiny, "one", 17)
    page, kept_runs = page_of(qtbot, session, settings)
    page.show()
    look(qtbot, kept_runs)
    table = page.findChild(QTableView, "runsTable")
    assert table
    assert table.model().rowCount() == 1
    kept_runs.tick(folder)
    qtbot.waitUntil(lambda: folder in kept_runs.curves)
    assert page.overlay.plot.isVisible()
    assert page.comparison.table.isVisible()
    end_jobs(session)

"""The differences of ticked runs, as a table."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from core.config import TrainConfig
from gui.job import end_jobs
from gui.kept.kept_runs import KeptRuns
from gui.message import Message
from gui.panels.comparison import ComparisonPanel
from gui.session import Session
from tests.gui.kept_list import a_run, lay_over, of, show

ONE = a_run("one")
TWO = a_run("two", 100, past=of(TrainConfig(learning_rate=0.05)))


@pytest.fixture
def kept_runs(qtbot: QtBot, session: Session) -> Iterator[KeptRuns]:
    kept_runs = KeptRuns(session)
    show(kept_runs, ONE, TWO)
    yield kept_runs
    end_jobs(kept_runs)


@pytest.fixture
def panel(qtbot: QtBot, session: Session, kept_runs: KeptRuns) -> ComparisonPanel:
    panel = ComparisonPanel(session, kept_runs)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def cells(panel: ComparisonPanel) -> list[list[str]]:
    table = panel.table
    items = [
        [table.item(row, column) for column in range(1, table.columnCount())]
        for row in range(table.rowCount())
    ]
    return [[item.text() if item else "" for item in row] for row in items]


def test_without_a_tick_there_is_no_table(panel: ComparisonPanel) -> None:
    assert not panel.table.isVisible()
    assert panel.info() == ""


def test_errors_and_differing_settings_stand_beside_each_other(
    panel: ComparisonPanel, kept_runs: KeptRuns
) -> None:
    lay_over(kept_runs, ONE, TWO)
    assert panel.table.isVisible()
    assert cells(panel) == [
        ["0.02760", "–", "–", "the baseline", "0.1"],
        ["0.02000", "−0.00760", "−0.01365 to −0.00162", "better", "0.05"],
    ]
    assert panel.info() == "to report"


def test_another_baseline_turns_the_signs(panel: ComparisonPanel, kept_runs: KeptRuns) -> None:
    lay_over(kept_runs, ONE, TWO)
    kept_runs.choose_baseline(TWO.folder)
    assert cells(panel)[0][1:4] == ["+0.00760", "+0.00162 to +0.01365", "worse"]
    assert cells(panel)[1][3] == "the baseline"


def test_the_run_of_a_row_gets_the_cursor(panel: ComparisonPanel, kept_runs: KeptRuns) -> None:
    lay_over(kept_runs, ONE, TWO)
    panel.table.setCurrentCell(1, 0)
    assert kept_runs.current == TWO.folder


def test_the_table_is_copied_with_names(
    panel: ComparisonPanel, kept_runs: KeptRuns, said: list[Message]
) -> None:
    panel.copy()
    assert said == []
    lay_over(kept_runs, ONE, TWO)
    panel.copy()
    title, first, second = QGuiApplication.clipboard().text().split("\n")
    assert title.startswith("Run\tTesting error\tDifference\t")
    assert first.split("\t")[0] == "report"
    assert second.split("\t")[4:] == ["better", "0.05"]
    assert "Copied 2 runs" in said[-1].text
    QGuiApplication.clipboard().clear()


def test_ticks_taken_away_leave_no_row(panel: ComparisonPanel, kept_runs: KeptRuns) -> None:
    lay_over(kept_runs, ONE, TWO)
    kept_runs.untick_all()
    assert cells(panel) == []
    assert not panel.table.isVisible()

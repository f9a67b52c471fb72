"""The table of runs: what it shows, its order and filter, its keys and buttons."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from core.about import About
from core.kept import Damaged, Kept
from gui.job import end_jobs
from gui.kept import words as runs_words
from gui.kept.kept_runs import KeptRuns
from gui.kept.words import COURSE, DATA, ERROR, NAME, STARTED, STATE, TICK
from gui.panels.runs import RunsPanel
from gui.session import Session
from gui.theme import LIGHT
from tests.gui.kept_list import a_run, show
from tests.gui.plotting import where

ONE = a_run("one", 120, started="2026-11-01T10:00:00", said=About("first"))
TWO = a_run("two", 150, started="2026-11-02T10:00:00", said=About("second", "wide net"))
BROKEN = Damaged(Path("broken"), "It holds no run.json.")


@dataclass
class Asked:
    """Notes what is asked for."""

    calls: list[tuple[str, Path | str]] = field(default_factory=list)

    def open(self, run: Kept | Damaged) -> None:
        self.calls.append(("open", run.folder))

    def duplicate(self, run: Kept) -> None:
        self.calls.append(("duplicate", run.folder))

    def rename(self, run: Kept, name: str) -> None:
        self.calls.append(("rename", name))

    def ask_for_note(self, run: Kept) -> None:
        self.calls.append(("note", run.folder))

    def delete(self, run: Kept | Damaged) -> None:
        self.calls.append(("trash", run.folder))

    def show_folder(self, run: Kept | Damaged) -> None:
        self.calls.append(("folder", run.folder))


@pytest.fixture
def kept_runs(qtbot: QtBot, session: Session) -> Iterator[KeptRuns]:
    kept_runs = KeptRuns(session)
    yield kept_runs
    end_jobs(kept_runs)


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def panel(qtbot: QtBot, kept_runs: KeptRuns, asked: Asked) -> RunsPanel:
    report = QAction("Report...")
    panel = RunsPanel(kept_runs, asked, report)
    report.setParent(panel)
    qtbot.addWidget(panel)
    panel.resize(1200, 300)
    show(kept_runs, TWO, ONE, BROKEN)
    panel.show()
    return panel


def texts(panel: RunsPanel, column: int) -> list[str]:
    rows = panel.table.model()
    return [rows.index(row, column).data() for row in range(rows.rowCount())]


def button(panel: RunsPanel, text: str) -> QPushButton:
    (found,) = [each for each in panel.findChildren(QPushButton) if each.text() == text]
    return found


def hint(panel: RunsPanel) -> str:
    (found,) = [
        each.text()
        for each in panel.findChildren(QLabel)
        if each.text() and each.isVisible() and each.text() != "Runs"
    ]
    return found


def press(panel: RunsPanel, key: Qt.Key) -> None:
    QTest.keyClick(panel.table, key)


def test_the_run_begun_last_comes_first_and_has_the_cursor(panel: RunsPanel) -> None:
    assert texts(panel, NAME) == ["second", "first", "broken"]
    assert texts(panel, ERROR) == ["0.03000", "0.02400", runs_words.NOTHING]
    assert texts(panel, STATE) == ["finished", "finished", "damaged"]
    assert panel.info() == "3 runs, 1 damaged"
    assert panel.table.run == TWO


@pytest.mark.parametrize("column", [NAME, ERROR, STARTED, DATA, COURSE])
def test_a_click_on_a_header_sorts_by_that_column(panel: RunsPanel, column: int) -> None:
    table = panel.table
    table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
    one_way = [name for name in texts(panel, NAME) if name != "broken"]
    table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
    other_way = [name for name in texts(panel, NAME) if name != "broken"]
    if column == DATA:
        assert one_way == ["second", "first"]
    else:
        assert one_way == other_way[::-1] == ["first", "second"]


def test_those_ticked_can_be_brought_together(panel: RunsPanel, kept_runs: KeptRuns) -> None:
    kept_runs.slots[ONE.folder] = 0
    kept_runs.ticked.emit()
    panel.table.sortByColumn(TICK, Qt.SortOrder.AscendingOrder)
    assert texts(panel, NAME)[0] == "first"


@pytest.mark.parametrize(
    ("typed", "found"),
    [("FIRST", ["first"]), ("wide", ["second"]), ("damaged", ["broken"]), ("11-02", ["second"])],
)
def test_the_filter_looks_at_all_that_is_said(
    panel: RunsPanel, typed: str, found: list[str]
) -> None:
    panel.filter.setText(typed)
    assert texts(panel, NAME) == found
    assert panel.info() == "1 of 3 runs, 1 damaged"


def test_an_empty_table_says_what_to_do(panel: RunsPanel, kept_runs: KeptRuns) -> None:
    panel.filter.setText("nothing like it")
    assert hint(panel) == runs_words.NOTHING_FOUND
    assert not button(panel, "Open").isEnabled()
    panel.filter.clear()
    show(kept_runs)
    assert hint(panel) == runs_words.NO_RUNS


@pytest.mark.parametrize(
    "text", ["Open", "Duplicate settings", "Rename", "Note", "Baseline", "Folder", "Trash"]
)
def test_a_damaged_folder_can_only_be_looked_at_and_deleted(panel: RunsPanel, text: str) -> None:
    assert button(panel, text).isEnabled()
    panel.table.go_to(BROKEN.folder)
    assert button(panel, text).isEnabled() == (text in ("Folder", "Trash"))


@pytest.mark.parametrize(
    ("text", "call"),
    [
        ("Open", "open"),
        ("Duplicate settings", "duplicate"),
        ("Note", "note"),
        ("Folder", "folder"),
        ("Trash", "trash"),
    ],
)
def test_a_button_acts_on_the_run_with_the_cursor(
    panel: RunsPanel, asked: Asked, text: str, call: str
) -> None:
    panel.table.go_to(ONE.folder)
    button(panel, text).click()
    assert asked.calls == [(call, ONE.folder)]


def test_the_keys_tick_delete_and_make_the_baseline(
    panel: RunsPanel, kept_runs: KeptRuns, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_runs, "_read_curves", lambda folder: None)
    press(panel, Qt.Key.Key_Return)
    assert list(kept_runs.slots) == [TWO.folder]
    press(panel, Qt.Key.Key_Down)
    QTest.keyClick(panel.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert kept_runs.baseline == ONE
    press(panel, Qt.Key.Key_Enter)
    assert list(kept_runs.slots) == [TWO.folder]
    press(panel, Qt.Key.Key_Delete)
    assert asked.calls == [("trash", ONE.folder)]


def test_a_click_on_the_box_ticks_and_one_on_the_name_does_not(
    panel: RunsPanel, kept_runs: KeptRuns, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_runs, "_read_curves", lambda folder: None)
    for column, ticked in ((NAME, []), (TICK, [ONE.folder])):
        place = panel.table.visualRect(panel.table.model().index(1, column)).center()
        QTest.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert list(kept_runs.slots) == ticked


def test_a_double_click_opens(panel: RunsPanel, asked: Asked) -> None:
    place = panel.table.visualRect(panel.table.model().index(1, NAME)).center()
    QTest.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.calls == [("open", ONE.folder)]


@pytest.mark.parametrize(("typed", "calls"), [("best", [("rename", "best")]), ("second", [])])
def test_f2_renames_in_place(
    qtbot: QtBot, panel: RunsPanel, asked: Asked, typed: str, calls: list[tuple[str, str]]
) -> None:
    panel.activateWindow()
    press(panel, Qt.Key.Key_F2)
    editor = panel.table.viewport().findChild(QLineEdit)
    assert editor
    assert editor.text() == "second"
    editor.setText(typed)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.table.viewport().findChild(QLineEdit) is None)
    assert asked.calls == calls


def test_the_menu_offers_what_the_buttons_do(panel: RunsPanel, kept_runs: KeptRuns) -> None:
    kept_runs.slots[ONE.folder] = 0
    panel.table.customContextMenuRequested.emit(QPoint(40, 10))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    offered = [action.text() for action in menu.actions() if action.text()]
    assert offered == [
        *(text for text, _ in runs_words.ACTIONS.values()),
        runs_words.UNTICK_ALL,
    ]
    menu.actions()[-1].trigger()
    menu.close()
    assert kept_runs.slots == {}


def test_the_cursor_stays_on_its_run_when_the_list_changes(
    panel: RunsPanel, kept_runs: KeptRuns
) -> None:
    panel.table.go_to(ONE.folder)
    show(kept_runs, a_run("three", started="2026-11-03T10:00:00"), TWO, ONE)
    assert panel.table.run == ONE
    show(kept_runs, TWO)
    assert panel.table.run == TWO


def test_a_tick_shows_the_runs_colour(qtbot: QtBot, panel: RunsPanel, kept_runs: KeptRuns) -> None:
    box = panel.table.visualRect(panel.table.model().index(1, TICK))

    def is_blue() -> bool:
        return bool(where(panel.table.viewport().grab(box).toImage(), LIGHT.loss).any())

    assert not is_blue()
    kept_runs.slots[ONE.folder] = 0
    kept_runs.ticked.emit()
    assert is_blue()


def test_the_report_button_stands_for_its_action(panel: RunsPanel) -> None:
    found = button(panel, "Report...")
    assert found.objectName() == "reportButton"
    assert found.accessibleName() == "Report..."


def test_columns_are_wide_enough_for_what_they_say(panel: RunsPanel) -> None:
    metrics, header = panel.table.fontMetrics(), panel.table.horizontalHeader()
    for column in (ERROR, STATE, STARTED, DATA):
        widest = max(map(metrics.horizontalAdvance, texts(panel, column)))
        assert header.sectionSize(column) > widest


def test_what_looks_like_a_page_of_the_web_is_shown_as_it_is(
    panel: RunsPanel, kept_runs: KeptRuns
) -> None:
    show(kept_runs, a_run(said=About(note="<b>bold</b>\nnext")))
    tooltip = panel.table.model().index(0, NAME).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;bold&lt;/b&gt;<br>next" in tooltip


def test_the_filter_waits_until_there_are_runs(panel: RunsPanel, kept_runs: KeptRuns) -> None:
    assert panel.filter.isEnabled()
    show(kept_runs)
    assert not panel.filter.isEnabled()

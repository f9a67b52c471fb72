"""The list of all runs that are kept, and what can be done with each."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QMenu, QStackedLayout

from core.kept import Damaged, Kept
from gui.actions import bind
from gui.kept import words as runs_words
from gui.kept.kept_runs import KeptRuns
from gui.kept.table import RunsModel, SortedRuns
from gui.kept.view import RunsTable
from gui.kept.words import TICK
from gui.widgets.buttons import Button
from gui.widgets.fields import muted_label
from gui.widgets.panel import Panel, row_of

FILTER_WIDTH = 210  # pixels


class Acts(Protocol):
    """Who does what is asked for here."""

    def open(self, run: Kept | Damaged) -> None: ...
    def duplicate(self, run: Kept) -> None: ...
    def rename(self, run: Kept, name: str) -> None: ...
    def ask_for_note(self, run: Kept) -> None: ...
    def delete(self, run: Kept | Damaged) -> None: ...
    def show_folder(self, run: Kept | Damaged) -> None: ...


class RunsPanel(Panel):
    """A table of the runs with a filter; buttons, keys and a menu act on the one selected."""

    def __init__(self, kept_runs: KeptRuns, acts: Acts, report_action: QAction) -> None:
        super().__init__("Runs")
        self._kept, self._acts = kept_runs, acts
        self._model = RunsModel(kept_runs, self)
        self._sorted = SortedRuns(self._model, self)
        self.table = RunsTable(self._sorted)
        self.filter = _filter_field()
        self._hint = muted_label("")
        self._stack = QStackedLayout()
        self._actions = self._make_actions()
        self._arrange(report_action)
        self._listen()
        self._on_changed()

    def _make_actions(self) -> dict[str, QAction]:
        """What can be done with the selected run; a damaged one can be looked at and deleted."""
        acts = self._acts
        actions = {}
        for key, (text, purpose) in runs_words.ACTIONS.items():
            action = QAction(text, self)
            action.setToolTip(purpose)
            actions[key] = action
        does: dict[str, Callable[[Kept], None]] = {
            "open": acts.open,
            "duplicate": acts.duplicate,
            "rename": lambda run: self.table.edit_name(),
            "note": acts.ask_for_note,
            "baseline": lambda run: self._kept.choose_baseline(run.folder),
            "folder": acts.show_folder,
            "trash": acts.delete,
        }
        for key, act in does.items():
            actions[key].triggered.connect(partial(self._do, act))
        return actions

    def _do(self, act: Callable[[Kept], None], _: bool = False) -> None:
        run = self.table.run
        if run:
            act(run)  # type: ignore[arg-type]  # what a damaged one cannot be asked is disabled

    def _arrange(self, report_action: QAction) -> None:
        buttons = []
        for action in self._actions.values():
            button = Button(action.text())
            bind(button, action)
            buttons.append(button)
        row = row_of(self.filter, *buttons)
        row.addStretch(1)
        row.addWidget(_report_button(report_action))
        self.body.addLayout(row)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(self._hint)
        self._stack.addWidget(self.table)
        self.body.addLayout(self._stack, 1)
        self.setFocusProxy(self.table)

    def _listen(self) -> None:
        table, kept_runs = self.table, self._kept
        table.tick_wanted.connect(lambda run: kept_runs.tick(run.folder))
        table.baseline_wanted.connect(self._actions["baseline"].trigger)
        table.removal_wanted.connect(self._actions["trash"].trigger)
        table.doubleClicked.connect(self._on_double_click)
        table.chosen.connect(self._on_chosen)
        table.customContextMenuRequested.connect(self._offer)
        self._model.renamed.connect(self._acts.rename)
        self.filter.textChanged.connect(self._on_filter)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.setContext(Qt.ShortcutContext.WindowShortcut)
        find.activated.connect(self.filter.setFocus)
        kept_runs.changed.connect(self._on_changed)

    def show_anew(self) -> None:
        """Read the list again, in the background; until then the last one is shown."""
        self._kept.refresh()

    def _on_filter(self, text: str) -> None:
        self._sorted.setFilterFixedString(text.strip())
        self._show_count()

    def _on_changed(self) -> None:
        """The rows are others: the cursor goes to the run where it was, or to the first one."""
        self.table.go_to(self._kept.current)
        self._show_count()

    def _show_count(self) -> None:
        runs, shown = self._kept.runs, self._sorted.rowCount()
        self.set_info(runs_words.count(runs, shown))
        self._hint.setText(runs_words.nothing(self._kept.has_looked, bool(runs)))
        self._stack.setCurrentIndex(1 if shown else 0)
        self.filter.setEnabled(bool(runs))  # or it would have the focus, and Space with it
        self._on_chosen(self.table.run)

    def _on_chosen(self, run: Kept | Damaged | None) -> None:
        for key, action in self._actions.items():
            is_for_all = key in runs_words.FOR_DAMAGED
            action.setEnabled(isinstance(run, Kept) or (run is not None and is_for_all))
        if run:
            self._kept.choose(run.folder)

    def _on_double_click(self, index: QModelIndex) -> None:
        if index.column() != TICK:
            self._actions["open"].trigger()

    def _offer(self, position: QPoint) -> None:
        """What the buttons do, as a menu."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(list(self._actions.values()))
        menu.addSeparator()
        menu.addAction(runs_words.UNTICK_ALL, self._kept.untick_all)
        menu.popup(self.table.viewport().mapToGlobal(position))


def _filter_field() -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(runs_words.FILTER)
    field.setAccessibleName("Filter the runs")
    field.setToolTip("Show only runs with this in their name, note, state, time or data (Ctrl+F)")
    field.setClearButtonEnabled(True)
    field.setFixedWidth(FILTER_WIDTH)
    return field


def _report_button(action: QAction) -> Button:
    button = Button(action.text())
    button.setObjectName("reportButton")
    bind(button, action)
    return button

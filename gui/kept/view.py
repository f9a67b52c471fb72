"""The table of runs as a widget: its columns, and the keys that it hears."""

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from core.kept import Damaged, Kept
from gui.kept.painting import CourseDelegate, MarkDelegate, NameDelegate, RowDelegate
from gui.kept.table import RUN, SortedRuns
from gui.kept.words import COURSE, HEADER, NAME, STARTED, TICK, WIDEST
from gui.widgets.keys import keeps_key

ROW_HEIGHT = 24  # pixels
PADDING = 18  # left and right of a column's text, together
FIXED = {TICK: 34, COURSE: 96}
TICKS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
REMOVES = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class RunsTable(QTableView):
    """The rows; Enter and a click tick, Shift+Enter makes the baseline, F2 renames, Del deletes."""

    tick_wanted = Signal(object)  # a run
    baseline_wanted = Signal()
    removal_wanted = Signal()
    chosen = Signal(object)  # the run that has the cursor, None without any

    def __init__(self, rows: SortedRuns) -> None:
        super().__init__()
        self.setModel(rows)
        self.setObjectName("runsTable")
        self.setAccessibleName("Runs")
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self._set_columns()
        self.clicked.connect(self._on_clicked)
        self.selectionModel().currentRowChanged.connect(lambda: self.chosen.emit(self.run))

    def _set_columns(self) -> None:
        header, metrics = self.horizontalHeader(), self.fontMetrics()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(min(FIXED.values()))
        for column, sample in enumerate(WIDEST):
            widest = max(map(metrics.horizontalAdvance, (sample, f"{HEADER[column]} ▾")))
            header.resizeSection(column, FIXED.get(column, widest + PADDING))
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.setItemDelegate(RowDelegate(self))
        special = {TICK: MarkDelegate, NAME: NameDelegate, COURSE: CourseDelegate}
        for column, delegate in special.items():
            self.setItemDelegateForColumn(column, delegate(self))
        self.setSortingEnabled(True)
        self.sortByColumn(STARTED, Qt.SortOrder.DescendingOrder)

    @property
    def run(self) -> Kept | Damaged | None:
        """The run that has the cursor."""
        run = self.currentIndex().data(RUN)
        return run if isinstance(run, Kept | Damaged) else None

    def go_to(self, folder: object) -> None:
        """Put the cursor on the run of a folder, or else on the first one."""
        rows = self.model()
        places = [rows.index(row, NAME) for row in range(rows.rowCount())]
        fitting = (place for place in places if place.data(RUN).folder == folder)
        if places:
            self.setCurrentIndex(next(fitting, places[0]))

    def edit_name(self) -> None:
        self.edit(self.currentIndex().siblingAtColumn(NAME))

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == TICK and self.run:
            self.tick_wanted.emit(self.run)

    def event(self, event: QEvent) -> bool:
        return any(keeps_key(event, key) for key in REMOVES) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_editing = self.state() is QTableView.State.EditingState  # the field lets Return through
        key, run = Qt.Key(event.key()), None if is_editing else self.run
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if run and key in TICKS and is_shifted:
            self.baseline_wanted.emit()
        elif run and key in TICKS:
            self.tick_wanted.emit(run)
        elif run and key in REMOVES:
            self.removal_wanted.emit()
        elif run and key == Qt.Key.Key_F2:
            self.edit_name()
        else:
            super().keyPressEvent(event)

"""What the ticked runs differ in: their errors against a baseline, and their settings."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QHeaderView, QStackedLayout, QTableWidget, QTableWidgetItem

from core.kept import Kept
from gui.kept import comparison
from gui.kept.comparison import COMPARED, Comparison
from gui.kept.kept_runs import KeptRuns
from gui.kept.painting import MarkDelegate, RowDelegate
from gui.kept.table import GUTTER, RUN, SLOT, as_tooltip
from gui.session import Session
from gui.widgets.fields import muted_label
from gui.widgets.panel import Panel

ROW_HEIGHT = 24  # pixels
MARK_WIDTH = 34
WIDEST = 220  # of a column; what is longer is in its tooltip
PADDING = 24
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
NUMBERS = len(COMPARED) - 1  # columns of numbers, after the marks


class ComparisonPanel(Panel):
    """A row for each ticked run: its error against the baseline's, and what sets it apart."""

    def __init__(self, session: Session, kept_runs: KeptRuns) -> None:
        super().__init__("Comparison")
        self._session, self._kept = session, kept_runs
        self._shown = Comparison((), ())
        self.table = _table()
        self.table.setItemDelegate(RowDelegate(self.table))
        self.table.setItemDelegateForColumn(0, MarkDelegate(self.table))
        self.table.currentCellChanged.connect(self._on_row)
        self._stack = QStackedLayout()
        hint = muted_label(comparison.NOTHING_TO_COMPARE)
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(hint)
        self._stack.addWidget(self.table)
        self.body.addLayout(self._stack)
        copy = QAction("Copy the table", self.table)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy)
        self.table.addAction(copy)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for signal in (kept_runs.ticked, kept_runs.changed):
            signal.connect(self.show_if_seen)

    def show_anew(self) -> None:
        """Compare the runs that are ticked now."""
        runs, baseline = self._kept.ticked_runs, self._kept.baseline
        self._shown = comparison.comparison(runs, baseline) if baseline else Comparison((), ())
        self._stack.setCurrentIndex(1 if baseline else 0)
        self.set_info(f"to {self._kept.names[baseline.folder]}" if baseline else "")
        self.table.setRowCount(len(runs))
        self.table.setColumnCount(1 + len(self._shown.titles))
        for column, title in enumerate(("", *self._shown.titles)):
            self._show_title(column, title)
        for row, (run, cells) in enumerate(zip(runs, self._shown.rows, strict=True)):
            self._show_row(row, run, cells)
        self._size_columns()

    def _show_title(self, column: int, title: str) -> None:
        is_number = 1 <= column <= NUMBERS
        item = QTableWidgetItem(title + (GUTTER if is_number else ""))
        item.setTextAlignment(RIGHT if is_number else LEFT)
        item.setToolTip(comparison.EXPLAINED.get(title, ""))
        self.table.setHorizontalHeaderItem(column, item)

    def _show_row(self, row: int, run: Kept, cells: tuple[str, ...]) -> None:
        name = self._kept.names[run.folder]
        for column, text in enumerate(("", *cells)):
            item = QTableWidgetItem(text)
            item.setTextAlignment(RIGHT if 1 <= column <= NUMBERS else LEFT)
            item.setToolTip(as_tooltip(f"{name}\n{text}" if text else name))
            item.setData(RUN, run)
            item.setData(SLOT, self._kept.slots[run.folder])
            self.table.setItem(row, column, item)

    def _size_columns(self) -> None:
        """As wide as what stands in them, within reason."""
        metrics = self.table.fontMetrics()
        self.table.setColumnWidth(0, MARK_WIDTH)
        for column, texts in enumerate(zip(self._shown.titles, *self._shown.rows, strict=True)):
            widest = max(map(metrics.horizontalAdvance, texts)) + PADDING
            is_verdict = column == NUMBERS
            self.table.setColumnWidth(1 + column, widest if is_verdict else min(widest, WIDEST))

    def _on_row(self, row: int) -> None:
        """The run of a row is drawn stronger among the curves."""
        item = self.table.item(row, 0)
        run = item.data(RUN) if item else None
        if isinstance(run, Kept):
            self._kept.choose(run.folder)

    def copy(self) -> None:
        """Put the table on the clipboard as tab-separated text, each run with its name."""
        if not self._shown.rows:
            return
        names = [self._kept.names[run.folder] for run in self._kept.ticked_runs]
        rows = zip(("Run", *names), (self._shown.titles, *self._shown.rows), strict=True)
        text = "\n".join("\t".join((name, *cells)) for name, cells in rows)
        QGuiApplication.clipboard().setText(text)
        self._session.say(comparison.copied(len(names)))


def _table() -> QTableWidget:
    table = QTableWidget()
    table.setObjectName("comparisonTable")
    table.setAccessibleName("Comparison of the ticked runs")
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setFrameShape(QTableWidget.Shape.NoFrame)
    table.setHorizontalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    header = table.horizontalHeader()
    header.setMinimumSectionSize(MARK_WIDTH)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    header.setHighlightSections(False)
    header.setStretchLastSection(True)
    return table

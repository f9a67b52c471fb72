"""The kept runs as rows and columns: what Qt's table asks of them, sorted and filtered."""

from html import escape
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from core.kept import Damaged, Kept
from gui import theme
from gui.kept import words as runs_words
from gui.kept.kept_runs import KeptRuns
from gui.kept.words import COURSE, ERROR, HEADER, ITERATIONS, NAME, TICK, TIME, Row

Role = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex

SORTED_BY, FOUND_BY, RUN, NOTE, SLOT = (Role.UserRole + place for place in range(5))
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
NUMBERS = (ERROR, ITERATIONS, TIME)
EXPLAINED = {
    TICK: "Tick runs to compare them (Enter)",
    ERROR: "The share of testing images answered wrongly at the last evaluation",
    COURSE: "The testing error over the iterations",
}
GUTTER = "\u2002"  # between a number and the text in the next column
UNTICKED = 1_000  # sorted after every slot


def as_tooltip(text: str) -> str:
    """A tooltip that shows a text as it is, though it may look like a page of the web."""
    return f"<p>{escape(text)}</p>".replace("\n", "<br>")


class RunsModel(QAbstractTableModel):
    """A row for each run, in the order of the list; the name of a run can be edited."""

    renamed = Signal(object, str)  # a Kept, and what it is to be called

    def __init__(self, kept_runs: KeptRuns, parent: QObject) -> None:
        super().__init__(parent)
        self._kept = kept_runs
        self._rows: list[Row] = []
        kept_runs.changed.connect(self._take)
        kept_runs.ticked.connect(self._on_ticked)
        self._take()

    def _take(self) -> None:
        self.beginResetModel()
        names, present = self._kept.names, self._kept.present
        self._rows = [
            runs_words.row(run, names.get(run.folder, ""), is_present=run.folder == present)
            for run in self._kept.runs
        ]
        self.endResetModel()

    def _on_ticked(self) -> None:
        if self._rows:
            last = self.index(len(self._rows) - 1, NAME)
            self.dataChanged.emit(self.index(0, TICK), last)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADER)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Role.DisplayRole:
            return HEADER[section] + (GUTTER if section in NUMBERS else "")
        if role == Role.TextAlignmentRole:
            return RIGHT if section in NUMBERS else LEFT
        return EXPLAINED.get(section) if role == Role.ToolTipRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        editable = index.column() == NAME and isinstance(self._run(index), Kept)
        return super().flags(index) | (
            Qt.ItemFlag.ItemIsEditable if editable else Qt.ItemFlag.NoItemFlags
        )

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row, column = self._rows[index.row()], index.column()
        if role in (Role.DisplayRole, Role.EditRole):
            return row.texts[column]
        if role == SORTED_BY:
            return row.keys[column] if column != TICK else self._slot(index, UNTICKED)
        if role == FOUND_BY:
            return " ".join((*row.texts, row.note))
        if role == Role.ToolTipRole:
            return as_tooltip(row.tooltip)
        if role == Role.TextAlignmentRole:
            return RIGHT if column in NUMBERS else LEFT
        return self._looks(index, role, row)

    def _looks(self, index: Index, role: int, row: Row) -> Any:
        """What is asked for the painting."""
        run = self._run(index)
        if role == RUN:
            return run
        if role == NOTE:
            return row.note
        if role == SLOT:
            return self._slot(index, None)
        if role == Role.ForegroundRole and isinstance(run, Damaged):
            return QColor(theme.colors().muted)
        if role == Role.FontRole and run.folder == self._kept.present:
            return theme.bold(QApplication.font())
        if role == Role.AccessibleTextRole and index.column() == TICK:
            return "ticked" if run.folder in self._kept.slots else "not ticked"
        return None

    def _run(self, index: Index) -> Kept | Damaged:
        return self._kept.runs[index.row()]

    def _slot(self, index: Index, otherwise: int | None) -> int | None:
        return self._kept.slots.get(self._run(index).folder, otherwise)

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        run = self._run(index)
        if role != Role.EditRole or not isinstance(run, Kept):
            return False
        if value != self._rows[index.row()].texts[NAME]:  # else what it is called is no name
            self.renamed.emit(run, str(value))
        return True


class SortedRuns(QSortFilterProxyModel):
    """The rows in the order of a column, and of those only what fits the filter."""

    def __init__(self, model: RunsModel, parent: QObject) -> None:
        super().__init__(parent)
        self.setSourceModel(model)
        self.setSortRole(SORTED_BY)
        self.setFilterRole(FOUND_BY)
        self.setFilterKeyColumn(NAME)
        self.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

"""The table of errors by digit, as the report prints it, and more."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QActionGroup, QColor, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QHeaderView, QMenu, QTableWidget, QTableWidgetItem

from core.samples import DIGITS
from core.tables import HEADER, OVERALL, ErrorRow, as_tabbed, error_rows
from gui import theme, words
from gui.session import Session
from gui.widgets.menu_button import MenuButton
from gui.widgets.panel import Panel

ROW_HEIGHT = 18
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
ALIGNMENT = (CENTRE, RIGHT, RIGHT, RIGHT, CENTRE)
NARROW = (0, len(HEADER) - 1)  # columns of short names; the numbers share the rest
NARROW_WIDTH = 58  # pixels


class DigitErrorPanel(Panel):
    """What the last evaluation found, of the testing or of the training images."""

    def __init__(self, session: Session) -> None:
        super().__init__("Error by digit")
        self._session = session
        self._rows: list[ErrorRow] = []
        self._items: list[list[QTableWidgetItem]] = []
        self._shows_training = False
        self._worst: int | None = None
        self.table = _table()
        self.body.addWidget(self.table)
        self._button = MenuButton(None, "Show the testing or the training images", self._menu())
        self.header.addWidget(self._button)
        copy = QAction("Copy the table", self.table)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        copy.triggered.connect(self.copy)
        self.table.addAction(copy)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        session.evaluated.connect(self.refresh)
        session.plan_changed.connect(self.refresh)
        self.refresh()

    def _menu(self) -> QMenu:
        menu = QMenu()
        group = QActionGroup(menu)
        for text, training in (("testing", False), ("training", True)):
            action = QAction(text, menu, checkable=True, checked=not training)
            action.triggered.connect(lambda _, training=training: self._switch(training))
            group.addAction(action)
            menu.addAction(action)
        return menu

    def _switch(self, training: bool) -> None:
        self._shows_training = training
        self.refresh()

    def refresh(self) -> None:
        """Show the session's last evaluation."""
        self._button.setText("training ▾" if self._shows_training else "testing ▾")
        score = self._session.score
        if score is None:
            self._show_empty()
            self.set_info("after the first evaluation")
            return
        evaluation = score.train if self._shows_training else score.test
        self._rows = error_rows(evaluation, self._names())
        self._show([row.cells for row in self._rows], evaluation.worst_digit)
        self.set_info(words.evaluated_on(score.iteration, evaluation))

    def _names(self) -> tuple[str, ...]:
        return self._session.images.class_names if self._session.images else DIGITS

    def _show_empty(self) -> None:
        self._rows = []
        self._show([(name, "", "", "–", "") for name in (*self._names(), OVERALL)], None)

    def _show(self, rows: list[tuple[str, ...]], worst: int | None) -> None:
        if len(rows) != len(self._items):
            self.table.setRowCount(len(rows))
            self._items = [_row_items(self.table, row) for row in range(len(rows))]
            self._emphasise()
        for position, cells in enumerate(rows):
            for item, text in zip(self._items[position], cells, strict=True):
                item.setText(text)
        if worst != self._worst:
            self._worst = worst
            self._emphasise()

    def _emphasise(self) -> None:
        """The overall row is bold; the worst digit is bold and in the warning colour."""
        plain = self.table.font()
        strong, warning = theme.bold(plain), QColor(theme.colors().warning)
        for position, items in enumerate(self._items):
            is_worst = position == self._worst
            for item in items:
                item.setFont(strong if is_worst or position == len(self._items) - 1 else plain)
                item.setData(Qt.ItemDataRole.ForegroundRole, warning if is_worst else None)
                item.setToolTip("The digit with the highest error" if is_worst else "")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._emphasise()

    def copy(self) -> None:
        """Put the table on the clipboard as tab-separated text."""
        if not self._rows:
            self._session.say(words.NOTHING_TO_COPY)
            return
        QGuiApplication.clipboard().setText(as_tabbed(self._rows))
        self._session.say(words.copied(len(self._rows)))


def _table() -> QTableWidget:
    """An empty table of the right shape, which nothing in it can change."""
    table = QTableWidget(0, len(HEADER))
    table.setObjectName("digitErrorTable")
    table.setAccessibleName("Error by digit")
    for column, (title, alignment) in enumerate(zip(HEADER, ALIGNMENT, strict=True)):
        item = QTableWidgetItem(title)
        item.setTextAlignment(alignment)
        table.setHorizontalHeaderItem(column, item)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)
    table.setFrameShape(QTableWidget.Shape.NoFrame)
    table.verticalHeader().hide()
    table.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
    table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    for column in NARROW:
        table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        table.setColumnWidth(column, NARROW_WIDTH)
    table.horizontalHeader().setSectionsClickable(False)
    table.horizontalHeader().setFixedHeight(ROW_HEIGHT + 2)
    table.setFixedHeight(ROW_HEIGHT * (len(DIGITS) + 2) + 4)
    return table


def _row_items(table: QTableWidget, row: int) -> list[QTableWidgetItem]:
    items = []
    for column, alignment in enumerate(ALIGNMENT):
        item = QTableWidgetItem()
        item.setTextAlignment(alignment)
        table.setItem(row, column, item)
        items.append(item)
    return items

"""The table of errors by digit, as the report prints it, and more."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

from core.arrays import Floats
from core.history import Score
from core.metrics import Evaluation
from core.samples import DIGITS
from core.tables import FORMS, OVERALL, ErrorRow, as_tabbed, error_curves, error_rows
from gui import digit_words, words
from gui.session import Session
from gui.timeline import Timeline
from gui.widgets.digits.table import DigitTable, Line
from gui.widgets.menu_button import MenuButton
from gui.widgets.panel import Panel

MOST_POINTS = 16  # of a small curve
HEADROOM = 2.0  # the top of the curves as a multiple of the highest error now

Form = Callable[[Sequence[ErrorRow]], str]


class DigitErrorPanel(Panel):
    """What the evaluation that is shown found, of the testing or of the training images."""

    digit_chosen = Signal(int)  # a class, whose mistakes are asked for
    all_chosen = Signal()  # the mistakes of all classes are asked for

    def __init__(self, session: Session, timeline: Timeline) -> None:
        super().__init__("Error by digit")
        self._session, self._timeline = session, timeline
        self._rows: list[ErrorRow] = []
        self._shows_training = False
        self.table = DigitTable()
        self.table.chosen.connect(self._on_chosen)
        self.body.addWidget(self.table)
        copies = self._copy_actions()
        self.table.addActions(copies)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        purpose = "Show the testing or the training images, or copy the table"
        self._button = MenuButton(None, purpose, self._menu(copies))
        self.header.addWidget(self._button)
        timeline.evaluated.connect(self.refresh)
        session.plan_changed.connect(self.refresh)
        self.refresh()

    def _copy_actions(self) -> list[QAction]:
        copy = QAction("Copy for a spreadsheet", self.table)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        copy.setShortcutVisibleInContextMenu(True)
        copy.triggered.connect(self.copy)
        actions = [copy]
        for name, form in FORMS.items():
            action = QAction(f"Copy as {name}", self.table)
            action.triggered.connect(partial(self._copy, form, f"as {name}"))
            actions.append(action)
        return actions

    def _menu(self, copies: list[QAction]) -> QMenu:
        menu = QMenu()
        group = QActionGroup(menu)
        for text, training in (("testing", False), ("training", True)):
            action = QAction(text, menu, checkable=True, checked=not training)
            action.triggered.connect(lambda _, training=training: self._switch(training))
            group.addAction(action)
            menu.addAction(action)
        menu.addSeparator()
        menu.addActions(copies)
        return menu

    def _switch(self, training: bool) -> None:
        self._shows_training = training
        self.refresh()

    @property
    def part(self) -> str:
        """Which images the table is about."""
        return "training" if self._shows_training else "testing"

    def refresh(self) -> None:
        """Show the evaluation of the moment."""
        self._button.setText(f"{self.part} ▾")
        self.table.make_room_for(self._widest())
        score = self._timeline.score
        if score is None:
            self._show_empty()
            return
        evaluation = score.train if self._shows_training else score.test
        self._rows = error_rows(evaluation, self._names)
        self._show(evaluation, error_curves(self._evaluations(score.iteration)))
        self.set_info(words.evaluated_on(score.iteration, evaluation))

    def _show_empty(self) -> None:
        self._rows = []
        names = (*self._names, OVERALL)
        self.table.show_lines([Line(digit_words.empty_cells(name)) for name in names], None, 0.0)
        self.set_info("after the first evaluation")

    def _show(self, evaluation: Evaluation, curves: Floats) -> None:
        worst = evaluation.worst_digit
        lines = []
        for place, (row, curve) in enumerate(zip(self._rows, curves.tolist(), strict=True)):
            about = digit_words.about_row(
                row, self.part, is_overall=place == len(self._names), is_worst=place == worst
            )
            lines.append(Line(digit_words.cells(row), about, curve, row.mistakes > 0))
        highest = 0.0 if worst is None else self._rows[worst].error
        self.table.show_lines(lines, worst, HEADROOM * highest)

    def _evaluations(self, until: int) -> list[Evaluation]:
        """Those up to an iteration, few enough for a small curve, the last one among them."""
        snapshot = self._session.snapshot
        scores = snapshot.curves.scores if snapshot else ()
        past = [score for score in scores if score.iteration <= until]
        return [score.train if self._shows_training else score.test for score in thinned(past)]

    @property
    def _names(self) -> tuple[str, ...]:
        return self._session.images.class_names if self._session.images else DIGITS

    def _widest(self) -> digit_words.Cells:
        data = self._session.images
        split = data and (data.train if self._shows_training else data.test)
        return digit_words.widest_cells((*self._names, OVERALL), len(split) if split else 0)

    def _on_chosen(self, row: int) -> None:
        if row < len(self._names):
            self.digit_chosen.emit(row)
        else:
            self.all_chosen.emit()

    def copy(self) -> None:
        """Put the table on the clipboard as tab-separated text."""
        self._copy(as_tabbed, "tab-separated")

    def _copy(self, form: Form, how: str) -> None:
        if not self._rows:
            self._session.say(words.NOTHING_TO_COPY)
            return
        QGuiApplication.clipboard().setText(form(self._rows))
        self._session.say(digit_words.copied(len(self._rows), how))


def thinned(scores: Sequence[Score]) -> Sequence[Score]:
    """Every second, or every fourth ... of them, and the last: the same ones for a long time."""
    stride = 1
    while len(scores) > MOST_POINTS * stride:
        stride *= 2
    kept = list(scores[::stride])
    return kept if not scores or kept[-1] is scores[-1] else [*kept, scores[-1]]

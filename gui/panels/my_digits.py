"""The user's own digits: what the network reads in each, and its error on them."""

from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStackedLayout,
)

from core import handwriting
from core.arrays import PIXEL_MAX
from core.handwriting import Digits
from core.my_digits import MyDigit
from core.samples import DIGITS
from gui import theme, words
from gui.chooser import Chooser
from gui.collection import Answers, Collection
from gui.session import Session
from gui.widgets.buttons import Button, action_button
from gui.widgets.fields import muted_label
from gui.widgets.images import grey_image
from gui.widgets.panel import Panel, row_of

UNKNOWN = "-"
ICON = 44  # pixels
CELL = QSize(74, 68)
HOW = "Draw a digit and press its key, 0 to 9: it is kept here, from one start to the next."
REMOVING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
EXPORTS = (
    ("As IDX, images and labels...", handwriting.export_idx),
    ("As PNG, a folder a class...", handwriting.export_png),
)


class MyDigitsPanel(Panel):
    """A picture of each digit with its label, wrong answers marked; the error on all of them."""

    def __init__(
        self, session: Session, collection: Collection, actions: dict[str, QAction]
    ) -> None:
        super().__init__("My digits")
        self._session, self._collection = session, collection
        self._chooser = Chooser(self)
        self._list = DigitList(collection)
        self._own, self._testing = QLabel(), QLabel()
        self._stack = QStackedLayout()
        self._arrange(actions)
        collection.changed.connect(self._fill)
        for signal in (session.evaluated, session.status_changed, session.library.changed):
            signal.connect(self.show_if_seen)
        self._fill()

    def _arrange(self, actions: dict[str, QAction]) -> None:
        hint = muted_label(HOW)
        hint.setWordWrap(True)
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(hint)
        self._stack.addWidget(self._list)
        for label in (self._own, self._testing):
            label.setWordWrap(True)
        self.body.addWidget(muted_label("Error on my handwriting"))
        self.body.addWidget(self._own)
        self.body.addWidget(muted_label("Testing error, for comparison"))
        self.body.addWidget(self._testing)
        self.body.addLayout(self._stack, 1)
        self._export = Button("Export")
        menu = QMenu(self._export)
        for text, write in EXPORTS:
            menu.addAction(text).triggered.connect(partial(self._ask_where, write))
        self._export.setMenu(menu)
        self.body.addLayout(row_of(action_button(actions["fine_tune"]), self._export))

    def _fill(self) -> None:
        digits = self._collection.digits
        self.set_info(words.plural(len(digits), "digit") if digits else "")
        self._export.setEnabled(bool(digits))
        self._stack.setCurrentIndex(1 if digits else 0)
        self.show_if_seen()

    def show_anew(self) -> None:
        """The list and the errors, for both of which the network is asked."""
        answers, answerer = self._collection.answers(), self._session.answerer
        score = answerer.score if answerer else None
        self._own.setText(answers.in_words() if answers else UNKNOWN)
        self._testing.setText(words.percent(score.test.error) if score else UNKNOWN)
        self._list.show_digits(self._collection.digits, answers)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.show_if_seen()

    def _ask_where(self, write: Callable[[Digits, Path], None]) -> None:
        if folder := self._chooser.folder("Export my digits into a folder"):
            self._collection.export(write, folder)


class DigitList(QListWidget):
    """The digits as pictures; keys label and remove those that are selected."""

    def __init__(self, collection: Collection) -> None:
        super().__init__()
        self._collection = collection
        self.setObjectName("myDigitsList")
        self.setAccessibleName("My digits")
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMovement(QListWidget.Movement.Static)
        self.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setIconSize(QSize(ICON, ICON))
        self.setGridSize(CELL)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._offer)
        collection.drawing_changed.connect(
            self.clearSelection
        )  # so that a key is for the new drawing
        self.itemDoubleClicked.connect(lambda item: collection.show(_digit(item)))

    def show_digits(self, digits: Digits, answers: Answers | None) -> None:
        """Show digits, the newest first; one read wrongly says what it is read as."""
        known = [_digit(self.item(row)).moment for row in range(self.count())]
        if known != [digit.moment for digit in reversed(digits)]:  # else it stays where it is
            self._fill(digits)
        found = answers.digits if answers else [None] * len(digits)
        for row, (digit, answer) in enumerate(zip(reversed(digits), reversed(found), strict=True)):
            self._show_digit(self.item(row), digit, answer)

    def _fill(self, digits: Digits) -> None:
        chosen = {digit.moment for digit in self._chosen()}
        self.clear()
        for digit in reversed(digits):
            item = QListWidgetItem(_icon(digit), "", self)
            item.setSelected(digit.moment in chosen)

    def _show_digit(self, item: QListWidgetItem, digit: MyDigit, answer: int | None) -> None:
        is_wrong = answer is not None and answer != digit.label
        item.setText(f"{digit.label}, read {answer}" if is_wrong else str(digit.label))
        warning = QColor(theme.colors().warning)
        item.setData(Qt.ItemDataRole.ForegroundRole, warning if is_wrong else None)
        item.setData(Qt.ItemDataRole.UserRole, digit)

    def _chosen(self) -> Digits:
        return tuple(_digit(item) for item in self.selectedItems())

    def event(self, event: QEvent) -> bool:
        """Digits and Delete are for what is selected, not for the drawing."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._chosen()
            and (_label(event) is not None or event.key() in REMOVING)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen, label = self._chosen(), _label(event)
        if chosen and label is not None:
            self._collection.relabel(chosen, label)
        elif chosen and event.key() in REMOVING:
            self._collection.remove(chosen)
        else:
            super().keyPressEvent(event)

    def _offer(self, position: QPoint) -> None:
        """What can be done with the digit under the pointer, and those selected."""
        chosen = self._chosen()
        if not chosen:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Put on the canvas", lambda: self._collection.show(chosen[0]))
        labels = menu.addMenu("It is a")
        for label, name in enumerate(DIGITS):
            labels.addAction(name, partial(self._collection.relabel, chosen, label))
        menu.addAction("Remove", lambda: self._collection.remove(chosen))
        menu.popup(self.viewport().mapToGlobal(position))


def _digit(item: QListWidgetItem) -> MyDigit:
    digit = item.data(Qt.ItemDataRole.UserRole)
    assert isinstance(digit, MyDigit)
    return digit


def _label(event: QKeyEvent) -> int | None:
    """The digit that is typed; Shift is held for it on a French keyboard, but no other key."""
    held = event.modifiers() & ~(
        Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
    )
    is_digit = event.text() in DIGITS and held == Qt.KeyboardModifier.NoModifier
    return int(event.text()) if is_digit else None


def _icon(digit: MyDigit) -> QIcon:
    return QIcon(QPixmap.fromImage(_picture(digit)))


@lru_cache(maxsize=2048)
def _picture(digit: MyDigit) -> QImage:
    return grey_image(digit.seen / PIXEL_MAX).scaled(ICON, ICON)

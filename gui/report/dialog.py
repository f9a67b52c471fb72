"""The dialog in which a report is looked at, completed and saved."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from core.work import Work
from gui.chooser import Chooser
from gui.job import Job, Task, end_jobs
from gui.report import words
from gui.report.document import document
from gui.report.elements import Cover
from gui.report.material import Material
from gui.report.paper import PAPERS
from gui.report.preview import WIDEST, Preview
from gui.report.subject import ReportError
from gui.report.writing import written
from gui.widgets.fields import ChoiceField, muted_label
from gui.words import legible

LOOK, TYPING = 50, 200  # milliseconds: between two looks at the work; after the last key
LEFT = 290  # pixels
SMALLEST, LARGEST = QSize(900, 560), QSize(LEFT + WIDEST + 80, 2000)
SHARE = 0.92  # of the window that the dialog takes
STEPS = 1000  # of the progress bar
LONGEST = 200  # characters of a name
Button = QDialogButtonBox.StandardButton


class ReportDialog(QDialog):
    """What the student adds on the left, the pages on the right; they come once the work is done.

    typed comes a moment after something was; saved tells where the report is, in a sentence.
    """

    typed = Signal()
    saved = Signal(str)

    def __init__(
        self, work: Work[Material], cover: Cover, paper: str, chooser: Chooser, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.REPORT)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._chooser = chooser
        self._material: Material | None = None
        self._today = words.date_of(date.today())
        self.name_field = _line(cover.name, words.NAME, words.NAME_HINT)
        self.course_field = _line(cover.course, words.COURSE, words.COURSE_HINT)
        self.paper_field = ChoiceField(
            words.PAPER, [(key, each.name) for key, each in PAPERS.items()], paper, words.PAPER_HINT
        )
        self.discussion_field = _area(cover.discussion)
        self.note = QLabel(words.PREPARING)
        self._bar = QProgressBar(maximum=STEPS, textVisible=False)
        self.preview = Preview()
        self.buttons = QDialogButtonBox(Button.Save | Button.Close)
        self._timer = QTimer(self, interval=LOOK)
        self._later = QTimer(self, interval=TYPING, singleShot=True)
        self._lay_out(parent)
        self._connect()
        self._task = Task(work, ReportError, self._take, self._show_problem, self)
        self._timer.start()
        self._task.start()

    @property
    def cover(self) -> Cover:
        """As it is typed so far."""
        return Cover(
            self.name_field.text().strip(),
            self.course_field.text().strip(),
            self._today,
            self.discussion_field.toPlainText(),
        )

    @property
    def paper(self) -> str:
        return str(self.paper_field.value)

    def _lay_out(self, parent: QWidget) -> None:
        left = QVBoxLayout()
        left.setSpacing(4)
        for text, field in (
            (words.NAME, self.name_field),
            (words.COURSE, self.course_field),
            (words.PAPER, self.paper_field),
            (words.DISCUSSION, self.discussion_field),
        ):
            label = muted_label(text)
            label.setBuddy(field)
            left.addWidget(label)
            left.addWidget(field, field is self.discussion_field)
            left.addSpacing(6)
        self._lay_out_note(left)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(left)
        row.addWidget(self.preview, 1)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addLayout(row, 1)
        column.addWidget(self.buttons)
        self.discussion_field.setFixedWidth(LEFT)
        self.setMinimumSize(SMALLEST)
        self.resize((parent.size() * SHARE).expandedTo(SMALLEST).boundedTo(LARGEST))

    def _lay_out_note(self, left: QVBoxLayout) -> None:
        self.note.setTextFormat(Qt.TextFormat.PlainText)  # a file may be called <b>
        self.note.setWordWrap(True)
        self.note.setFixedWidth(LEFT)
        self.note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._bar.setAccessibleName(words.PREPARING)
        left.addWidget(self.note)
        left.addWidget(self._bar)
        save = self.buttons.button(Button.Save)
        save.setText(words.SAVE_PDF)
        save.setDefault(True)
        save.setEnabled(False)

    def _connect(self) -> None:
        self._timer.timeout.connect(self._show_share)
        self._later.timeout.connect(self._show_pages)
        self._later.timeout.connect(self.typed)
        for changed in (
            self.name_field.textChanged,
            self.course_field.textChanged,
            self.discussion_field.textChanged,
        ):
            changed.connect(self._later.start)
        self.paper_field.changed.connect(self._show_pages)
        self.buttons.button(Button.Save).clicked.connect(self._ask_to_save)
        self.buttons.rejected.connect(self.reject)

    def _show_share(self) -> None:
        self._bar.setValue(round(STEPS * self._task.share))

    def _take(self, material: object) -> None:
        assert isinstance(material, Material)
        self._material = material
        self._end_waiting()
        self.buttons.button(Button.Save).setEnabled(True)
        self._show_pages()

    def _end_waiting(self) -> None:
        self._timer.stop()
        self._bar.hide()

    def _show_problem(self, sentence: str) -> None:
        self._end_waiting()
        self.note.setText(f"⚠ {legible(sentence)}")
        self.buttons.button(Button.Save).setEnabled(self._material is not None)

    def _show_pages(self) -> None:
        """Lay the report out as it is now."""
        if self._material is None:
            return
        made = document(self._material, self.cover, PAPERS[self.paper])
        self.preview.show_document(made)
        self.note.setText(words.pages(len(made.pages), len(self._material.subject.missing)))

    def _ask_to_save(self) -> None:
        if path := self._chooser.target(words.SAVE, words.FILE, words.FILTER):
            self.save(path)

    def save(self, path: Path) -> None:
        """Write the report in the background; the dialog closes once that is done."""
        assert self._material
        self.buttons.button(Button.Save).setEnabled(False)
        self.note.setText(words.SAVING)
        write = partial(written, path, self._material, self.cover, PAPERS[self.paper])
        Job(write, ReportError, self._on_saved, self._show_problem, self).start()

    def _on_saved(self, sentence: object) -> None:
        self.saved.emit(str(sentence))
        self.accept()

    def done(self, result: int) -> None:
        """Close, and end what is still being read."""
        self._timer.stop()
        self._later.stop()
        end_jobs(self)
        super().done(result)


def _line(text: str, name: str, hint: str) -> QLineEdit:
    field = QLineEdit(text)
    field.setMaxLength(LONGEST)
    field.setFixedWidth(LEFT)
    field.setAccessibleName(name)
    field.setToolTip(hint)
    return field


def _area(text: str) -> QPlainTextEdit:
    field = QPlainTextEdit(text)
    field.setTabChangesFocus(True)
    field.setAccessibleName(words.DISCUSSION)
    field.setToolTip(words.DISCUSSION_HINT)
    field.setPlaceholderText(words.DISCUSSION_EMPTY)
    return field

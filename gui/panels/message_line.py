"""The line below the pages: what just happened, a way back, and which network this is."""

from time import monotonic

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from core.threads import threads_for
from gui import words
from gui.message import Message, Weight
from gui.session import Session
from gui.widgets.buttons import Button
from gui.widgets.fields import muted_label

HEIGHT = 36  # pixels: two lines
HELD = {Weight.NEWS: 0.0, Weight.ANSWER: 4.0, Weight.WARNING: 15.0}  # seconds, against news
LINES = 1.9  # how many fit, with some loss where a line breaks


class MessageLine(QWidget):
    """The last message at the left, the network and its data at the right.

    News do not push a fresh answer or warning away. A warning stands out by colour and by a
    sign, and has the whole width.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._message = Message("")
        self._since = 0.0
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._undo = Button("Undo")
        self._undo.clicked.connect(self._take_back)
        self._summary = muted_label("")
        self._lay_out()
        session.said.connect(self.show_message)
        session.plan_changed.connect(self._show_summary)
        session.status_changed.connect(self._show_summary)
        self._show()
        self._show_summary()

    def _lay_out(self) -> None:
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._text, 1)
        row.addWidget(self._undo)
        row.addSpacing(12)
        row.addWidget(self._summary)

    @property
    def text(self) -> str:
        return self._message.text

    def show_message(self, message: Message) -> None:
        """Show a message, unless it is news and the present one still holds."""
        holds = monotonic() - self._since < HELD[self._message.weight]
        if message.weight is Weight.NEWS and holds and self._message.text:
            return
        self._message, self._since = message, monotonic()
        self._show()

    def _show(self) -> None:
        message = self._message
        warns = message.weight is Weight.WARNING
        role = QPalette.ColorRole.BrightText if warns else QPalette.ColorRole.WindowText
        self._text.setForegroundRole(role)
        self._text.setToolTip(message.text)
        self._text.setAccessibleName(message.text)
        self._undo.setVisible(message.undo is not None)
        self._summary.setVisible(not warns)
        self._elide()

    def _elide(self) -> None:
        is_warning = self._message.weight is Weight.WARNING
        text = f"⚠ {self._message.text}" if is_warning else self._message.text
        room = int(LINES * self._text.width())
        elide = Qt.TextElideMode.ElideRight
        self._text.setText(self._text.fontMetrics().elidedText(text, elide, room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self._elide)  # once the layout has given the label its width

    def _take_back(self) -> None:
        if undo := self._message.undo:
            self.show_message(Message("Taken back."))
            undo()

    def _show_summary(self) -> None:
        plan = self._session.shown_plan
        threads = threads_for(plan.spec, self._session.plan.config.batch_size)
        self._summary.setText(words.network_summary(plan.spec, plan.dataset_name, threads))

"""The line below the pages: what just happened, what can be done, and which network this is."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from core.advice import Advice
from core.threads import threads_for
from gui import words
from gui.message import Message, Offer, Severity
from gui.session import Session
from gui.status import Status
from gui.widgets.buttons import Button
from gui.widgets.fields import muted_label

HEIGHT = 36  # pixels: two lines
HELD = {Severity.ANSWER: 4_000, Severity.WARNING: 15_000}  # milliseconds, against news and advice
LINES = 1.9  # how many fit, with some loss where a line breaks


class MessageLine(QWidget):
    """The last message at the left, the network and its data at the right.

    News do not push a fresh answer or warning away. A warning stands out by colour and by a
    sign, and has the whole width. Advice stands until it is withdrawn, and what can be taken back
    until training goes on: others cover those only while they are fresh.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._message = Message("")
        self._told: tuple[Advice | None, float] = (None, 0.0)  # and the rate to go back with
        self._advice: Message | None = None  # the same, as it is shown
        self._undo: Message | None = None
        self._fresh = QTimer(self, singleShot=True)  # runs while the message covers others
        self._fresh.timeout.connect(self._show)
        self._text = QLabel(textFormat=Qt.TextFormat.PlainText)  # a file may be called <b>
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._offer = Button("")
        self._offer.clicked.connect(self._take_offer)
        self._summary = muted_label("")
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        session.said.connect(self.show_message)
        session.advanced.connect(self._take_advice)
        session.plan_changed.connect(self._take_advice)
        session.plan_changed.connect(self._show_summary)
        session.status_changed.connect(self._on_status)
        self._show()
        self._show_summary()

    def _lay_out(self) -> None:
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._text, 1)
        row.addWidget(self._offer)
        row.addSpacing(12)
        row.addWidget(self._summary)

    @property
    def text(self) -> str:
        return self._shown.text

    @property
    def _shown(self) -> Message:
        if self._fresh.isActive():
            return self._message
        return self._advice or self._undo or self._message

    def show_message(self, message: Message) -> None:
        """Show a message, unless it is news and the present one still holds."""
        if message.severity is Severity.NEWS and self._fresh.isActive():
            return
        if message.severity is not Severity.NEWS and message.text:
            self._fresh.start(HELD[message.severity])
        else:
            self._fresh.stop()
        self._message = message
        self._undo = message if message.offer else self._undo
        self._show()

    def _on_status(self) -> None:
        if self._session.status is not Status.READY:
            self._undo = None
            self._show()
        self._show_summary()

    def _take_advice(self) -> None:
        """Let the present advice stand; without any, the last one is withdrawn."""
        advice = self._session.advice
        way = advice.way_back if advice else None
        rate = self._session.plan.rate_back(way) if way else 0.0
        if (advice, rate) == self._told:
            return
        self._told = (advice, rate)
        offer = None
        if way:
            text = words.way_back(way.iteration, rate)
            offer = Offer(text, partial(self._session.go_back, way))
        self._advice = Message(advice.text, Severity.WARNING, offer) if advice else None
        self._show()

    def _show(self) -> None:
        message = self._shown
        warns = message.severity is Severity.WARNING
        role = QPalette.ColorRole.BrightText if warns else QPalette.ColorRole.WindowText
        self._text.setForegroundRole(role)
        self._text.setToolTip(message.text)
        self._text.setAccessibleName(message.text)
        self._offer.setVisible(message.offer is not None)
        if message.offer:
            self._offer.setText(message.offer.text)
        self._summary.setVisible(not warns)
        self._elide()

    def _elide(self) -> None:
        message = self._shown
        text = words.legible(message.text)
        text = f"⚠ {text}" if message.severity is Severity.WARNING else text
        room = int(LINES * self._text.width())
        elide = Qt.TextElideMode.ElideRight
        self._text.setText(self._text.fontMetrics().elidedText(text, elide, room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self._elide)  # once the layout has given the label its width

    def _take_offer(self) -> None:
        if offer := self._shown.offer:
            self._undo = None
            offer.take()

    def _show_summary(self) -> None:
        plan = self._session.shown_plan
        threads = threads_for(plan.spec, self._session.plan.config.batch_size)
        attempt = self._session.attempt
        data = attempt.dataset.name if attempt else plan.source.name
        self._summary.setText(words.network_summary(plan.spec, data, threads))

"""The line below the pages: what just happened, a way back, and which network this is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from gui import words
from gui.session import Message, Session
from gui.widgets.fields import muted_label

HEIGHT = 24


class MessageLine(QWidget):
    """The last message at the left, the network and its data at the right."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._message = Message("")
        self._text = QLabel()
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._undo = QPushButton("Undo")
        self._undo.setFlat(True)
        self._undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._undo.clicked.connect(self._take_back)
        self._summary = muted_label("")
        self._lay_out()
        session.said.connect(self.show_message)
        session.plan_changed.connect(self._show_summary)
        session.status_changed.connect(self._show_summary)
        self.show_message(self._message)
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
        """Show a message until the next one; a warning stands out by colour and by a sign."""
        self._message = message
        role = QPalette.ColorRole.BrightText if message.warning else QPalette.ColorRole.WindowText
        self._text.setForegroundRole(role)
        self._text.setToolTip(message.text)
        self._text.setAccessibleName(message.text)
        self._undo.setVisible(message.undo is not None)
        self._elide()

    def _elide(self) -> None:
        text = f"⚠ {self._message.text}" if self._message.warning else self._message.text
        elide = Qt.TextElideMode.ElideRight
        self._text.setText(self._text.fontMetrics().elidedText(text, elide, self._text.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _take_back(self) -> None:
        if undo := self._message.undo:
            self.show_message(Message(""))
            undo()

    def _show_summary(self) -> None:
        plan = self._session.shown_plan
        self._summary.setText(words.network_summary(plan.spec, plan.dataset_name))

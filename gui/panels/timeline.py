"""The bar on which the run is taken back to one of its moments, and played."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from gui import moment_words
from gui.actions import bind
from gui.session import Session
from gui.timeline import Timeline
from gui.widgets.buttons import PrimaryButton, action_button
from gui.widgets.fields import muted_label

GAP = 8
PLAYS = {False: ("Play", "train"), True: ("Halt", "pause")}


class TimelineBar(QWidget):
    """A slider over the moments that were kept, the present one at its end."""

    def __init__(self, session: Session, timeline: Timeline, actions: dict[str, QAction]) -> None:
        super().__init__()
        self._session, self._timeline = session, timeline
        self._stops: tuple[int, ...] = ()  # iterations; the slider has the present after them
        self._play = PrimaryButton([text for text, _ in PLAYS.values()], "train")
        bind(self._play, actions["play"])
        self.slider = MomentSlider()
        self.slider.valueChanged.connect(self._go)
        self._label = _label()
        self._lay_out(actions)
        for signal in (timeline.moved, session.evaluated, session.status_changed):
            signal.connect(self.refresh)
        self.refresh()

    def _lay_out(self, actions: dict[str, QAction]) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self._play)
        row.addWidget(self.slider, 1)
        row.addWidget(self._label)
        for key in ("present", "branch"):
            row.addWidget(action_button(actions[key]))

    def refresh(self) -> None:
        """Show which moments there are, and which one is shown."""
        timeline = self._timeline
        moment, present = timeline.moment, self._session.iteration
        self._stops = tuple(each for each in timeline.iterations if each < present)
        with QSignalBlocker(self.slider):
            self.slider.setRange(0, len(self._stops))
            self.slider.setValue(self._place())
        self.slider.setEnabled(bool(self._stops))
        text, icon = PLAYS[timeline.is_playing]
        if self._play.text() != text:
            self._play.setText(text)
            self._play.set_icon(icon)
        if moment is None or not (self._stops or not timeline.is_present):
            self._label.setText("")
            self.setToolTip(moment_words.NONE_YET if moment is None else moment_words.NOT_KEPT)
        else:
            self._label.setText(moment_words.shown(moment.iteration, moment.is_present))
            self.setToolTip("")

    def _place(self) -> int:
        """Where on the slider the moment shown is."""
        moment = self._timeline.moment
        if moment is None or moment.is_present:
            return len(self._stops)
        return sum(each < moment.iteration for each in self._stops)

    def _go(self, place: int) -> None:
        if place < len(self._stops):
            self._timeline.stop_playing()
            self._timeline.go(self._stops[place])
            self.refresh()  # a moment that cannot be read is not shown
        else:
            self._timeline.go_to_present()


class MomentSlider(QSlider):
    """A slider that goes from moment to moment; Space stays with the window."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("momentSlider")
        self.setAccessibleName("Moment of the run")
        self.setToolTip(moment_words.NONE_YET)
        self.setPageStep(5)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)


def _label() -> QLabel:
    """As wide as the longest text, so that nothing moves."""
    label = muted_label("")
    longest = moment_words.shown(moment_words.WIDEST, is_present=False)
    label.setFixedWidth(label.fontMetrics().horizontalAdvance(longest))
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label

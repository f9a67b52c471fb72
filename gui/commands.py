"""What the actions do, and when they can be done."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from core.samples import DIGITS
from gui.collection import Collection
from gui.drawing import Drawing
from gui.exchange import Exchange
from gui.fine_tuning import FineTuning
from gui.runs.branching import branch
from gui.session import Session
from gui.status import Status
from gui.timeline import Timeline

Does: TypeAlias = dict[str, Callable[[], object]]


def _on_the_run(session: Session, timeline: Timeline) -> Does:
    return {
        "train": session.train,
        "pause": session.pause_or_resume,
        "stop": session.stop,
        "step_iteration": session.step_iteration,
        "step_epoch": session.step_epoch,
        "reset": session.reset,
        "reset_next": session.reset_with_next_seed,
        "play": timeline.play_or_stop,
        "earlier": lambda: timeline.step(-1),
        "later": lambda: timeline.step(1),
        "present": timeline.go_to_present,
        "branch": lambda: branch(session, timeline),
    }


def _on_the_drawing(drawing: Drawing, exchange: Exchange) -> Does:
    return {
        "undo": drawing.undo,
        "redo": drawing.redo,
        "clear": drawing.clear,
        "open": exchange.ask_to_open,
        "save": exchange.ask_to_save,
        "paste": exchange.paste,
        "copy": exchange.copy,
        "random": exchange.show_random_image,
    }


class Commands(QObject):
    """Lets the actions of a window act on the session, the drawing and the user's digits."""

    def __init__(
        self,
        window: QWidget,
        actions: dict[str, QAction],
        session: Session,
        timeline: Timeline,
        drawing: Drawing,
        exchange: Exchange,
        collection: Collection,
    ) -> None:
        super().__init__(window)
        self._actions = actions
        self._session, self._timeline = session, timeline
        self._drawing, self._collection = drawing, collection
        self.fine_tuning = FineTuning(session, collection, self)
        self.connect_actions(_on_the_run(session, timeline))
        self.connect_actions(_on_the_drawing(drawing, exchange))
        self.connect_actions({"eraser": self._switch_eraser, "fine_tune": self.fine_tuning.begin})
        self._connect_digit_keys(window)
        drawn = (drawing.changed, drawing.tool_changed, collection.changed)
        run = session.status_changed, session.plan_changed, session.advanced, timeline.moved
        for signal in (*run, *drawn):
            signal.connect(self._refresh)
        self._refresh()

    def _connect_digit_keys(self, window: QWidget) -> None:
        """Each digit's key keeps the drawing as that digit."""
        for label, key in enumerate(DIGITS):
            shortcut = QShortcut(QKeySequence(key), window)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(partial(self._collection.keep_drawing, label))

    def connect_actions(self, does: Does) -> None:
        for key, act in does.items():
            self._actions[key].triggered.connect(lambda _=False, act=act: act())

    def _switch_eraser(self) -> None:
        self._drawing.is_erasing = not self._drawing.is_erasing

    def _refresh(self) -> None:
        """Only what can be done now can be pressed."""
        session, timeline, drawing = self._session, self._timeline, self._drawing
        idle = session.status is not Status.TRAINING
        has_data = session.images is not None
        is_training = session.status is not Status.READY  # then the action says why not
        can_save = is_training or session.run is not None or session.library.model is not None
        has_ink = not drawing.is_empty
        reads_digits = session.answerer is not None and session.answerer.reads_digits
        possible = {
            "train": session.is_ready,
            "pause": session.status is not Status.READY,
            "stop": session.status is not Status.READY,
            "step_iteration": idle and has_data,
            "step_epoch": idle and has_data,
            "save_model": can_save,
            "save_model_as": can_save,
            "reset": session.made_from is not None,
            "reset_next": session.made_from is not None,
            "play": bool(timeline.iterations),
            "earlier": bool(timeline.iterations),
            "later": not timeline.is_present,
            "present": not timeline.is_present,
            "branch": not timeline.is_present,
            "undo": drawing.can_undo,
            "redo": drawing.can_redo,
            "clear": has_ink,
            "save": has_ink,
            "copy": has_ink,
            "random": has_data,
            "fine_tune": idle and bool(self._collection.digits) and reads_digits,
        }
        for key, can in possible.items():
            self._actions[key].setEnabled(can)
        self._actions["eraser"].setChecked(drawing.is_erasing)

"""Everything that can be done by key: one table, read by buttons, menus and the help.

To add one: add it to ACTIONS, and say in MainWindow what it does.
"""

from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QWidget


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """An action's name in code, its text, its key, and a sentence on what it does."""

    key: str
    text: str
    shortcut: str
    purpose: str


ACTIONS = (
    ActionSpec("train", "Train", "Space", "Begin training, or go on with it"),
    ActionSpec("pause", "Pause or resume", "Space", "Hold training where it is, or go on"),
    ActionSpec(
        "stop", "Stop", "Esc", "End training after this iteration; Train goes on from there"
    ),
    ActionSpec("step_iteration", "+1 iteration", "I", "Train on one batch"),
    ActionSpec("step_epoch", "+1 epoch", "E", "Train on as many batches as an epoch has"),
    ActionSpec("reset", "Reset", "R", "Put the run aside; Train then makes new weights"),
    ActionSpec("reset_next", "Reset with the next seed", "Shift+R", "The same, with other weights"),
    ActionSpec("undo", "Undo", "Ctrl+Z", "Take the last stroke back, or what Clear removed"),
    ActionSpec("clear", "Clear", "Del", "Empty the drawing"),
    ActionSpec("random", "Random test image", "T", "Put one of the testing images on the canvas"),
    ActionSpec("help", "Keys and help", "F1", "Show this list"),
    ActionSpec("quit", "Quit", "Ctrl+Q", "Save the run and close the window"),
)

OTHER_KEYS = (
    ("Ctrl+C", "Copy the table of errors, for a spreadsheet"),
    ("Left, Right", "Walk along the plot that has the focus; Esc leaves it"),
    ("Double click", "Show the whole plot again after zooming"),
)


def make_actions(window: QWidget) -> dict[str, QAction]:
    """The table as QActions of a window, so that their keys work anywhere in it."""
    actions = {}
    for spec in ACTIONS:
        action = QAction(spec.text, window)
        action.setShortcut(QKeySequence(spec.shortcut))
        action.setToolTip(tooltip(spec))
        window.addAction(action)
        actions[spec.key] = action
    return actions


def tooltip(spec: ActionSpec) -> str:
    """What a button says when the pointer rests on it."""
    return f"{spec.purpose} ({spec.shortcut})"


def help_rows() -> list[tuple[str, str]]:
    """Key and purpose of every action, and of the keys that panels hear, for the help."""
    return [*((spec.shortcut, f"{spec.text}: {spec.purpose}") for spec in ACTIONS), *OTHER_KEYS]


def bind(button: QAbstractButton, action: QAction) -> None:
    """Let a button stand for an action: its click, its tooltip, and whether it can be pressed."""
    button.setToolTip(action.toolTip())
    button.setAccessibleName(action.text())
    button.setEnabled(action.isEnabled())
    button.clicked.connect(action.trigger)
    action.enabledChanged.connect(button.setEnabled)

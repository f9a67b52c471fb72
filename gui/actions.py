"""Everything that can be done by key: one table, read by buttons, menus and the help.

To add one: add it to ACTIONS, and say in Commands what it does.
"""

from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QWidget


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """An action's name in code, its text, its key, and a sentence on what it does.

    other is a second key, for those who know it from elsewhere; what switches is on or off.
    """

    key: str
    text: str
    shortcut: str
    purpose: str
    other: str = ""
    switches: bool = False


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
    ActionSpec("redo", "Redo", "Ctrl+Shift+Z", "Do again what was undone last", other="Ctrl+Y"),
    ActionSpec("clear", "Clear", "Del", "Empty the drawing"),
    ActionSpec(
        "eraser",
        "Eraser",
        "X",
        "Take ink away, or draw again; the right button always takes away",
        switches=True,
    ),
    ActionSpec("open", "Open picture...", "Ctrl+Shift+O", "Put a picture's file on the canvas"),
    ActionSpec("save", "Save picture...", "Ctrl+Shift+S", "Save the drawing as a PNG picture"),
    ActionSpec("paste", "Paste picture", "Ctrl+V", "Put the clipboard's picture on the canvas"),
    ActionSpec("copy", "Copy picture", "Ctrl+Shift+C", "Put the drawing on the clipboard"),
    ActionSpec("random", "Random test image", "T", "Put one of the testing images on the canvas"),
    ActionSpec(
        "why",
        "Why",
        "W",
        "Show on the canvas which ink spoke for the answer, and which against it",
        switches=True,
    ),
    ActionSpec(
        "fine_tune",
        "Fine-tune",
        "Ctrl+T",
        "Train the network that answers a little more, on your digits among the others",
    ),
    ActionSpec("open_data", "Open data...", "Ctrl+O", "Choose a file with images and labels"),
    ActionSpec("open_folder", "Open folder...", "Ctrl+D", "Choose a folder with images and labels"),
    ActionSpec("open_model", "Open model...", "Ctrl+M", "Put a saved model in the run's place"),
    ActionSpec("save_model", "Save model", "Ctrl+S", "Write the network with its run to a file"),
    ActionSpec("save_model_as", "Save model as...", "Ctrl+Alt+S", "The same, to another file"),
    ActionSpec("play", "Play", "P", "Show one moment of the run after another, or halt"),
    ActionSpec("earlier", "Earlier", "Alt+Left", "Show the run as it was one evaluation before"),
    ActionSpec("later", "Later", "Alt+Right", "Show the run as it was one evaluation after"),
    ActionSpec("present", "Now", "Alt+End", "Show the run as it is now"),
    ActionSpec("branch", "Branch", "B", "Make a new run that goes on from the moment shown"),
    ActionSpec("page_train", "Page Train", "Ctrl+1", "Show the training"),
    ActionSpec("page_draw", "Page Draw", "Ctrl+2", "Show the large canvas and your digits"),
    ActionSpec("page_mistakes", "Page Mistakes", "Ctrl+3", "Show what is read wrongly, and how"),
    ActionSpec("page_weights", "Page Weights", "Ctrl+4", "Show what the first layer looks for"),
    ActionSpec("page_runs", "Page Runs", "Ctrl+5", "Show and compare the runs that are kept"),
    ActionSpec("report", "Report...", "Ctrl+R", "Write a report of the run, fit to hand in"),
    ActionSpec("help", "Keys and help", "F1", "Show this list"),
    ActionSpec(
        "copy_details",
        "Copy details",
        "Shift+F1",
        "Put versions, machine and the last errors on the clipboard, for a report",
    ),
    ActionSpec("quit", "Quit", "Ctrl+Q", "Save the run and close the window"),
)

OTHER_KEYS = (
    ("0 to 9", "Keep the drawing as that digit, among your own"),
    ("Ctrl+C", "Copy the table of errors, for a spreadsheet"),
    ("Left, Right", "Walk along the plot that has the focus; Esc leaves it"),
    ("Double click", "Show the whole plot again after zooming"),
    ("Arrows", "Walk along matrix, images, weights or runs; Page, Home and End too"),
    ("D", "On an image: send it to the canvas"),
    ("Ctrl+E", "Among the mistakes: export the images selected, or all that are shown"),
    (
        "Enter",
        "In the table of errors: its mistakes. Among the runs: tick; with Shift, compare with it",
    ),
    ("F2, Del", "Among the runs: rename; move to the trash"),
    ("Ctrl+F", "Among the runs: filter"),
)


def make_actions(window: QWidget) -> dict[str, QAction]:
    """The table as QActions of a window, so that their keys work anywhere in it."""
    actions = {}
    for spec in ACTIONS:
        action = QAction(spec.text, window)
        action.setShortcuts([QKeySequence(key) for key in (spec.shortcut, spec.other) if key])
        action.setCheckable(spec.switches)
        action.setToolTip(tooltip(spec))
        window.addAction(action)
        actions[spec.key] = action
    return actions


def tooltip(spec: ActionSpec) -> str:
    """What a button says when the pointer rests on it."""
    return f"{spec.purpose} ({keys(spec)})"


def keys(spec: ActionSpec) -> str:
    """The key of an action, or both."""
    return f"{spec.shortcut} or {spec.other}" if spec.other else spec.shortcut


def help_rows() -> list[tuple[str, str]]:
    """Key and purpose of every action, and of the keys that panels hear, for the help."""
    return [*((keys(spec), f"{spec.text}: {spec.purpose}") for spec in ACTIONS), *OTHER_KEYS]


def bind(button: QAbstractButton, action: QAction) -> None:
    """Let a button stand for an action: its click, its tooltip, whether it can be pressed or is."""
    button.setToolTip(action.toolTip())
    button.setAccessibleName(action.text())
    button.setEnabled(action.isEnabled())
    button.setCheckable(action.isCheckable())
    button.setChecked(action.isChecked())
    button.clicked.connect(action.trigger)
    action.toggled.connect(button.setChecked)
    action.enabledChanged.connect(button.setEnabled)

"""The sentences on the runs that are kept, and the rows of their tables, made without Qt."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.kept import Damaged, Kept
from core.tables import error_text
from gui.kept.names import started
from gui.words import duration, percent, plural

LONGEST_NOTE = 500  # characters that are shown of it
MOST_TICKED = 20  # as many colours as can be told from each other
HEADER = ("", "Run", "Testing error", "Iterations", "State", "Time", "Started", "Data", "Course")
TICK, NAME, ERROR, ITERATIONS, STATE, TIME, STARTED, DATA, COURSE = range(len(HEADER))
# What the widest texts of the columns look like.
WIDEST = (
    *("", "", "0.00000", "100,000,000", "stopped at 4,300 of 10,000", "59 min 59 s"),
    *("2026-11-24 00:00", "MNIST, report split", ""),
)
# What can be done with a run, and with a damaged folder too.
ACTIONS = {
    "open": ("Open", "Put this run in the place of the present one (double click)"),
    "duplicate": ("Duplicate settings", "Plan a new run with the settings of this one"),
    "rename": ("Rename", "Give this run a name of your own (F2)"),
    "note": ("Note", "Write down what is to be remembered of this run"),
    "baseline": ("Baseline", "Compare the ticked runs with this one (Shift+Enter)"),
    "folder": ("Folder", "Open the folder of this run"),
    "trash": ("Trash", "Move this run to the system's trash (Del)"),
}
FOR_DAMAGED = ("folder", "trash")
UNTICK_ALL = "Untick all"
FILTER = "Filter: 0.05, adam, stopped"
NOTHING = "–"
ERRORS, LOSSES = "Testing and training errors", "Testing and training losses"
TESTING, TRAINING = "testing", "training"
LEGEND = "testing solid, training dashed"
NO_RUNS = "No runs yet. Each run that you train is kept, and listed here."
NOTHING_FOUND = "No run fits the filter."
NOTHING_TICKED = "Tick runs to lay their curves over each other."
READING = "Reading the runs..."
TOO_MANY = f"{MOST_TICKED} runs are ticked already; take a tick away first."
IS_PRESENT = "This is the present run already."
IN_TRAINING = "This run is being trained. Stop it first."
IS_PRESENT_STAYS = "The present run stays. Reset puts it aside; then it can be deleted."
PRESENT = "the present run"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table of runs: what it says, what it is sorted by, and what explains it."""

    texts: tuple[str, ...]
    keys: tuple[float | str, ...]
    note: str
    tooltip: str


def row(run: Kept | Damaged, name: str, *, is_present: bool) -> Row:
    if isinstance(run, Damaged):
        return _damaged_row(run)
    error = math.inf if run.testing_error is None else run.testing_error
    texts = (
        *("", name, error_text(error) if math.isfinite(error) else NOTHING),
        *(f"{run.iteration:,}", state_of(run), duration(run.seconds), started(run)[:16]),
        *(run.dataset, ""),
    )
    keys = (
        *("", name.casefold(), error, run.iteration, state_of(run)),
        *(run.seconds, run.started, run.dataset.casefold(), error),
    )
    note = (PRESENT if is_present else "", run.about.note.strip()[:LONGEST_NOTE])
    return Row(texts, keys, ": ".join(filter(None, note)), _tooltip(run, name))


def _damaged_row(run: Damaged) -> Row:
    name = run.folder.name
    texts = ("", name, NOTHING, NOTHING, "damaged", NOTHING, NOTHING, NOTHING, "")
    last = math.inf
    keys = ("", name.casefold(), last, last, "damaged", last, "", "\uffff", last)
    return Row(texts, keys, run.reason, f"{run.folder}\n{run.reason}\nIt is left as it is.")


def state_of(run: Kept) -> str:
    """How far it came."""
    if run.is_being_trained:
        state = "in training"
    elif run.diverged_at is not None:
        state = f"diverged at {run.diverged_at:,}"
    elif not run.iteration:
        state = "empty"
    elif run.is_finished:
        state = "finished"
    else:
        state = f"stopped at {run.iteration:,} of {run.config.end_after(run.iteration):,}"
    return state if run.has_model else f"{state}, no model"


def _tooltip(run: Kept, name: str) -> str:
    """All that the row has no room for."""
    test = run.test
    lines = [name, run.about.note.strip()[:LONGEST_NOTE], str(run.folder)]
    if test:
        lines.insert(1, f"{test.mistakes:,} of {test.images:,} testing images wrong")
    if not run.has_model:
        lines.append("Its model file is missing: it cannot be opened, but compared.")
    return "\n".join(filter(None, lines))


def nothing(has_looked: bool, has_runs: bool) -> str:
    """Why the table is empty."""
    if not has_looked:
        return READING
    return NOTHING_FOUND if has_runs else NO_RUNS


def count(runs: Sequence[Kept | Damaged], shown: int) -> str:
    """How many runs there are."""
    damaged = sum(isinstance(run, Damaged) for run in runs)
    also = f", {damaged} damaged" if damaged else ""
    of = f"{shown:,} of " if shown < len(runs) else ""
    return f"{of}{plural(len(runs), 'run')}{also}" if runs else ""


def pointed_at(name: str, iteration: float, value: float, what: str) -> str:
    """The curve under the pointer."""
    return f"{name}   {what} {value:.5f} at {iteration:,.0f}"


# what was done


def opened(name: str, run: Kept) -> str:
    error = "" if run.testing_error is None else f", testing error {percent(run.testing_error)}"
    at = f" at iteration {run.iteration:,}" if run.iteration else ""
    return f"Opened the run {name}{at}{error}. Train goes on with it."


def trained_elsewhere(name: str) -> str:
    return f"The run {name} is being trained, perhaps in another window. Open it once it is done."


def duplicated(name: str, run: Kept) -> str:
    return f"Train makes a new network with the settings of {name}, seed {run.config.seed}."


def no_trash(folder: Path) -> str:
    return f"There is no trash here that takes {folder}. It stays; delete the folder yourself."


def deleted(name: str) -> str:
    return f"Moved the run {name} to the trash."


def restored(name: str) -> str:
    return f"The run {name} is back."


def not_restored(path: Path, reason: str) -> str:
    return f"The run could not be taken back: {reason}. It is in the trash, as {path}."


def not_written(folder: Path, reason: str) -> str:
    return f"Name and note are as they were: {folder} cannot be written ({reason})."


def renamed(name: str) -> str:
    return f"The run is called {name} now." if name else "The run is named by its settings again."


def note_on(name: str) -> str:
    return f"What is to be remembered of {name}:"


def noted(name: str) -> str:
    return f"Noted with the run {name}."


def no_folder(folder: Path) -> str:
    return f"{folder} could not be opened here."

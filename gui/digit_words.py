"""What the table of errors by digit says, made without Qt."""

from core.samples import DIGITS
from core.tables import NO_IMAGES, ErrorRow, error_text
from gui.words import percent, plural

TITLES = ("Digit", "Error", "95 % interval", "Mistakes", "Read as", "Times", "Past")
DIGIT, ERROR, INTERVAL, MISTAKES, READ_AS, TIMES, PAST = range(len(TITLES))
PURPOSES = (
    "What the images show",
    "The share of its images that are read wrongly",
    "With 95 % confidence, the error on all images of this kind lies between these two",
    "How many of its images are read wrongly",
    "The wrong answer that is given most often",
    "How often that answer is given",
    "The error at each evaluation so far; all of them on one scale",
)
NOT_YET = "–"

Cells = tuple[str, ...]


def cells(row: ErrorRow) -> Cells:
    """The texts of a row below TITLES; the last of them is drawn instead."""
    interval = "–".join(map(error_text, row.interval)) if row.interval else ""
    mistakes = f"{row.mistakes:,} of {row.images:,}" if row.images else NO_IMAGES
    times = f"{row.times:,}" if row.times else ""
    return (row.digit, error_text(row.error), interval, mistakes, row.read_as, times, "")


def empty_cells(name: str) -> Cells:
    """The texts of a row before the first evaluation."""
    return (name, NOT_YET, *[""] * (len(TITLES) - 2))


def widest_cells(names: tuple[str, ...], images: int) -> Cells:
    """Texts that take as much room as any will, so that nothing moves when they change."""
    name, error, all_of_them = max(names, key=len), error_text(0.0), f"{images:,}"
    mistakes = f"{all_of_them} of {all_of_them}"
    return (name, error, f"{error}–{error}", mistakes, name, all_of_them, "")


def about_row(row: ErrorRow, part: str, *, is_overall: bool = False, is_worst: bool = False) -> str:
    """All there is to say of a row, and what a click on it does; part is testing or training."""
    whose = "" if is_overall else f" of {_class(row.digit)}"
    if not row.interval:
        return f"There are no {part} images{whose}."
    low, high = map(percent, row.interval)
    wrong = f"{row.mistakes:,} of {plural(row.images, f'{part} image')}{whose}"
    said = [
        f"Read wrongly: {wrong} ({percent(row.error)}).",
        f"With 95 % confidence, the error on all images of this kind is {low} to {high}.",
    ]
    if row.times:
        said.append(f"Most often read as {row.read_as} ({plural(row.times, 'time')}).")
    if is_worst:
        said.append("The digit with the highest error.")
    if row.mistakes:
        said.append("A click, or Enter, shows these mistakes.")
    return "\n".join(said)


def copied(rows: int, form: str) -> str:
    """Said once the table is on the clipboard; form says how it stands there."""
    return f"Copied {plural(rows, 'row')}, {form}."


def _class(name: str) -> str:
    return f"the digit {name}" if name in DIGITS else name

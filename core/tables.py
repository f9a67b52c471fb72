"""The table of errors by digit as rows and as text.

To add a form: write the function and add it to FORMS. The window's menus and the tests read
that table.
"""

import csv
import io
import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from core.arrays import Floats
from core.metrics import Evaluation, wilson

HEADER = ("Digit", "Images", "Mistakes", "Error", "From", "To", "Read as", "Times")
READ_HEADER = ("Digit", "Error", "Mistakes", "Images", "95% interval", "Read as")
OVERALL = "Overall"
NO_IMAGES = "none"
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
# What a spreadsheet would take for a formula: all that begins so, but for a number with its sign.
FORMULA = re.compile(r"\s*(?:[=@]|[+-](?![\d.]+$))")
MARKDOWN = re.compile(r"([\\`*_\[\]<>&|~$])")
LATEX = str.maketrans(
    {
        **{letter: f"\\{letter}" for letter in "{}$&#_%"},
        # At the beginning of a line LaTeX would take these two for options of the one before.
        **{letter: f"{{{letter}}}" for letter in "[*"},
        **{"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"},
        **{"<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}"},
    }
)

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """One line of the table: a digit or all of them, and the wrong answer given most often.

    interval holds the error of all images of this kind with 95% confidence, None without images.
    times is how often that wrong answer was given; read_as is empty where there was none.
    """

    digit: str
    images: int
    mistakes: int
    error: float
    interval: tuple[float, float] | None
    read_as: str = ""
    times: int = 0

    @property
    def cells(self) -> Cells:
        """The line as people read it, below READ_HEADER."""
        read_as = f"{self.read_as} ({self.times:,})" if self.times else ""
        counts = f"{self.mistakes:,}", f"{self.images:,}"
        return (self.digit, error_text(self.error), *counts, interval_text(self.interval), read_as)

    @property
    def plain_cells(self) -> Cells:
        """The line as programs read it, below HEADER: 5000, not 5,000, which may become five."""
        ends = [error_text(end) for end in self.interval] if self.interval else ["", ""]
        counts = str(self.images), str(self.mistakes)
        times = str(self.times) if self.times else ""
        return (self.digit, *counts, error_text(self.error), *ends, self.read_as, times)


def error_text(error: float) -> str:
    """An error as tables show it: a fraction with five decimals."""
    return NO_IMAGES if math.isnan(error) else f"{error:.5f}"


def interval_text(interval: tuple[float, float] | None) -> str:
    """The ends of an interval as a table shows them; empty where there is none."""
    return " to ".join(map(error_text, interval)) if interval else ""


def error_rows(evaluation: Evaluation, class_names: tuple[str, ...]) -> list[ErrorRow]:
    """A row a class, and the overall row last."""
    images, mistakes = evaluation.images_by_digit, evaluation.mistakes_by_digit
    rows = []
    names = [UNSEEN.sub(" ", name) for name in class_names]
    for digit, name in enumerate(names):
        confused = evaluation.read_as(digit)
        row = _row(name, int(images[digit]), int(mistakes[digit]))
        if confused is not None:
            times = int(evaluation.confusion[digit, confused])
            row = replace(row, read_as=names[confused], times=times)
        rows.append(row)
    return [*rows, _row(OVERALL, evaluation.images, evaluation.mistakes)]


def error_curves(evaluations: Sequence[Evaluation]) -> Floats:
    """The errors of each row of the table, over at least one evaluation: (rows, evaluations)."""
    confusions = np.stack([evaluation.confusion for evaluation in evaluations])
    images = confusions.sum(axis=2)
    right = confusions.diagonal(axis1=1, axis2=2)
    images, right = (np.column_stack([each, each.sum(axis=1)]) for each in (images, right))
    unknown = np.full(images.shape, np.nan)
    errors: Floats = np.divide(images - right, images, out=unknown, where=images > 0)
    return errors.T


def _row(digit: str, images: int, mistakes: int) -> ErrorRow:
    if not images:
        return ErrorRow(digit, images, mistakes, math.nan, None)
    return ErrorRow(digit, images, mistakes, mistakes / images, wilson(mistakes, images))


def as_plain(rows: Sequence[ErrorRow]) -> str:
    """Columns side by side for a terminal; the last line reads "Overall 0.02760"."""
    lines = [READ_HEADER, *(row.cells for row in rows)]
    names, errors, mistakes, images, intervals, _ = (
        max(map(len, column)) for column in zip(*lines, strict=True)
    )
    text = []
    for name, *numbers, interval, read_as in lines:
        # Long names push the errors of the digits to the right, never that of the overall line.
        place = len(OVERALL) if name == OVERALL else names
        first = f"{name:<{place}} {numbers[0]:>{errors}}"
        line = (
            f"{first:<{names + 1 + errors}}  {numbers[1]:>{mistakes}}  {numbers[2]:>{images}}  "
            f"{interval:<{intervals}}  {read_as}"
        )
        text.append(line.rstrip())
    return "\n".join(text)


def as_tabbed(rows: Sequence[ErrorRow]) -> str:
    """Tab-separated with a header, as spreadsheets take it from the clipboard."""
    return separated(_plain(rows), "\t")


def as_csv(rows: Sequence[ErrorRow]) -> str:
    """Comma-separated with a header; no name is a formula to a spreadsheet."""
    return separated(_plain(rows), ",")


def _plain(rows: Sequence[ErrorRow]) -> list[tuple[str, ...]]:
    return [HEADER, *(row.plain_cells for row in rows)]


def separated(lines: Iterable[Sequence[str]], separator: str = ",") -> str:
    """Lines of cells as spreadsheets take them; none of them is a formula to a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    for cells in lines:
        writer.writerow([f"'{cell}" if FORMULA.match(cell) else cell for cell in cells])
    return text.getvalue()


def as_markdown(rows: Sequence[ErrorRow]) -> str:
    """A table as GitHub and most others take it."""
    lines = [READ_HEADER, *(row.cells for row in rows)]
    header, *body = (" | ".join(MARKDOWN.sub(r"\\\1", cell) for cell in line) for line in lines)
    ruler = " | ".join((":--", "--:", "--:", "--:", ":-:", ":--"))
    return "".join(f"| {line} |\n" for line in (header, ruler, *body))


def as_latex(rows: Sequence[ErrorRow]) -> str:
    """A tabular that needs no package, to be put into a table."""
    lines = [READ_HEADER, *(row.cells for row in rows)]
    header, *body, overall = (
        " & ".join(cell.translate(LATEX) for cell in line) + r" \\" for line in lines
    )
    parts = (header, "\n".join(body), overall)
    inside = "\n\\hline\n".join(part for part in parts if part)
    return f"\\begin{{tabular}}{{lrrrcl}}\n\\hline\n{inside}\n\\hline\n\\end{{tabular}}\n"


# By the name of each in menus.
FORMS: dict[str, Callable[[Sequence[ErrorRow]], str]] = {
    "text": as_plain,
    "CSV": as_csv,
    "Markdown": as_markdown,
    "LaTeX": as_latex,
}

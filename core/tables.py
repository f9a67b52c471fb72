"""The table of errors by digit as rows and as text."""

import math
from dataclasses import dataclass

from core.metrics import Evaluation

HEADER = ("Digit", "Images", "Mistakes", "Error", "Read as")
OVERALL = "Overall"
NO_IMAGES = "none"


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """One line of the table: a digit or all of them, and the wrong answer given most often."""

    digit: str
    images: int
    mistakes: int
    error: float
    read_as: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as people read it."""
        counts = f"{self.images:,}", f"{self.mistakes:,}"
        return (self.digit, *counts, error_text(self.error), self.read_as)

    @property
    def plain_cells(self) -> tuple[str, ...]:
        """The line as a spreadsheet reads it: 5000, not 5,000, which some take for five."""
        counts = str(self.images), str(self.mistakes)
        return (self.digit, *counts, error_text(self.error), self.read_as)


def error_text(error: float) -> str:
    """An error as tables show it: a fraction with five decimals."""
    return NO_IMAGES if math.isnan(error) else f"{error:.5f}"


def error_rows(evaluation: Evaluation, class_names: tuple[str, ...]) -> list[ErrorRow]:
    """A row a class, and the overall row last."""
    images, mistakes = evaluation.images_by_digit, evaluation.mistakes_by_digit
    errors = evaluation.error_by_digit
    rows = []
    for digit, name in enumerate(class_names):
        confused = evaluation.read_as(digit)
        read_as = "" if confused is None else class_names[confused]
        counts = int(images[digit]), int(mistakes[digit])
        rows.append(ErrorRow(name, *counts, float(errors[digit]), read_as))
    overall = ErrorRow(OVERALL, evaluation.images, evaluation.mistakes, evaluation.error, "")
    return [*rows, overall]


def as_tabbed(rows: list[ErrorRow]) -> str:
    """Tab-separated with a header, as spreadsheets take it."""
    lines = [HEADER, *(row.plain_cells for row in rows)]
    return "\n".join("\t".join(cells) for cells in lines) + "\n"


def as_plain(rows: list[ErrorRow]) -> str:
    """Columns side by side for a terminal; the last line reads "Overall 0.02760"."""
    lines = []
    for digit, images, mistakes, error, read_as in [HEADER, *(row.cells for row in rows)]:
        line = f"{digit:<7} {error:>7} {mistakes:>9} {images:>9}  {read_as}"
        lines.append(line.rstrip())
    return "\n".join(lines)

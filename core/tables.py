"""The table of errors by digit as rows and as text."""

import math
from dataclasses import dataclass

from core.metrics import Evaluation

HEADER = ("Digit", "Images", "Mistakes", "Error", "Read as")
NO_IMAGES = "no images"


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """One line of the table, each cell as it is shown."""

    digit: str
    images: str
    mistakes: str
    error: str
    read_as: str

    @property
    def cells(self) -> tuple[str, ...]:
        return (self.digit, self.images, self.mistakes, self.error, self.read_as)


def error_text(error: float) -> str:
    """An error as tables show it: a fraction with five decimals."""
    return NO_IMAGES if math.isnan(error) else f"{error:.5f}"


def error_rows(evaluation: Evaluation, class_names: tuple[str, ...]) -> list[ErrorRow]:
    """A row a class, and the overall row last."""
    rows = []
    for digit, name in enumerate(class_names):
        confused = evaluation.read_as(digit)
        rows.append(
            ErrorRow(
                name,
                f"{evaluation.images_by_digit[digit]:,}",
                f"{evaluation.mistakes_by_digit[digit]:,}",
                error_text(float(evaluation.error_by_digit[digit])),
                "" if confused is None else class_names[confused],
            )
        )
    overall = (f"{evaluation.images:,}", f"{evaluation.mistakes:,}", error_text(evaluation.error))
    return [*rows, ErrorRow("Overall", *overall, "")]


def as_tabbed(rows: list[ErrorRow]) -> str:
    """Tab-separated with a header, as spreadsheets take it."""
    return "\n".join("\t".join(cells) for cells in [HEADER, *(row.cells for row in rows)]) + "\n"


def as_plain(rows: list[ErrorRow]) -> str:
    """Columns side by side for a terminal; the last line reads "Overall 0.02760"."""
    lines = [f"{'Digit':<7} {'Error':>7} {'Mistakes':>9} {'Images':>7}  Read as"]
    for row in rows:
        columns = f"{row.digit:<7} {row.error:>7} {row.mistakes:>9} {row.images:>7}  {row.read_as}"
        lines.append(columns.rstrip())
    return "\n".join(lines)

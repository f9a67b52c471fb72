"""The tables of a report as files for spreadsheets and for LaTeX; made without Qt."""

from collections.abc import Iterator, Sequence

from core import tables
from core.metrics import Evaluation
from gui.report.content import ERRORS_STEM
from gui.report.elements import Table

MATRIX_STEM = "confusion-matrix"
CORNER = "truth \\ answer"


def of_table(table: Table) -> Iterator[tuple[str, str]]:
    """The names and contents of a table's two files, as it stands in the report."""
    yield f"{table.stem}.csv", tables.separated((table.header, *table.rows))
    yield f"{table.stem}.tex", as_latex(table.header, table.rows, table.numbers)


def of_errors(test: Evaluation, class_names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Those of the table of errors, with the interval's ends in columns of their own."""
    rows = tables.error_rows(test, class_names)
    yield f"{ERRORS_STEM}.csv", tables.as_csv(rows)
    yield f"{ERRORS_STEM}.tex", tables.as_latex(rows)


def of_matrix(test: Evaluation, class_names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Those of the confusion matrix: a row a truth, a column an answer."""
    header = (CORNER, *class_names)
    counts = test.confusion.tolist()
    rows = [(name, *map(str, row)) for name, row in zip(class_names, counts, strict=True)]
    yield f"{MATRIX_STEM}.csv", tables.separated([header, *rows])
    yield f"{MATRIX_STEM}.tex", as_latex(header, rows, range(1, len(header)))


def as_latex(
    header: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int] = ()
) -> str:
    """A tabular that needs no package."""
    columns = "".join("r" if place in numbers else "l" for place in range(len(header)))
    first, *others = (_latex_row(row) for row in (header, *rows))
    inside = "\n".join((first, r"\hline", *others))
    return f"\\begin{{tabular}}{{{columns}}}\n\\hline\n{inside}\n\\hline\n\\end{{tabular}}\n"


def _latex_row(cells: Sequence[str]) -> str:
    return " & ".join(cell.translate(tables.LATEX) for cell in cells) + r" \\"

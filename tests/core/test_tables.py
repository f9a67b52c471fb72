"""The tables read as the report's does, in each form, whatever the classes are called."""

import csv
import io
import math
from collections.abc import Callable, Sequence

import numpy as np
import pytest

from core.metrics import Evaluation, wilson
from core.recipes import REPORT_ERROR, REPORT_ERROR_BY_DIGIT
from core.samples import DIGITS
from core.tables import (
    FORMS,
    HEADER,
    READ_HEADER,
    ErrorRow,
    as_csv,
    as_latex,
    as_markdown,
    as_plain,
    as_tabbed,
    error_curves,
    error_rows,
    error_text,
    interval_text,
)
from tests.core.tools import report_evaluation

Form = Callable[[Sequence[ErrorRow]], str]

REPORT = error_rows(report_evaluation(), DIGITS)
INTERVAL = "0.02341 to 0.03252"  # of 138 mistakes among 5,000


ONE_SIDED = Evaluation(1.0, np.array([[3, 1], [0, 0]]))  # the second class has no images


def test_errors_are_fractions_with_five_decimals() -> None:
    assert error_text(0.0276) == "0.02760"
    assert error_text(0.0) == "0.00000"
    assert error_text(1.0) == "1.00000"
    assert error_text(float("nan")) == "none"


def test_an_interval_is_its_two_ends() -> None:
    assert interval_text((0.1, 0.25)) == "0.10000 to 0.25000"
    assert interval_text(None) == ""


def test_the_counts_of_the_report_give_the_table_of_the_report() -> None:
    *digits, overall = REPORT
    assert overall.cells[1] == f"{REPORT_ERROR:.5f}" == "0.02760"
    ours = [row.cells[1] for row in digits]
    printed = [f"{error:.5f}" for error in REPORT_ERROR_BY_DIGIT]
    assert (ours[0], printed[0]) == ("0.00797", "0.00796")  # the report's misprint
    assert ours[1:] == printed[1:]


def test_a_row_tells_error_interval_counts_and_what_was_read_how_often() -> None:
    assert REPORT[5].cells == ("5", "0.07002", "32", "457", "0.05003 to 0.09718", "6 (32)")
    assert REPORT[5].plain_cells == (
        *("5", "457", "32", "0.07002"),
        *("0.05003", "0.09718", "6", "32"),
    )
    assert (REPORT[9].read_as, REPORT[9].times) == ("0", 21)
    assert REPORT[10].cells == ("Overall", "0.02760", "138", "5,000", INTERVAL, "")


def test_the_interval_of_each_row_is_that_of_its_counts() -> None:
    assert all(row.interval == wilson(row.mistakes, row.images) for row in REPORT)


def test_the_wrong_answer_given_most_often_is_counted_alone() -> None:
    confusion = np.array([[5, 2, 3], [0, 9, 0], [1, 1, 7]])
    rows = error_rows(Evaluation(1.0, confusion), ("a", "b", "c"))
    assert [(row.read_as, row.times) for row in rows] == [("c", 3), ("", 0), ("a", 1), ("", 0)]


def test_plain_text_ends_with_the_line_others_look_for() -> None:
    lines = as_plain(REPORT).splitlines()
    assert len(lines) == 12
    assert lines[0].split() == " ".join(READ_HEADER).split()
    assert lines[6].split()[:4] == ["5", "0.07002", "32", "457"]
    assert lines[-1].startswith("Overall 0.02760 ")
    assert lines[-1].endswith(INTERVAL)
    assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize("names", [DIGITS, tuple(f"a long name {n}" for n in range(10))])
def test_columns_stand_below_one_another_and_the_overall_line_stays_as_it_is(
    names: tuple[str, ...],
) -> None:
    header, *lines, overall = as_plain(error_rows(report_evaluation(), names)).splitlines()
    assert len({line.index("0.") for line in lines}) == 1
    assert overall.startswith("Overall 0.02760 ")
    ends = {line.index(" to ") for line in (*lines, overall)}
    assert len(ends) == 1
    assert header.index("95%") == ends.pop() - len("0.00000")


@pytest.mark.parametrize(("form", "separator"), [(as_csv, ","), (as_tabbed, "\t")])
def test_programs_get_a_cell_for_each_number_without_separators(form: Form, separator: str) -> None:
    text = form(REPORT)
    table = list(csv.reader(io.StringIO(text), delimiter=separator))
    assert text.endswith("\n")
    assert "\r" not in text
    assert tuple(table[0]) == HEADER
    assert {len(row) for row in table} == {len(HEADER)}
    assert table[4] == ["3", "521", "15", "0.02879", "0.01752", "0.04696", "4", "15"]
    assert table[11] == ["Overall", "5000", "138", "0.02760", "0.02341", "0.03252", "", ""]


def test_markdown_has_a_ruler_and_as_many_cells_in_each_line() -> None:
    header, ruler, *body = as_markdown(REPORT).splitlines()
    assert header == f"| {' | '.join(READ_HEADER)} |"
    assert set(ruler) == set("|:- ")
    assert {line.count("|") for line in (header, ruler, *body)} == {7}
    assert body[-1] == f"| Overall | 0.02760 | 138 | 5,000 | {INTERVAL} |  |"


def test_latex_is_a_tabular_without_any_package() -> None:
    text = as_latex(REPORT)
    assert text.startswith("\\begin{tabular}{lrrrcl}\n\\hline\nDigit & Error")
    assert text.endswith("\\hline\n\\end{tabular}\n")
    rows = [line for line in text.splitlines() if line.endswith(r" \\")]
    assert {line.count("&") for line in rows} == {5}
    assert rows[0].split(" & ")[4] == r"95\% interval"
    assert rows[-1] == rf"Overall & 0.02760 & 138 & 5,000 & {INTERVAL} &  \\"
    assert text.count(r"\hline") == 4


@pytest.mark.parametrize("form", [*FORMS.values(), as_tabbed])
def test_a_digit_without_images_is_said_to_have_none(form: Form) -> None:
    rows = error_rows(ONE_SIDED, ("a", "b"))
    assert "none" in form(rows)
    assert "nan" not in form(rows)
    assert (rows[0].read_as, rows[0].times) == ("b", 1)
    assert rows[1].cells == ("b", "none", "0", "0", "", "")
    assert rows[1].plain_cells == ("b", "0", "0", "none", "", "", "", "")


@pytest.mark.parametrize("form", [*FORMS.values(), as_tabbed])
def test_no_name_breaks_a_line(form: Form) -> None:
    plain = form(error_rows(ONE_SIDED, ("ab", "b")))
    broken = form(error_rows(ONE_SIDED, ("a\nb", "\u2028\x1b\ud800")))
    assert len(broken.splitlines()) == len(plain.splitlines())
    assert broken.encode()


@pytest.mark.parametrize(
    "name", ["=1+1", "@SUM(A1)", "+cmd|'/c calc'!A0", "-2+3", " =1", "-", "\t=1"]
)
@pytest.mark.parametrize("form", [as_csv, as_tabbed])
def test_no_name_is_a_formula_to_a_spreadsheet(form: Form, name: str) -> None:
    text = form(error_rows(ONE_SIDED, ("a", name)))
    table = list(csv.reader(io.StringIO(text), delimiter="," if form is as_csv else "\t"))
    shown = name.replace("\t", " ")
    assert table[1][6] == table[2][0] == f"'{shown}"


@pytest.mark.parametrize("name", ["-1", "+1", "-0.5", "a=b", "minus -1", "it's"])
def test_names_that_are_no_formula_stay_as_they_are(name: str) -> None:
    assert as_csv(error_rows(ONE_SIDED, (name, "b"))).splitlines()[1].startswith(f"{name},")


def test_a_name_with_commas_and_quotes_stays_one_cell() -> None:
    name = 'a, "b"'
    (_, first, *_) = csv.reader(io.StringIO(as_csv(error_rows(ONE_SIDED, (name, "b")))))
    assert first[0] == name
    assert len(first) == len(HEADER)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a|b", r"a\|b"),
        ("_a_ *b* `c`", r"\_a\_ \*b\* \`c\`"),
        ("<b>&[x](y)", r"\<b\>\&\[x\](y)"),
        ("\\|", r"\\\|"),
    ],
)
def test_markdown_shows_a_name_as_it_is(name: str, written: str) -> None:
    assert (
        as_markdown(error_rows(ONE_SIDED, (name, "b"))).splitlines()[2].startswith(f"| {written} |")
    )


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("50% & more_or #1 $", r"50\% \& more\_or \#1 \$"),
        ("{x}^2~\\y", r"\{x\}\textasciicircum{}2\textasciitilde{}\textbackslash{}y"),
        ("<a|b>", r"\textless{}a\textbar{}b\textgreater{}"),
        ("[2cm]", "{[}2cm]"),  # after the end of a line: how much room to leave
        ("*", "{*}"),  # after the end of a line: no new page there
    ],
)
def test_latex_prints_a_name_as_it_is(name: str, written: str) -> None:
    assert f"\n{written} & 0.25000 &" in as_latex(error_rows(ONE_SIDED, (name, "b")))


def test_a_curve_for_each_row_tells_its_error_at_each_evaluation() -> None:
    later = Evaluation(0.5, np.array([[4, 0], [0, 0]]))
    curves = error_curves([ONE_SIDED, later])
    assert curves.shape == (3, 2)
    np.testing.assert_array_equal(curves, [[0.25, 0.0], [math.nan, math.nan], [0.25, 0.0]])
    whole = error_curves([report_evaluation()])[:, 0]
    assert whole.tolist() == [row.error for row in REPORT]

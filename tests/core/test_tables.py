"""The tables read as the report's does."""

import numpy as np
import pytest

from core.metrics import Evaluation
from core.recipes import REPORT_ERROR, REPORT_ERROR_BY_DIGIT
from core.samples import DIGITS
from core.tables import HEADER, as_plain, as_tabbed, error_rows, error_text
from tests.core.tools import report_evaluation


def test_errors_are_fractions_with_five_decimals() -> None:
    assert error_text(0.0276) == "0.02760"
    assert error_text(0.0) == "0.00000"
    assert error_text(1.0) == "1.00000"
    assert error_text(float("nan")) == "none"


def test_the_counts_of_the_report_give_the_table_of_the_report() -> None:
    *digits, overall = error_rows(report_evaluation(), DIGITS)
    assert overall.cells[3] == f"{REPORT_ERROR:.5f}" == "0.02760"
    ours = [row.cells[3] for row in digits]
    printed = [f"{error:.5f}" for error in REPORT_ERROR_BY_DIGIT]
    assert (ours[0], printed[0]) == ("0.00797", "0.00796")  # the report's misprint
    assert ours[1:] == printed[1:]


def test_a_row_tells_images_mistakes_error_and_what_was_read() -> None:
    rows = error_rows(report_evaluation(), DIGITS)
    assert rows[5].cells == ("5", "457", "32", "0.07002", "6")
    assert rows[9].read_as == "0"
    assert rows[10].cells == ("Overall", "5,000", "138", "0.02760", "")


def test_plain_text_ends_with_the_line_others_look_for() -> None:
    lines = as_plain(error_rows(report_evaluation(), DIGITS)).splitlines()
    assert len(lines) == 12
    assert lines[0].split() == ["Digit", "Error", "Mistakes", "Images", "Read", "as"]
    assert lines[6].split() == ["5", "0.07002", "32", "457", "6"]
    assert lines[-1].startswith("Overall 0.02760 ")
    assert all(line == line.rstrip() for line in lines)


def test_columns_stand_below_one_another() -> None:
    lines = as_plain(error_rows(report_evaluation(), DIGITS)).splitlines()
    assert {line.index("0.") for line in lines[1:]} == {8}


def test_a_spreadsheet_gets_numbers_without_separators() -> None:
    assert as_tabbed(error_rows(report_evaluation(), DIGITS)).endswith("5000\t138\t0.02760\t\n")


def test_tabs_part_the_cells_for_a_spreadsheet() -> None:
    text = as_tabbed(error_rows(report_evaluation(), DIGITS))
    table = [line.split("\t") for line in text.splitlines()]
    assert text.endswith("\n")
    assert tuple(table[0]) == HEADER
    assert {len(row) for row in table} == {len(HEADER)}
    assert table[4] == ["3", "521", "15", "0.02879", "4"]
    assert table[11][3] == "0.02760"


@pytest.mark.parametrize("table", [as_plain, as_tabbed])
def test_a_digit_without_images_is_said_to_have_none(table: object) -> None:
    rows = error_rows(Evaluation(1.0, np.array([[3, 1], [0, 0]])), ("a", "b"))
    assert callable(table)
    assert "none" in table(rows)
    assert rows[0].read_as == "b"
    assert rows[1].cells == ("b", "0", "0", "none", "")

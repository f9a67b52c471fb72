"""What the table of errors by digit says of each row."""

import math

import pytest

from core.tables import ErrorRow
from gui import digit_words
from gui.digit_words import about_row, cells, copied, empty_cells, widest_cells

FIVE = ErrorRow("5", 457, 32, 32 / 457, (0.05003, 0.09718), "6", 1)
OVERALL = ErrorRow("Overall", 5_000, 1_380, 0.276, (0.26378, 0.28857))
NONE = ErrorRow("shoe", 0, 0, math.nan, None)
FAULTLESS = ErrorRow("shoe", 1, 0, 0.0, (0.0, 0.79346))


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        (FIVE, ("5", "0.07002", "0.05003–0.09718", "32 of 457", "6", "1", "")),
        (OVERALL, ("Overall", "0.27600", "0.26378–0.28857", "1,380 of 5,000", "", "", "")),
        (NONE, ("shoe", "none", "", "none", "", "", "")),
        (FAULTLESS, ("shoe", "0.00000", "0.00000–0.79346", "0 of 1", "", "", "")),
    ],
)
def test_a_row_has_a_text_for_each_column(row: ErrorRow, shown: tuple[str, ...]) -> None:
    assert cells(row) == shown
    assert len(shown) == len(digit_words.TITLES) == len(digit_words.PURPOSES)


def test_before_the_first_evaluation_a_row_has_only_its_name() -> None:
    assert empty_cells("5") == ("5", "–", "", "", "", "", "")


def test_room_is_kept_for_the_longest_text_of_each_column() -> None:
    widest = widest_cells(("0", "Ankle boot", "Overall"), 5_000)
    for text, room in zip(cells(OVERALL), widest, strict=True):
        assert len(text) <= len(room)
    assert widest[digit_words.DIGIT] == widest[digit_words.READ_AS] == "Ankle boot"
    assert widest[digit_words.MISTAKES] == "5,000 of 5,000"


def test_a_tooltip_says_all_there_is_of_a_row() -> None:
    assert about_row(FIVE, "testing", is_worst=True).splitlines() == [
        "Read wrongly: 32 of 457 testing images of the digit 5 (7.00 %).",
        "With 95 % confidence, the error on all images of this kind is 5.00 % to 9.72 %.",
        "Most often read as 6 (1 time).",
        "The digit with the highest error.",
        "A click, or Enter, shows these mistakes.",
    ]


def test_a_tooltip_of_the_overall_row_names_no_digit() -> None:
    first, _, last = about_row(OVERALL, "training", is_overall=True).splitlines()
    assert first == "Read wrongly: 1,380 of 5,000 training images (27.60 %)."
    assert last == "A click, or Enter, shows these mistakes."


def test_a_tooltip_offers_no_mistakes_where_there_are_none() -> None:
    assert "click" not in about_row(FAULTLESS, "testing")
    assert "0 of 1 testing image of shoe (0.00 %)" in about_row(FAULTLESS, "testing")


def test_a_class_without_images_is_said_to_have_none() -> None:
    assert about_row(NONE, "testing") == "There are no testing images of shoe."
    whole = about_row(NONE, "testing", is_overall=True)
    assert whole == "There are no testing images."


def test_what_was_copied_is_said() -> None:
    assert copied(11, "as CSV") == "Copied 11 rows, as CSV."
    assert copied(1, "tab-separated") == "Copied 1 row, tab-separated."

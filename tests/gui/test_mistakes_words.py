"""The sentences on mistakes: matrix, gallery, export."""

from pathlib import Path

import numpy as np
import pytest

from core.answers import ALL_MISTAKES, ORDERS, Answers, Choice
from core.metrics import Evaluation
from core.samples import DIGITS
from gui.mistakes import words
from tests.core.tools import REPORT_IMAGES, report_evaluation

REPORT = report_evaluation()
ANSWERS = Answers(
    np.array([9, 0]),
    np.array([4, 0]),
    np.array([0.983, 0.99999]),
    np.array([-0.5, 1.0]),
    np.array([4.125, 0.0]),
    True,
)


def matrix(*cells: tuple[int, int, int]) -> Evaluation:
    """So many (count) images of a truth with an answer, and nothing else."""
    confusion = np.zeros((10, 10), np.int64)
    for truth, given, count in cells:
        confusion[truth, given] = count
    return Evaluation(0.1, confusion)


NINES = matrix((9, 9, 444), (9, 4, 12), (9, 7, 1), (4, 4, 540), (3, 4, 3))


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        (Choice(9, 4), "9 read as 4: 12 of 457 images, 2.6 %"),
        (Choice(9, 9), "9 read rightly: 444 of 457 images, 97.2 %"),
        (Choice(truth=9), "9 read wrongly: 13 of 457 images, 2.8 %"),
        (Choice(given=4), "Wrongly read as 4: 15 of 1,000 images, 1.5 %"),
        (ALL_MISTAKES, "Read wrongly: 16 of 1,000 images, 1.6 %"),
        (Choice(0, 3), "There are no images of 0."),
        (Choice(truth=0), "There are no images of 0."),
    ],
)
def test_every_place_of_the_matrix_has_its_sentence(choice: Choice, sentence: str) -> None:
    assert words.pointed(NINES, DIGITS, choice) == sentence


def test_a_matrix_of_nothing_says_so() -> None:
    assert words.pointed(matrix(), DIGITS, ALL_MISTAKES) == "There are no images."


@pytest.mark.parametrize("digit", range(10))
def test_a_row_of_the_report_has_the_report_s_figures(digit: int) -> None:
    sentence = words.pointed(REPORT, DIGITS, Choice(truth=digit))
    assert f"of {REPORT_IMAGES[digit]} images" in sentence


@pytest.mark.parametrize(
    ("count", "images", "text"),
    [
        (0, 9, "0.0 %"),
        (9, 9, "100.0 %"),
        (1, 9999, "< 0.1 %"),
        (9998, 9999, "> 99.9 %"),
        (12, 457, "2.6 %"),
    ],
)
def test_a_share_is_never_0_or_100_for_what_is_only_nearly_so(
    count: int, images: int, text: str
) -> None:
    assert words.share(count, images) == text


@pytest.mark.parametrize(
    ("choice", "count", "title"),
    [
        (ALL_MISTAKES, 138, "138 images read wrongly"),
        (Choice(truth=5), 32, "32 images of 5 read wrongly"),
        (Choice(given=4), 1, "1 image wrongly read as 4"),
        (Choice(9, 4), 1234, "1,234 images of 9 read as 4"),
        (Choice(9, 9), 444, "444 images of 9 read rightly"),
    ],
)
def test_the_gallery_says_what_it_shows(choice: Choice, count: int, title: str) -> None:
    assert words.title(DIGITS, choice, count) == title


def test_long_names_of_classes_leave_room_for_the_rest_of_the_title() -> None:
    names = ["a" * 200, "b" * 200]
    assert words.title(names, Choice(0, 1), 3) == f"3 images of {17 * 'a'}… read as {17 * 'b'}…"


@pytest.mark.parametrize(
    ("choice", "images", "sentence"),
    [
        (
            ALL_MISTAKES,
            5000,
            "All 5,000 testing images are read rightly. The cells of the diagonal hold them, "
            "a class in each.",
        ),
        (ALL_MISTAKES, 0, "There are no testing images."),
        (Choice(truth=5), 0, "There are no testing images of 5."),
        (Choice(truth=5), 9, "No testing image of 5 is read wrongly."),
        (Choice(given=4), 9, "No testing image is wrongly read as 4."),
        (Choice(5, 4), 9, "No testing image of 5 is wrongly read as 4."),
        (Choice(5, 5), 9, "No testing image of 5 is read rightly."),
    ],
)
def test_an_empty_gallery_says_why(choice: Choice, images: int, sentence: str) -> None:
    assert words.none_of(DIGITS, choice, "testing", images) == sentence


@pytest.mark.parametrize(
    ("order", "lines"),
    [
        ("confidence", ("9 → 4", "98.3 %")),
        ("margin", ("9 → 4", "98.3 %", "margin -0.50")),
        ("loss", ("9 → 4", "98.3 %", "loss 4.12")),
    ],
)
def test_beneath_an_image_stands_what_it_is_and_by_what_it_has_its_place(
    order: str, lines: tuple[str, ...]
) -> None:
    assert order in ORDERS
    assert words.caption(DIGITS, ANSWERS, order, 0) == lines


def test_an_output_that_is_no_probability_is_not_called_per_cent() -> None:
    numbers = np.array([1.074])
    plain = Answers(np.array([0]), np.array([1]), numbers, -numbers, numbers, False)
    assert words.confidence(plain, 0) == "output 1.07"
    assert words.confidence(ANSWERS, 1) == "> 99.9 %"


def test_an_image_is_described_with_all_that_is_known_of_it() -> None:
    assert words.described(DIGITS, ANSWERS, "testing", 0) == (
        "Testing image 0, labelled 9: read as 4, 98.3 %.\nMargin -0.500, loss 4.125"
    )


def test_a_sample_is_called_so() -> None:
    assert words.matrix_info(500, NINES) == "at 500, 1,000 images"
    assert words.matrix_info(None, NINES) == "1,000 images"
    sampled = Evaluation(0.1, NINES.confusion, sampled=True)
    assert words.matrix_info(500, sampled) == "at 500, 1,000 sampled"


@pytest.mark.parametrize(("shares", "most"), [(False, "12 mistakes"), (True, "100.0 %")])
def test_the_scale_ends_at_the_cell_with_most_mistakes(shares: bool, most: str) -> None:
    assert words.most(NINES, shares=shares) == most
    assert words.most(matrix((1, 1, 5)), shares=shares) == ""


@pytest.mark.parametrize(("chosen", "more"), [(0, ""), (1, ""), (3, "  ·  3 selected")])
def test_more_than_one_selected_are_counted(chosen: int, more: str) -> None:
    assert words.at(10, chosen) == f"at 10{more}"


def test_an_export_is_named_by_what_it_holds() -> None:
    assert words.folder_name(DIGITS, Choice(9, 4), "testing") == "testing-9-read-as-4"
    assert words.folder_name(DIGITS, ALL_MISTAKES, "training") == "training-read-wrongly"
    assert words.exported(2, Path("out")) == "Exported 2 images with a list of them to out."

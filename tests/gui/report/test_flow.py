"""Nothing is cut, nothing goes beyond a page, and what belongs together stays so."""

from collections.abc import Sequence

import pytest
from PySide6.QtGui import QPainter

from gui.report.flow import Piece, Placed, pages

ROOM = 100.0


def nothing(painter: QPainter) -> None:
    """Paints nothing."""


def piece(height: float, *, gap: float = 0.0, stays: bool = False) -> Piece:
    return Piece(height, nothing, gap, stays)


def tops(made: Sequence[Sequence[Placed]]) -> list[list[float]]:
    return [[placed.y for placed in page] for page in made]


def test_pieces_follow_each_other_with_their_gaps_but_none_at_the_top() -> None:
    made = pages([piece(20, gap=8), piece(30, gap=8), piece(50, gap=8)], ROOM)
    assert tops(made) == [[0, 28], [0]]


def test_what_fits_exactly_is_on_the_page() -> None:
    assert tops(pages([piece(50), piece(50)], ROOM)) == [[0, 50]]


def test_a_heading_goes_to_the_next_page_with_what_follows() -> None:
    made = pages([piece(70), piece(20, stays=True), piece(30)], ROOM)
    assert tops(made) == [[0], [0, 20]]


def test_what_stays_together_and_is_higher_than_a_page_goes_on_to_the_next() -> None:
    made = pages([piece(40, stays=True) for _ in range(5)], ROOM)
    assert tops(made) == [[0, 40], [0, 40], [0]]


def test_the_header_of_a_table_stands_above_its_rows_on_every_page() -> None:
    header = piece(10, stays=True)
    rows = [Piece(30, nothing, again=header) for _ in range(7)]
    made = pages([header, *rows], ROOM)
    assert tops(made) == [[0, 10, 40, 70], [0, 10, 40, 70], [0, 10]]
    assert [page[0].piece for page in made] == [header] * 3


@pytest.mark.parametrize("height", [101.0, 1000.0])
def test_what_is_higher_than_a_page_begins_one(height: float) -> None:
    assert tops(pages([piece(10), piece(height), piece(10)], ROOM)) == [[0], [0], [0]]

"""What is selected in a gallery, and where its tiles stand."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint

from gui.widgets.gallery.picks import Picks
from gui.widgets.gallery.shelf import GAP, Shelf

COLUMNS = 6


@pytest.mark.parametrize("count", [0, 1, 5, 6, 7, 60_000])
def test_a_shelf_finds_each_tile_where_it_stands(count: int) -> None:
    shelf = Shelf.fitting(count, 600, 84, 32)
    assert shelf.columns == COLUMNS
    for place in {0, 4, 5, 6, count // 2, count - 1} & set(range(count)):
        box = shelf.box(place)
        assert shelf.place_at(box.topLeft()) == shelf.place_at(box.bottomRight()) == place
        assert shelf.place_at(box.topLeft() - QPoint(1, 0)) is None
        assert box.bottom() < shelf.height
        assert place in shelf.between(box.bottom(), box.bottom())
        assert place not in shelf.between(box.bottom() + GAP + 1, box.bottom() + 999)
    assert shelf.place_at(shelf.box(count).center()) is None
    assert shelf.between(0, 10**9) == range(count)
    assert not len(shelf.between(-100, -1))


def test_a_shelf_that_is_too_narrow_has_one_column() -> None:
    assert Shelf.fitting(9, 10, 168, 32).columns == 1


@pytest.fixture
def picks() -> Picks:
    picks = Picks()
    picks.show(np.array([7, 3, 9, 1, 4]))
    return picks


def test_a_step_selects_where_it_leads(picks: Picks) -> None:
    picks.go(2)
    assert (picks.index, picks.chosen.tolist()) == (9, [9])
    picks.go(3, keeps=True)
    assert (picks.index, picks.chosen.tolist()) == (1, [9])


def test_a_range_reaches_from_where_it_began(picks: Picks) -> None:
    picks.go(2)
    picks.go(4, extends=True)
    assert picks.chosen.tolist() == [9, 1, 4]
    picks.go(1, extends=True)
    assert picks.chosen.tolist() == [3, 9]


def test_toggles_add_and_take_away(picks: Picks) -> None:
    picks.go(0)
    picks.toggle(3)
    assert picks.chosen.tolist() == [7, 1]
    picks.toggle(0)
    assert picks.chosen.tolist() == [1]
    assert picks.index == 7


def test_another_order_keeps_what_is_current_and_selected(picks: Picks) -> None:
    picks.go(1)
    picks.go(2, extends=True)
    picks.show(np.array([1, 9, 4]))
    assert (picks.index, picks.chosen.tolist()) == (9, [9])
    picks.show(np.array([1, 4]))
    assert (picks.index, picks.chosen.tolist()) == (1, [])
    picks.show(np.empty(0, np.intp))
    assert picks.index is None
    picks.choose_all()
    assert not len(picks.chosen)


@pytest.mark.parametrize(
    ("change", "places"),
    [
        (lambda picks: picks.go(3), {1, 3}),
        (lambda picks: picks.toggle(2), {1, 2}),
        (lambda picks: picks.choose_all(), {0, 2, 3, 4}),
        (lambda picks: picks.choose_none(), {1}),
        (lambda picks: picks.go(1), set()),
    ],
)
def test_the_places_that_look_different_are_told(
    picks: Picks, change: Callable[[Picks], None], places: set[int]
) -> None:
    picks.go(1)
    before = picks.copy()
    change(picks)
    assert picks.differences(before) == places

"""Where tiles stand, which is at a point, and where keys lead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt

from gui.widgets.walking import walked
from gui.widgets.weights.grid import TileGrid

GAP = 4


@given(st.integers(1, 300), st.integers(1, 1500), st.integers(1, 1500))
def test_tiles_that_fit_are_the_largest_of_which_all_have_room(
    count: int, width: int, height: int
) -> None:
    grid = TileGrid.fitting(count, width, height, GAP)
    if grid.side:
        assert grid.width <= width
        assert grid.height <= height
    larger = grid.side + 1 + GAP
    assert ((width + GAP) // larger) * ((height + GAP) // larger) < count


@given(st.integers(1, 3000), st.integers(60, 1500))
def test_tiles_to_roll_through_fill_the_width_and_are_not_too_small(count: int, width: int) -> None:
    grid = TileGrid.as_wide(count, width, 26, GAP)
    assert grid.side >= 26
    assert grid.width <= width < grid.width + grid.columns + 26 + GAP


def test_without_tiles_there_is_neither_height_nor_place() -> None:
    grid = TileGrid.fitting(0, 100, 100, GAP)
    assert grid.height == 0
    assert grid.place_at(5, 5) is None
    assert not grid.between(0, 100)


def test_each_tile_is_found_where_it_stands() -> None:
    grid = TileGrid(11, 4, 20, GAP)
    for place in range(11):
        box = grid.box(place)
        assert grid.place_at(box.left(), box.top()) == place
        assert grid.place_at(box.right(), box.bottom()) == place
    assert grid.box(5) == QRect(24, 24, 20, 20)


@pytest.mark.parametrize(
    "point", [(-1, 5), (5, -1), (4 * 24, 0), (3 * 24 + 1, 2 * 24 + 1), (0, 72)]
)
def test_beside_the_tiles_there_is_none(point: tuple[int, int]) -> None:
    assert TileGrid(11, 4, 20, GAP).place_at(*point) is None


@given(st.integers(0, 200), st.integers(1, 9), st.integers(-100, 900), st.integers(0, 300))
def test_between_two_heights_are_all_tiles_of_which_some_is_there(
    count: int, columns: int, top: int, height: int
) -> None:
    grid = TileGrid(count, columns, 20, GAP)
    seen = grid.between(top, top + height)
    for place in range(count):
        box = grid.box(place)
        if box.bottom() >= top and box.top() <= top + height:
            assert place in seen
    assert len(seen) <= (height // grid.pitch + 2) * columns


@pytest.mark.parametrize(
    ("key", "there"),
    [
        (Qt.Key.Key_Left, 5),
        (Qt.Key.Key_Right, 7),
        (Qt.Key.Key_Up, 2),
        (Qt.Key.Key_Down, 10),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_End, 10),
        (Qt.Key.Key_PageUp, 6),
        (Qt.Key.Key_PageDown, 6),
        (Qt.Key.Key_A, None),
    ],
)
def test_keys_lead_to_the_neighbour_and_stay_at_the_edge(key: Qt.Key, there: int | None) -> None:
    assert walked(key, 6, 11, 4, 2) == there

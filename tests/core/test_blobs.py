"""The blobs of ink are told apart as by a plain flood, and are as long as they look."""

from collections import deque
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra import numpy as arrays

from core.arrays import Bools
from core.blobs import Span, blobs, length, spans

Cells = frozenset[tuple[int, int]]

shapes = arrays.array_shapes(min_dims=2, max_dims=2, min_side=0, max_side=12)
inked = arrays.arrays(np.bool_, shapes)


def cells(ink: Bools) -> set[Cells]:
    """The blobs that are found, each as its cells."""
    found = [
        [(span.row, column) for span in blob for column in range(span.start, span.stop)]
        for blob in blobs(ink)
    ]
    assert sum(map(len, found)) == ink.sum()
    return set(map(frozenset, found))


def flooded(ink: Bools) -> set[Cells]:
    """The same, one blob after the other."""
    left = {(int(row), int(column)) for row, column in np.argwhere(ink)}
    found = set()
    while left:
        blob, waiting = set(), deque([left.pop()])
        while waiting:
            row, column = waiting.popleft()
            blob.add((row, column))
            around = set(product((row - 1, row, row + 1), (column - 1, column, column + 1)))
            waiting.extend(around & left)
            left -= around
        found.add(frozenset(blob))
    return found


@given(ink=inked)
def test_marks_are_told_apart_as_by_a_plain_flood(ink: Bools) -> None:
    assert cells(ink) == flooded(ink)


@pytest.mark.parametrize("turned", range(4))
def test_a_long_way_round_is_one_mark(turned: int) -> None:
    spiral = np.zeros((41, 41), np.bool_)
    place, step = np.array([0, 0]), np.array([0, 1])
    for steps in (40, *np.repeat(np.arange(40, 0, -2), 2)):
        for _ in range(steps):
            spiral[tuple(place)] = True
            place += step
        step = np.array([step[1], -step[0]])
    turn = np.rot90(spiral, turned)
    assert len(blobs(turn)) == len(flooded(turn)) == 1


def test_arms_that_meet_at_the_bottom_are_one_mark() -> None:
    comb = np.ones((5, 41), np.bool_)
    comb[:-1, 1::2] = False
    assert len(blobs(comb)) == 1
    assert len(blobs(comb[:-1])) == 21


@given(ink=inked)
def test_runs_are_as_long_as_can_be_and_hold_all_ink(ink: Bools) -> None:
    again = np.zeros_like(ink)
    for row, start, stop in spans(ink):
        assert start < stop
        again[row, start:stop] = True
        assert not ink[row, max(start - 1, 0) : start].any()
        assert not ink[row, stop : stop + 1].any()
    np.testing.assert_array_equal(again, ink)


def test_a_mark_is_as_long_as_its_bounding_boxs_longer_side() -> None:
    assert length([Span(4, 2, 9)]) == 7
    assert length([Span(1, 2, 3), Span(2, 3, 5), Span(9, 3, 4)]) == 9
    assert length([Span(1, 5, 6), Span(2, 1, 5)]) == 5

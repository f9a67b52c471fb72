"""The eraser takes ink away like any other mark, and what it leaves empty is empty."""

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gui.drawing import WIDEST_BRUSH, Drawing
from tests.gui.strokes import ACROSS, DOWN, cover_all, one, stroke, undo_all


@pytest.fixture
def drawing(qtbot: QtBot) -> Drawing:
    return Drawing()


def test_the_eraser_takes_ink_away_where_it_goes(drawing: Drawing) -> None:
    stroke(drawing, *ACROSS)
    drawing.is_erasing = True
    stroke(drawing, *DOWN)
    ink = drawing.ink()
    assert ink[140, 70] == 255
    assert not ink[:, 128:152].any()
    drawing.undo()
    assert drawing.ink()[140, 140] == 255


def test_the_order_of_ink_and_eraser_counts(drawing: Drawing) -> None:
    stroke(drawing, *ACROSS)
    stroke(drawing, *DOWN, erases=True)
    stroke(drawing, *ACROSS)
    again = drawing.ink()
    assert again[140, 140] == 255
    drawing.brush = 0.1
    drawing.brush = 0.08
    np.testing.assert_array_equal(drawing.ink(), again)


def test_a_stroke_is_erased_without_leaving_its_edges(drawing: Drawing) -> None:
    stroke(drawing, *ACROSS)
    stroke(drawing, *ACROSS, erases=True)
    assert drawing.is_empty
    assert not drawing.ink().any()


def test_erasing_nothing_is_nothing_to_undo(drawing: Drawing) -> None:
    stroke(drawing, *ACROSS, erases=True)
    assert drawing.is_empty
    assert not drawing.can_undo
    stroke(drawing, *ACROSS)
    stroke(drawing, (0.1, 0.1), (0.9, 0.1), erases=True)
    assert undo_all(drawing) == 1


def test_a_drawing_that_was_erased_is_empty_at_any_width(drawing: Drawing) -> None:
    stroke(drawing, *ACROSS)
    stroke(drawing, *DOWN)
    cross = drawing.ink()
    cover_all(drawing, erases=True)
    assert drawing.is_empty
    for brush in (0.01, WIDEST_BRUSH, 0.08):
        drawing.brush = brush
        assert drawing.is_empty
    drawing.undo()
    np.testing.assert_array_equal(drawing.ink(), cross)


def test_a_picture_is_erased_too(drawing: Drawing) -> None:
    drawing.show_picture(one())
    cover_all(drawing, erases=True)
    assert drawing.is_empty


@pytest.mark.case(71)
def test_a_canvas_full_of_ink_is_ink(drawing: Drawing) -> None:
    drawing.brush = WIDEST_BRUSH
    cover_all(drawing, erases=False)
    assert (drawing.ink() == 255).all()
    cover_all(drawing, erases=True)
    assert drawing.is_empty

"""The drawing itself: strokes, pictures and the brush, and that all of it can be taken back."""

import time
from collections.abc import Callable

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core.arrays import Images
from gui.drawing import Drawing
from gui.ink.sketch import MOST_UNDONE
from tests.gui.strokes import ACROSS, DOWN, one, stroke, undo_all


def test_what_was_undone_is_done_again(drawing: Drawing) -> None:
    changes: list[Callable[[], None]] = [
        lambda: stroke(drawing, *ACROSS),
        lambda: stroke(drawing, *DOWN),
        lambda: stroke(drawing, *ACROSS[:2], erases=True),
        drawing.clear,
        lambda: drawing.show_picture(one()),
    ]
    seen = [drawing.ink()]
    for change in changes:
        change()
        seen.append(drawing.ink())
    for ink in seen[-2::-1]:
        assert drawing.can_undo
        drawing.undo()
        np.testing.assert_array_equal(drawing.ink(), ink)
    assert not drawing.can_undo
    for ink in seen[1:]:
        assert drawing.can_redo
        drawing.redo()
        np.testing.assert_array_equal(drawing.ink(), ink)
    assert not drawing.can_redo
    drawing.redo()
    np.testing.assert_array_equal(drawing.ink(), seen[-1])
    assert undo_all(drawing) == len(changes)


@pytest.mark.parametrize(
    "change",
    [
        lambda drawing: stroke(drawing, *DOWN),
        lambda drawing: stroke(drawing, *ACROSS[:2], erases=True),
        lambda drawing: drawing.show_picture(one()),
        Drawing.clear,
    ],
)
def test_a_new_change_leaves_nothing_to_redo(
    drawing: Drawing, change: Callable[[Drawing], None]
) -> None:
    for _ in range(3):
        stroke(drawing, *ACROSS)
    drawing.undo()
    assert drawing.can_redo
    change(drawing)
    assert not drawing.can_redo


def test_what_changes_nothing_leaves_what_can_be_redone(drawing: Drawing) -> None:
    stroke(drawing, *ACROSS)
    stroke(drawing, *DOWN)
    drawing.undo()
    stroke(drawing, (0.1, 0.1), (0.2, 0.1), erases=True)
    drawing.begin((0.1, 0.1, 1.0))
    drawing.abandon()
    assert drawing.can_redo


def test_as_much_can_be_redone_as_undone(drawing: Drawing) -> None:
    for _ in range(MOST_UNDONE + 20):
        drawing.show_picture(one())
    assert undo_all(drawing) == MOST_UNDONE
    redone = 0
    while drawing.can_redo:
        drawing.redo()
        redone += 1
    assert redone == MOST_UNDONE


def test_undo_and_redo_amid_a_stroke_end_it(drawing: Drawing) -> None:
    stroke(drawing, *ACROSS)
    drawing.begin((0.5, 0.2, 1.0))
    drawing.add((0.5, 0.8, 1.0))
    crossed = drawing.ink()
    drawing.undo()
    drawing.add((0.9, 0.9, 1.0))
    drawing.complete()
    drawing.redo()
    np.testing.assert_array_equal(drawing.ink(), crossed)
    drawing.undo()
    drawing.begin((0.5, 0.2, 1.0))
    assert not drawing.can_redo


def test_another_brush_draws_all_strokes_anew(qtbot: QtBot) -> None:
    thin, wide = Drawing(), Drawing()
    thin.brush, wide.brush = 0.04, 0.15
    for drawing in (thin, wide):
        stroke(drawing, *ACROSS)
        stroke(drawing, *DOWN, wide=0.5)
        stroke(drawing, *ACROSS[1:], erases=True)
    expected = wide.ink()
    assert wide.ink().sum() > 3 * thin.ink().sum()
    thin.brush = 0.15
    np.testing.assert_array_equal(thin.ink(), expected)
    assert undo_all(thin) == 3


def test_another_brush_amid_a_stroke_widens_it(drawing: Drawing) -> None:
    drawing.begin((0.2, 0.5, 1.0))
    drawing.add((0.5, 0.5, 1.0))
    drawing.brush = 0.2
    drawing.add((0.8, 0.5, 1.0))
    drawing.complete()
    grown = drawing.ink()
    drawing.clear()
    stroke(drawing, *ACROSS)
    np.testing.assert_array_equal(drawing.ink(), grown)


def test_another_brush_leaves_pictures_alone(drawing: Drawing) -> None:
    drawing.show_picture(one())
    before = drawing.ink()
    drawing.brush = 0.2
    np.testing.assert_array_equal(drawing.ink(), before)


def test_tools_tell_of_each_change_once(drawing: Drawing) -> None:
    told: list[tuple[float, bool]] = []
    drawing.tool_changed.connect(lambda: told.append((drawing.brush, drawing.is_erasing)))
    usual = drawing.brush
    for brush in (usual, 0.1, 0.1):
        drawing.brush = brush
    for is_erasing in (False, True, True):
        drawing.is_erasing = is_erasing
    assert told == [(0.1, False), (0.1, True)]


def test_a_digit_at_another_width_takes_a_few_milliseconds(drawing: Drawing) -> None:
    t = np.linspace(0, 6, 200)
    stroke(drawing, *zip((0.5 + 0.3 * np.sin(t)).tolist(), (0.2 + 0.1 * t).tolist(), strict=True))
    times = []
    for brush in np.linspace(0.05, 0.12, 20).tolist():
        start = time.perf_counter()
        drawing.brush = brush
        drawing.ink()
        times.append(time.perf_counter() - start)
    assert np.median(times) < 0.010


def test_ink_that_went_outside_is_none(drawing: Drawing) -> None:
    stroke(drawing, (-0.5, 0.5), (-0.5, 0.8))
    assert drawing.is_empty


@pytest.mark.parametrize("shape", [(28, 28), (560, 560), (1000, 1), (1, 1000), (3, 7), (1, 1)])
def test_ink_of_any_shape_fills_the_canvas_as_far_as_it_goes(
    drawing: Drawing, shape: tuple[int, int]
) -> None:
    stroke(drawing, *ACROSS)
    before = drawing.ink()
    drawing.insert(np.full(shape, 255, np.uint8))
    ink = drawing.ink()
    height, width = (280 * side / max(shape) for side in shape)
    assert ink.sum() / 255 == pytest.approx(height * width, rel=0.01)
    for axis, extent in ((1, height), (0, width)):
        (inked,) = np.nonzero(ink.any(axis=axis))
        assert np.ptp(inked) + 1 == pytest.approx(extent, abs=2)
        assert inked.mean() == 139.5
    drawing.undo()
    np.testing.assert_array_equal(drawing.ink(), before)


@pytest.mark.parametrize(
    "ink", [np.zeros((0, 4), np.uint8), np.zeros((2, 2)), np.zeros((2, 2, 3), np.uint8)]
)
def test_what_is_no_ink_is_refused(drawing: Drawing, ink: Images) -> None:
    with pytest.raises(ValueError, match="uint8"):
        drawing.insert(ink)
    assert not drawing.can_undo


def test_what_was_inserted_is_the_drawing_s_own(drawing: Drawing) -> None:
    image = one()
    drawing.insert(image)
    image[:] = 0
    drawing.brush = 0.1
    assert not drawing.is_empty

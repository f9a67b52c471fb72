"""Marks as pixels: the same at any size, however a stroke came, and fast however long it is."""

import time
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.ink.brush import NOTCH, Point, Tip
from gui.ink.marks import Picture, Raster, Stroke
from tests.gui.hands import LEFT, SIDE, at, move, shown_canvas

coordinates = st.floats(-1, 2, allow_nan=False, width=32)
tips = st.tuples(coordinates, coordinates, st.floats(0.4, 1.4))


def line(*points: Point) -> Stroke:
    """A stroke of constant width."""
    return Stroke([(*point, 1.0) for point in points])


@settings(deadline=None)
@given(
    strokes=st.lists(
        st.tuples(st.lists(tips, min_size=1, max_size=40), st.booleans()), min_size=1, max_size=3
    ),
    cuts=st.lists(st.integers(0, 39), max_size=10),
)
def test_ink_depends_on_the_points_alone_not_on_how_they_came(
    strokes: list[tuple[list[Tip], bool]], cuts: list[int]
) -> None:
    grown, at_once = Raster(90, 0.08), Raster(90, 0.08)
    for tips, erases in strokes:
        growing = Stroke(erases=erases)
        for start, end in pairwise([0, *sorted(1 + cut for cut in cuts), len(tips)]):
            growing.tips.extend(tips[start:end])
            if growing.tips:
                growing.paint_on(grown)
        Stroke(tips, erases).paint_on(at_once)
    np.testing.assert_array_equal(grown.pixels, at_once.pixels)


@pytest.mark.parametrize("side", [90, 280, 1000])
def test_a_straight_stroke_is_as_thick_as_its_width_at_any_size(side: int) -> None:
    raster = Raster(side, 0.08)
    line((0.2, 0.51), (0.8, 0.51)).paint_on(raster)
    thickness = raster.pixels[:, side // 3 : side // 2].sum(axis=0) / 255
    assert thickness.max() == pytest.approx(0.08 * side, abs=0.1)
    assert np.ptp(thickness) <= 2 * NOTCH + 0.02


def test_curves_pass_half_way_between_points() -> None:
    raster = Raster(280, 0.02)
    line((0.1, 0.1), (0.5, 0.9), (0.9, 0.1)).paint_on(raster)
    assert raster.pixels[140, 84] == 255  # (0.3, 0.5) is half way from the first to the second
    assert raster.pixels[252, 140] == 0  # the second point bends the curve, which stays inside
    assert raster.pixels[196, 140] == 255


def test_overlapping_strokes_are_no_brighter_than_one() -> None:
    once, twice = Raster(280, 0.08), Raster(280, 0.08)
    for raster in (once, twice, twice):
        line((0.2, 0.3), (0.7, 0.6)).paint_on(raster)
    np.testing.assert_array_equal(once.pixels, twice.pixels)


@pytest.mark.parametrize("as_they_come", [False, True])
def test_each_stroke_stays_whole_under_the_next(as_they_come: bool) -> None:
    strokes = [line((0.2, 0.5), (0.5, 0.5)), line((0.5, 0.3), (0.5, 0.7), (0.6, 0.7))]
    both = Raster(280, 0.08)
    expected = np.zeros((280, 280), np.uint8)
    for stroke in strokes:
        alone = Raster(280, 0.08)
        stroke.paint_on(alone)
        np.maximum(expected, alone.pixels, out=expected)
        growing = Stroke()
        for tip in stroke.tips:
            growing.tips.append(tip)
            if as_they_come:
                growing.paint_on(both)
        growing.paint_on(both)
    np.testing.assert_array_equal(both.pixels, expected)


def test_what_lies_outside_is_not_painted() -> None:
    raster = Raster(280, 0.08)
    line((-0.5, -0.5), (-0.2, 1.5)).paint_on(raster)
    assert not raster.pixels.any()


@pytest.mark.parametrize("erases", [False, True])
def test_extending_tells_what_changed(erases: bool) -> None:
    raster = Raster(280, 0.08)
    if erases:
        raster.put(Picture(np.full((1, 1), 255, np.uint8)))
    stroke = Stroke(erases=erases)
    for step in range(5):
        before = raster.pixels.copy()
        stroke.tips.append((0.2 + 0.1 * step, 0.5 + 0.02 * step**2, 0.6 + 0.2 * step))
        area = raster.extend(stroke)
        rows, columns = np.nonzero(before != raster.pixels)
        assert area.top() <= rows.min()
        assert rows.max() <= area.bottom()
        assert area.left() <= columns.min()
        assert columns.max() <= area.right()


def test_a_picture_fills_the_square() -> None:
    image = np.arange(28 * 28, dtype=np.uint16).reshape(28, 28).astype(np.uint8)
    raster = Raster(56, 0.08)
    Picture(image).paint_on(raster)
    np.testing.assert_array_equal(raster.pixels, np.kron(image, np.ones((2, 2), np.uint8)))


def test_a_mark_that_is_painted_is_not_painted_again() -> None:
    raster = Raster(56, 0.08)
    for mark in (Picture(np.full((2, 2), 9, np.uint8)), line((0.2, 0.2), (0.8, 0.2))):
        assert not mark.paint_on(raster).isEmpty()
        assert mark.paint_on(raster).isEmpty()


def spiral(count: int) -> list[QPointF]:
    t = np.linspace(0, 600, count)
    radius = SIDE * (0.1 + 0.3 * t / 600)
    x, y = SIDE / 2 + radius * np.cos(t), SIDE / 2 + radius * np.sin(t)
    return [QPointF(*place) for place in zip(x.tolist(), y.tolist(), strict=True)]


@pytest.mark.case(71)
def test_a_stroke_of_100_000_points_is_drawn_and_undone_in_time(qtbot: QtBot) -> None:
    canvas = shown_canvas(qtbot)
    start = time.perf_counter()
    QTest.mousePress(canvas, LEFT, pos=at(0.6, 0.5))
    for count, place in enumerate(spiral(100_000)):
        move(canvas, place)
        if count % 1000 == 0:
            qtbot.wait(0)
    QTest.mouseRelease(canvas, LEFT, pos=at(0.9, 0.5))
    ink = canvas.drawing.ink()
    canvas.drawing.clear()
    canvas.drawing.undo()
    canvas.repaint()
    np.testing.assert_array_equal(canvas.drawing.ink(), ink)
    assert time.perf_counter() - start < 60

"""Strokes go through the mouse on the real canvas, as large and where a condition wants them."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

import resources
from core.arrays import Floats, Images
from gui.ink.sketch import Sketch
from tests.benchmarks import replay
from tests.benchmarks.handwriting import answers, network_of
from tests.benchmarks.penmanship import Strokes, corners
from tests.benchmarks.replay import CONDITIONS, CORNER, DOT, STEP, USUAL, WIDE, Condition, placed
from tests.benchmarks.writers import Digit

ZERO = [corners(30, 0, 8, 12, 0, 50, 10, 92, 32, 100, 58, 85, 64, 48, 54, 10, 32, 1)]
ONE = [corners(0, 34, 20, 16, 36, 0, 35, 40, 33, 100)]
THREE = [corners(4, 12, 28, 0, 52, 14, 48, 36, 22, 46, 52, 56, 58, 80, 34, 100, 0, 88)]
SEVEN = [corners(0, 2, 62, 0, 44, 46, 28, 100), corners(14, 54, 60, 46)]
WRITTEN = {0: ZERO, 1: ONE, 3: THREE, 7: SEVEN}
PIXEL = 1 / 280  # of the ink, in sides of the canvas
names = pytest.mark.parametrize("condition", CONDITIONS, ids=lambda condition: condition.name)


class Watch(QObject):
    """Notes the mouse events that a canvas gets, and at which pixels."""

    def __init__(self, canvas: QObject) -> None:
        super().__init__(canvas)
        self.kinds: list[QEvent.Type] = []
        self.pixels: list[tuple[float, float]] = []
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            self.kinds.append(event.type())
            self.pixels.append((event.position().x(), event.position().y()))
        return False


def ink_of(strokes: Strokes, condition: Condition) -> Images:
    return replay.draw(replay.canvas_of(condition), strokes, condition)


def box(ink: Images) -> Floats:
    """The first and the last place with ink, (2, 2), x before y, in sides of the canvas."""
    rows, columns = np.nonzero(ink)
    return np.array([[columns.min(), rows.min()], [columns.max() + 1, rows.max() + 1]]) * PIXEL


@names
@pytest.mark.parametrize("strokes", WRITTEN.values(), ids=WRITTEN)
def test_the_ink_is_that_of_the_points(
    qapp: QApplication, strokes: Strokes, condition: Condition
) -> None:
    sketch = Sketch()
    sketch.width = condition.brush
    if condition.dot:
        x, y = np.rint(np.array(condition.dot) * condition.side) / condition.side
        sketch.begin((x, y, 1.0), erases=False)
    for stroke in placed(strokes, condition):
        first, *others = np.rint(replay.path(stroke) * condition.side) / condition.side
        sketch.begin((*first, 1.0), erases=False)
        for point in others:
            sketch.add((*point, 1.0))
    sketch.complete()
    assert sketch.ink.any()
    np.testing.assert_array_equal(ink_of(strokes, condition), sketch.ink)


def test_each_stroke_is_a_press_moves_and_a_release_through_its_points(qapp: QApplication) -> None:
    canvas = replay.canvas_of(USUAL)
    watch = Watch(canvas)
    replay.draw(canvas, SEVEN, USUAL)
    presses = [n for n, kind in enumerate(watch.kinds) if kind == replay.DOWN]
    releases = [n for n, kind in enumerate(watch.kinds) if kind == replay.UP]
    assert set(watch.kinds) == {replay.DOWN, replay.MOVE, replay.UP}
    assert presses == [0, releases[0] + 1]
    assert releases[1] == len(watch.kinds) - 1
    for stroke, start, end in zip(placed(SEVEN, USUAL), presses, releases, strict=True):
        pixels = np.array(watch.pixels[start:end])
        assert {tuple(p) for p in np.rint(stroke * USUAL.side)} <= {tuple(p) for p in pixels}
        assert np.hypot(*np.diff(pixels, axis=0).T).max() <= STEP * USUAL.side + np.sqrt(2)


@names
@pytest.mark.parametrize("strokes", WRITTEN.values(), ids=WRITTEN)
def test_digits_are_as_large_and_where_the_condition_says(
    qapp: QApplication, strokes: Strokes, condition: Condition
) -> None:
    ink = ink_of(strokes, condition)
    if condition.dot:
        ink[int(0.89 / PIXEL) :, int(0.89 / PIXEL) :] = 0
    start, end = box(ink)
    room = 2.5 * PIXEL + 1 / condition.side  # grey edges, corners cut, whole pixels
    assert max(end - start) == pytest.approx(condition.size + condition.brush, abs=2 * room)
    assert (start + end) / 2 == pytest.approx(np.array(condition.middle), abs=room)


def test_the_conditions_are_those_of_the_targets() -> None:
    assert (USUAL.size, USUAL.brush, USUAL.middle, USUAL.dot) == (0.65, 0.08, (0.5, 0.5), None)
    assert (CORNER.size, CORNER.middle, CORNER.brush) == (0.325, (0.25, 0.25), 0.08)
    assert (WIDE.size, WIDE.brush) == (0.65, 0.16)
    assert len({condition.name for condition in CONDITIONS}) == len(CONDITIONS)


def test_a_stray_dot_is_all_that_is_added(qapp: QApplication) -> None:
    usual, dotted = ink_of(SEVEN, USUAL), ink_of(SEVEN, DOT)
    added = np.where(usual == dotted, 0, dotted)
    assert box(added).mean(axis=0) == pytest.approx([0.95, 0.95], abs=PIXEL)
    assert np.ptp(box(added), axis=0) == pytest.approx([0.08, 0.08], abs=3 * PIXEL)


def test_the_canvas_is_cleared_before_the_next_digit(qapp: QApplication) -> None:
    canvas = replay.canvas_of(DOT)
    replay.draw(canvas, ZERO, DOT)
    np.testing.assert_array_equal(replay.draw(canvas, SEVEN, DOT), ink_of(SEVEN, DOT))


def test_a_digit_that_is_a_mere_dot_is_one_in_the_middle(qapp: QApplication) -> None:
    corner = box(ink_of([corners(5, 7)], USUAL))
    assert corner.mean(axis=0) == pytest.approx([0.5, 0.5], abs=PIXEL)
    assert np.ptp(corner, axis=0) == pytest.approx([0.08, 0.08], abs=3 * PIXEL)


@names
def test_the_bundled_model_reads_plain_digits(qapp: QApplication, condition: Condition) -> None:
    network = network_of(resources.path("models", "default.npz"))
    digits = [Digit(label, "test", strokes) for label, strokes in WRITTEN.items()]
    assert answers(network, digits, condition).tolist() == list(WRITTEN)

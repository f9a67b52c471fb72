"""The large canvas: its brush, its tools, and the evidence laid over the ink."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAction, QColor, QImage
from PySide6.QtWidgets import QMenu, QPushButton, QSlider
from pytestqt.qtbot import QtBot

from core.checkpoint import Checkpoint
from core.drawing import Steps
from gui import theme
from gui.canvas import DrawingCanvas
from gui.drawing import WIDEST_BRUSH, Drawing
from gui.ink.look import evidence_image
from gui.panels.sketch import AROUND, SketchPanel
from gui.reader import Reader
from gui.session import Session
from gui.timeline import Timeline
from gui.widgets.panel import MARGIN
from tests.gui.own_digits import give_model
from tests.gui.panels.showing import child
from tests.gui.strokes import ACROSS, DOWN, stroke

CORNER = (0.75, 0.6, 0.9, 0.85)  # left, top, right, bottom of a digit in a corner


@pytest.fixture
def reader(session: Session, drawing: Drawing, model: Checkpoint) -> Reader:
    give_model(session, model)
    return Reader(session, Timeline(session), drawing)


@pytest.fixture
def panel(
    qtbot: QtBot, drawing: Drawing, reader: Reader, actions: dict[str, QAction]
) -> SketchPanel:
    panel = SketchPanel(drawing, reader, actions)
    qtbot.addWidget(panel)
    panel.resize(500, 560)
    panel.show()
    return panel


def picture(panel: SketchPanel) -> QImage:
    return panel.canvas.grab().toImage()


def draw_in_the_corner(drawing: Drawing) -> None:
    left, top, right, bottom = CORNER
    middle = (left + right) / 2
    stroke(drawing, (middle, top), (middle, bottom), wide=0.5)


def changed(before: QImage, after: QImage) -> QRectF:
    """The box around all pixels that are not as before, in sides of the canvas."""
    assert before.size() == after.size()
    differ = pixels(before) != pixels(after)
    rows, columns = np.nonzero(differ)
    height, width = differ.shape
    return QRectF(
        columns.min() / width,
        rows.min() / height,
        (np.ptp(columns) + 1) / width,
        (np.ptp(rows) + 1) / height,
    )


def pixels(image: QImage) -> np.ndarray[tuple[int, int], np.dtype[np.uint32]]:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.array(
        [[image.pixel(x, y) for x in range(image.width())] for y in range(image.height())],
        np.uint32,
    )


def has_color(image: QImage, token: str) -> bool:
    """Whether there is a pixel of this colour of the theme, or of a shade of it."""
    hue = QColor(getattr(theme.colors(), token)).hsvHue()
    colors = map(QColor, np.unique(pixels(image)).tolist())
    return any(c.hsvSaturation() > 80 and abs(c.hsvHue() - hue) < 15 for c in colors)


def test_the_brush_s_slider_makes_all_strokes_thicker_or_thinner(
    panel: SketchPanel, drawing: Drawing
) -> None:
    stroke(drawing, *DOWN)
    stroke(drawing, *ACROSS)
    usual = int((drawing.ink() > 0).sum())
    slider = child(panel, QSlider, "Brush width")
    before = picture(panel)
    slider.setValue(slider.value() + 4)
    thick = int((drawing.ink() > 0).sum())
    assert thick > 1.3 * usual
    assert picture(panel) != before
    slider.setValue(slider.value() - 4)
    assert int((drawing.ink() > 0).sum()) == usual
    assert picture(panel) == before


def test_the_slider_follows_the_brush_and_reaches_its_ends(
    panel: SketchPanel, drawing: Drawing
) -> None:
    slider = child(panel, QSlider, "Brush width")
    assert slider.value() / 100 == pytest.approx(drawing.brush)
    drawing.brush = 0.15
    assert slider.value() == 15
    for end in (slider.maximum(), slider.minimum()):
        slider.setValue(end)
        assert drawing.brush == pytest.approx(end / 100)
    assert slider.maximum() == round(100 * WIDEST_BRUSH)


def test_why_lies_where_the_network_saw_the_ink(
    panel: SketchPanel, drawing: Drawing, actions: dict[str, QAction]
) -> None:
    draw_in_the_corner(drawing)
    before = picture(panel)
    actions["why"].trigger()
    touched = changed(before, picture(panel))
    left, top, right, bottom = CORNER
    around = QRectF(left, top, right - left, bottom - top).adjusted(-0.06, -0.06, 0.06, 0.06)
    assert around.contains(touched)
    assert touched.contains(QRectF((left + right) / 2, top + 0.02, 0.01, bottom - top - 0.04))


def test_why_shows_what_spoke_for_the_answer_and_what_against_it(
    panel: SketchPanel, drawing: Drawing, actions: dict[str, QAction], reader: Reader
) -> None:
    stroke(drawing, *DOWN)
    stroke(drawing, (0.3, 0.4), (0.7, 0.6))
    before = picture(panel)
    actions["why"].trigger()
    after = picture(panel)
    assert reader.reading
    assert reader.reading.evidence().max() > 0 > reader.reading.evidence().min()
    for token in ("accent", "warning"):
        assert has_color(after, token)
        assert not has_color(before, token)


def test_why_goes_when_it_is_switched_off_and_comes_back_as_it_was(
    panel: SketchPanel, drawing: Drawing, actions: dict[str, QAction]
) -> None:
    stroke(drawing, *DOWN)
    before = picture(panel)
    actions["why"].trigger()
    explained = picture(panel)
    assert explained != before
    actions["why"].trigger()
    assert picture(panel) == before
    actions["why"].trigger()
    assert picture(panel) == explained


def test_without_ink_there_is_nothing_to_explain(
    panel: SketchPanel, drawing: Drawing, actions: dict[str, QAction]
) -> None:
    empty = picture(panel)
    actions["why"].trigger()
    assert picture(panel) == empty
    stroke(drawing, *DOWN)
    drawing.clear()
    assert picture(panel) == empty


def test_without_a_network_there_is_nothing_to_explain(
    panel: SketchPanel, drawing: Drawing, actions: dict[str, QAction], session: Session
) -> None:
    stroke(drawing, *DOWN)
    before = picture(panel)
    actions["why"].trigger()
    session.library.model = None
    session.library.changed.emit()
    assert picture(panel) == before


def test_why_follows_the_drawing_and_the_steps(
    panel: SketchPanel, drawing: Drawing, actions: dict[str, QAction], reader: Reader
) -> None:
    draw_in_the_corner(drawing)
    actions["why"].trigger()
    one_stroke = picture(panel)
    reader.steps = Steps(scale=False, centre=False)
    assert picture(panel) != one_stroke
    reader.steps = Steps()
    stroke(drawing, *ACROSS)
    assert changed(one_stroke, picture(panel)).width() > 0.4


def test_what_is_switched_on_while_the_panel_is_hidden_is_there_when_it_is_seen(
    panel: SketchPanel, drawing: Drawing, actions: dict[str, QAction]
) -> None:
    panel.hide()
    stroke(drawing, *DOWN)
    actions["why"].trigger()
    panel.show()
    explained = picture(panel)
    actions["why"].trigger()
    assert picture(panel) != explained


def test_a_larger_canvas_is_explained_at_its_own_size(
    panel: SketchPanel, drawing: Drawing, actions: dict[str, QAction]
) -> None:
    draw_in_the_corner(drawing)
    panel.resize(800, 860)
    before = picture(panel)
    actions["why"].trigger()
    touched = changed(before, picture(panel))
    assert touched.left() > 0.65
    assert touched.top() > 0.5


def test_evidence_is_seen_by_colour_and_hatching_the_weak_too(qtbot: QtBot) -> None:
    found = np.zeros((28, 28), np.float32)
    found[3, 5], found[4, 5] = 1.0, -0.04
    image = evidence_image(found)
    cell, tokens = image.width() // 28, theme.colors()
    strong, weak, none = (
        {image.pixelColor(x, y).rgba() for x in range(5 * cell, 6 * cell) for y in rows}
        for rows in (range(row * cell, (row + 1) * cell) for row in (3, 4, 5))
    )
    assert strong == {QColor(tokens.accent).rgba()}
    assert {QColor(color).name() for color in weak} == {QColor(tokens.warning).name()}
    assert {color >> 24 for color in weak} == {20, 51}  # hatched
    assert {color >> 24 for color in none} == {0}
    empty = evidence_image(np.zeros((28, 28), np.float32))
    assert empty.pixelColor(5, 3).alpha() == 0


def test_an_overlay_stays_inside_the_canvas(qtbot: QtBot) -> None:
    canvas = DrawingCanvas(Drawing())
    qtbot.addWidget(canvas)
    canvas.resize(300, 200)  # so the square has room at its sides
    before = canvas.grab().toImage()
    red = QImage(28, 28, QImage.Format.Format_RGB32)
    red.fill(QColor("#ff0000"))
    canvas.show_overlay(red, QRectF(-1, -1, 3, 3))
    after = canvas.grab().toImage()
    assert after.pixelColor(150, 40) == QColor("#ff0000")  # over the hint's words it is not
    for x in (20, 280):
        assert after.pixelColor(x, 40) == before.pixelColor(x, 40)
    canvas.show_overlay(None)
    assert canvas.grab().toImage() == before


def test_pictures_are_had_from_a_menu(panel: SketchPanel, actions: dict[str, QAction]) -> None:
    (menu,) = panel.findChildren(QMenu)
    assert menu.actions() == [actions[key] for key in ("open", "save", "paste", "copy")]
    texts = [button.text() for button in panel.findChildren(QPushButton)]
    assert {"Undo", "Redo", "Clear", "Eraser", "Random test image", "Picture"} <= set(texts)


@pytest.mark.parametrize("size", [QSize(320, 700), QSize(900, 420), QSize(700, 780)])
def test_the_canvas_stays_square_and_is_as_large_as_can_be(
    qtbot: QtBot, panel: SketchPanel, size: QSize
) -> None:
    panel.resize(size)
    canvas = panel.canvas
    room = min(panel.width() - 2 * MARGIN, panel.height() - AROUND)
    qtbot.waitUntil(lambda: canvas.width() >= 0.95 * room)
    assert abs(canvas.width() - canvas.height()) <= 2

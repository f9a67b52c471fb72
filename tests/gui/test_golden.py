"""Golden pictures: the canvas with a stroke and a plot with a curve look as they always did.

After a wanted change delete the picture in golden/ and run this file: it is painted anew, to be
looked at and kept.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.arrays import AnyArray
from gui import theme
from gui.ink.brush import Point
from gui.plots import CurvePlot
from tests.gui.hands import draw, shown_canvas

GOLDEN = Path(__file__).parent / "golden"
TOLERANCE = 40  # of 255, a colour's difference that edges may have on another machine
SHARE = 0.002  # of the pixels that may differ more: 80 of the canvas's
STROKE = ((0.3, 0.2), (0.6, 0.15), (0.7, 0.35), (0.45, 0.5), (0.7, 0.65), (0.55, 0.85), (0.25, 0.8))
PLOT = 420, 260
# Left of and below the curves are texts, which each machine renders in its own way.
TEXTS = 58, 46
ITERATIONS = np.arange(0.0, 1_001.0, 50.0)


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """The bundled typeface and the light theme, as the program starts."""
    style, font, palette = qapp.style().objectName(), qapp.font(), qapp.palette()
    theme.load_fonts(qapp)
    theme.apply(qapp, "light")
    yield
    qapp.setStyle(style)
    qapp.setFont(font)
    qapp.setPalette(palette)


def canvas_with(qtbot: QtBot, *places: Point) -> QImage:
    canvas = shown_canvas(qtbot)
    draw(canvas, *places)
    canvas.clearFocus()
    return canvas.grab().toImage()


def plot_with(qtbot: QtBot, start: float, color: str = theme.LIGHT.testing) -> QImage:
    """An error that falls from start, below a line at 0.3; texts are cut off."""
    plot = CurvePlot()
    qtbot.addWidget(plot)
    plot.resize(*PLOT)
    plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # or a ring is painted around it
    plot.add_curve("error", lambda colors: color, dotted=True)
    plot.set_x_top(1_000)
    plot.set_y_top(1)
    plot.set_reference(0.3)
    plot.set_data("error", ITERATIONS, start * np.exp(-ITERATIONS / 300))
    plot.build()
    plot.show()
    QApplication.processEvents()
    left, bottom = TEXTS
    return plot.grab().toImage().copy(left, 0, PLOT[0] - left, PLOT[1] - bottom)


def pixels(image: QImage) -> AnyArray:
    """(H, W, 3) of 0..255."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).astype(int)


def share_that_differs(image: QImage, other: QImage) -> float:
    """Of all pixels, those in which some colour differs by more than the tolerance."""
    if image.size() != other.size():
        return 1.0
    return float((np.abs(pixels(image) - pixels(other)).max(axis=2) > TOLERANCE).mean())


def golden(name: str, image: QImage) -> QImage:
    """The picture that is kept; where there is none, this one is."""
    file = GOLDEN / f"{name}.png"
    if not file.exists():
        file.parent.mkdir(exist_ok=True)
        image.save(str(file))
        pytest.fail(f"{file} was painted anew: look at it, keep it, and run this again")
    return QImage(str(file))


def test_the_canvas_looks_as_it_did(qtbot: QtBot) -> None:
    image = canvas_with(qtbot, *STROKE)
    assert share_that_differs(golden("stroke", image), image) <= SHARE


def test_the_plot_looks_as_it_did(qtbot: QtBot) -> None:
    image = plot_with(qtbot, 0.9)
    assert share_that_differs(golden("curve", image), image) <= SHARE


@pytest.mark.parametrize("moved", [(0.02, 0.0), (0.0, 0.02)])
def test_a_stroke_elsewhere_is_seen(qtbot: QtBot, moved: Point) -> None:
    elsewhere = [(x + moved[0], y + moved[1]) for x, y in STROKE]
    image = canvas_with(qtbot, *elsewhere)
    assert share_that_differs(golden("stroke", image), image) > 2 * SHARE


def test_an_unfinished_stroke_is_seen(qtbot: QtBot) -> None:
    image = canvas_with(qtbot, *STROKE[:-1])
    assert share_that_differs(golden("stroke", image), image) > 2 * SHARE


@pytest.mark.parametrize("start", [0.85, 0.95])
def test_another_curve_is_seen(qtbot: QtBot, start: float) -> None:
    image = plot_with(qtbot, start)
    assert share_that_differs(golden("curve", image), image) > 2 * SHARE


def test_another_colour_is_seen(qtbot: QtBot) -> None:
    image = plot_with(qtbot, 0.9, theme.LIGHT.training)
    assert share_that_differs(golden("curve", image), image) > 2 * SHARE

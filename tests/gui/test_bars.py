"""The bars say each class's output in length and in words."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from core.arrays import Floats
from core.drawing import Prediction
from gui import theme
from gui.widgets.bars import ProbabilityBars, lengths, value_text
from gui.widgets.thumbnail import Thumbnail

SURE = np.array([0.0, 0.0, 0.01, 0.962, 0.0, 0.028, 0.0, 0.0, 0.0, 0.0], np.float32)


@pytest.fixture
def bars(qtbot: QtBot) -> ProbabilityBars:
    bars = ProbabilityBars()
    qtbot.addWidget(bars)
    bars.resize(200, 140)
    bars.show()
    qtbot.waitExposed(bars)
    return bars


def answer(outputs: Floats) -> Prediction:
    """A network's answer with these outputs, each logit ten times as large."""
    return Prediction(10 * outputs, outputs, int(outputs.argmax()), np.zeros((28, 28)))


def accented(image: QImage, y: int) -> int:
    """How many pixels of a line are in the accent."""
    accent = QColor(theme.colors().accent)
    return sum(image.pixelColor(x, y) == accent for x in range(image.width()))


@pytest.mark.parametrize(
    ("value", "probabilities", "text"),
    [
        (0.962, True, "3: 96.2 %, logit 9.62"),
        (0.0, True, "3: < 0.1 %, logit 0.00"),
        (-1.0736, False, "3: -1.074"),
    ],
)
def test_a_value_in_words(value: float, probabilities: bool, text: str) -> None:
    assert value_text("3", value, 10 * value, probabilities=probabilities) == text


def test_probabilities_are_as_long_as_they_are_large() -> None:
    np.testing.assert_allclose(lengths(SURE, probabilities=True), SURE)


def test_plain_numbers_reach_from_the_least_to_the_largest() -> None:
    reach = lengths(np.array([-2.0, 0.0, 2.0]), probabilities=False)
    np.testing.assert_allclose(reach, [0, 0.5, 1])
    assert not lengths(np.array([3.0, 3.0]), probabilities=False).any()


@pytest.mark.parametrize("probabilities", [True, False])
def test_a_network_gone_astray_breaks_no_bar(probabilities: bool) -> None:
    reach = lengths(np.array([np.nan, np.inf, -np.inf, 7.0]), probabilities=probabilities)
    assert np.isfinite(reach).all()
    assert reach.max() <= 1


def test_the_winner_s_bar_is_as_long_as_its_probability(bars: ProbabilityBars) -> None:
    bars.set_values(answer(SURE))
    image = bars.grab().toImage()
    row = image.height() // 10
    track = image.width() - 20
    assert accented(image, 3 * row + row // 2) == pytest.approx(0.962 * track, rel=0.05)
    assert all(accented(image, y) == 0 for y in range(image.height()) if not 30 < y < 70)


def test_without_values_nothing_is_said(bars: ProbabilityBars) -> None:
    empty = bars.grab().toImage()
    bars.set_values(answer(SURE))
    assert bars.grab().toImage() != empty
    bars.set_values(None)
    assert bars.grab().toImage() == empty
    assert bars.text_at(70) == ""
    assert bars.accessibleDescription() == ""


def test_each_row_has_its_words(bars: ProbabilityBars) -> None:
    bars.set_values(answer(SURE))
    assert bars.text_at(3.5 * 14) == "3: 96.2 %, logit 9.62"
    assert bars.text_at(9.9 * 14) == "9: < 0.1 %, logit 0.00"
    assert bars.text_at(-5) == bars.text_at(500) == ""
    rows = bars.accessibleDescription().split("; ")
    assert rows == [bars.text_at((row + 0.5) * 14) for row in range(10)]


def test_other_logits_have_other_words_even_where_no_bar_moves(bars: ProbabilityBars) -> None:
    outputs = np.eye(10, dtype=np.float32)[3]
    for logit in (20.0, 30.0):
        bars.set_values(Prediction(logit * outputs, outputs, 3, np.zeros((28, 28))))
        assert bars.text_at(3.5 * 14) == f"3: > 99.9 %, logit {logit:.2f}"


def test_the_tooltip_tells_the_row(bars: ProbabilityBars, qtbot: QtBot) -> None:
    bars.set_values(answer(SURE * 10), probabilities=False)
    place = QPoint(100, 50)
    event = QHelpEvent(QHelpEvent.Type.ToolTip, place, bars.mapToGlobal(place))
    QApplication.sendEvent(bars, event)
    qtbot.waitUntil(lambda: QToolTip.text() == "3: 9.620")
    QToolTip.hideText()


def test_other_classes_have_their_names(qtbot: QtBot) -> None:
    bars = ProbabilityBars()
    qtbot.addWidget(bars)
    bars.resize(160, 60)
    bars.set_values(answer(np.array([0.4, 0.6])), ("cat", "a dog with a very long name"))
    assert bars.text_at(10) == "cat: 40.0 %, logit 4.00"
    assert not bars.grab().isNull()


def test_of_many_classes_the_likeliest_are_shown_from_most_to_least(qtbot: QtBot) -> None:
    bars = ProbabilityBars()
    qtbot.addWidget(bars)
    outputs = np.linspace(0.0, 0.07, 26)
    outputs[7] = 0.3
    bars.set_values(answer(outputs), tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    rows = bars.accessibleDescription().split("; ")
    assert [row[0] for row in rows] == list("HZYXWVUTSR")


def test_a_thumbnail_shows_its_pixels_white_on_black(qtbot: QtBot) -> None:
    thumbnail = Thumbnail("seen", 40)
    qtbot.addWidget(thumbnail)
    thumbnail.resize(thumbnail.sizeHint())
    thumbnail.set_image(np.array([[0.0, 1.0], [0.5, 0.0]]))
    image = thumbnail.grab().toImage()
    corners = [image.pixelColor(x, y).name() for y in (18, 22) for x in (18, 22)]
    assert corners == ["#000000", "#ffffff", "#808080", "#000000"]


@pytest.mark.parametrize("shape", [(300, 40), (1, 28), (20, 13)])
def test_a_thumbnail_fits_any_shape(qtbot: QtBot, shape: tuple[int, int]) -> None:
    thumbnail = Thumbnail("ink", 40)
    qtbot.addWidget(thumbnail)
    thumbnail.set_image(np.ones(shape))
    image = thumbnail.grab().toImage()
    assert image.pixelColor(20, 20).lightness() > 240 or shape == (1, 28)


def test_a_thumbnail_without_an_image_is_dim(qtbot: QtBot) -> None:
    thumbnail = Thumbnail("ink")
    qtbot.addWidget(thumbnail)
    empty = thumbnail.grab().toImage()
    thumbnail.set_image(np.zeros((28, 28)))
    assert thumbnail.grab().toImage() != empty
    for nothing in (None, np.zeros((0, 0))):
        thumbnail.set_image(nothing)
        assert thumbnail.grab().toImage() == empty

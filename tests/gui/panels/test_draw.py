"""The drawing panel: who answers, what, and how sure; the ink on its way."""

import numpy as np
import pytest
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.arrays import Floats, Images
from core.checkpoint import load
from core.drawing import stages
from gui import drawing_words
from gui.drawing import Drawing
from gui.panels.draw import DrawPanel
from gui.reader import Reader
from gui.session import Session
from gui.timeline import Timeline
from gui.widgets.answer import Answer
from gui.widgets.bars import ProbabilityBars
from gui.widgets.thumbnail import Thumbnail
from resources import path
from tests.gui.panels.showing import child, show_snapshot

RGB = QImage.Format.Format_RGB32
UNSURE = "not sure, "


@pytest.fixture
def panel(qtbot: QtBot, session: Session, actions: dict[str, QAction]) -> DrawPanel:
    drawing = Drawing(session)
    made = DrawPanel(drawing, Reader(session, Timeline(session), drawing, session), actions)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def one() -> Images:
    """An upright stroke."""
    image = np.zeros((28, 28), np.uint8)
    image[4:24, 13:16] = 255
    return image


def digit(panel: DrawPanel) -> str:
    return child(panel, QLabel, "predictionLabel").text()


def sureness(panel: DrawPanel) -> str:
    """The words beside the digit."""
    return child(panel, Answer).sureness.text()


def bars(panel: DrawPanel) -> str:
    return child(panel, ProbabilityBars).accessibleDescription()


def test_while_the_model_is_looked_for_nothing_is_said(panel: DrawPanel) -> None:
    panel.canvas.drawing.show_picture(one())
    assert (panel.info(), digit(panel), sureness(panel)) == ("", "-", "")


@pytest.mark.case(80)
def test_without_any_network_it_says_train_first_even_of_a_drawing(
    panel: DrawPanel, session: Session
) -> None:
    session.library.has_looked = True
    session.library.changed.emit()
    for _ in range(2):
        assert (panel.info(), digit(panel)) == (drawing_words.BY_NOBODY, "-")
        assert (sureness(panel), bars(panel)) == (drawing_words.TRAIN_FIRST, "")
        panel.canvas.drawing.show_picture(one())


def test_the_bundled_model_answers_until_a_run_does(panel: DrawPanel, session: Session) -> None:
    panel.canvas.drawing.show_picture(one())
    session.library.model = load(path("models", "default.npz"))
    session.library.changed.emit()
    assert panel.info() == drawing_words.BY_THE_BUNDLED_MODEL
    assert digit(panel) == "1"
    show_snapshot(session, 0)
    assert panel.info() == drawing_words.BY_THE_BUNDLED_MODEL
    show_snapshot(session, 1)
    assert panel.info() == drawing_words.BY_THIS_RUN
    session.reset()
    assert panel.info() == drawing_words.BY_THE_BUNDLED_MODEL


def test_an_empty_canvas_is_read_as_nothing(panel: DrawPanel, session: Session) -> None:
    show_snapshot(session, 5)
    assert (digit(panel), sureness(panel), bars(panel)) == ("-", drawing_words.NOTHING_DRAWN, "")
    panel.canvas.drawing.show_picture(one())
    assert digit(panel) in "0123456789"
    panel.canvas.drawing.clear()
    assert (digit(panel), sureness(panel), bars(panel)) == ("-", drawing_words.NOTHING_DRAWN, "")


def test_a_drawing_is_read_with_all_ten_probabilities(panel: DrawPanel, session: Session) -> None:
    show_snapshot(session, 5)
    panel.canvas.drawing.show_picture(one())
    assert session.answerer
    seen = stages(panel.canvas.drawing.ink()).seen
    outputs = session.answerer.network.predict(seen[np.newaxis])[0]
    order = np.argsort(outputs)
    assert digit(panel) == str(order[-1])
    first, second = sureness(panel).split("\n")
    assert first.removeprefix(UNSURE) == f"{100 * outputs[order[-1]]:.1f} %"
    assert second == f"then {order[-2]}, {100 * outputs[order[-2]]:.1f} %"
    assert [row.partition(":")[0] for row in bars(panel).split("; ")] == list("0123456789")
    assert bars(panel).count("%") == 10


def test_an_answer_that_is_not_sure_says_so_and_is_pale(panel: DrawPanel, session: Session) -> None:
    answer = child(panel, Answer)
    panel.canvas.drawing.show_picture(one())
    session.library.model = load(path("models", "default.npz"))
    session.library.changed.emit()
    assert UNSURE not in sureness(panel)
    assert answer.digit.isEnabled()
    show_snapshot(session, 5)  # a network that has learnt nothing
    assert sureness(panel).startswith(UNSURE)
    assert not answer.digit.isEnabled()
    assert answer.sureness.toolTip() == drawing_words.what_is_sure(0.7)
    panel.canvas.drawing.clear()
    assert answer.sureness.toolTip() == ""


def test_linear_outputs_are_not_called_probabilities(panel: DrawPanel, session: Session) -> None:
    show_snapshot(session, 5, output="linear")
    panel.canvas.drawing.show_picture(one())
    assert session.answerer
    seen = stages(panel.canvas.drawing.ink()).seen
    outputs = session.answerer.network.predict(seen[np.newaxis])[0]
    answer = child(panel, Answer)
    assert sureness(panel).startswith(f"{outputs.max():.2f}\nthen ")
    assert answer.digit.isEnabled()
    assert "%" not in sureness(panel) + answer.sureness.toolTip() + bars(panel)


def test_another_network_reads_the_drawing_anew(panel: DrawPanel, session: Session) -> None:
    panel.canvas.drawing.show_picture(one())
    show_snapshot(session, 5)
    before = bars(panel)
    show_snapshot(session, 6, output="sigmoid")
    assert bars(panel) != before


def picture(thumbnail: Thumbnail) -> QImage:
    """Its image, without the name beside it."""
    thumbnail.resize(thumbnail.sizeHint())
    side = thumbnail.height()
    return thumbnail.grab().toImage().copy(0, 0, side, side).convertToFormat(RGB)


def showing(thumbnail: Thumbnail, image: Floats | None) -> QImage:
    """What a thumbnail of that name shows of an image."""
    twin = Thumbnail(thumbnail.accessibleName())
    twin.set_image(image)
    return picture(twin)


def test_thumbnails_show_the_ink_on_its_way(panel: DrawPanel) -> None:
    thumbnails = panel.findChildren(Thumbnail)
    assert [each.accessibleName() for each in thumbnails] == ["ink", "20 px", "seen"]
    assert [picture(each) for each in thumbnails] == [showing(each, None) for each in thumbnails]
    panel.canvas.drawing.show_picture(one())
    way = stages(panel.canvas.drawing.ink())
    images = (way.ink.cropped().pixels / 255, way.scaled.pixels, way.seen)
    for thumbnail, image in zip(thumbnails, images, strict=True):
        assert picture(thumbnail) == showing(thumbnail, image) != showing(thumbnail, None)
    panel.canvas.drawing.clear()
    assert [picture(each) for each in thumbnails] == [showing(each, None) for each in thumbnails]


def test_its_buttons_stand_for_the_actions(panel: DrawPanel, actions: dict[str, QAction]) -> None:
    for key in ("undo", "clear", "random"):
        button = child(panel, QPushButton, actions[key].text())
        actions[key].setEnabled(False)
        assert not button.isEnabled()
        actions[key].setEnabled(True)
        heard: list[str] = []
        actions[key].triggered.connect(lambda _, heard=heard, key=key: heard.append(key))
        button.click()
        assert heard == [key]
    assert child(panel, QPushButton, "clearButton").text() == "Clear"

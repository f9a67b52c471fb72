"""The large answer: by whom, which digit, how sure, and the legend of why."""

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from core.checkpoint import Checkpoint
from gui import drawing_words
from gui.drawing import Drawing
from gui.panels.answer import AnswerPanel
from gui.reader import Reader
from gui.session import Session
from gui.timeline import Timeline
from gui.widgets.bars import ProbabilityBars
from tests.gui.own_digits import ONE, ZERO, give_model
from tests.gui.panels.showing import child, show_snapshot
from tests.gui.strokes import stroke

LEGEND = "Plain blue spoke for the answer"


@pytest.fixture
def panel(
    qtbot: QtBot, session: Session, drawing: Drawing, actions: dict[str, QAction]
) -> AnswerPanel:
    panel = AnswerPanel(Reader(session, Timeline(session), drawing), actions)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def digit(panel: AnswerPanel) -> QLabel:
    return child(panel, QLabel, "What the network reads")


def says(panel: AnswerPanel, start: str) -> bool:
    return any(label.text().startswith(start) for label in panel.findChildren(QLabel))


def test_it_says_who_answers_and_what_is_missing(
    panel: AnswerPanel, session: Session, model: Checkpoint
) -> None:
    assert (panel.info(), digit(panel).text()) == ("", "-")
    session.library.has_looked = True
    session.library.changed.emit()
    assert panel.info() == drawing_words.BY_NOBODY
    assert says(panel, drawing_words.TRAIN_FIRST)
    give_model(session, model)
    assert panel.info() == drawing_words.BY_THE_BUNDLED_MODEL
    assert says(panel, drawing_words.NOTHING_DRAWN)
    show_snapshot(session, 5)
    assert panel.info() == drawing_words.BY_THIS_RUN


def test_a_sure_answer_is_plain_and_its_bars_tell_the_numbers(
    panel: AnswerPanel, session: Session, drawing: Drawing, model: Checkpoint
) -> None:
    give_model(session, model)
    drawing.insert(ZERO)
    assert digit(panel).text() == "0"
    assert digit(panel).isEnabled()
    assert not says(panel, "not sure")
    bars = child(panel, ProbabilityBars, "Output for each class")
    assert "%" in bars.accessibleDescription()
    drawing.clear()
    assert digit(panel).text() == "-"
    assert bars.accessibleDescription() == ""


def test_an_unsure_answer_is_pale_and_says_so_in_words(
    panel: AnswerPanel, session: Session, drawing: Drawing
) -> None:
    show_snapshot(session, 5)  # with a network that has not learned anything
    drawing.insert(ONE)
    assert digit(panel).text() in "0123456789"
    assert not digit(panel).isEnabled()
    assert says(panel, "not sure, ")


def test_outputs_that_are_no_probabilities_are_never_unsure(
    panel: AnswerPanel, session: Session, drawing: Drawing
) -> None:
    show_snapshot(session, 5, output="linear")
    drawing.insert(ONE)
    assert digit(panel).isEnabled()
    assert not says(panel, "not sure")


def test_the_legend_is_there_while_why_is_on(
    panel: AnswerPanel, actions: dict[str, QAction]
) -> None:
    legend = child(panel, QWidget, LEGEND)
    assert not legend.isVisible()
    actions["why"].trigger()
    assert legend.isVisible()
    assert not legend.grab().isNull()
    actions["why"].trigger()
    assert not legend.isVisible()


def test_what_was_read_while_it_was_hidden_is_there_when_it_is_seen(
    panel: AnswerPanel, session: Session, drawing: Drawing, model: Checkpoint
) -> None:
    give_model(session, model)
    panel.hide()
    stroke(drawing, (0.5, 0.2), (0.5, 0.8))
    panel.show()
    assert digit(panel).text() == "1"

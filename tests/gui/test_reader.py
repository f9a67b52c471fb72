"""One reading of the drawing for everybody: when it is made anew, by whom, and how sure."""

import numpy as np
import pytest

from core.checkpoint import Checkpoint
from core.drawing import Prediction, Steps, evidence, predict, stages
from core.network import NetworkSpec
from gui import drawing_words
from gui.drawing import Drawing
from gui.reader import Reader
from gui.reading import SURE, Reading
from gui.session import Session
from gui.timeline import Timeline
from tests.core.tools import toy_network
from tests.gui.own_digits import ZERO, give_model
from tests.gui.panels.showing import show_snapshot
from tests.gui.strokes import ACROSS, DOWN, stroke


@pytest.fixture
def reader(session: Session, drawing: Drawing) -> Reader:
    return Reader(session, Timeline(session), drawing)


def reading_of(best: float, output: str = "softmax") -> Reading:
    """A 3 with this output, and an 8 with what a probability leaves."""
    outputs = np.zeros(10, np.float32)
    outputs[3], outputs[8] = best, 1 - best
    network = toy_network(spec=NetworkSpec((784, 10), output=output))
    return Reading(Prediction(outputs, outputs, 3, np.zeros((28, 28), np.float32)), network)


def told(reader: Reader) -> list[Reading | None]:
    heard: list[Reading | None] = []
    reader.changed.connect(lambda: heard.append(reader.reading))
    return heard


@pytest.mark.case(80)
def test_without_a_network_it_is_first_silent_then_says_to_train(
    reader: Reader, session: Session, drawing: Drawing
) -> None:
    stroke(drawing, *DOWN)
    assert (reader.reading, reader.answerer, reader.lack) == (None, "", "")
    session.library.has_looked = True
    session.library.changed.emit()
    assert (reader.reading, reader.answerer) == (None, drawing_words.BY_NOBODY)
    assert reader.lack == drawing_words.TRAIN_FIRST


@pytest.mark.case(71)
def test_an_empty_drawing_has_no_reading(
    reader: Reader, session: Session, model: Checkpoint
) -> None:
    give_model(session, model)
    assert (reader.reading, reader.lack) == (None, drawing_words.NOTHING_DRAWN)
    assert reader.answerer == drawing_words.BY_THE_BUNDLED_MODEL


@pytest.mark.case(71)
def test_what_is_drawn_is_read_at_once_and_cleared_at_once(
    reader: Reader, session: Session, drawing: Drawing, model: Checkpoint
) -> None:
    give_model(session, model)
    heard = told(reader)
    drawing.insert(ZERO)
    assert reader.reading
    assert reader.reading.prediction.digit == 0
    np.testing.assert_array_equal(reader.stages.seen, stages(ZERO).seen)
    drawing.clear()
    assert reader.reading is None
    assert not reader.stages.seen.any()
    assert [bool(reading) for reading in heard] == [True, False]


def test_what_was_drawn_before_there_was_a_network_is_read_once_there_is(
    reader: Reader, session: Session, drawing: Drawing, model: Checkpoint
) -> None:
    drawing.insert(ZERO)
    give_model(session, model)
    assert reader.reading
    assert reader.reading.network is model.network


def test_another_network_reads_the_same_drawing_anew(
    reader: Reader, session: Session, drawing: Drawing, model: Checkpoint
) -> None:
    give_model(session, model)
    drawing.insert(ZERO)
    show_snapshot(session, 5)
    assert session.snapshot
    network = session.snapshot.network
    assert reader.reading
    assert reader.reading.network is network
    expected = predict(network, stages(ZERO).seen)
    np.testing.assert_array_equal(reader.reading.prediction.outputs, expected.outputs)
    assert reader.answerer == drawing_words.BY_THIS_RUN
    session.reset()
    assert reader.reading.network is model.network


@pytest.mark.case(80)
def test_a_run_that_has_not_begun_to_learn_does_not_answer(
    reader: Reader, session: Session, model: Checkpoint
) -> None:
    give_model(session, model)
    show_snapshot(session, 0)
    assert reader.answerer == drawing_words.BY_THE_BUNDLED_MODEL


@pytest.mark.parametrize("left_out", ["drop_dots", "even_lines", "scale", "centre"])
def test_each_step_changes_what_the_network_sees(
    reader: Reader, session: Session, drawing: Drawing, model: Checkpoint, left_out: str
) -> None:
    give_model(session, model)
    stroke(drawing, (0.1, 0.1), (0.3, 0.5), wide=0.3)
    stroke(drawing, (0.9, 0.9), wide=0.3)
    before, heard = reader.stages.seen, told(reader)
    reader.steps = Steps(**{left_out: False})
    assert len(heard) == 1
    assert not np.array_equal(reader.stages.seen, before)
    assert reader.reading
    np.testing.assert_array_equal(reader.reading.prediction.image, reader.stages.seen)
    reader.steps = Steps()
    np.testing.assert_array_equal(reader.stages.seen, before)


def test_steps_hold_for_the_next_drawing_too(reader: Reader, drawing: Drawing) -> None:
    reader.steps = Steps(centre=False)
    stroke(drawing, *ACROSS)
    expected = stages(drawing.ink(), Steps(centre=False)).seen
    np.testing.assert_array_equal(reader.stages.seen, expected)


@pytest.mark.parametrize(
    ("best", "output", "is_sure"),
    [
        (SURE + 0.001, "softmax", True),
        (SURE - 0.001, "softmax", False),
        (1.0, "softmax", True),
        (0.1, "linear", True),
    ],
)
def test_an_answer_is_sure_from_seven_tenths_on(best: float, output: str, is_sure: bool) -> None:
    assert reading_of(best, output).is_sure is is_sure


def test_the_evidence_is_that_of_the_answer(model: Checkpoint) -> None:
    prediction = predict(model.network, stages(ZERO).seen)
    found = Reading(prediction, model.network).evidence()
    np.testing.assert_array_equal(found, evidence(model.network, prediction))
    assert found.max() > 0 > found.min()

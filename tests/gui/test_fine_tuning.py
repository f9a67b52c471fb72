"""Fine-tuning: from whose weights, on what data, and the ways back to what was there before."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core import handwriting
from core.checkpoint import Checkpoint
from core.dataset import Dataset, DatasetError
from core.dataset import bundled as real_data
from core.recipes import FINE_TUNING
from core.source import Source
from core.work import Work
from gui import drawing_words, fine_tuning
from gui.collection import Collection
from gui.fine_tuning import FineTuning
from gui.job import Job, end_jobs
from gui.message import Message, Severity
from gui.plan import Plan
from gui.session import Session
from gui.status import Status
from tests.gui.fine_tuning import begin, is_fine_tuned, stop, wait_until_learning, weights
from tests.gui.own_digits import give_model
from tests.gui.waiting import messages_of, take, train, wait_until_ready


def test_it_starts_with_the_bundled_models_weights_on_data_whose_testing_images_it_never_saw(
    qtbot: QtBot, session: Session, four_digits: Collection, model: Checkpoint
) -> None:
    """With all of the real data: the first evaluation repeats the bundled model's own."""
    give_model(session, model)
    assert session.plan.source.key == "report"
    tuning = FineTuning(session, four_digits, session)
    tuning.begin()
    qtbot.waitUntil(lambda: session.score is not None, timeout=60_000)
    session.stop()
    assert session.score
    assert session.attempt
    assert model.evaluation
    at_start = session.snapshot.curves.scores[0]  # type: ignore[union-attr]
    assert at_start.iteration == 0
    np.testing.assert_array_equal(at_start.test.confusion, model.evaluation.test.confusion)
    dataset, usual = session.attempt.dataset, real_data("drawn")
    assert dataset.test.images is usual.test.images
    own = handwriting.split(handwriting.for_training(four_digits.digits))
    images, labels = dataset.train.images[len(usual.train) :], dataset.train.labels
    assert len(images) == 200 * len(own)  # the most copies there may be
    np.testing.assert_array_equal(images[: len(own)], own.images)
    np.testing.assert_array_equal(labels[len(usual.train) :][: len(own)], own.labels)
    wait_until_ready(qtbot, session)
    end_jobs(tuning)


def test_the_run_is_one_of_fine_tuning_with_the_seed_of_the_plan(
    qtbot: QtBot, session: Session, tuning: FineTuning, model: Checkpoint, home: Path
) -> None:
    session.change_plan(session.plan.with_seed(7))
    message = begin(qtbot, session, tuning)
    assert message.text == drawing_words.fine_tuning(3, 1)
    made = session.made_from
    assert made
    assert (made.spec, made.config) == (model.network.spec, replace(FINE_TUNING, seed=7))
    assert made.source.name == model.dataset == "MNIST and drawn digits"
    assert session.attempt
    assert "and 3 of my digits" in session.attempt.dataset.name
    again = session.attempt.begin(made.config)
    assert (again.state.iteration, again.recipe) == (0, "fine-tuned")
    assert weights(again.state.network) == weights(model.network)
    stop(qtbot, session)
    (folder,) = (home / "runs").iterdir()
    assert folder.name.endswith("-fine-tuned-seed7")


def test_the_bundled_model_itself_stays_as_it_is(
    qtbot: QtBot, session: Session, tuning: FineTuning, model: Checkpoint
) -> None:
    before = weights(model.network)
    begin(qtbot, session, tuning)
    stop(qtbot, session)
    assert session.answerer
    assert weights(session.answerer.network) != before
    assert weights(model.network) == before


def test_digits_kept_aside_are_not_trained_on(
    qtbot: QtBot, session: Session, tuning: FineTuning, collection: Collection, tiny: Dataset
) -> None:
    begin(qtbot, session, tuning)
    stop(qtbot, session)
    assert session.attempt
    trained = session.attempt.dataset.train.images[len(tiny.train) :]
    (aside,) = handwriting.kept_aside(collection.digits)
    assert trained.any(axis=1).all()
    assert not (trained == aside.seen.reshape(-1)).all(axis=1).any()
    marks = collection.answers()
    assert marks
    assert (marks.of_those_kept_aside, marks.evaluation.images) == (True, 1)


def test_it_goes_on_after_a_stop_as_the_same_run(
    qtbot: QtBot, session: Session, tuning: FineTuning
) -> None:
    begin(qtbot, session, tuning)
    stop(qtbot, session)
    stopped_at, run = session.iteration, session.run
    assert run
    session.step_iteration()
    wait_until_ready(qtbot, session)
    assert (session.run, session.iteration) == (run, stopped_at + 1)
    assert is_fine_tuned(session)


def test_a_run_goes_on_from_its_own_weights_on_its_own_data(
    qtbot: QtBot, session: Session, tuning: FineTuning
) -> None:
    train(qtbot, session)
    run = session.run
    assert run
    begin(qtbot, session, tuning)
    assert session.attempt
    assert session.attempt.start
    assert weights(session.attempt.start.network) == weights(run.state.network)
    assert session.shown_plan.source.key == "report"


def test_asked_for_twice_it_begins_once(
    qtbot: QtBot, session: Session, tuning: FineTuning, plan: Plan
) -> None:
    said = messages_of(session)
    tuning.begin()
    tuning.begin()
    wait_until_learning(qtbot, session)
    assert not tuning.findChildren(Job)
    (message,) = [message for message in said if message.offer]
    take(message)
    assert (session.attempt, session.plan) == (None, plan)


def test_without_digits_it_says_what_to_do_and_nothing_else(
    qtbot: QtBot, session: Session, tuning: FineTuning, collection: Collection, plan: Plan
) -> None:
    collection.remove(handwriting.for_training(collection.digits))
    assert len(collection.digits) == 1  # kept aside, so there is nothing to train on
    said = messages_of(session)
    tuning.begin()
    assert [message.text for message in said] == [drawing_words.none_to_train_on(1)]
    assert not tuning.findChildren(Job)
    assert (session.attempt, session.plan) == (None, plan)


def test_closing_while_the_data_are_read_begins_nothing(
    qtbot: QtBot, session: Session, tuning: FineTuning
) -> None:
    tuning.begin()
    end_jobs(tuning)
    qtbot.wait(50)
    assert (session.attempt, session.status) == (None, Status.READY)


def test_data_that_cannot_be_read_are_told_and_nothing_begins(
    qtbot: QtBot, session: Session, tuning: FineTuning, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(source: Source) -> Work[Dataset]:
        yield 0.0
        raise DatasetError(f"{source.key} is damaged.")

    monkeypatch.setattr(fine_tuning, "read", fail)
    said = messages_of(session)
    tuning.begin()
    assert [message.text for message in said] == [drawing_words.READING_DATA]
    qtbot.waitUntil(lambda: len(said) == 2)
    assert said[-1] == Message("drawn is damaged.", Severity.WARNING)
    assert session.attempt is None


def test_until_it_has_learned_the_network_that_it_begins_with_answers(
    qtbot: QtBot, session: Session, tuning: FineTuning
) -> None:
    train(qtbot, session)
    assert session.answerer
    before = weights(session.answerer.network)
    answering: list[bytes] = []

    def note() -> None:
        if session.attempt and session.attempt.start and session.iteration == 0:
            assert session.answerer
            answering.append(weights(session.answerer.network))

    session.advanced.connect(note)
    begin(qtbot, session, tuning)
    assert answering
    assert set(answering) == {before}

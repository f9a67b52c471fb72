"""What is asked of the shown network, and what becomes of the answers."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core import moments
from core.answers import ALL_MISTAKES, Answers, Choice, answers
from core.network import Network
from core.samples import Dataset, Split
from core.work import finish
from gui.job import Task
from gui.message import Message, Severity
from gui.mistakes import words
from gui.mistakes.inspection import Inspection
from gui.mistakes.question import TESTING, TRAINING, Found
from gui.plan import Plan
from gui.session import Session
from gui.timeline import Timeline
from tests.gui.inspecting import answers_of, train_and_look
from tests.gui.waiting import train, wait_until_ready


@pytest.fixture
def plan(plan: Plan) -> Plan:
    """So slow that mistakes are left."""
    return replace(plan, config=replace(plan.config, learning_rate=0.003))


@pytest.fixture
def timeline(session: Session) -> Timeline:
    return Timeline(session, session)


@pytest.fixture
def inspection(session: Session, timeline: Timeline) -> Inspection:
    return Inspection(session, timeline, session)


@pytest.fixture
def looked(qtbot: QtBot, session: Session, inspection: Inspection) -> Inspection:
    """A run at its end, and somebody who looks at its mistakes."""
    train_and_look(qtbot, session, inspection)
    return inspection


def are_of(found: Answers, network: Network, split: Split) -> bool:
    real = finish(answers(network, split))
    return bool((found.given == real.given).all() and (found.loss == real.loss).all())


def kept(session: Session, iteration: int) -> Network:
    """The network of a moment of the run."""
    assert session.snapshot
    assert session.snapshot.folder
    return moments.load(session.snapshot.folder, iteration).network


def test_before_the_first_run_it_says_what_to_do(inspection: Inspection) -> None:
    inspection.attend(True)
    inspection.choice = Choice(truth=5)
    assert inspection.found is None
    assert inspection.evaluation is None
    assert not len(inspection.indices)
    assert inspection.state == words.NO_RUN
    assert inspection.choice == ALL_MISTAKES  # there is nothing to choose from
    assert not inspection.findChildren(Task)


def test_nothing_is_asked_while_nobody_looks(
    qtbot: QtBot, session: Session, inspection: Inspection
) -> None:
    train(qtbot, session)
    assert inspection.found is None
    assert not inspection.findChildren(Task)
    assert inspection.state == words.asking(TESTING)


def test_who_looks_sees_what_the_network_answers(
    looked: Inspection, session: Session, tiny: Dataset
) -> None:
    assert looked.found
    assert session.snapshot
    assert looked.found.question.iteration == 40
    assert are_of(looked.found.answers, session.snapshot.network, tiny.test)
    mistakes = looked.found.answers.mistakes()
    assert sorted(looked.indices) == mistakes.tolist()
    assert looked.evaluation
    assert len(mistakes) == looked.evaluation.mistakes > 0
    assert looked.state == ""


def test_it_goes_along_with_the_run(qtbot: QtBot, looked: Inspection, session: Session) -> None:
    before = looked.found
    train(qtbot, session)
    found = answers_of(qtbot, looked)
    assert found is not before
    assert found.question.iteration == 80


def test_the_former_answers_stay_until_there_are_new_ones(
    qtbot: QtBot, looked: Inspection, session: Session
) -> None:
    seen: list[Found | None] = []
    looked.changed.connect(lambda: seen.append(looked.found))
    train(qtbot, session)
    answers_of(qtbot, looked)
    assert seen
    assert None not in seen


def test_an_earlier_moment_has_the_answers_of_its_network(
    qtbot: QtBot, looked: Inspection, session: Session, timeline: Timeline, tiny: Dataset
) -> None:
    timeline.go(10)
    qtbot.waitUntil(lambda: bool(looked.found and looked.found.question.iteration == 10))
    assert looked.found
    assert are_of(looked.found.answers, kept(session, 10), tiny.test)
    assert looked.evaluation
    assert len(looked.found.answers.mistakes()) == looked.evaluation.mistakes
    timeline.go_to_present()
    qtbot.waitUntil(lambda: bool(looked.found and looked.found.question.iteration == 40))


def test_between_two_evaluations_the_images_are_those_that_the_matrix_counts(
    qtbot: QtBot, looked: Inspection, session: Session, tiny: Dataset
) -> None:
    session.step_iteration()
    wait_until_ready(qtbot, session)
    looked.part = TRAINING
    found = answers_of(qtbot, looked)
    assert session.iteration == 41
    assert found.question.iteration == 40
    assert are_of(found.answers, kept(session, 40), tiny.train)


def test_where_only_a_sample_was_evaluated_the_matrix_counts_all_images_behind_it(
    qtbot: QtBot,
    looked: Inspection,
    timeline: Timeline,
    tiny: Dataset,
    monkeypatch: pytest.MonkeyPatch,
    session: Session,
) -> None:
    assert session.score
    sampled = replace(session.score.train, sampled=True, confusion=np.eye(10, dtype=np.int64))
    monkeypatch.setattr(Timeline, "score", replace(session.score, train=sampled))
    looked.part = TRAINING
    assert looked.evaluation is sampled  # until there are answers to all of them
    found = answers_of(qtbot, looked)
    assert looked.evaluation.images == len(tiny.train)
    assert looked.evaluation.mistakes == len(found.answers.mistakes())


def test_where_the_evaluated_network_is_lost_the_present_one_answers(
    qtbot: QtBot, looked: Inspection, session: Session, tiny: Dataset
) -> None:
    session.step_iteration()
    wait_until_ready(qtbot, session)
    assert session.snapshot
    assert session.snapshot.folder
    moments.path_of(session.snapshot.folder, 40).write_bytes(b"damaged")
    looked.part = TRAINING
    found = answers_of(qtbot, looked)
    assert found.question.iteration == 41
    assert are_of(found.answers, session.snapshot.network, tiny.train)


def test_a_model_without_an_evaluation_is_evaluated_by_its_answers(
    qtbot: QtBot, looked: Inspection, session: Session, tiny: Dataset
) -> None:
    assert session.attempt
    snapshot = session.attempt.snapshot
    assert snapshot
    bare = replace(snapshot, curves=replace(snapshot.curves, scores=()), folder=None)
    other = replace(session.attempt, snapshot=bare, made_from=replace(session.plan))
    session.replace_run(session.plan, other)
    assert looked.evaluation is None
    found = answers_of(qtbot, looked)
    assert looked.evaluation
    assert looked.evaluation.images == len(tiny.test)
    assert looked.evaluation.mistakes == len(found.answers.mistakes())


def test_each_part_has_its_order_and_keeps_its_answers(
    qtbot: QtBot, looked: Inspection, tiny: Dataset
) -> None:
    testing = looked.found
    assert (looked.part, looked.order, looked.is_after_labels) == (TESTING, "confidence", False)
    looked.part = TRAINING
    assert looked.found is None
    found = answers_of(qtbot, looked)
    assert (looked.order, looked.is_after_labels) == ("loss", True)
    assert len(found.answers.truth) == len(tiny.train)
    losses = found.answers.loss[looked.indices]
    assert (np.diff(losses) <= 0).all()
    looked.order = "margin"
    assert not looked.is_after_labels
    looked.part = TESTING
    assert looked.found is testing
    assert looked.order == "confidence"


def test_a_choice_is_what_is_looked_at_and_chosen_again_it_is_released(
    looked: Inspection,
) -> None:
    found = looked.found
    assert found
    wrong = int(found.answers.truth[looked.indices[0]])
    looked.choose_or_release(Choice(truth=wrong))
    assert (found.answers.truth[looked.indices] == wrong).all()
    assert len(looked.indices)
    looked.choose_or_release(Choice(truth=wrong))
    assert looked.choice == ALL_MISTAKES


def test_each_change_is_told_once(qtbot: QtBot, looked: Inspection) -> None:
    told: list[None] = []
    looked.changed.connect(lambda: told.append(None))
    looked.choice = looked.choice
    looked.order = looked.order
    looked.part = looked.part
    assert not told
    looked.choice = Choice(truth=1)
    looked.order = "loss"
    assert len(told) == 2


def test_why_there_is_nothing_to_see_is_said(
    qtbot: QtBot, session: Session, inspection: Inspection, tiny: Dataset
) -> None:
    seven = tiny.test.labels == 7
    rest = Split(tiny.test.images[~seven], tiny.test.labels[~seven])
    session.library.keep_dataset(session.plan.source, replace(tiny, test=rest))
    train(qtbot, session)
    inspection.attend(True)
    answers_of(qtbot, inspection)
    inspection.choice = Choice(truth=7)
    assert inspection.state == "There are no testing images of 7."


def test_reset_forgets_the_answers_and_the_choice(looked: Inspection, session: Session) -> None:
    looked.choice = Choice(truth=1)
    session.reset()
    assert looked.found is None
    assert looked.choice == ALL_MISTAKES
    assert looked.state == words.NO_RUN


def test_a_run_of_other_classes_can_take_the_place_at_any_time(
    qtbot: QtBot, looked: Inspection, session: Session, tiny: Dataset
) -> None:
    looked.choice = Choice(9, 4)
    two = replace(
        tiny,
        train=Split(tiny.train.images, tiny.train.labels % 2),
        test=Split(tiny.test.images, tiny.test.labels % 2),
        class_names=("even", "odd"),
        source=replace(tiny.source, classes=2),
    )
    session.reset()
    session.take_data(two)
    train(qtbot, session)
    found = answers_of(qtbot, looked)
    assert found.class_names == looked.class_names == ("even", "odd")
    assert looked.choice == ALL_MISTAKES


def test_an_export_is_told_with_its_folder(
    qtbot: QtBot, looked: Inspection, said: list[Message], tmp_path: Path
) -> None:
    looked.export(looked.indices[:3], tmp_path)
    qtbot.waitUntil(lambda: len(said) == 2)
    made = tmp_path / "testing-read-wrongly"
    assert said[0].text == words.exporting(3)
    assert said[1].text == words.exported(3, made)
    assert len(list(made.glob("*.png"))) == 3


def test_an_export_that_fails_is_one_warning(
    qtbot: QtBot, looked: Inspection, said: list[Message], tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    looked.export(looked.indices[:3], tmp_path / "file")
    qtbot.waitUntil(lambda: len(said) == 2)
    assert said[1].severity is Severity.WARNING
    assert said[1].text.startswith("The images are not exported:")


def test_there_may_be_nothing_to_export(
    inspection: Inspection, said: list[Message], tmp_path: Path
) -> None:
    inspection.export(np.empty(0, np.intp), tmp_path)
    assert [message.text for message in said] == [words.NOTHING_TO_EXPORT]
    assert not list(tmp_path.iterdir())

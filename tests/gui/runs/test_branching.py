"""A new run that goes on from an earlier moment."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core import moments
from core.arrays import Floats
from core.past import Change
from gui import moment_words
from gui.message import Message, Severity
from gui.runs.branching import branch
from gui.session import Session
from gui.status import Status
from gui.timeline import Timeline
from tests.gui.waiting import take, train, wait_until_ready

MIDDLE = 20  # of the 40 iterations of a run


@pytest.fixture
def timeline(session: Session) -> Timeline:
    return Timeline(session)


def weights(session: Session) -> Floats:
    assert session.run
    values: Floats = session.run.state.network.parameters.values.copy()
    return values


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
def test_a_branch_trained_on_alike_comes_to_the_same_weights(
    qtbot: QtBot, session: Session, timeline: Timeline, optimizer: str
) -> None:
    plan = session.plan
    session.change_plan(replace(plan, config=replace(plan.config, optimizer=optimizer)))
    train(qtbot, session)
    straight = weights(session)
    timeline.go(MIDDLE)
    branch(session, timeline)
    assert session.iteration == MIDDLE
    train(qtbot, session)
    assert session.iteration == plan.config.iterations
    assert np.array_equal(weights(session), straight)


def test_a_branch_is_kept_beside_the_run_which_stays_as_it_is(
    qtbot: QtBot, session: Session, timeline: Timeline, home: Path
) -> None:
    train(qtbot, session)
    assert session.run
    folder = session.run.folder
    assert folder
    before = (folder / "model.npz").read_bytes()
    timeline.go(MIDDLE)
    branch(session, timeline)
    train(qtbot, session)
    assert len(list((home / "runs").iterdir())) == 2
    assert (folder / "model.npz").read_bytes() == before


def test_a_branch_has_the_curves_and_the_changes_up_to_its_moment(
    qtbot: QtBot, session: Session, timeline: Timeline
) -> None:
    session.step_iteration()
    wait_until_ready(qtbot, session)
    changed = replace(session.plan.config, learning_rate=0.05)
    session.change_plan(replace(session.plan, config=changed))
    train(qtbot, session)
    session.change_plan(replace(session.plan, config=replace(changed, learning_rate=0.01)))
    train(qtbot, session)
    timeline.go(MIDDLE)
    branch(session, timeline)
    assert session.snapshot
    assert session.snapshot.changes == (Change(1, {"learning_rate": 0.05}),)
    assert [score.iteration for score in session.snapshot.curves.scores] == [0, 10, 20]
    assert session.plan.config.learning_rate == 0.05
    assert timeline.is_present


def test_a_branch_starts_now_and_tells_what_came_before(
    qtbot: QtBot, session: Session, timeline: Timeline
) -> None:
    session.step_iteration()
    wait_until_ready(qtbot, session)
    assert session.run
    session.run.past = replace(session.run.past, started="2020-01-01T00:00:00").diverged(7)
    train(qtbot, session)
    timeline.go(MIDDLE)
    branch(session, timeline)
    assert session.run
    assert session.run.past.started > "2020-01-01T00:00:00"
    assert session.run.past.divergences == (7,)


def test_a_branch_can_be_taken_back(
    qtbot: QtBot, session: Session, timeline: Timeline, said: list[Message]
) -> None:
    train(qtbot, session)
    before = session.run
    timeline.go(MIDDLE)
    branch(session, timeline)
    assert session.run is not before
    take(said[-1])
    assert session.run is before


def test_a_branch_made_while_training_stops_the_run(
    qtbot: QtBot, session: Session, timeline: Timeline
) -> None:
    config = replace(session.plan.config, iterations=100_000)
    session.change_plan(replace(session.plan, config=config))
    session.train()
    qtbot.waitUntil(lambda: MIDDLE in timeline.iterations)
    timeline.go(MIDDLE)
    branch(session, timeline)
    assert (session.iteration, session.run is not None) == (MIDDLE, True)


def test_from_the_present_there_is_nothing_to_branch(
    qtbot: QtBot, session: Session, timeline: Timeline, said: list[Message]
) -> None:
    train(qtbot, session)
    before = session.run
    branch(session, timeline)
    assert session.run is before
    assert said[-1].text == moment_words.CHOOSE_EARLIER


def test_a_moment_that_has_gone_meanwhile_is_said_to_be_so(
    qtbot: QtBot, session: Session, timeline: Timeline, said: list[Message]
) -> None:
    config = replace(session.plan.config, iterations=100_000)
    session.change_plan(replace(session.plan, config=config))
    session.train()
    qtbot.waitUntil(lambda: MIDDLE in timeline.iterations)
    timeline.go(MIDDLE)
    assert session.snapshot
    assert session.snapshot.folder
    moments.path_of(session.snapshot.folder, MIDDLE).unlink()
    branch(session, timeline)
    assert session.status is Status.TRAINING
    assert [m.severity for m in said if "cannot be shown" in m.text] == [Severity.WARNING]

"""The ways back from fine-tuning: Reset and Undo, to the plan and the run of before."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from core.checkpoint import Checkpoint
from gui import words
from gui.fine_tuning import FineTuning
from gui.plan import Plan
from gui.session import Session
from gui.status import Status
from tests.gui.fine_tuning import begin, is_fine_tuned, stop, weights
from tests.gui.waiting import messages_of, take, train, wait_until_ready


def test_reset_returns_to_the_plan_of_before(
    qtbot: QtBot, session: Session, tuning: FineTuning, model: Checkpoint
) -> None:
    before = session.plan
    begin(qtbot, session, tuning)
    session.reset()
    assert session.plan == before
    assert (session.attempt, session.status) == (None, Status.READY)
    assert not is_fine_tuned(session)
    assert session.answerer
    assert session.answerer.network is model.network
    qtbot.waitUntil(lambda: session.images is not None)
    assert session.images
    assert session.images.name == before.source.name
    train(qtbot, session)
    assert session.run
    assert session.run.state.network.spec == before.spec


def test_reset_with_the_next_seed_is_the_plan_of_before_with_that_seed(
    qtbot: QtBot, session: Session, tuning: FineTuning
) -> None:
    before = session.plan
    begin(qtbot, session, tuning)
    session.reset_with_next_seed()
    assert session.plan == before.with_seed(2)


def test_reset_makes_what_was_chosen_meanwhile(
    qtbot: QtBot, session: Session, tuning: FineTuning
) -> None:
    begin(qtbot, session, tuning)
    session.choose_recipe("by-hand")
    chosen = session.plan
    assert session.waits_for_reset
    session.reset()
    assert session.plan == chosen


def test_fine_tuning_twice_and_reset_returns_to_the_plan_before_both(
    qtbot: QtBot, session: Session, tuning: FineTuning
) -> None:
    before = session.plan
    begin(qtbot, session, tuning)
    stop(qtbot, session)
    first = session.run
    assert first
    message = begin(qtbot, session, tuning)
    assert session.attempt
    assert session.attempt.start
    assert weights(session.attempt.start.network) == weights(first.state.network)
    take(message)
    assert session.run is first
    begin(qtbot, session, tuning)
    session.reset()
    assert session.plan == before


def test_undo_returns_to_the_run_of_before_which_goes_on(
    qtbot: QtBot, session: Session, tuning: FineTuning, plan: Plan
) -> None:
    train(qtbot, session)
    before = session.run
    message = begin(qtbot, session, tuning)
    assert session.made_from
    assert session.made_from.spec == plan.spec
    said = messages_of(session)
    take(message)
    assert (session.run, session.plan, session.iteration) == (before, plan, 40)
    assert said[-1].text == words.TAKEN_BACK
    session.step_iteration()
    wait_until_ready(qtbot, session)
    assert session.run is before
    assert session.iteration == 41


@pytest.mark.parametrize("running", [False, True])
def test_reset_returns_to_the_run_of_before_too(
    qtbot: QtBot, session: Session, tuning: FineTuning, plan: Plan, running: bool
) -> None:
    train(qtbot, session)
    before = session.run
    if running:
        session.change_plan(replace(plan, config=replace(plan.config, iterations=1_000_000)))
        session.train()
        qtbot.waitUntil(lambda: session.iteration > 40)
    begin(qtbot, session, tuning)
    session.reset()
    assert session.run is before
    assert before
    assert before.state.iteration == session.iteration >= 40


def test_undo_without_a_run_of_before_returns_to_none(
    qtbot: QtBot, session: Session, tuning: FineTuning, plan: Plan
) -> None:
    take(begin(qtbot, session, tuning))
    assert (session.attempt, session.plan) == (None, plan)


@pytest.mark.parametrize("paused", [False, True])
def test_a_run_under_way_is_not_lost(
    qtbot: QtBot, session: Session, tuning: FineTuning, plan: Plan, paused: bool
) -> None:
    session.change_plan(replace(plan, config=replace(plan.config, iterations=1_000_000)))
    session.train()
    qtbot.waitUntil(lambda: session.iteration > 0)
    if paused:
        session.pause_or_resume()
    message = begin(qtbot, session, tuning)
    take(message)
    assert session.run
    reached = session.iteration
    assert session.run.state.iteration == reached > 0
    session.step_iteration()
    wait_until_ready(qtbot, session)
    assert session.iteration == reached + 1

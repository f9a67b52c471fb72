"""When the shown network is asked: while somebody looks, and seldom while training runs."""

import time
from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core.work import Work
from gui.job import Task, end_jobs
from gui.mistakes import inspection as inspections
from gui.mistakes.inspection import REST, Inspection
from gui.mistakes.question import TRAINING, Found, Question, answered
from gui.plan import Plan
from gui.session import Session
from gui.status import Status
from tests.gui.inspecting import answers_of, inspection_of, train_and_look
from tests.gui.waiting import train, wait_until_ready

SLOW = 0.03  # seconds


@pytest.fixture
def inspection(session: Session) -> Inspection:
    return inspection_of(session)


@pytest.fixture
def looked(qtbot: QtBot, session: Session, inspection: Inspection) -> Inspection:
    """A run at its end, and somebody who looks at its mistakes."""
    train_and_look(qtbot, session, inspection)
    return inspection


@pytest.fixture
def starts(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """When the network is asked; each time it takes a while."""
    began: list[float] = []

    def slowly(question: Question) -> Work[Found]:
        began.append(time.perf_counter())
        time.sleep(SLOW)
        return (yield from answered(question))

    monkeypatch.setattr(inspections, "answered", slowly)
    return began


@pytest.fixture
def long_plan(session: Session) -> Plan:
    config = replace(session.plan.config, iterations=1_000_000, evaluate_every=20)
    session.change_plan(replace(session.plan, config=config))
    return session.plan


def test_while_training_runs_it_rests_and_catches_up_in_the_end(
    qtbot: QtBot,
    session: Session,
    inspection: Inspection,
    starts: list[float],
    long_plan: Plan,
) -> None:
    inspection.attend(True)
    session.train()
    qtbot.waitUntil(lambda: len(starts) == 3, timeout=20_000)
    assert session.status is Status.TRAINING
    gaps = np.diff(starts)
    assert (gaps > REST * SLOW).all()
    asked = session.score
    qtbot.waitUntil(lambda: session.score is not asked)
    session.stop()
    wait_until_ready(qtbot, session)
    qtbot.waitUntil(lambda: len(starts) == 4, timeout=int(500 * REST * SLOW))
    found = answers_of(qtbot, inspection)
    assert found.question.score is session.score


def test_who_looks_away_is_not_worked_for(
    qtbot: QtBot, looked: Inspection, session: Session, starts: list[float]
) -> None:
    looked.attend(False)
    train(qtbot, session)
    assert not starts
    looked.attend(True)
    answers_of(qtbot, looked)
    assert len(starts) == 1


def test_answers_of_a_run_that_is_gone_are_dropped(
    qtbot: QtBot, looked: Inspection, session: Session, starts: list[float]
) -> None:
    train(qtbot, session)
    qtbot.waitUntil(lambda: bool(starts))
    session.reset()
    told: list[None] = []
    looked.changed.connect(lambda: told.append(None))
    qtbot.waitUntil(lambda: not looked.findChildren(Task))
    assert looked.found is None
    assert not told


def test_it_can_be_ended_while_it_asks(
    qtbot: QtBot, looked: Inspection, session: Session, starts: list[float]
) -> None:
    looked.part = TRAINING
    assert looked.findChildren(Task)
    end_jobs(looked)
    assert all(task.isFinished() for task in looked.findChildren(Task))
    assert looked.found is None

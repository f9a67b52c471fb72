"""Which network the weights are of, and what is found in it: only for who attends, in no haste."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core.checkpoint import Checkpoint
from core.samples import Dataset, Split
from core.units import Study
from core.units import study as real_study
from core.work import Work
from gui.job import Task, end_jobs
from gui.session import Session
from gui.status import Status
from gui.timeline import Timeline
from gui.weights.units import PACE, RESTS, Units
from tests.gui.own_digits import give_model
from tests.gui.panels.showing import show_snapshot
from tests.gui.waiting import train

SLOW = 0.03  # seconds that a study takes at least
QUIET = PACE + 100  # milliseconds: longer than until the next look


@pytest.fixture
def timeline(session: Session) -> Timeline:
    return Timeline(session)


@pytest.fixture
def units(session: Session, timeline: Timeline) -> Iterator[Units]:
    units = Units(session, timeline)
    yield units
    end_jobs(units)


def study(qtbot: QtBot, units: Units) -> None:
    with qtbot.waitSignal(units.studied):
        units.attend(True)


def test_nothing_is_done_while_nobody_attends(qtbot: QtBot, session: Session, units: Units) -> None:
    show_snapshot(session, 10)
    qtbot.wait(QUIET)
    assert units.shown is None
    assert units.findings is None
    assert not units.findChildren(Task)


def test_the_network_of_the_run_is_shown_and_studied(
    qtbot: QtBot, session: Session, units: Units, tiny: Dataset
) -> None:
    show_snapshot(session, 10)
    study(qtbot, units)
    assert session.snapshot
    assert units.shown
    assert units.findings
    assert units.shown.network is session.snapshot.network
    assert units.shown.whose.iteration == 10
    assert units.findings.shown is units.shown
    assert units.findings.dataset is tiny
    assert units.findings.study.firing.shape == (12,)


def test_before_any_run_it_is_the_bundled_model(
    qtbot: QtBot, session: Session, units: Units, model: Checkpoint
) -> None:
    give_model(session, model)
    study(qtbot, units)
    assert units.shown
    assert units.shown.network is model.network
    assert units.shown.whose.iteration is None
    assert units.shown.names == model.class_names


def test_without_any_network_nothing_is_shown(session: Session, units: Units) -> None:
    units.attend(True)
    assert units.shown is None
    assert units.dataset is None


def test_images_of_another_size_are_not_shown_to_the_network(
    session: Session, units: Units, plan: object, tiny: Dataset
) -> None:
    small = Split(np.zeros((30, 9), np.uint8), np.zeros(30, np.intp))
    show_snapshot(session, 10)
    assert session.attempt
    session.attempt = replace(session.attempt, dataset=replace(tiny, train=small))
    units.attend(True)
    assert units.shown
    assert units.dataset is None
    assert not units.findChildren(Task)


def test_many_networks_in_a_row_are_told_of_at_once_and_once_more(
    qtbot: QtBot, session: Session, units: Units
) -> None:
    units.attend(True)
    told: list[object] = []
    units.advanced.connect(lambda: told.append(units.shown))
    for iteration in range(1, 6):
        show_snapshot(session, iteration)
    assert len(told) == 1
    with qtbot.waitSignal(units.advanced):
        pass
    qtbot.wait(QUIET)
    assert len(told) == 2
    assert units.shown
    assert units.shown.whose.iteration == 5


def test_the_same_network_is_neither_told_of_nor_studied_again(
    qtbot: QtBot, session: Session, timeline: Timeline, units: Units
) -> None:
    show_snapshot(session, 10)
    study(qtbot, units)
    qtbot.wait(QUIET)
    with qtbot.assertNotEmitted(units.advanced), qtbot.assertNotEmitted(units.studied):
        timeline.advanced.emit()
        units.attend(False)
        units.attend(True)
        qtbot.wait(QUIET)


def test_the_former_study_stays_until_the_next_is_there(
    qtbot: QtBot, session: Session, units: Units
) -> None:
    show_snapshot(session, 10)
    study(qtbot, units)
    former = units.findings
    qtbot.wait(QUIET)
    with qtbot.waitSignal(units.studied):
        show_snapshot(session, 20)
        assert units.findings is former
    assert units.findings
    assert units.findings.shown.whose.iteration == 20


def test_another_run_leaves_nothing_of_the_former(
    qtbot: QtBot, session: Session, units: Units, model: Checkpoint
) -> None:
    give_model(session, model)
    study(qtbot, units)
    qtbot.wait(QUIET)
    show_snapshot(session, 10)
    assert units.findings is None


def test_who_leaves_ends_the_study_and_who_comes_back_begins_it_again(
    qtbot: QtBot, session: Session, units: Units
) -> None:
    show_snapshot(session, 10)
    with qtbot.assertNotEmitted(units.studied):
        units.attend(True)
        units.attend(False)
        qtbot.wait(QUIET)
    study(qtbot, units)
    assert units.findings


def test_while_training_runs_the_next_study_waits(
    qtbot: QtBot, session: Session, units: Units, monkeypatch: pytest.MonkeyPatch
) -> None:
    show_snapshot(session, 10)
    monkeypatch.setattr(session._trainer, "status", Status.TRAINING)
    monkeypatch.setattr("gui.weights.units.RESTS", 10**6)
    study(qtbot, units)
    with qtbot.assertNotEmitted(units.studied):
        show_snapshot(session, 20)
        qtbot.wait(2 * QUIET)
    assert units.shown
    assert units.shown.whose.iteration == 20
    monkeypatch.setattr(session._trainer, "status", Status.READY)
    with qtbot.waitSignal(units.studied):
        session.status_changed.emit()


def test_while_training_runs_studies_take_a_twentieth_of_the_time(
    qtbot: QtBot, session: Session, units: Units, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(*asked: Any) -> Work[Study]:
        time.sleep(SLOW)
        return (yield from real_study(*asked))

    monkeypatch.setattr("gui.weights.units.study", slowly)
    monkeypatch.setattr(session._trainer, "status", Status.TRAINING)
    show_snapshot(session, 10)
    study(qtbot, units)
    ended = time.perf_counter()
    with qtbot.waitSignal(units.studied, timeout=5000):
        show_snapshot(session, 20)
    assert time.perf_counter() - ended >= RESTS * SLOW


def test_another_run_is_studied_at_once(
    qtbot: QtBot, session: Session, units: Units, monkeypatch: pytest.MonkeyPatch
) -> None:
    show_snapshot(session, 10)
    monkeypatch.setattr(session._trainer, "status", Status.TRAINING)
    monkeypatch.setattr("gui.weights.units.RESTS", 10**6)
    study(qtbot, units)
    show_snapshot(session, 20)
    assert session.attempt
    assert session.snapshot
    elsewhere = replace(session.snapshot, folder=Path("another run"))
    session.attempt = replace(session.attempt, snapshot=elsewhere)
    session.advanced.emit()
    qtbot.waitUntil(
        lambda: units.findings is not None and units.findings.shown.whose.iteration == 20
    )


def test_a_run_ends_with_its_last_network_studied(
    qtbot: QtBot, session: Session, units: Units
) -> None:
    units.attend(True)
    train(qtbot, session)
    qtbot.waitUntil(
        lambda: units.findings is not None and units.findings.shown.whose.iteration == 40
    )
    assert session.snapshot
    assert units.findings
    assert units.findings.shown.network is session.snapshot.network

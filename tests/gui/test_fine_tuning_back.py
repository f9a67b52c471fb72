"""The ways back from fine-tuning: Reset and Undo, to the plan and the run of before."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.checkpoint import Checkpoint
from core.dataset import BUNDLED, Dataset
from core.network import Network
from gui import fine_tuning, library, words
from gui.collection import Collection
from gui.drawing import Drawing
from gui.fine_tuning import FineTuning
from gui.message import Message
from gui.plan import Plan
from gui.session import Session
from gui.trainer import Status
from tests.gui.own_digits import (
    ONE,
    OTHER_ONE,
    ZERO,
    ZERO_ASIDE,
    bundled_model,
    collection_of,
    give_model,
    kept_in,
)
from tests.gui.waiting import messages_of, train, wait_until_ready


@pytest.fixture(scope="module")
def model() -> Checkpoint:
    return bundled_model()


@pytest.fixture
def small_data(monkeypatch: pytest.MonkeyPatch, tiny: Dataset) -> None:
    """The tiny dataset under the name of whichever bundled one is asked for."""

    def read(key: str) -> Dataset:
        return replace(tiny, name=BUNDLED[key])

    for module in (fine_tuning, library):
        monkeypatch.setattr(module, "bundled", read)


@pytest.fixture
def collection(qtbot: QtBot, home: Path, session: Session) -> Iterator[Collection]:
    """Four digits, one of them kept aside."""
    kept_in(home / "my-digits", (1, 7, 0, 0), (ONE, OTHER_ONE, ZERO, ZERO_ASIDE))
    with collection_of(home / "my-digits", Drawing(), session) as collection:
        with qtbot.waitSignal(collection.changed):
            collection.load()
        yield collection


@pytest.fixture
def tuning(
    session: Session, collection: Collection, model: Checkpoint, small_data: None
) -> Iterator[FineTuning]:
    give_model(session, model)
    tuning = FineTuning(session, collection, session)
    yield tuning
    tuning.close()


def begin(qtbot: QtBot, session: Session, tuning: FineTuning) -> Message:
    """Fine-tune until the network learns; return what was said of it."""
    said = messages_of(session)
    tuning.begin()
    wait_until_learning(qtbot, session)
    (message,) = [message for message in said if message.offer]
    return message


def is_fine_tuned(session: Session) -> bool:
    return session.answerer is not None and session.answerer.saw_own_digits


def wait_until_learning(qtbot: QtBot, session: Session) -> None:
    def is_learning() -> bool:
        return session.attempt is not before and is_fine_tuned(session) and session.iteration > 0

    before = session.attempt
    qtbot.waitUntil(is_learning, timeout=20_000)


def take(message: Message) -> None:
    assert message.offer
    assert message.offer.text == "Undo"
    message.offer.take()


def weights(network: Network) -> bytes:
    return network.parameters.values.tobytes()


def stop(qtbot: QtBot, session: Session) -> None:
    session.stop()
    wait_until_ready(qtbot, session)


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
    assert session.images.name == BUNDLED[before.dataset]
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

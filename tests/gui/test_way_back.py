"""What the session makes of advice: the run goes back, and on with another rate."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from core.advice import WayBack
from gui.plan import Plan
from gui.session import Session
from gui.status import Status
from tests.gui.waiting import messages_of, train, wait_until_ready


@pytest.mark.case(70)
def test_a_rate_that_diverges_warns_and_keeps_a_network_that_can_go_on(
    qtbot: QtBot, session: Session, plan: Plan
) -> None:
    said = messages_of(session)
    spec = replace(plan.spec, output="linear")
    session.change_plan(replace(plan, spec=spec, config=replace(plan.config, learning_rate=100.0)))
    train(qtbot, session)
    assert session.advice
    assert "learning rate" in session.advice.text
    assert not any("Stopped" in message.text for message in said)
    assert session.run
    assert session.run.state.network.is_finite()
    session.change_plan(
        replace(session.plan, config=replace(session.plan.config, learning_rate=0.01))
    )
    train(qtbot, session)
    assert session.iteration == 40
    assert session.advice is None


def test_the_way_back_leads_to_the_sound_network_with_a_third_of_the_rate(
    qtbot: QtBot, session: Session, plan: Plan
) -> None:
    said = messages_of(session)
    linear = replace(plan, spec=replace(plan.spec, output="linear"))
    session.change_plan(replace(linear, config=replace(plan.config, learning_rate=0.001)))
    train(qtbot, session)
    config = replace(session.plan.config, learning_rate=9.0, l2=0.01, iterations=80)
    session.change_plan(replace(session.plan, config=config))
    rates = []
    train(qtbot, session)
    while session.advice:
        assert session.advice.way_back
        assert session.advice.way_back.iteration == 40
        rates.append(session.advice.way_back.learning_rate)
        session.go_back(session.advice.way_back)
        assert session.iteration == 40
        assert said[-1].text == f"Back at iteration 40, with learning rate {rates[-1]:g}."
        wait_until_ready(qtbot, session)
    assert rates == [0.001]
    assert session.iteration == session.plan.config.iterations == 80
    assert session.plan.config == replace(plan.config, learning_rate=rates[-1], iterations=80)
    assert session.run
    assert session.run.config == session.plan.config


def test_the_closing_sentence_is_said_beside_other_advice(
    qtbot: QtBot, session: Session, plan: Plan
) -> None:
    said = messages_of(session)
    session.change_plan(replace(plan, spec=replace(plan.spec, initialisation="zero")))
    train(qtbot, session)
    assert session.advice
    assert "40 iterations in" in said[-1].text


def test_going_back_while_it_trains_ends_that_first(
    qtbot: QtBot, session: Session, plan: Plan
) -> None:
    session.change_plan(replace(plan, config=replace(plan.config, iterations=100_000)))
    session.train()
    session.go_back(WayBack(0, 0.05))
    assert session.iteration == 0
    assert session.status is Status.TRAINING
    session.stop()
    wait_until_ready(qtbot, session)
    assert session.run
    assert session.run.config.learning_rate == 0.05


def test_there_is_no_way_back_without_a_run(session: Session) -> None:
    session.go_back(WayBack(0, 0.05))
    assert session.status is Status.READY
    assert session.plan.config.learning_rate == 0.1

"""What the session makes of advice: the run goes back, and on with another rate."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from core.advice import WayBack
from gui.plan import Plan
from gui.session import Session
from gui.trainer import Status
from tests.gui.waiting import messages_of, train, wait_until_ready


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
    session.change_plan(replace(plan, spec=replace(plan.spec, output="linear")))
    session.change_plan(
        replace(session.plan, config=replace(plan.config, learning_rate=0.02, evaluate_every=20))
    )
    session.step_iteration()
    wait_until_ready(qtbot, session)
    session.change_plan(
        replace(session.plan, config=replace(session.plan.config, learning_rate=30.0))
    )
    train(qtbot, session)
    assert session.advice
    assert session.advice.way_back == WayBack(0, 10.0)
    way = WayBack(0, 0.01)
    session.go_back(way)
    assert session.iteration == 0
    assert said[-1].text == "Back at iteration 0, with learning rate 0.01."
    wait_until_ready(qtbot, session)
    assert session.iteration == 40
    assert session.plan.config.learning_rate == 0.01
    assert session.run
    assert [change.settings["learning_rate"] for change in session.run.changes] == [0.01]


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

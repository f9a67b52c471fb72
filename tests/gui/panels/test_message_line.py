"""The message line: what it says, how warnings differ, the way back, and what does not fit."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.advice import Advice, WayBack
from gui.message import Message, Offer, Severity
from gui.panels.message_line import HELD, MessageLine
from gui.session import Session
from tests.gui.panels.showing import child

LONG = "Reset makes a new network with these settings. " * 8
WIDTH = 800


@pytest.fixture
def line(qtbot: QtBot, session: Session) -> MessageLine:
    line = MessageLine(session)
    qtbot.addWidget(line)
    line.resize(WIDTH, line.height())
    line.show()
    return line


def label(line: MessageLine) -> QLabel:
    """The one with the message; the other has the network."""
    return line.findChildren(QLabel)[0]


def summary(line: MessageLine) -> str:
    return line.findChildren(QLabel)[1].text()


def offer_button(line: MessageLine) -> QPushButton:
    return child(line, QPushButton)


def test_it_says_what_the_session_says(line: MessageLine, session: Session) -> None:
    session.say("Copied.")
    assert (line.text, label(line).text()) == ("Copied.", "Copied.")
    assert label(line).accessibleName() == "Copied."


def test_a_warning_has_a_sign_and_a_colour_and_the_next_message_has_neither(
    line: MessageLine, session: Session
) -> None:
    session.warn("Nothing can be written.")
    assert label(line).text() == "⚠ Nothing can be written."
    assert label(line).foregroundRole() == QPalette.ColorRole.BrightText
    session.say("Copied.")
    assert label(line).text() == "Copied."
    assert label(line).foregroundRole() == QPalette.ColorRole.WindowText


def test_only_what_can_be_taken_back_has_the_offer_button(
    line: MessageLine, session: Session
) -> None:
    assert not offer_button(line).isVisible()
    session.said.emit(Message("Reset.", offer=Offer("Undo", lambda: None)))
    assert offer_button(line).isVisible()
    session.say("Copied.")
    assert not offer_button(line).isVisible()


def test_an_offer_comes_back_when_others_are_no_longer_fresh_and_goes_with_training(
    qtbot: QtBot, line: MessageLine, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(HELD, Severity.ANSWER, 50)
    session.said.emit(Message("Reset.", offer=Offer("Undo", lambda: None)))
    session.say("Copied.")
    assert not offer_button(line).isVisible()
    qtbot.waitUntil(lambda: line.text == "Reset.")
    assert offer_button(line).isVisible()
    session.train()
    assert not offer_button(line).isVisible()
    assert line.text == ""


def test_an_offer_is_taken_once_and_what_it_says_stays(line: MessageLine, session: Session) -> None:
    done: list[str] = []

    def undo() -> None:
        done.append("undone")
        session.say("It is back.")

    session.said.emit(Message("Reset.", offer=Offer("Undo", undo)))
    QTest.mouseClick(offer_button(line), Qt.MouseButton.LeftButton)
    assert done == ["undone"]
    assert line.text == "It is back."
    assert not offer_button(line).isVisible()


def fits(line: MessageLine) -> bool:
    """Whether the text that is shown has room in the line's two lines."""
    return label(line).heightForWidth(label(line).width()) <= line.height()


@pytest.mark.parametrize("width", [WIDTH, 600])
def test_what_does_not_fit_ends_in_dots_and_is_whole_in_the_tooltip(
    qtbot: QtBot, line: MessageLine, session: Session, width: int
) -> None:
    line.resize(width, line.height())
    session.warn(LONG)
    qtbot.waitUntil(lambda: fits(line))
    assert label(line).text().startswith("⚠ Reset makes")
    assert label(line).text().endswith("…")
    assert label(line).toolTip() == LONG
    assert label(line).accessibleName() == LONG


def test_more_room_shows_more(qtbot: QtBot, line: MessageLine, session: Session) -> None:
    session.say(LONG)
    line.resize(8 * WIDTH, line.height())
    qtbot.waitUntil(lambda: label(line).text() == LONG)


def test_a_long_answer_fits_beside_the_network_after_a_warning_without_it(
    qtbot: QtBot, line: MessageLine, session: Session
) -> None:
    session.warn(LONG)
    QTest.qWait(20)
    session.say(LONG)
    QTest.qWait(20)
    assert fits(line)


def test_news_do_not_push_a_fresh_answer_or_warning_away_and_an_answer_does(
    line: MessageLine, session: Session
) -> None:
    for tell in (session.say, session.warn):
        tell("Held.")
        session.said.emit(Message("Evaluated.", Severity.NEWS))
        assert line.text == "Held."
    session.say("Copied.")
    assert line.text == "Copied."


def test_a_long_message_makes_the_window_no_wider(line: MessageLine, session: Session) -> None:
    least = line.minimumSizeHint().width()
    session.say(LONG)
    assert line.minimumSizeHint().width() == least


def test_the_network_at_the_right_is_the_one_in_training_then_the_plan_s(
    qtbot: QtBot, line: MessageLine, session: Session, wait: Callable[[], None]
) -> None:
    assert summary(line).startswith("784-100-100-10  ·  89,610 parameters")
    session.step_iteration()
    wait()
    spec = replace(session.plan.spec, sizes=(784, 20, 10))
    session.change_plan(replace(session.plan, spec=spec))
    assert summary(line).startswith("784-100-100-10")
    session.reset()
    assert summary(line).startswith("784-20-10  ·  15,910 parameters")


def advised(session: Session, advice: Advice | None) -> None:
    """The present run's snapshot says so from now on."""
    assert session.attempt
    assert session.snapshot
    snapshot = replace(session.snapshot, advice=advice)
    session.attempt = replace(session.attempt, snapshot=snapshot)
    session.advanced.emit()


def test_advice_stands_under_fresh_answers_and_over_news_until_it_is_withdrawn(
    qtbot: QtBot,
    line: MessageLine,
    session: Session,
    wait: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(HELD, Severity.ANSWER, 50)
    session.step_iteration()
    wait()
    advised(session, Advice("Units never fire."))
    qtbot.waitUntil(lambda: line.text == "Units never fire.")
    assert label(line).text() == "⚠ Units never fire."
    assert not offer_button(line).isVisible()
    session.said.emit(Message("Evaluated.", Severity.NEWS))
    assert line.text == "Units never fire."
    session.say("Copied.")
    assert line.text == "Copied."
    session.say("")
    session.said.emit(Message("Evaluated.", Severity.NEWS))
    assert line.text == "Units never fire."
    session.say("Copied.")
    qtbot.waitUntil(lambda: line.text == "Units never fire.")
    advised(session, None)
    assert line.text == "Copied."
    assert label(line).text() == "Copied."


def test_the_way_back_is_offered_and_taken(
    qtbot: QtBot, line: MessageLine, session: Session, wait: Callable[[], None]
) -> None:
    session.train()
    wait()
    session.say("")
    advised(session, Advice("The rate 0.1 is too high.", WayBack(2000, 0.03)))
    assert offer_button(line).text() == "Back to 2,000, rate 0.03"
    QTest.mouseClick(offer_button(line), Qt.MouseButton.LeftButton)
    assert session.plan.config.learning_rate == 0.03
    assert line.text == "Back at iteration 40, with learning rate 0.03."
    wait()
    assert session.iteration == 80


def test_a_reset_withdraws_advice(
    line: MessageLine, session: Session, wait: Callable[[], None]
) -> None:
    session.step_iteration()
    wait()
    advised(session, Advice("Units never fire."))
    session.reset()
    session.say("")
    assert line.text == "Train makes a new network, 784-100-100-10, with seed 1."


def test_a_rate_lowered_by_hand_is_the_one_to_go_back_with(
    line: MessageLine, session: Session, wait: Callable[[], None]
) -> None:
    session.train()
    wait()
    advised(session, Advice("The rate 0.1 is too high.", WayBack(20, 0.03)))
    config = replace(session.plan.config, learning_rate=0.005)
    session.change_plan(replace(session.plan, config=config))
    session.say("")
    assert offer_button(line).text() == "Back to 20, rate 0.005"
    advised(session, Advice("It has diverged.", WayBack(40, 0.03)))
    assert not offer_button(line).isVisible()  # it is back, and has a lower rate already
    assert line.text == ""

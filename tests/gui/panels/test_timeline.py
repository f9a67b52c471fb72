"""The bar on which the run is taken back to a moment."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from core import moments
from gui.message import Message
from gui.panels.timeline import TimelineBar
from gui.session import Session
from gui.timeline import Timeline
from tests.gui.waiting import train


@pytest.fixture
def timeline(session: Session) -> Timeline:
    return Timeline(session)


@pytest.fixture
def bar(
    qtbot: QtBot, session: Session, timeline: Timeline, actions: dict[str, QAction]
) -> TimelineBar:
    bar = TimelineBar(session, timeline, actions)
    qtbot.addWidget(bar)
    bar.show()
    return bar


def text(bar: TimelineBar) -> str:
    return bar.findChildren(QLabel)[0].text()


def test_before_a_run_there_is_nothing_to_go_back_to(bar: TimelineBar) -> None:
    assert not bar.slider.isEnabled()
    assert text(bar) == ""


def test_the_slider_has_a_place_for_each_moment_and_the_present_at_its_end(
    qtbot: QtBot, session: Session, timeline: Timeline, bar: TimelineBar
) -> None:
    train(qtbot, session)
    assert timeline.iterations == (0, 10, 20, 30, 40)
    assert (bar.slider.maximum(), bar.slider.value()) == (4, 4)
    assert text(bar) == "now"


def test_moving_the_slider_shows_that_moment_and_its_end_the_present(
    qtbot: QtBot, session: Session, timeline: Timeline, bar: TimelineBar
) -> None:
    train(qtbot, session)
    bar.slider.setFocus()
    QTest.keyClick(bar.slider, Qt.Key.Key_Left)
    assert timeline.moment
    assert (timeline.moment.iteration, text(bar)) == (30, "at iteration 30")
    QTest.keyClick(bar.slider, Qt.Key.Key_Home)
    assert timeline.moment.iteration == 0
    QTest.keyClick(bar.slider, Qt.Key.Key_End)
    assert timeline.is_present


def test_the_slider_follows_what_else_moves_the_moment(
    qtbot: QtBot, session: Session, timeline: Timeline, bar: TimelineBar
) -> None:
    train(qtbot, session)
    timeline.go(20)
    assert bar.slider.value() == 2
    timeline.step(-1)
    assert bar.slider.value() == 1
    timeline.go_to_present()
    assert bar.slider.value() == 4


def test_an_earlier_moment_stays_in_its_place_while_others_come(
    qtbot: QtBot, session: Session, timeline: Timeline, bar: TimelineBar
) -> None:
    train(qtbot, session)
    timeline.go(20)
    longer = replace(session.plan.config, iterations=80)
    session.change_plan(replace(session.plan, config=longer))
    train(qtbot, session)
    assert (bar.slider.maximum(), bar.slider.value()) == (8, 2)
    assert text(bar) == "at iteration 20"


def test_the_button_says_what_it_will_do(
    qtbot: QtBot, session: Session, timeline: Timeline, bar: TimelineBar
) -> None:
    train(qtbot, session)
    button = bar._play
    assert button.text() == "Play"
    timeline.play_or_stop()
    assert button.text() == "Halt"
    timeline.play_or_stop()
    assert button.text() == "Play"


def test_no_text_makes_the_bar_jump(
    qtbot: QtBot, session: Session, timeline: Timeline, bar: TimelineBar
) -> None:
    bar.resize(700, bar.height())
    train(qtbot, session)
    places = [child.geometry() for child in bar.findChildren(QWidget)]
    timeline.go(10)
    assert [child.geometry() for child in bar.findChildren(QWidget)] == places


def test_where_the_networks_on_the_way_were_not_kept_the_bar_says_so(
    qtbot: QtBot, session: Session, timeline: Timeline, bar: TimelineBar
) -> None:
    train(qtbot, session)
    assert session.attempt
    assert session.snapshot
    bare = replace(session.snapshot, moments=())
    session.replace_run(session.plan, replace(session.attempt, snapshot=bare))
    assert not bar.slider.isEnabled()
    assert "not kept" in bar.toolTip()


def test_a_moment_that_cannot_be_read_leaves_the_slider_where_it_was(
    qtbot: QtBot, session: Session, timeline: Timeline, bar: TimelineBar, said: list[Message]
) -> None:
    train(qtbot, session)
    assert session.snapshot
    assert session.snapshot.folder
    moments.path_of(session.snapshot.folder, 20).write_bytes(b"damaged")
    bar.slider.setValue(2)
    assert timeline.is_present
    assert bar.slider.value() == 4
    assert "iteration 20 cannot be shown" in said[-1].text

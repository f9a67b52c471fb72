"""The page Weights: tiles and unit together, and nothing done while nobody looks."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.actions import make_actions
from gui.job import Task, end_jobs
from gui.pages.weights import WeightsPage
from gui.session import Session
from gui.settings import Settings
from gui.timeline import Timeline
from gui.weights.units import Units
from tests.gui.panels.networks import show_network
from tests.gui.waiting import wait_until_ready

ROOM = (1216, 555)  # pixels in the smallest window


@pytest.fixture
def timeline(session: Session) -> Timeline:
    return Timeline(session)


@pytest.fixture
def units(session: Session, timeline: Timeline) -> Iterator[Units]:
    units = Units(session, timeline)
    yield units
    end_jobs(units)


@pytest.fixture
def page(
    qtbot: QtBot, session: Session, timeline: Timeline, units: Units, settings: Settings
) -> WeightsPage:
    owner = QWidget()
    qtbot.addWidget(owner)
    page = WeightsPage(session, timeline, units, settings, make_actions(owner))
    qtbot.addWidget(page)
    page.resize(*ROOM)
    return page


def test_it_has_room_in_the_smallest_window(page: WeightsPage) -> None:
    page.show()
    least = page.minimumSizeHint()
    assert least.width() <= ROOM[0]
    assert least.height() <= ROOM[1]


def test_the_selected_tile_is_the_unit_in_full(page: WeightsPage, session: Session) -> None:
    show_network(session, 10)
    page.show()
    assert page.unit.title() == "Unit 1"
    page.weights.tiles.setFocus()
    QTest.keyClick(page.weights.tiles, Qt.Key.Key_Right)
    assert page.unit.title() == "Unit 2"


def test_another_network_keeps_tile_and_unit_the_same(
    qtbot: QtBot, page: WeightsPage, session: Session, units: Units
) -> None:
    show_network(session, 10)
    page.show()
    page.weights.tiles.select(11)
    with qtbot.waitSignal(units.advanced):
        show_network(session, 20)
    assert page.weights.tiles.unit == 11
    assert page.unit.title() == "Unit 12"


def test_nothing_is_found_out_before_it_is_shown_or_after_it_is_hidden(
    qtbot: QtBot, page: WeightsPage, session: Session, units: Units
) -> None:
    show_network(session, 10)
    assert units.shown is None
    page.show()
    assert units.shown
    qtbot.waitUntil(lambda: units.findings is not None)
    page.hide()
    qtbot.wait(300)
    show_network(session, 20)
    assert units.shown.whose.iteration == 10
    assert not units.findChildren(Task)


def test_an_image_is_sent_on(
    qtbot: QtBot, page: WeightsPage, session: Session, units: Units
) -> None:
    show_network(session, 10)
    with qtbot.waitSignal(units.studied):
        page.show()
    with qtbot.waitSignal(page.sent) as sent:
        page.unit.images.send()
    assert sent.args[0].shape == (28, 28)
    assert sent.args[0].dtype == np.uint8


def test_the_tiles_are_live_while_the_run_trains(
    qtbot: QtBot, page: WeightsPage, session: Session, units: Units
) -> None:
    page.show()
    session.train()
    wait_until_ready(qtbot, session)
    qtbot.waitUntil(lambda: page.weights.info() == "784-100-100-10 at iteration 40")

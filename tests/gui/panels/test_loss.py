"""The loss panel: its title, its numbers, the crosshair, the testing loss, marks of changes."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from core.outputs import OUTPUTS
from core.runs import Change
from gui import theme, words
from gui.panels.loss import LossPanel
from gui.session import Session
from gui.settings import Settings
from gui.timeline import Timeline
from tests.gui.panels.showing import evaluation, menu_action, score, show_snapshot, words_in
from tests.gui.plotting import picture, shows


@pytest.fixture
def panel(qtbot: QtBot, session: Session, settings: Settings) -> LossPanel:
    panel = LossPanel(session, Timeline(session), settings)
    qtbot.addWidget(panel)
    return panel


@pytest.mark.parametrize("output", OUTPUTS)
def test_the_title_is_the_loss_that_belongs_to_the_output(
    panel: LossPanel, session: Session, output: str
) -> None:
    session.change_plan(replace(session.plan, spec=replace(session.plan.spec, output=output)))
    assert panel.title() == OUTPUTS[output].loss_name
    assert panel.plot.accessibleName() == panel.title()


def test_the_title_stays_that_of_the_run_until_reset(panel: LossPanel, session: Session) -> None:
    session.train()
    session.change_plan(replace(session.plan, spec=replace(session.plan.spec, output="linear")))
    assert panel.title() == "Cross-entropy loss"
    session.reset()
    assert panel.title() == "Squared-error loss"


def test_without_a_run_there_are_no_numbers(panel: LossPanel) -> None:
    assert panel.info() == ""


def test_the_numbers_are_the_latest_ones(panel: LossPanel, session: Session) -> None:
    for iteration in (1, 2, 3):
        show_snapshot(session, iteration)
        loss = 2.0 * 0.5**iteration
        assert panel.info() == words.loss_numbers(None, loss, loss + 0.1)


def test_the_numbers_at_the_crosshair_stay_while_snapshots_come(
    panel: LossPanel, session: Session
) -> None:
    show_snapshot(session, 5)
    panel.plot.set_crosshair(3.2)
    held = words.loss_numbers(3.0, 0.25, 0.35)
    assert panel.info() == held
    show_snapshot(session, 8)
    assert panel.info() == held
    panel.plot.set_crosshair(None)
    assert panel.info().startswith("0.0078 ")


def test_reset_takes_curves_and_numbers_away(panel: LossPanel, session: Session) -> None:
    show_snapshot(session, 5, [score(5)])
    session.reset()
    assert panel.info() == ""
    assert [panel.plot.value_at(key, 5) for key in ("loss", "smoothed", "testing")] == [None] * 3


def test_the_testing_loss_is_drawn_when_wanted_and_that_is_remembered(
    qtbot: QtBot, panel: LossPanel, session: Session, settings: Settings
) -> None:
    panel.plot.build()
    panel.resize(500, 300)
    panel.show()
    show_snapshot(session, 40, [score(at) for at in range(0, 41, 10)])
    color = theme.colors().testing
    assert not shows(picture(panel.plot), color)
    menu_action(panel, "Testing loss").trigger()
    assert shows(picture(panel.plot), color)
    assert "testing 0.2500" in panel.info()
    again = LossPanel(session, Timeline(session), settings)
    qtbot.addWidget(again)
    assert menu_action(again, "Testing loss").isChecked()


def test_changed_settings_are_marked_where_they_changed(panel: LossPanel, session: Session) -> None:
    panel.plot.build()
    changes = [Change(10, {"learning_rate": 0.05}), Change(30, {"batch_size": 100})]
    show_snapshot(session, 40, [score(40)], changes)
    marks = {words.change_mark(change.settings) for change in changes}
    assert marks <= words_in(panel.plot)
    assert "learning rate 0.05" in marks
    session.reset()
    assert not marks & words_in(panel.plot)


def test_the_testing_loss_in_the_title_is_that_of_the_last_evaluation(
    panel: LossPanel, session: Session
) -> None:
    menu_action(panel, "Testing loss").trigger()
    show_snapshot(session, 10, [score(0)])
    worse = replace(evaluation(), loss=0.75)
    show_snapshot(session, 10, [score(0), score(10, test=worse)])
    assert panel.info().endswith("testing 0.7500")

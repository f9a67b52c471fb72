"""Runs that a crash ended are offered at the start, and gone on with exactly."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from core import interrupted
from core.locks import held
from core.models import open_model
from core.runs import LOCK
from core.samples import Dataset
from gui.main_window import MainWindow
from gui.message import Message, Severity
from gui.models.recovery import Recovery
from gui.session import Session
from gui.status import Status
from tests.core import another_program
from tests.core.tools import digest
from tests.gui.models import kept
from tests.gui.models.kept import RUN, crash, done, go_on, present, run_on, same_curves
from tests.gui.waiting import take, train, wait_until_ready


def question(qtbot: QtBot, recovery: Recovery, window: QWidget) -> QMessageBox:
    """The question that is asked at the start."""
    recovery.look()
    done(qtbot, recovery)
    (box,) = window.findChildren(QMessageBox)
    return box


def button(box: QMessageBox, text: str) -> QAbstractButton:
    return next(each for each in box.buttons() if each.text() == text)


def answer(qtbot: QtBot, box: QMessageBox, text: str) -> None:
    with qtbot.waitSignal(box.destroyed):
        button(box, text).click()


def test_without_an_interrupted_run_nothing_is_asked(
    qtbot: QtBot, recovery: Recovery, window_of: QWidget, own: Dataset, home: Path
) -> None:
    kept.folder(home / "runs" / RUN, run_on(own, 17))
    recovery.look()
    done(qtbot, recovery)
    assert window_of.findChildren(QMessageBox) == []


def test_the_question_tells_the_run_and_leaves_the_window_alive(
    qtbot: QtBot, recovery: Recovery, window_of: QWidget, crashed: Path
) -> None:
    box = question(qtbot, recovery, window_of)
    assert box.isVisible()
    assert box.informativeText().startswith(
        "The run another, seed 5 was kept at iteration 17 of 30."
    )
    assert [each.text() for each in box.buttons()].count("Continue") == 1
    assert box.defaultButton() is button(box, "Continue")
    answer(qtbot, box, "Not now")


def test_continue_goes_on_to_the_end_in_the_same_folder_with_the_same_bits(
    qtbot: QtBot,
    recovery: Recovery,
    session: Session,
    said: list[Message],
    window_of: QWidget,
    own: Dataset,
    home: Path,
    crashed: Path,
) -> None:
    answer(qtbot, question(qtbot, recovery, window_of), "Continue")
    done(qtbot, recovery)
    assert "Going on with the run another from iteration 17." in [each.text for each in said]
    wait_until_ready(qtbot, session)
    straight = run_on(own, 17)
    straight.finish()
    assert session.iteration == 30
    assert present(session) == digest(straight.state.network)
    assert session.run
    assert same_curves(session.run, straight)
    assert digest(open_model(crashed).network) == present(session)
    assert [path.name for path in (home / "runs").iterdir()] == [RUN]
    assert interrupted.interrupted() == []


@pytest.mark.parametrize(("text", "asked_again"), [("Not now", 1), ("Do not ask again", 0)])
def test_the_other_answers_leave_the_run_as_it_is(
    qtbot: QtBot,
    recovery: Recovery,
    session: Session,
    window_of: QWidget,
    crashed: Path,
    text: str,
    asked_again: int,
) -> None:
    before = (crashed / "model.npz").read_bytes()
    answer(qtbot, question(qtbot, recovery, window_of), text)
    assert session.attempt is None
    assert (crashed / "model.npz").read_bytes() == before
    assert len(interrupted.interrupted()) == asked_again


def test_a_run_killed_at_its_very_end_is_completed_and_not_prolonged(
    qtbot: QtBot,
    recovery: Recovery,
    session: Session,
    said: list[Message],
    own: Dataset,
    home: Path,
) -> None:
    """Before its last evaluation."""
    run, straight = run_on(own, 29), run_on(own, 30)
    for event in run.events():
        if event.iteration == 30:
            break
    assert run.state.evaluated_at != 30
    folder = crash(home / "runs" / RUN, run)
    go_on(qtbot, recovery, session, folder)
    assert session.iteration == 30
    assert session.score
    assert session.score.iteration == 30
    assert present(session) == digest(straight.state.network)
    assert said[-1].text == "The run another had reached its end, iteration 30; nothing was lost."
    assert interrupted.interrupted() == []
    assert session.run
    assert same_curves(session.run, straight)
    assert (kept_there := open_model(folder).evaluation)
    assert kept_there.iteration == 30


def test_one_that_had_gone_on_past_its_end_goes_on_to_the_next(
    qtbot: QtBot, recovery: Recovery, session: Session, own: Dataset, home: Path
) -> None:
    go_on(qtbot, recovery, session, crash(home / "runs" / RUN, run_on(own, 41)))
    assert session.iteration == 60
    assert present(session) == digest(run_on(own, 60).state.network)


def test_of_several_the_last_one_is_offered(
    qtbot: QtBot, recovery: Recovery, window_of: QWidget, own: Dataset, home: Path
) -> None:
    for name, until, saved in (("b", 7, 1e9), ("a", 13, 2e9), ("c", 3, 1.5e9)):
        crash(home / "runs" / name, run_on(own, until), saved)
    box = question(qtbot, recovery, window_of)
    assert "iteration 13" in box.informativeText()
    answer(qtbot, box, "Do not ask again")
    assert [run.folder.name for run in interrupted.interrupted()] == ["c", "b"]


@pytest.mark.case(76)
def test_what_another_window_trains_is_not_offered(
    qtbot: QtBot, recovery: Recovery, window_of: QWidget, crashed: Path
) -> None:
    with another_program.holding(crashed / LOCK):
        recovery.look()
        done(qtbot, recovery)
        assert window_of.findChildren(QMessageBox) == []


@pytest.mark.case(76)
def test_of_two_windows_that_ask_only_one_goes_on(
    qtbot: QtBot, recovery: Recovery, session: Session, said: list[Message], crashed: Path
) -> None:
    with held(crashed / LOCK):
        go_on(qtbot, recovery, session, crashed)
    assert said[-1].severity is Severity.WARNING
    assert f"The run {RUN} is being trained already" in said[-1].text
    assert session.attempt is None


def test_what_was_trained_before_the_data_were_read_can_be_taken_back(
    qtbot: QtBot, recovery: Recovery, session: Session, said: list[Message], crashed: Path
) -> None:
    train(qtbot, session)
    before = session.attempt
    go_on(qtbot, recovery, session, crashed)
    take(next(message for message in said if message.offer))
    assert session.attempt is before


def test_one_that_trains_already_is_not_asked(
    qtbot: QtBot, recovery: Recovery, session: Session, window_of: QWidget, crashed: Path
) -> None:
    session.train()
    recovery.look()
    done(qtbot, recovery)
    assert window_of.findChildren(QMessageBox) == []
    wait_until_ready(qtbot, session)


def test_a_run_is_named_as_it_is_written(
    qtbot: QtBot, recovery: Recovery, window_of: QWidget, own: Dataset, home: Path
) -> None:
    """No text from a file makes a link, or fills the screen."""
    run = run_on(own, 3)
    run.recipe = "<a href='x'>here</a>" + "long" * 1000
    box = question(qtbot, recovery, window_of) if crash(home / "runs" / RUN, run) else None
    assert box
    assert box.textFormat() is box.textFormat().PlainText
    assert len(box.informativeText()) < 300
    answer(qtbot, box, "Not now")


def test_the_window_asks_at_its_start(qtbot: QtBot, window: MainWindow, crashed: Path) -> None:
    window.show()
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)), timeout=20_000)
    answer(qtbot, window.findChildren(QMessageBox)[0], "Continue")
    qtbot.waitUntil(lambda: window.session.iteration == 30, timeout=20_000)
    wait_until_ready(qtbot, window.session)
    assert window.session.status is Status.READY
    assert interrupted.interrupted() == []

"""Runs that a crash ended are offered at the start, and gone on with exactly."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from core import interrupted
from core.locks import held
from core.models import open_model
from core.runs import LOCK, Run
from core.samples import Dataset
from gui.job import Job, end_jobs
from gui.main_window import MainWindow
from gui.message import Message, Severity
from gui.models.recovery import Recovery
from gui.recent import Recent
from gui.session import Session
from gui.settings import Settings
from gui.status import Status
from tests.core import another_program
from tests.core.tools import digest, write_idx
from tests.gui.models import kept
from tests.gui.models.kept import present, run_on, same_curves
from tests.gui.waiting import take, train, wait_until_ready

RUN = "20261123-120000-another-seed5"


@pytest.fixture
def recent(settings: Settings) -> Recent:
    return Recent(settings, "recent_models")


@pytest.fixture
def recovery(session: Session, recent: Recent, window_of: QWidget) -> Iterator[Recovery]:
    recovery = Recovery(session, recent, window_of)
    yield recovery
    end_jobs(recovery)


@pytest.fixture
def crashed(home: Path, own: Dataset) -> Path:
    """The folder of a run that was killed after iteration 17."""
    return crash(home / "runs" / RUN, run_on(own, 17))


def crash(folder: Path, run: Run, saved: float = 0) -> Path:
    """Leave what a killed program does; saved is when, in seconds."""
    kept.folder(folder, run)
    (folder / LOCK).touch()
    if saved:
        os.utime(folder / "model.npz", (saved, saved))
    return folder


def done(qtbot: QtBot, recovery: Recovery) -> None:
    qtbot.waitUntil(lambda: not recovery.findChildren(Job), timeout=20_000)


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


def go_on(qtbot: QtBot, recovery: Recovery, session: Session, folder: Path) -> None:
    recovery.go_on(folder)
    done(qtbot, recovery)
    wait_until_ready(qtbot, session)


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


def damaged(folder: Path, own: Dataset) -> str:
    model = folder / "model.npz"
    model.write_bytes(model.read_bytes()[:-100])
    return "model.npz is damaged"


def gone(folder: Path, own: Dataset) -> str:
    (folder / "model.npz").unlink()
    return "model.npz cannot be read"


def other_data(folder: Path, own: Dataset) -> str:
    write_idx(Path(own.source.path), replace(own, train=own.train.part(0, 200)))
    return "holds other images or labels than before"


def no_data(folder: Path, own: Dataset) -> str:
    Path(own.source.path).rename(folder / "moved")
    return "brought cannot be read"


def own_digits(folder: Path, own: Dataset) -> str:
    crash(folder, run_on(own.joined(own.train.part(0, 4)), 17))
    return "Your own digits were among the training images"


@pytest.mark.parametrize("spoil", [damaged, gone, other_data, no_data, own_digits])
def test_what_cannot_be_gone_on_with_is_told_and_the_window_works(
    qtbot: QtBot,
    recovery: Recovery,
    session: Session,
    said: list[Message],
    own: Dataset,
    crashed: Path,
    spoil: Callable[[Path, Dataset], str],
) -> None:
    why = spoil(crashed, own)
    go_on(qtbot, recovery, session, crashed)
    assert len(said) == 1
    assert said[0].severity is Severity.WARNING
    assert why in said[0].text
    assert "Unexpected" not in said[0].text
    assert said[0].text.endswith(".")
    assert session.attempt is None
    train(qtbot, session)
    assert session.iteration == 40


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


def test_what_a_crash_left_half_written_is_cleared_away(
    qtbot: QtBot,
    recovery: Recovery,
    recent: Recent,
    own: Dataset,
    home: Path,
    tmp_path: Path,
) -> None:
    finished, elsewhere = kept.folder(home / "runs" / RUN, run_on(own, 3)), tmp_path / "papers"
    elsewhere.mkdir()
    recent.note(elsewhere / "model.npz")
    recent.note(tmp_path / "gone" / "model.npz")
    left = [
        home / ".old.npz.4711-1.tmp",
        finished / ".model.npz.4711-2.tmp",
        elsewhere / ".model.npz.4711-3.tmp",
    ]
    others = [elsewhere / ".thesis.tex.4711-4.tmp", finished / "notes.tmp", home / "runs" / "a.txt"]
    for path in (*left, *others):
        path.write_bytes(b"half of it")
    with another_program.writing(finished / "model.npz"):
        writing = list(finished.glob(".*.tmp"))
        recovery.look()
        done(qtbot, recovery)
        assert len(writing) == 2
        assert sorted(finished.glob(".*.tmp")) == [path for path in writing if path not in left]
    assert not any(path.exists() for path in left)
    assert all(path.exists() for path in others)


def test_hundreds_of_runs_are_looked_through_in_no_time(
    qtbot: QtBot, recovery: Recovery, home: Path
) -> None:
    for number in range(500):
        folder = home / "runs" / f"run-{number}"
        folder.mkdir(parents=True)
        for name in ("model.npz", "curves.npz", "run.json"):
            (folder / name).touch()
    durations = []
    for _ in range(3):
        started = perf_counter()
        recovery.look()
        job = recovery.findChildren(Job)[-1]
        job.wait()
        durations.append(perf_counter() - started)
        done(qtbot, recovery)
    assert min(durations) < 0.1


def test_the_window_asks_at_its_start(qtbot: QtBot, window: MainWindow, crashed: Path) -> None:
    window.show()
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)), timeout=20_000)
    answer(qtbot, window.findChildren(QMessageBox)[0], "Continue")
    qtbot.waitUntil(lambda: window.session.iteration == 30, timeout=20_000)
    wait_until_ready(qtbot, window.session)
    assert window.session.status is Status.READY
    assert interrupted.interrupted() == []

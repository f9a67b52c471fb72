"""At the start, what a crash left half written goes, and what cannot be gone on with is told."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest
from pytestqt.qtbot import QtBot

from core.samples import Dataset
from gui.job import Job
from gui.message import Message, Severity
from gui.models.recovery import Recovery
from gui.recent import Recent
from gui.session import Session
from tests.core import another_program
from tests.core.tools import write_idx
from tests.gui.models import kept
from tests.gui.models.kept import RUN, crash, done, go_on, run_on
from tests.gui.waiting import train


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


def no_data_but_the_network(folder: Path, own: Dataset) -> str:
    no_data(folder, own)
    return f"{folder / 'model.npz'} can be opened as a model"


def own_digits(folder: Path, own: Dataset) -> str:
    crash(folder, run_on(own.joined(own.train.part(0, 4)), 17))
    return "Your own digits were among the training images"


@pytest.mark.parametrize(
    "spoil", [damaged, gone, other_data, no_data, no_data_but_the_network, own_digits]
)
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

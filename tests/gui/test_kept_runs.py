"""The list of kept runs in the window: read in the background, ticked, compared."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.kept import Damaged, Kept
from core.record import CURVES
from core.runs import home
from core.samples import Dataset
from gui.job import end_jobs
from gui.kept.kept_runs import KeptRuns
from gui.kept.words import MOST_TICKED, TOO_MANY
from gui.message import Message, Severity
from gui.session import Session
from tests.gui.kept_list import keep, look, settle
from tests.gui.waiting import train


@pytest.fixture
def kept_runs(qtbot: QtBot, session: Session) -> Iterator[KeptRuns]:
    kept_runs = KeptRuns(session)
    yield kept_runs
    end_jobs(kept_runs)


@pytest.fixture
def two(qtbot: QtBot, kept_runs: KeptRuns, tiny: Dataset) -> tuple[Path, Path]:
    """The folders of two runs that are listed."""
    folders = keep(tiny, "one"), keep(tiny, "two", seed=6)
    look(qtbot, kept_runs)
    return folders


def test_runs_are_listed_with_their_names(kept_runs: KeptRuns, two: tuple[Path, Path]) -> None:
    assert {run.folder for run in kept_runs.runs} == set(two)
    assert kept_runs.names[two[0]].startswith("another")
    assert len(set(kept_runs.names.values())) == 2


def test_a_list_that_is_as_before_is_not_told_again(
    qtbot: QtBot, kept_runs: KeptRuns, two: tuple[Path, Path]
) -> None:
    with qtbot.assertNotEmitted(kept_runs.changed):
        look(qtbot, kept_runs)
    shutil.rmtree(two[0])
    with qtbot.waitSignal(kept_runs.changed):
        look(qtbot, kept_runs)


def test_no_runs_are_told_too(qtbot: QtBot, kept_runs: KeptRuns) -> None:
    with qtbot.waitSignal(kept_runs.changed):
        kept_runs.refresh()
    assert kept_runs.has_looked
    assert kept_runs.runs == ()


def test_a_tick_gives_the_lowest_free_slot_and_reads_the_curves(
    qtbot: QtBot, kept_runs: KeptRuns, two: tuple[Path, Path]
) -> None:
    one, other = two
    kept_runs.tick(one)
    kept_runs.tick(other)
    settle(qtbot, kept_runs)
    assert kept_runs.slots == {one: 0, other: 1}
    assert set(kept_runs.curves) == {one, other}
    assert kept_runs.curves[one].scores[-1].iteration == 30
    kept_runs.tick(one)
    assert kept_runs.slots == {other: 1}  # it keeps its colour
    assert set(kept_runs.curves) == {other}
    kept_runs.tick(one)
    assert kept_runs.slots == {other: 1, one: 0}


def test_the_baseline_is_the_first_ticked_or_the_one_chosen(
    kept_runs: KeptRuns, two: tuple[Path, Path]
) -> None:
    one, other = two
    assert kept_runs.baseline is None
    kept_runs.tick(one)
    kept_runs.choose_baseline(other)
    assert set(kept_runs.slots) == {one, other}
    assert kept_runs.baseline
    assert kept_runs.baseline.folder == other
    kept_runs.tick(other)
    assert kept_runs.baseline.folder == one


def test_curves_that_cannot_be_read_are_told_and_the_run_stays_ticked(
    qtbot: QtBot, said: list[Message], kept_runs: KeptRuns, two: tuple[Path, Path]
) -> None:
    (two[0] / CURVES).write_text("nothing")
    kept_runs.tick(two[0])
    settle(qtbot, kept_runs)
    assert said[-1].severity is Severity.WARNING
    assert "curves of that run are lost" in said[-1].text
    assert list(kept_runs.slots) == [two[0]]


def test_a_damaged_folder_cannot_be_ticked_and_says_why(
    qtbot: QtBot, said: list[Message], kept_runs: KeptRuns
) -> None:
    folder = home() / "runs" / "damaged"
    folder.mkdir(parents=True)
    look(qtbot, kept_runs)
    kept_runs.tick(folder)
    assert isinstance(kept_runs.run_in(folder), Damaged)
    assert kept_runs.slots == {}
    assert "holds no run.json" in said[-1].text


def test_there_are_no_more_ticks_than_colours(
    said: list[Message], kept_runs: KeptRuns, two: tuple[Path, Path]
) -> None:
    kept_runs.slots = {Path(str(slot)): slot for slot in range(MOST_TICKED)}
    kept_runs.tick(two[0])
    assert two[0] not in kept_runs.slots
    assert said[-1].text == TOO_MANY


def test_ticks_of_runs_that_are_gone_are_forgotten(
    qtbot: QtBot, kept_runs: KeptRuns, two: tuple[Path, Path]
) -> None:
    for folder in two:
        kept_runs.tick(folder)
    settle(qtbot, kept_runs)
    shutil.rmtree(two[0])
    look(qtbot, kept_runs)
    assert list(kept_runs.slots) == list(kept_runs.curves) == [two[1]]
    kept_runs.untick_all()
    assert kept_runs.ticked_runs == []


def test_a_run_that_ends_is_listed_and_its_curves_are_read_again(
    qtbot: QtBot, session: Session, kept_runs: KeptRuns
) -> None:
    look(qtbot, kept_runs)
    train(qtbot, session)
    qtbot.waitUntil(lambda: len(kept_runs.runs) == 1, timeout=20_000)
    (run,) = kept_runs.runs
    assert isinstance(run, Kept)
    assert (run.folder, run.iteration) == (kept_runs.present, 40)
    kept_runs.tick(run.folder)
    settle(qtbot, kept_runs)
    session.step_iteration()
    qtbot.waitUntil(lambda: _last(kept_runs, run.folder) == 41, timeout=20_000)


def _last(kept_runs: KeptRuns, folder: Path) -> float:
    curves = kept_runs.curves.get(folder)
    return float(curves.smoothed[0][-1]) if curves else 0.0


def test_another_present_run_is_told(qtbot: QtBot, session: Session, kept_runs: KeptRuns) -> None:
    train(qtbot, session)
    assert kept_runs.present
    with qtbot.waitSignal(kept_runs.changed):
        session.reset()
    assert kept_runs.present is None


def test_the_cursor_is_told_once(qtbot: QtBot, kept_runs: KeptRuns) -> None:
    with qtbot.waitSignal(kept_runs.chosen):
        kept_runs.choose(Path("a"))
    with qtbot.assertNotEmitted(kept_runs.chosen):
        kept_runs.choose(Path("a"))


def test_of_two_looks_at_once_only_the_last_is_told(
    qtbot: QtBot, kept_runs: KeptRuns, two: tuple[Path, Path]
) -> None:
    told: list[int] = []
    kept_runs.looked.connect(lambda: told.append(len(kept_runs.runs)))
    kept_runs._read()
    kept_runs._read()
    settle(qtbot, kept_runs)
    assert told == [2]


def test_of_two_readings_of_a_run_only_the_last_gives_its_curves(
    qtbot: QtBot, kept_runs: KeptRuns, two: tuple[Path, Path]
) -> None:
    told: list[None] = []
    kept_runs.curves_read.connect(lambda: told.append(None))
    for _ in range(3):
        kept_runs.tick(two[0])  # and untick, and tick again
    settle(qtbot, kept_runs)
    assert list(kept_runs.curves) == [two[0]]
    assert len(told) == 1


def test_a_tick_that_is_refused_draws_nothing_anew(
    qtbot: QtBot, kept_runs: KeptRuns, two: tuple[Path, Path]
) -> None:
    kept_runs.slots = {Path(str(slot)): slot for slot in range(MOST_TICKED)}
    told: list[None] = []
    kept_runs.ticked.connect(lambda: told.append(None))
    kept_runs.tick(two[0])
    assert told == []

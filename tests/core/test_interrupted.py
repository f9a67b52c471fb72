"""A run that a crash ended is found again; one that ended in order, or is trained now, is not."""

import json
import os
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest

from core import checkpoint
from core.config import TrainConfig
from core.interrupted import Interrupted, forget, interrupted
from core.locks import held
from core.runs import LOCK, Run, new_folder
from core.samples import Dataset
from tests.core import another_program
from tests.core.another_program import killed
from tests.core.faults import contents
from tests.core.tools import TOY

CONFIG = TrainConfig(iterations=20, batch_size=8, evaluate_every=5, seed=4)


@pytest.fixture
def runs(home: Path) -> Path:
    return home / "runs"


@pytest.fixture
def run(toy: Dataset) -> Run:
    """A run of seven iterations, saved, with its length changed on the way."""
    made = Run.new(TOY, CONFIG, "report", toy)
    for _ in made.events(until=7):
        pass
    made.change(replace(CONFIG, iterations=40))
    made.folder = new_folder(made)
    made.save()
    return made


def crash(folder: Path, saved: float = 0) -> Path:
    """Leave in the folder what a killed program does; saved is when, in seconds."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / LOCK).touch()
    if saved:
        (folder / "model.npz").touch()
        os.utime(folder / "model.npz", (saved, saved))
    return folder


def test_without_a_home_or_runs_nothing_was_interrupted(home: Path, runs: Path) -> None:
    assert interrupted() == []
    assert not home.exists()
    home.mkdir()
    runs.touch()
    assert interrupted() == []


def test_a_run_that_ended_in_order_was_not_interrupted(run: Run) -> None:
    assert run.folder
    with held(run.folder / LOCK):
        pass
    assert interrupted() == []


def test_a_crash_is_found_with_what_the_record_tells(run: Run) -> None:
    assert run.folder
    crash(run.folder)
    expected = Interrupted(run.folder, "report", 4, 7, 40, run.past.started)
    assert interrupted() == [expected]
    assert interrupted() == [expected]  # until it is gone on with, or forgotten


@pytest.mark.case(76)
def test_one_that_is_trained_now_is_no_crash_until_its_program_is_killed(run: Run) -> None:
    assert run.folder
    with another_program.holding(run.folder / LOCK) as process:
        assert interrupted() == []
        killed(process)
        assert [found.folder for found in interrupted()] == [run.folder]


def test_one_that_this_program_trains_is_none_either(run: Run) -> None:
    assert run.folder
    with held(run.folder / LOCK):
        assert interrupted() == []


def test_a_program_killed_while_it_trains_leaves_a_run_to_go_on_with(runs: Path) -> None:
    with another_program.training(runs / "new") as process:
        assert interrupted() == []
        killed(process)
    (found,) = interrupted()
    assert (found.folder, found.recipe, found.seed) == (runs / "new", "report", 4)
    assert checkpoint.load(found.folder / "model.npz").state.iteration >= (found.iteration or 0) > 0


def test_the_last_one_saved_comes_first(runs: Path) -> None:
    for name, saved in (("b", 2e9), ("a", 1e9), ("c", 1.5e9)):
        crash(runs / name, saved)
    assert [found.folder.name for found in interrupted()] == ["b", "c", "a"]


def test_a_forgotten_run_is_kept_and_not_found_again(run: Run) -> None:
    assert run.folder
    before = contents(run.folder)
    crash(run.folder)
    forget(run.folder)
    assert interrupted() == []
    assert contents(run.folder) == before
    forget(run.folder)


def test_one_that_is_trained_now_cannot_be_forgotten(run: Run) -> None:
    assert run.folder
    with another_program.holding(run.folder / LOCK) as process:
        forget(run.folder)
        killed(process)
        assert len(interrupted()) == 1


def test_what_was_never_saved_is_cleared_away(runs: Path) -> None:
    folder = crash(runs / "empty")
    (folder / ".model.npz.4711-1.tmp").write_bytes(b"half of it")
    assert interrupted() == []
    assert list(runs.iterdir()) == []


def test_what_was_never_saved_but_holds_something_else_stays(runs: Path) -> None:
    folder = crash(runs / "notes")
    (folder / "notes.txt").write_text("mine")
    assert interrupted() == []
    assert [path.name for path in folder.iterdir()] == ["notes.txt"]


def test_one_that_begins_now_is_not_cleared_away(runs: Path) -> None:
    (runs / "new").mkdir(parents=True)
    with another_program.holding(runs / "new" / LOCK):
        assert interrupted() == []
        assert (runs / "new" / LOCK).exists()


RECORDS = {
    "missing": None,
    "empty": b"",
    "cut": b'{"recipe": "rep',
    "no text": b"\xff\xfe\x00",
    "a list": b"[1, 2]",
    "nothing in it": b"{}",
    "other types": b'{"recipe": [], "config": 3, "changes": {}, "iteration": "x", "started": 1}',
    "infinite": b'{"recipe": "r", "config": {"seed": Infinity, "iterations": 1}, "changes": [], '
    b'"iteration": 1, "started": ""}',
    "deep": b"[" * 100_000,
    "endless": b" " * (2 << 20) + b"{}",
    "a folder": b"",
}


@pytest.mark.parametrize("kind", RECORDS)
def test_a_record_that_cannot_be_read_hides_no_run(runs: Path, kind: str) -> None:
    folder, record = crash(runs / "damaged", 1e9), RECORDS[kind]
    if kind == "a folder":
        (folder / "run.json").mkdir()
    elif record is not None:
        (folder / "run.json").write_bytes(record)
    assert interrupted() == [Interrupted(folder)]


def test_a_record_without_changes_tells_the_length_the_run_began_with(run: Run) -> None:
    assert run.folder
    path = crash(run.folder) / "run.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"changes": []}))
    assert interrupted()[0].iterations == CONFIG.iterations


def test_hundreds_of_runs_are_looked_through_in_no_time(run: Run, runs: Path) -> None:
    for number in range(500):
        folder = runs / f"run-{number}"
        folder.mkdir()
        (folder / "model.npz").touch()
        (folder / "run.json").touch()
    assert run.folder
    crash(run.folder)
    durations = []
    for _ in range(3):
        started = perf_counter()
        assert len(interrupted()) == 1
        durations.append(perf_counter() - started)
    assert min(durations) < 0.1

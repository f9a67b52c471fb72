"""What the training thread must hold: order, pause, stop, changes, failure, the same bits."""

import hashlib
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from core import locks
from core.checkpoint import load
from core.config import TrainConfig
from core.network import NetworkSpec
from core.runs import LOCK, Run
from core.samples import Dataset
from gui.worker import REST, TrainingWorker

CONFIG = TrainConfig(iterations=60, batch_size=20, evaluate_every=20)
SPEC = NetworkSpec((784, 12, 10))


def new_run(dataset: Dataset, config: TrainConfig = CONFIG) -> Run:
    return Run.new(SPEC, config, "report", dataset)


def diverging_run(dataset: Dataset) -> Run:
    """A squared error at a rate of 100 grows without bound."""
    config = replace(CONFIG, learning_rate=100.0, iterations=100_000)
    return Run.new(replace(SPEC, output="linear"), config, "report", dataset)


def bits(run: Run) -> str:
    digest = hashlib.sha256()
    for parameter in run.state.network.parameters:
        digest.update(parameter.value.tobytes())
    return digest.hexdigest()


def straight(dataset: Dataset) -> Run:
    run = new_run(dataset)
    for _ in run.events(until=60, stopped=lambda: False):
        pass
    return run


def failure_of(qtbot: QtBot, worker: TrainingWorker) -> str:
    """Run the worker to its end and return the one sentence with which it failed."""
    with qtbot.waitSignal(worker.finished):
        worker.start()
    (sentence,) = worker.problems
    return sentence


def seen(worker: TrainingWorker) -> int:
    """The iteration of the worker's latest snapshot; 0 before there is one."""
    worker.want_snapshot()
    return worker.snapshot.iteration if worker.snapshot else 0


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    return QObject()


def test_a_run_in_the_thread_ends_as_a_straight_one(
    qtbot: QtBot, owner: QObject, tiny: Dataset
) -> None:
    run = new_run(tiny)
    worker = TrainingWorker(lambda: run, 60, owner)
    with qtbot.waitSignal(worker.finished):
        worker.start()
    assert seen(worker) == 60
    assert [score.iteration for score in run.history.scores] == [0, 20, 40, 60]
    assert bits(run) == bits(straight(tiny))


def test_making_way_rests_once_and_changes_no_bit(
    qtbot: QtBot, owner: QObject, tiny: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    rests: list[float] = []
    monkeypatch.setattr("gui.worker.sleep", rests.append)
    worker = TrainingWorker(lambda: new_run(tiny), 60, owner)
    worker.make_way()
    with qtbot.waitSignal(worker.finished):
        worker.start()
    assert len(rests) == 1
    assert 0 <= rests[0] <= REST
    assert worker.trained
    assert bits(worker.trained) == bits(straight(tiny))


def test_pausing_stopping_and_going_on_changes_no_bit(
    qtbot: QtBot, owner: QObject, tiny: Dataset
) -> None:
    run = new_run(tiny)
    stretches = 0
    while run.state.iteration < 60:
        stretches += 1
        worker = TrainingWorker(lambda: run, 60, owner)
        worker.pause()
        with qtbot.waitSignal(worker.finished):
            worker.start()
            worker.resume()
            qtbot.wait(3)
            worker.stop()
    assert stretches > 1
    assert bits(run) == bits(straight(tiny))


def test_a_paused_worker_stands_still_and_can_be_stopped(
    qtbot: QtBot, owner: QObject, tiny: Dataset
) -> None:
    run = new_run(tiny, replace(CONFIG, iterations=100_000))
    worker = TrainingWorker(lambda: run, 100_000, owner)
    worker.start()
    qtbot.waitUntil(lambda: seen(worker) > 0)
    worker.pause()
    qtbot.wait(50)
    before = seen(worker)
    qtbot.wait(50)
    assert seen(worker) == before
    with qtbot.waitSignal(worker.finished):
        worker.stop()
    assert run.state.iteration == before


def test_settings_changed_on_the_way_hold_from_the_next_batch_and_are_recorded(
    qtbot: QtBot, owner: QObject, tiny: Dataset
) -> None:
    run = new_run(tiny, replace(CONFIG, iterations=100_000))
    worker = TrainingWorker(lambda: run, 100_000, owner)
    worker.start()
    qtbot.waitUntil(lambda: seen(worker) > 0)
    with qtbot.waitSignal(worker.finished):
        shorter = seen(worker) + 2_000
        worker.change(replace(run.config, learning_rate=0.01), shorter)
    assert run.state.iteration == shorter
    (change,) = run.changes
    assert change.settings == {"learning_rate": 0.01}
    assert 0 < change.iteration < shorter


def test_a_run_that_diverged_is_left_sound_with_its_advice(
    qtbot: QtBot, owner: QObject, tiny: Dataset
) -> None:
    run = diverging_run(tiny)
    worker = TrainingWorker(lambda: run, 100_000, owner)
    with qtbot.waitSignal(worker.finished):
        worker.start()
    assert not worker.problems
    assert run.state.network.is_finite()
    assert worker.snapshot
    assert worker.snapshot.iteration == run.state.iteration
    assert worker.snapshot.advice == run.advice
    assert run.advice
    assert "learning rate 100 is too high" in run.advice.text


def test_an_unexpected_error_fails_with_a_sentence_and_the_thread_ends(
    qtbot: QtBot, owner: QObject, tiny: Dataset
) -> None:
    run = new_run(tiny)
    run.state.network.layers.clear()
    worker = TrainingWorker(lambda: run, 60, owner)
    assert "log" in failure_of(qtbot, worker)


def test_what_is_connected_runs_in_the_gui_thread(
    qtbot: QtBot, owner: QObject, tiny: Dataset
) -> None:
    worker = TrainingWorker(lambda: new_run(tiny), 60, owner)
    threads: list[threading.Thread] = []
    worker.finished.connect(lambda: threads.append(threading.current_thread()))
    with qtbot.waitSignal(worker.finished):
        worker.start()
    assert threads == [threading.main_thread()]


def test_two_problems_of_one_run_are_both_told(
    qtbot: QtBot, owner: QObject, tiny: Dataset, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    run = new_run(tiny)
    run.folder = tmp_path / "file" / "run"
    run.state.network.layers.clear()
    worker = TrainingWorker(lambda: run, 60, owner)
    with qtbot.waitSignal(worker.finished):
        worker.start()
    not_kept, unexpected = worker.problems
    assert "log" in unexpected
    assert "not kept" in not_kept


def test_the_run_is_saved_at_its_end(
    qtbot: QtBot, owner: QObject, tiny: Dataset, tmp_path: Path
) -> None:
    run = new_run(tiny)
    run.folder = tmp_path / "run"
    worker = TrainingWorker(lambda: run, 60, owner)
    with qtbot.waitSignal(worker.finished):
        worker.start()
    assert load(run.folder / "model.npz").state.iteration == 60


def test_a_folder_that_cannot_be_written_is_told_once_and_tried_again_later(
    qtbot: QtBot, owner: QObject, tiny: Dataset, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    run = new_run(tiny)
    run.folder = tmp_path / "file" / "run"
    worker = TrainingWorker(lambda: run, 60, owner)
    assert "not kept" in failure_of(qtbot, worker)
    assert run.state.iteration == 60
    (tmp_path / "file").unlink()
    again = TrainingWorker(lambda: run, 80, owner)
    with qtbot.waitSignal(again.finished):
        again.start()
    assert not again.problems
    assert load(run.folder / "model.npz").state.iteration == 80


def test_a_run_that_another_window_trains_is_left_to_it(
    qtbot: QtBot, qapp: QObject, tiny: Dataset, tmp_path: Path
) -> None:
    theirs = new_run(tiny)
    theirs.folder = tmp_path
    theirs.save()
    before = (tmp_path / "model.npz").read_bytes()
    run = Run.restored(load(tmp_path / "model.npz"), tiny, tmp_path)
    run.evaluate()  # so it is none that begins by saving
    with locks.held(tmp_path / LOCK):
        worker = TrainingWorker(lambda: run, 60, qapp)
        assert "in another window" in failure_of(qtbot, worker)
    assert (tmp_path / "model.npz").read_bytes() == before
    assert worker.trained is run
    assert run.state.iteration == 0

"""A run saves itself while it trains, and holds its folder; what cannot be kept is told."""

import errno
import json
import math
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core import checkpoint, runs
from core.config import TrainConfig
from core.locks import is_held
from core.runs import NotKept, Run
from core.samples import Dataset
from core.training import Diverged
from tests.core.tools import TOY

CONFIG = TrainConfig(iterations=20, batch_size=8, evaluate_every=5, seed=4)


def new_run(dataset: Dataset, folder: Path | None = None) -> Run:
    run = Run.new(TOY, CONFIG, "report", dataset)
    run.folder = folder
    return run


def test_a_run_saves_itself_now_and_then(
    tmp_path: Path, toy: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "SAVE_EVERY", 0.0)
    monkeypatch.setattr(runs, "SAVING", math.inf)
    run = new_run(toy, tmp_path)
    with closing(run.events(until=20)) as events:
        while next(events).iteration < 13:
            pass
    assert json.loads((tmp_path / "run.json").read_text("utf-8"))["iteration"] == 13
    assert checkpoint.load(tmp_path / "model.npz").state.iteration == 13


@pytest.mark.parametrize(("took", "pause"), [(0.01, 5.0), (0.25, 5.0), (1.0, 20.0)])
def test_saving_takes_a_twentieth_of_the_time_at_most(
    toy: Dataset, monkeypatch: pytest.MonkeyPatch, took: float, pause: float
) -> None:
    now, saved = [100.0], []

    def save(run: Run) -> None:
        saved.append(now[0])
        now[0] += took

    monkeypatch.setattr(runs, "monotonic", lambda: now[0])
    monkeypatch.setattr(Run, "save", save)
    run = new_run(toy)
    for until in range(1, 21):  # it counts on, however often the events begin anew
        for _ in run.events(until=until):
            now[0] += 2.0
    assert 105.0 <= saved[0] < 107.0
    waited = np.diff(saved) - took
    assert waited.size
    assert ((pause <= waited) & (waited < pause + 2.0)).all()


def test_weights_that_are_no_longer_finite_are_not_kept(tmp_path: Path, toy: Dataset) -> None:
    run = new_run(toy, tmp_path)
    run.save()
    run.state.network.parameters.values[7] = math.inf
    run.state.iteration = 1
    run.save()
    assert checkpoint.load(tmp_path / "model.npz").state.iteration == 0


def test_the_folder_is_locked_while_it_trains(tmp_path: Path, toy: Dataset) -> None:
    run = new_run(toy, tmp_path / "run")
    lock = tmp_path / "run" / "training.lock"
    with closing(run.events()) as events:
        next(events)
        assert is_held(lock)
    assert not lock.exists()
    run.finish()
    assert not lock.exists()


def test_the_lock_is_gone_after_a_divergence(tmp_path: Path, toy: Dataset) -> None:
    config = replace(CONFIG, learning_rate=100.0, evaluate_every=1000)
    run = Run.new(replace(TOY, output="linear"), config, "report", toy)
    run.folder = tmp_path
    with pytest.raises(Diverged):
        run.finish()
    assert not (tmp_path / "training.lock").exists()


def test_a_folder_that_is_trained_in_is_left_alone(tmp_path: Path, toy: Dataset) -> None:
    first, second = new_run(toy, tmp_path), new_run(toy, tmp_path)
    with closing(first.events()) as events:
        next(events)
        with pytest.raises(NotKept, match="another window"):
            second.finish()
        assert second.state.iteration == 0
        assert is_held(tmp_path / "training.lock")
    second.finish()


def test_training_goes_on_where_nothing_can_be_kept(
    tmp_path: Path, toy: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "SAVE_EVERY", 0.0)
    (tmp_path / "file").write_bytes(b"")
    run = new_run(toy, tmp_path / "file" / "folder")
    assert list(run.events())[-1].iteration == 20
    with pytest.raises(NotKept, match="file"):
        run.save()


def test_a_full_disk_is_told_with_the_folder(
    tmp_path: Path, toy: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(NotKept) as error:
        new_run(toy, tmp_path).save()
    assert str(error.value).startswith(
        f"The run is not kept: {tmp_path} cannot be written (No space left on device)."
    )

"""A run's folder holds the whole run from the start, and no folder is used twice."""

import json
import re
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core import checkpoint
from core.config import TrainConfig
from core.history import History
from core.machine import versions
from core.recipes import RECIPES
from core.runs import Run, home, new_folder
from core.samples import Dataset
from core.source import Source
from core.training import Diverged, Evaluated, Event
from tests.core.tools import TOY, digest

CONFIG = TrainConfig(iterations=20, batch_size=8, evaluate_every=5, seed=4)
FILES = {"run.json", "curves.npz", "model.npz"}


def new_run(dataset: Dataset, folder: Path | None = None, config: TrainConfig = CONFIG) -> Run:
    run = Run.new(TOY, config, "report", dataset)
    run.folder = folder
    return run


def advance(run: Run, until: int) -> list[Event]:
    return list(run.events(until=until, stopped=lambda: False))


def strict_json(path: Path) -> dict[str, Any]:
    """Read JSON as the standard has it, without NaN and Infinity."""

    def refuse(name: str) -> None:
        raise AssertionError(f"{name} is no JSON")

    record: dict[str, Any] = json.loads(path.read_text("utf-8"), parse_constant=refuse)
    return record


def test_a_folder_holds_its_three_files_from_the_start(tmp_path: Path, toy: Dataset) -> None:
    run = new_run(toy, tmp_path / "deep" / "folder")
    run.save()
    assert run.folder
    assert {path.name for path in run.folder.iterdir()} == FILES
    record = strict_json(run.folder / "run.json")
    assert record["iteration"] == 0
    assert record["evaluated_at"] is record["testing_error"] is record["training_error"] is None
    assert checkpoint.load(run.folder / "model.npz").state.iteration == 0


def test_a_run_without_a_folder_keeps_nothing(tmp_path: Path, toy: Dataset) -> None:
    run = new_run(toy)
    advance(run, 5)
    run.save()
    assert list(tmp_path.iterdir()) == []


def test_the_record_tells_settings_results_and_versions(tmp_path: Path, toy: Dataset) -> None:
    run = new_run(toy, tmp_path / "run")
    advance(run, 20)
    run.save()
    record = strict_json(tmp_path / "run" / "run.json")
    last = run.history.scores[-1]
    assert record["format"] == 1
    assert (record["recipe"], record["dataset"]) == ("report", "toy")
    assert record["network"]["sizes"] == [784, 12, 8, 10]
    assert TrainConfig(**record["config"]) == CONFIG
    assert (record["iteration"], record["evaluated_at"]) == (20, 20)
    assert record["testing_error"] == last.test.error
    assert (record["training_error"], record["training_images"]) == (last.train.error, 210)
    assert record["versions"] == versions()
    assert record["started"] == run.past.started


def test_the_files_agree_with_the_run(tmp_path: Path, toy: Dataset) -> None:
    run = new_run(toy, tmp_path)
    advance(run, 12)
    run.save()
    loaded = checkpoint.load(tmp_path / "model.npz")
    assert digest(loaded.network) == digest(run.state.network)
    assert (loaded.recipe, loaded.dataset, loaded.config) == ("report", "toy", CONFIG)
    with np.load(tmp_path / "curves.npz", allow_pickle=False) as stored:
        curves = History.from_arrays(dict(stored)).curves()
    assert curves.loss[0].tolist() == list(range(1, 13))
    assert [score.iteration for score in curves.scores] == [0, 5, 10]


def test_events_are_recorded_before_they_are_handed_on(toy: Dataset) -> None:
    run = new_run(toy)
    for event in run.events(until=12, stopped=lambda: False):
        recorded = run.history.scores[-1] if isinstance(event, Evaluated) else run.history
        assert recorded.iteration == event.iteration


def test_stop_ends_the_events(toy: Dataset) -> None:
    run = new_run(toy)
    assert list(run.events(until=12, stopped=lambda: True)) == []


def test_changes_are_recorded_with_their_iteration(tmp_path: Path, toy: Dataset) -> None:
    run = new_run(toy, tmp_path)
    advance(run, 7)
    run.change(replace(CONFIG, learning_rate=0.01, batch_size=16))
    run.change(replace(CONFIG, learning_rate=0.01, batch_size=16))
    advance(run, 9)
    run.change(replace(run.config, iterations=40))
    run.save()
    record = strict_json(tmp_path / "run.json")
    assert record["changes"] == [
        {"iteration": 7, "settings": {"learning_rate": 0.01, "batch_size": 16}},
        {"iteration": 9, "settings": {"iterations": 40}},
    ]
    assert record["config"]["batch_size"] == CONFIG.batch_size  # as the run began
    assert run.checkpoint().config.batch_size == 16
    assert run.state.images_seen == 7 * 8 + 2 * 16


def test_the_record_is_json_even_where_there_was_nothing_to_measure(
    tmp_path: Path, toy: Dataset
) -> None:
    run = new_run(Dataset("untested", toy.train, toy.test.part(0, 0)), tmp_path)
    advance(run, 20)
    run.save()
    record = strict_json(tmp_path / "run.json")
    assert record["testing_error"] is None
    assert record["training_error"] is not None


def test_a_run_that_diverged_is_kept_as_it_was_before(tmp_path: Path, toy: Dataset) -> None:
    config = replace(CONFIG, learning_rate=100.0, evaluate_every=1000)
    run = Run.new(replace(TOY, output="linear"), config, "report", toy)
    run.folder = tmp_path
    with pytest.raises(Diverged):
        advance(run, 20)
    run.save()
    record = strict_json(tmp_path / "run.json")
    assert record["iteration"] == record["evaluated_at"] == 0
    assert checkpoint.load(tmp_path / "model.npz").network.is_finite()
    run.change(replace(config, learning_rate=0.001))
    advance(run, 20)
    assert run.history.curves().loss[0].tolist() == list(range(1, 21))


def test_a_snapshot_does_not_change_with_the_run(toy: Dataset) -> None:
    run = new_run(toy)
    advance(run, 5)
    snapshot, before = run.snapshot(), digest(run.state.network)
    advance(run, 9)
    assert (snapshot.iteration, snapshot.epoch) == (5, 40 / 210)
    assert digest(snapshot.network) == before != digest(run.state.network)
    assert snapshot.curves.loss[0].tolist() == [1, 2, 3, 4, 5]
    assert 0 < snapshot.seconds < run.state.seconds


@pytest.mark.case(73)
def test_no_folder_is_used_twice(toy: Dataset, home: Path) -> None:
    run = new_run(toy)
    folders = []
    for _ in range(4):
        run.folder = new_folder(run)
        folders.append(run.folder)
        run.save()
    assert len(set(folders)) == 4
    assert {folder.parent for folder in folders} == {home / "runs"}
    assert all({path.name for path in folder.iterdir()} == FILES for folder in folders)


def test_a_folder_is_named_by_time_recipe_and_seed(toy: Dataset) -> None:
    run = new_run(toy)
    run.past = replace(run.past, started="2026-03-04T05:06:07")
    assert new_folder(run).name == "20260304-050607-report-seed4"


@pytest.mark.parametrize("name", ["../../elsewhere", "a/b\\c", "x" * 500, "two\nlines"])
def test_a_folder_is_one_in_the_home_whatever_a_file_calls_its_recipe(
    toy: Dataset, home: Path, name: str
) -> None:
    run = new_run(toy)
    run.recipe = name
    folder = new_folder(run)
    assert folder.parent == home / "runs"
    assert re.fullmatch(r"[-\w]{1,100}", folder.name)


def test_a_recipe_gets_as_many_outputs_as_the_data_have_classes(toy: Dataset) -> None:
    letters = replace(toy, class_names=tuple("abcdefghijkl"))
    assert Run.of(RECIPES["by-hand"], letters).state.network.spec.sizes == (784, 16, 12)
    assert Run.of(RECIPES["by-hand"], toy).state.network.spec.sizes == (784, 16, 10)


def test_other_data_show_in_the_name_of_the_recipe(toy: Dataset) -> None:
    recipe = RECIPES["report"]
    assert Run.of(recipe, toy).recipe == "report-changed"
    assert Run.of(recipe, replace(toy, source=Source("mnist"))).recipe == "report-changed"
    assert Run.of(recipe, replace(toy, source=Source("report"))).recipe == "report"


def test_home_is_where_mlp_lab_home_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MLP_LAB_HOME", str(tmp_path / "lab"))
    assert home() == tmp_path / "lab"
    for nothing in ("", None):
        monkeypatch.setattr(Path, "home", lambda: tmp_path)
        if nothing is None:
            monkeypatch.delenv("MLP_LAB_HOME")
        else:
            monkeypatch.setenv("MLP_LAB_HOME", nothing)
        assert home() == tmp_path / ".mlp-lab"


@pytest.mark.case(75)
def test_without_any_home_the_folder_for_temporary_files_has_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """HOME is unset, and nobody of this number is known, as in many a container."""
    for name in ("MLP_LAB_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", {}.__getitem__)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert home() == tmp_path / ".mlp-lab"


@pytest.mark.parametrize(
    ("iteration", "stop"), [(0, 100), (1, 100), (99, 100), (100, 200), (150, 200), (200, 300)]
)
def test_training_goes_on_to_the_next_whole_length(iteration: int, stop: int) -> None:
    assert TrainConfig(iterations=100).end_after(iteration) == stop


def test_closing_the_events_ends_the_thread_that_makes_batches(toy: Dataset) -> None:
    config = TrainConfig(batch_size=20, rotation=10.0)
    run = Run.new(TOY, config, "toy", toy)
    events = run.events()
    taken = [next(events) for _ in range(3)]
    assert taken
    assert "prefetch" in {thread.name for thread in threading.enumerate()}
    events.close()
    assert "prefetch" not in {thread.name for thread in threading.enumerate()}

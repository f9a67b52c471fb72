"""What a run remembers of its divergences, also once it was saved and read."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core import checkpoint
from core.checkpoint import CheckpointError
from core.config import TrainConfig
from core.network import NetworkSpec
from core.past import Change, Past
from core.runs import Run
from core.samples import Dataset
from core.training import Diverged
from tests.core.model_files import small_model, with_header

SPEC = NetworkSpec((784, 12, 8, 10), "tanh", "linear")  # whose squared error explodes at once
CONFIG = TrainConfig(40, batch_size=8, learning_rate=100.0, evaluate_every=10)


def diverged_run(dataset: Dataset, times: int = 1) -> tuple[Run, list[int]]:
    """A run that diverged so often, and where."""
    run, places = Run.new(SPEC, CONFIG, "report", dataset), []
    for _ in range(times):
        with pytest.raises(Diverged) as caught:
            run.finish()
        places.append(caught.value.iteration)
    return run, places


def test_a_run_begins_without_divergences(toy: Dataset) -> None:
    assert Run.new(SPEC, CONFIG, "report", toy).past.divergences == ()


@pytest.mark.parametrize("times", [1, 2])
def test_each_divergence_is_remembered_by_its_iteration(toy: Dataset, times: int) -> None:
    run, places = diverged_run(toy, times)
    assert run.past.divergences == tuple(places)
    assert len(places) == times
    assert min(places) > run.state.iteration


def test_what_was_before_an_iteration_keeps_the_divergences() -> None:
    past = Past(CONFIG, (Change(5, {"learning_rate": 3.0}),)).diverged(7)
    assert past.before(5) == replace(past, changes=())
    assert past.before(5).divergences == (7,)


def test_divergences_are_kept_by_saving_and_reading(tmp_path: Path, toy: Dataset) -> None:
    run, places = diverged_run(toy)
    run.folder = tmp_path
    run.save()
    loaded = checkpoint.load(tmp_path / "model.npz")
    assert loaded.past == run.past
    assert loaded.past.divergences == tuple(places)
    assert Run.restored(loaded, toy, tmp_path).past.divergences == tuple(places)


def read(path: Path, change: Callable[[dict[str, Any]], object]) -> Past:
    path.write_bytes(with_header(small_model(), change))
    return checkpoint.load(path).past


def test_files_that_know_of_none_open_without(tmp_path: Path) -> None:
    past = read(tmp_path / "early.npz", lambda header: header["past"].pop("divergences"))
    assert past.divergences == ()


@pytest.mark.parametrize("wrong", [None, 7, "3", {}, [True], [-1], [1.5], ["3"], [[3]], [1 << 53]])
def test_divergences_that_make_no_sense_are_refused(tmp_path: Path, wrong: object) -> None:
    with pytest.raises(CheckpointError, match="divergence"):
        read(tmp_path / "wrong.npz", lambda header: header["past"].update(divergences=wrong))

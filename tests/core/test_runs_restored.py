"""A run that was interrupted at any moment goes on as if nothing had happened, bit for bit."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core import checkpoint
from core.checkpoint import CheckpointError
from core.config import TrainConfig
from core.network import NetworkSpec
from core.optimizers import OPTIMIZERS
from core.runs import Run
from core.samples import Dataset
from core.source import Source
from core.training import Diverged, Start
from tests.core.tools import TOY, digest, toy_network

BASE = TrainConfig(40, batch_size=8, learning_rate=0.02, evaluate_every=10, seed=3)
DISTORTED = replace(BASE, rotation=10.0, shift=1.0, elastic=1.0)
MOMENTS = (0, 1, 10, 17, 25, 26, 31, 39)  # 26 and 27 are on either side of an epoch's end
CHANGES: dict[int, dict[str, Any]] = {
    5: {"learning_rate": 0.03},
    17: {"batch_size": 16, "l2": 0.001},
    31: {"optimizer": "adam", "learning_rate": 0.001},
}


def begun(dataset: Dataset, config: TrainConfig, spec: NetworkSpec = TOY) -> Run:
    return Run.new(spec, config, "report", dataset)


def interrupted(run: Run, path: Path) -> Run:
    """What there is of a run after a crash at this moment."""
    checkpoint.save(path, run.checkpoint())
    return Run.restored(checkpoint.load(path), run.dataset, run.folder)


def assert_same(one: Run, other: Run) -> None:
    """Alike but for the seconds that it took, which no two runs share."""
    assert digest(one.state.network) == digest(other.state.network)
    assert digest(one.sound.network) == digest(other.sound.network)
    for name, memory in one.state.optimizer.memory.items():
        np.testing.assert_array_equal(memory, other.state.optimizer.memory[name])
    for field in ("iteration", "images_seen", "evaluated_at"):
        assert getattr(one.state, field) == getattr(other.state, field)
    assert replace(one.past, started="") == replace(other.past, started="")
    assert one.config == other.config
    assert one.advice == other.advice
    mine, theirs = one.history.to_arrays(), other.history.to_arrays()
    mine["evaluated"][:, 2] = theirs["evaluated"][:, 2]
    for name, array in mine.items():
        np.testing.assert_array_equal(array, theirs[name])


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize(
    "config",
    [
        *[replace(BASE, optimizer=name) for name in OPTIMIZERS],
        replace(BASE, dropout=0.3, l2=0.001),
        replace(DISTORTED, schedule="cosine", optimizer="momentum"),
        replace(DISTORTED, schedule="warm-up", optimizer="adam", learning_rate=0.001, dropout=0.2),
        replace(BASE, schedule="step", batch_size=64),
    ],
    ids=lambda config: f"{config.optimizer} {config.schedule}",
)
def test_it_ends_with_the_bits_of_one_never_interrupted(
    tmp_path: Path, toy: Dataset, config: TrainConfig, moment: int
) -> None:
    straight, run = begun(toy, config), begun(toy, config)
    straight.finish()
    for _ in run.events(until=moment):
        pass
    again = interrupted(run, tmp_path / "model.npz")
    again.finish()
    assert_same(again, straight)


def test_it_may_be_interrupted_between_any_two_events(tmp_path: Path, toy: Dataset) -> None:
    """Also after the batch that makes an evaluation due."""
    config = replace(BASE, iterations=12, evaluate_every=4, optimizer="momentum")
    straight, run = begun(toy, config), begun(toy, config)
    straight.finish()
    while run.state.evaluated_at != 12:
        with closing(run.events()) as events:
            next(events)
        run = interrupted(run, tmp_path / "model.npz")
    run.finish()
    assert_same(run, straight)


@pytest.mark.parametrize("moment", [*MOMENTS, 5, 6, 30, 32])
def test_settings_that_were_changed_on_the_way_are_as_they_were(
    tmp_path: Path, toy: Dataset, moment: int
) -> None:
    def go_on(run: Run) -> Run:
        for at, settings in CHANGES.items():
            if at >= run.state.iteration and at not in {change.iteration for change in run.changes}:
                for _ in run.events(until=at):
                    pass
                run.change(replace(run.config, **settings))
        run.finish()
        return run

    straight, run = go_on(begun(toy, BASE)), begun(toy, BASE)
    for at, settings in CHANGES.items():
        if at <= moment:
            for _ in run.events(until=at):
                pass
            run.change(replace(run.config, **settings))
    for _ in run.events(until=moment):
        pass
    assert_same(go_on(interrupted(run, tmp_path / "model.npz")), straight)


def diverging(toy: Dataset) -> Run:
    """A run that learns for ten iterations and is then given a rate that ruins it."""
    config = TrainConfig(100, batch_size=8, learning_rate=0.01, evaluate_every=10)
    run = begun(toy, config, NetworkSpec((784, 12, 8, 10), "tanh", "linear"))
    for _ in run.events(until=10):
        pass
    run.change(replace(config, learning_rate=3.0, optimizer="momentum"))
    return run


def diverged(run: Run) -> Run:
    with pytest.raises(Diverged):
        run.finish()
    return run


@pytest.mark.parametrize("more", [0, 1, 2, 3])
def test_one_that_diverges_goes_back_as_far_as_if_it_had_not_been_interrupted(
    tmp_path: Path, toy: Dataset, more: int
) -> None:
    run = diverging(toy)
    for _ in run.events(until=10 + more):
        pass
    again = diverged(interrupted(run, tmp_path / "model.npz"))
    straight = diverged(diverging(toy))
    assert again.state.iteration == 10
    assert again.config.learning_rate == 0.01
    assert_same(again, straight)


def test_the_way_back_keeps_the_memory_of_the_optimizer_that_led_there(
    tmp_path: Path, toy: Dataset
) -> None:
    """The other optimizer has been taken up, and has not made a step."""
    config = replace(BASE, optimizer="momentum")
    run = begun(toy, config)
    for _ in run.events(until=10):
        pass
    run.change(replace(config, optimizer="adam"))
    assert list(run.events(until=10)) == []
    again = interrupted(run, tmp_path / "model.npz")
    for each in (run, again):
        each.go_back()
        each.finish()
    assert_same(again, run)


def test_what_a_run_began_with_is_known_after_it_was_interrupted(
    tmp_path: Path, toy: Dataset
) -> None:
    start = Start(toy_network(seed=9), "handwriting", "MNIST", 300)
    run = Run.new(TOY, BASE, "fine-tuned", toy, start)
    run.folder = tmp_path
    again = interrupted(run, tmp_path / "model.npz")
    assert again.past == run.past
    assert again.past.began_from == {"recipe": "handwriting", "dataset": "MNIST", "iteration": 300}
    assert (again.recipe, again.folder) == ("fine-tuned", tmp_path)


@pytest.mark.parametrize("moment", [0, 13, 20])
def test_the_folder_is_the_same_once_it_is_saved_again(
    tmp_path: Path, toy: Dataset, moment: int
) -> None:
    run = begun(toy, BASE)
    for _ in run.events(until=moment):
        pass
    run.folder = tmp_path / "run"
    run.save()
    before = {path.name: path.read_bytes() for path in run.folder.iterdir()}
    again = Run.restored(checkpoint.load(run.folder / "model.npz"), toy, run.folder)
    again.save()
    assert {path.name: path.read_bytes() for path in run.folder.iterdir()} == before


def test_the_model_alone_is_enough(tmp_path: Path, toy: Dataset) -> None:
    """As after a kill between the writing of the model and that of the others."""
    run = begun(toy, BASE)
    run.folder = tmp_path
    for _ in run.events(until=13):
        pass
    run.save()
    for name in ("run.json", "curves.npz"):
        (tmp_path / name).unlink()
    again = Run.restored(checkpoint.load(tmp_path / "model.npz"), toy, tmp_path)
    again.finish()
    run.finish()
    assert_same(again, run)


@pytest.mark.parametrize(
    "other",
    [
        lambda toy: replace(toy, name="other"),
        lambda toy: replace(toy, class_names=tuple("abcdefghij")),
    ],
)
def test_other_data_are_refused(toy: Dataset, other: Callable[[Dataset], Dataset]) -> None:
    with pytest.raises(CheckpointError, match=r"was trained on toy, .* Open the data"):
        Run.restored(begun(toy, BASE).checkpoint(), other(toy))


def test_the_source_and_the_classes_are_kept(tmp_path: Path, toy: Dataset) -> None:
    letters = replace(toy, class_names=tuple("abcdefghij"), source=Source("mnist"))
    checkpoint.save(tmp_path / "model.npz", begun(letters, BASE).checkpoint())
    loaded = checkpoint.load(tmp_path / "model.npz")
    assert loaded.class_names == tuple("abcdefghij")
    assert loaded.source == Source("mnist")

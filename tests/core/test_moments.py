"""The networks of a run on its way: kept, bounded in number and size, and fit to go on from."""

import errno
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from core import checkpoint, moments
from core.checkpoint import Checkpoint, CheckpointError
from core.config import TrainConfig
from core.models import open_model
from core.optimizers import OPTIMIZERS
from core.runs import Run
from core.samples import Dataset
from core.training import Evaluated
from tests.core.faults import REASONS, Disk, outcomes
from tests.core.tools import TOY, digest

CONFIG = TrainConfig(20, batch_size=8, learning_rate=0.02, evaluate_every=5, seed=3)


def new_run(dataset: Dataset, folder: Path | None, config: TrainConfig = CONFIG) -> Run:
    run = Run.new(TOY, config, "report", dataset)
    run.folder = folder
    return run


@pytest.fixture
def finished(tmp_path: Path, toy: Dataset) -> Run:
    """A run to its end with moments at 0, 5, 10, 15 and 20."""
    run = new_run(toy, tmp_path / "run")
    run.finish()
    run.save()
    return run


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / moments.FOLDER).iterdir())


def at(iteration: int, kept: Checkpoint) -> Checkpoint:
    """The same network, as if it were at another iteration."""
    return replace(kept, state=replace(kept.state, iteration=iteration))


def keep_all(folder: Path, kept: Checkpoint, iterations: range | list[int]) -> tuple[int, ...]:
    """What is left of moments that come one after the other."""
    left: tuple[int, ...] = ()
    for iteration in iterations:
        left = moments.keep(folder, at(iteration, kept), left)
        assert left == moments.listed(folder, iteration)
    return left


def test_the_network_of_every_evaluation_is_kept(tmp_path: Path, toy: Dataset) -> None:
    run = new_run(toy, tmp_path)
    networks = {e.iteration: digest(e.network) for e in run.events() if isinstance(e, Evaluated)}
    assert run.moments == run.snapshot().moments == (0, 5, 10, 15, 20) == tuple(networks)
    assert run.snapshot().folder == tmp_path
    for iteration, network in networks.items():
        assert digest(moments.load(tmp_path, iteration).network) == network
    assert files(tmp_path) == [f"{iteration:09d}.npz" for iteration in networks]


def test_a_run_without_a_folder_keeps_none(tmp_path: Path, toy: Dataset) -> None:
    run = new_run(toy, None)
    run.finish()
    assert run.moments == ()
    assert list(tmp_path.iterdir()) == []


def test_evaluating_the_same_network_again_keeps_it_once(finished: Run) -> None:
    assert finished.folder
    before = finished.moments
    again = moments.keep(finished.folder, finished.checkpoint(), before)
    assert again == before == moments.listed(finished.folder, 20)


def test_a_moment_is_no_larger_for_a_long_run(finished: Run) -> None:
    """It holds neither curves nor the state to go back to."""
    assert finished.folder
    kept = moments.load(finished.folder, 20)
    assert (kept.history.scores, kept.sound) == ([], None)
    assert kept.past == finished.past


@pytest.mark.parametrize("most", [2, 3, 10])
@pytest.mark.parametrize(
    "iterations", [range(60), [*range(0, 200, 10), *range(200, 240)], [0, 1, 2, 500, 501, 502, 999]]
)
def test_too_many_are_thinned_where_they_are_densest(
    tmp_path: Path,
    toy: Dataset,
    monkeypatch: pytest.MonkeyPatch,
    most: int,
    iterations: range | list[int],
) -> None:
    monkeypatch.setattr(moments, "MOST", most)
    left = keep_all(tmp_path, new_run(toy, None).checkpoint(), iterations)
    assert len(left) == min(most, len(iterations))
    assert (left[0], left[-1]) == (iterations[0], iterations[-1])


def test_what_is_left_is_spaced_evenly(
    tmp_path: Path, toy: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moments, "MOST", 10)
    left = keep_all(tmp_path, new_run(toy, None).checkpoint(), range(0, 1000, 10))
    gaps = [later - earlier for earlier, later in pairwise(left)]
    assert max(gaps) <= 4 * min(gaps[:-1])  # the newest ones may be nearer


def test_they_take_no_more_than_so_many_bytes(
    tmp_path: Path, toy: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = new_run(toy, None).checkpoint()
    size = kept.network.parameters.values.nbytes
    monkeypatch.setattr(moments, "MOST_BYTES", 11 * size // 2)
    assert len(keep_all(tmp_path, kept, range(9))) == 5


def test_a_network_of_which_only_a_few_would_fit_is_not_kept(
    tmp_path: Path, toy: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = new_run(toy, None).checkpoint()
    monkeypatch.setattr(moments, "MOST_BYTES", 3 * kept.network.parameters.values.nbytes)
    assert keep_all(tmp_path, kept, range(5)) == ()
    assert list(tmp_path.rglob("*.npz")) == []


def test_what_a_crash_left_of_another_course_goes_with_the_next_moment(
    tmp_path: Path, toy: Dataset
) -> None:
    kept = new_run(toy, None).checkpoint()
    keep_all(tmp_path, kept, [0, 5, 10, 15])
    assert moments.keep(tmp_path, at(7, kept), (0, 5)) == (0, 5, 7)
    assert moments.listed(tmp_path) == (0, 5, 7)


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("lasting", [False, True])
def test_a_disk_that_fails_leaves_those_that_were_there(
    tmp_path: Path, toy: Dataset, monkeypatch: pytest.MonkeyPatch, reason: int, lasting: bool
) -> None:
    first, second = (at(iteration, new_run(toy, None).checkpoint()) for iteration in (0, 5))
    told: list[tuple[int, ...]] = []

    def prepare(folder: Path) -> Callable[[], object]:
        moments.keep(folder, first, ())
        return lambda: told.append(moments.keep(folder, second, (0,)))

    for outcome in outcomes(tmp_path, monkeypatch, prepare, reason, lasting=lasting):
        assert outcome.error is None
        assert told[-1] in ((0,), (0, 5))
        for iteration in told[-1]:
            assert moments.load(outcome.folder, iteration).state.iteration == iteration
        assert outcome.litter == []
    assert told[-1] == (0, 5)
    assert (0,) in told


def test_training_does_not_depend_on_a_disk_that_is_full(
    tmp_path: Path, toy: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    straight, run = new_run(toy, None), new_run(toy, tmp_path)
    straight.finish()
    with monkeypatch.context() as patched:
        Disk(patched, 0, errno.ENOSPC, lasting=True)
        run.finish()
    assert run.moments == ()
    assert digest(run.state.network) == digest(straight.state.network)


def test_a_run_restored_from_its_folder_knows_its_moments(finished: Run, toy: Dataset) -> None:
    folder = finished.folder
    assert folder
    again = Run.restored(checkpoint.load(folder / "model.npz"), toy, folder)
    assert again.moments == finished.moments == again.snapshot().moments
    assert Run.restored(checkpoint.load(folder / "model.npz"), toy).moments == ()


def test_moments_later_than_what_was_saved_are_not_its_own(finished: Run, toy: Dataset) -> None:
    """As after a crash between an evaluation and the next saving."""
    folder = finished.folder
    assert folder
    earlier = replace(moments.load(folder, 10), sound=None)
    assert Run.restored(earlier, toy, folder).moments == (0, 5, 10)


@pytest.mark.parametrize(
    "name", ["notes.txt", "x.npz", "²0.npz", ".000000005.npz.1-1.tmp", "5.txt"]
)
def test_other_files_among_them_are_no_moments(finished: Run, name: str) -> None:
    assert finished.folder
    (finished.folder / moments.FOLDER / name).write_bytes(b"?")
    assert moments.listed(finished.folder, 20) == finished.moments


def test_a_folder_without_moments_has_none(tmp_path: Path) -> None:
    assert moments.listed(tmp_path, 100) == ()
    assert moments.listed(tmp_path / "missing", 100) == ()


def test_going_back_forgets_those_that_come_later(tmp_path: Path, toy: Dataset) -> None:
    run = new_run(toy, tmp_path)
    for event in run.events():
        if isinstance(event, Evaluated) and event.iteration == 10:
            sound = run.state.copy()
    run.sound = sound
    run.go_back()
    assert run.moments == moments.listed(tmp_path, 1000) == (0, 5, 10)
    run.finish()
    assert run.snapshot().moments == (0, 5, 10, 15, 20)


def test_a_moment_opens_as_a_model(finished: Run) -> None:
    assert finished.folder
    model = open_model(moments.path_of(finished.folder, 10))
    assert model.state.iteration == 10
    assert digest(model.network) == digest(moments.load(finished.folder, 10).network)


@pytest.mark.parametrize("iteration", [0, 5, 15])
@pytest.mark.parametrize(
    "config",
    [
        *[replace(CONFIG, optimizer=name) for name in OPTIMIZERS],
        replace(CONFIG, optimizer="adam", dropout=0.3, schedule="cosine"),
        replace(CONFIG, optimizer="momentum", rotation=10.0, batch_size=64),
    ],
    ids=lambda config: f"{config.optimizer} {config.schedule} {config.batch_size}",
)
def test_training_on_from_a_moment_gives_the_bits_of_the_straight_run(
    tmp_path: Path, toy: Dataset, config: TrainConfig, iteration: int
) -> None:
    straight = new_run(toy, tmp_path, config)
    straight.finish()
    again = Run.restored(moments.load(tmp_path, iteration), toy)
    assert again.state.iteration == iteration
    again.finish()
    assert digest(again.state.network) == digest(straight.state.network)
    for name, memory in straight.state.optimizer.memory.items():
        np.testing.assert_array_equal(memory, again.state.optimizer.memory[name])
    assert again.state.images_seen == straight.state.images_seen


@pytest.mark.parametrize(
    "damaged",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data[:5000] + bytes([data[5000] ^ 1]) + data[5001:],
    ],
    ids=["empty", "cut", "a bit"],
)
def test_a_damaged_moment_is_refused(finished: Run, damaged: Callable[[bytes], bytes]) -> None:
    assert finished.folder
    path = moments.path_of(finished.folder, 10)
    path.write_bytes(damaged(path.read_bytes()))
    with pytest.raises(CheckpointError, match=r"000000010\.npz"):
        moments.load(finished.folder, 10)


def test_a_missing_moment_is_refused(finished: Run) -> None:
    assert finished.folder
    with pytest.raises(CheckpointError, match=r"000000007\.npz"):
        moments.load(finished.folder, 7)

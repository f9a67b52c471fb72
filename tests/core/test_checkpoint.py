"""A checkpoint comes back whole, and a run goes on from it as if nothing had happened."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import resources
from core.checkpoint import Checkpoint, CheckpointError, load, save
from core.config import TrainConfig
from core.history import History
from core.machine import versions
from core.optimizers import OPTIMIZERS
from core.past import Change, Past
from core.samples import DIGITS, Dataset
from core.source import HELD_OUT, Interpretation, Source
from core.training import TrainingState, new_state, train
from tests.core.tools import TOY, digest

CONFIG = TrainConfig(iterations=40, batch_size=8, evaluate_every=10, learning_rate=0.05, seed=3)


def advance(state: TrainingState, history: History, dataset: Dataset, until: int) -> None:
    for event in train(state, dataset, CONFIG, until=until):
        history.add(event)


def trained(dataset: Dataset, until: int = 17) -> Checkpoint:
    state, history = new_state(TOY, CONFIG), History()
    advance(state, history, dataset, until)
    return Checkpoint(state, Past(CONFIG), history, "report", dataset.name)


def test_everything_comes_back(tmp_path: Path, toy: Dataset) -> None:
    before = trained(toy)
    save(tmp_path / "model.npz", before)
    after = load(tmp_path / "model.npz")
    assert digest(after.network) == digest(before.network)
    assert after.network.spec == TOY
    assert after.past == before.past
    assert after.config == CONFIG
    assert (after.recipe, after.dataset) == ("report", "toy")
    assert after.versions == before.versions == versions()
    for field in ("iteration", "images_seen", "seconds", "evaluated_at"):
        assert getattr(after.state, field) == getattr(before.state, field)
    arrays = after.history.to_arrays()
    for name, array in before.history.to_arrays().items():
        np.testing.assert_array_equal(arrays[name], array, strict=True)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_the_optimizer_comes_back_with_its_memory(tmp_path: Path, toy: Dataset, name: str) -> None:
    config = replace(CONFIG, optimizer=name)
    state, whole = new_state(TOY, config), new_state(TOY, config)
    for events in (train(state, toy, config, until=9), train(whole, toy, config, until=20)):
        for _ in events:
            pass
    # the next optimizer is chosen already, and has not begun
    later = replace(config, optimizer="sgd" if name == "adam" else "adam")
    save(tmp_path / "model.npz", Checkpoint(state, Past(later), History(), "report", "toy"))
    loaded = load(tmp_path / "model.npz")
    for _ in train(loaded.state, toy, config, until=20):
        pass
    assert digest(loaded.network) == digest(whole.network)


def test_the_last_evaluation_is_at_hand(toy: Dataset) -> None:
    checkpoint = trained(toy)
    assert checkpoint.evaluation is checkpoint.history.scores[-1]
    assert checkpoint.evaluation.iteration == 10
    assert replace(checkpoint, history=History()).evaluation is None


@pytest.mark.parametrize("stop", [0, 1, 10, 27, 28])
def test_a_run_saved_on_the_way_goes_on_with_the_same_bits(
    tmp_path: Path, toy: Dataset, stop: int
) -> None:
    straight, saved = trained(toy, CONFIG.iterations), trained(toy, stop)
    save(tmp_path / "model.npz", saved)
    loaded = load(tmp_path / "model.npz")
    advance(loaded.state, loaded.history, toy, CONFIG.iterations)
    assert digest(loaded.network) == digest(straight.network)
    for mine, theirs in zip(
        loaded.history.curves().loss, straight.history.curves().loss, strict=True
    ):
        assert (mine == theirs).all()
    assert [s.iteration for s in loaded.history.scores] == [0, 10, 20, 30, 40]


def test_where_it_comes_from_comes_back(tmp_path: Path, toy: Dataset) -> None:
    changes = Change(3, {"learning_rate": 0.01}), Change(9, {"optimizer": "adam", "l2": 0.001})
    origin: dict[str, str | int] = {"recipe": "handwriting", "dataset": "MNIST", "iteration": 300}
    meant = Interpretation("signed", inverted=True, transposed=True, held_out=HELD_OUT[0])
    before = replace(
        trained(toy),
        past=Past(CONFIG, changes, "2026-03-04T05:06:07", origin),
        source=Source("", "/data/Ziffern <ä>.csv", meant, "abc"),
        class_names=tuple("ABCDEFGHIJ"),
        sound=new_state(TOY, CONFIG),
    )
    save(tmp_path / "model.npz", before)
    after = load(tmp_path / "model.npz")
    assert (after.past, after.source, after.class_names) == (
        before.past,
        before.source,
        before.class_names,
    )
    assert after.config == replace(CONFIG, learning_rate=0.01, optimizer="adam", l2=0.001)
    assert before.sound
    assert after.sound
    assert digest(after.sound.network) == digest(before.sound.network)
    assert after.sound.iteration == 0


def test_the_same_checkpoint_gives_the_same_bytes(tmp_path: Path, toy: Dataset) -> None:
    checkpoint = trained(toy)
    for name in ("one.npz", "other.npz"):
        save(tmp_path / name, checkpoint)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "other.npz").read_bytes()


def test_the_file_ends_in_the_checksum_of_all_before(tmp_path: Path, toy: Dataset) -> None:
    save(tmp_path / "model.npz", trained(toy))
    data = (tmp_path / "model.npz").read_bytes()
    assert data[-71:-64] == b"sha256 "
    assert data[-64:].decode() == hashlib.sha256(data[:-64]).hexdigest()


def test_numpy_alone_reads_it(tmp_path: Path, toy: Dataset) -> None:
    before = trained(toy)
    save(tmp_path / "model.npz", before)
    with np.load(tmp_path / "model.npz", allow_pickle=False) as stored:
        for parameter in before.network.parameters:
            np.testing.assert_array_equal(stored[parameter.name], parameter.value, strict=True)
        assert json.loads(str(stored["header"]))["recipe"] == "report"


def test_the_bundled_model_reads_digits(mnist: Dataset) -> None:
    path = resources.path("models", "default.npz")
    bundled = load(path)
    images, labels = mnist.test.images[:500], mnist.test.labels[:500]
    assert (bundled.network.predict(images).argmax(axis=1) == labels).mean() > 0.95
    assert bundled.evaluation
    assert bundled.evaluation.test.error < 0.03
    assert (bundled.source, bundled.class_names) == (Source("drawn"), DIGITS)
    assert path.stat().st_size < 4_000_000


def test_a_path_to_nothing_or_to_a_folder_is_named(tmp_path: Path) -> None:
    for path, words in ((tmp_path / "gone.npz", "Check the name"), (tmp_path, "Choose a file")):
        with pytest.raises(CheckpointError, match=words) as error:
            load(path)
        assert str(error.value).startswith(f"{path} ")

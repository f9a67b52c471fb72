"""A run may begin with the weights of a trained network; all else is as with any other run."""

import json
from pathlib import Path

import numpy as np
import pytest

from core.config import TrainConfig
from core.network import Network
from core.runs import Run
from core.samples import Dataset
from core.training import Start
from tests.core.tools import TOY, digest, toy_network

CONFIG = TrainConfig(iterations=20, batch_size=8, evaluate_every=5, seed=4)


@pytest.fixture
def trained() -> Network:
    return toy_network(seed=9)


def begun(toy: Dataset, start: Network | None, config: TrainConfig = CONFIG) -> Run:
    given = Start(start, "report", "toy", 300) if start else None
    return Run.new(TOY, config, "fine-tuned", toy, given)


def test_it_begins_at_iteration_0_with_exactly_these_weights(
    toy: Dataset, trained: Network
) -> None:
    run = begun(toy, trained)
    assert (run.state.iteration, run.state.images_seen) == (0, 0)
    assert digest(run.state.network) == digest(run.sound.network) == digest(trained)
    assert digest(begun(toy, None).state.network) != digest(trained)


def test_the_first_evaluation_is_that_of_the_network_it_began_with(
    toy: Dataset, trained: Network
) -> None:
    run = begun(toy, trained)
    next(run.events())
    (first,) = run.history.scores
    assert first.iteration == 0
    answers = trained.predict(toy.test.images).argmax(axis=1)
    assert first.test.mistakes == np.count_nonzero(answers != toy.test.labels)


def test_training_leaves_the_network_it_began_with_as_it_was(
    toy: Dataset, trained: Network
) -> None:
    before = digest(trained)
    run = begun(toy, trained)
    run.finish()
    assert digest(trained) == before
    assert digest(run.state.network) != before


def test_the_batches_are_those_of_any_run_with_its_seed(toy: Dataset) -> None:
    usual = begun(toy, None)
    same = begun(toy, usual.state.network.copy())
    for run in (usual, same):
        run.finish()
    assert digest(same.state.network) == digest(usual.state.network)


def test_going_back_before_anything_was_learned_returns_to_these_weights(
    toy: Dataset, trained: Network
) -> None:
    run = begun(toy, trained)
    list(run.events(until=3))
    run.go_back()
    assert digest(run.state.network) == digest(trained)


def test_the_record_says_whose_weights_it_began_with(
    toy: Dataset, trained: Network, tmp_path: Path
) -> None:
    for start, origin in (
        (trained, {"recipe": "report", "dataset": "toy", "iteration": 300}),
        (None, None),
    ):
        run = begun(toy, start)
        run.folder = tmp_path / str(origin is None)
        run.save()
        assert json.loads((run.folder / "run.json").read_text("utf-8"))["began_from"] == origin

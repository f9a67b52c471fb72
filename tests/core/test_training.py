"""Training reports its events in order, stops when told, learns, and survives divergence."""

from itertools import pairwise

import numpy as np
import pytest

from core import training
from core.activations import ACTIVATIONS
from core.arrays import Floats, Labels, one_of_k
from core.config import TrainConfig
from core.network import NetworkSpec
from core.outputs import OUTPUTS
from core.samples import Dataset
from core.training import (
    BatchDone,
    Evaluated,
    Event,
    evaluate,
    iterations_per_epoch,
    new_state,
    train,
)
from tests.core.tools import TOY, digest, toy_network

CONFIG = TrainConfig(iterations=12, batch_size=8, evaluate_every=5)


def run(dataset: Dataset, config: TrainConfig, spec: NetworkSpec = TOY) -> list[Event]:
    return list(train(new_state(spec, config), dataset, config))


def outline(events: list[Event]) -> str:
    """E for an evaluation and . for a batch, each with its iteration."""
    return " ".join(f"{'E' if isinstance(e, Evaluated) else '.'}{e.iteration}" for e in events)


def evaluations(events: list[Event]) -> list[Evaluated]:
    return [event for event in events if isinstance(event, Evaluated)]


def test_events_come_in_order(toy: Dataset) -> None:
    assert outline(run(toy, CONFIG)) == "E0 .1 .2 .3 .4 .5 E5 .6 .7 .8 .9 .10 E10 .11 .12 E12"


def test_until_ends_earlier_and_the_next_call_goes_on(toy: Dataset) -> None:
    state = new_state(TOY, CONFIG)
    assert outline(list(train(state, toy, CONFIG, until=3))) == "E0 .1 .2 .3"
    assert outline(list(train(state, toy, CONFIG, until=5))) == ".4 .5 E5"
    assert outline(list(train(state, toy, CONFIG, until=7))) == ".6 .7"
    assert outline(list(train(state, toy, CONFIG, until=7))) == ""
    assert state.iteration == 7


def test_training_goes_on_past_the_end(toy: Dataset) -> None:
    state = new_state(TOY, CONFIG)
    list(train(state, toy, CONFIG))
    assert outline(list(train(state, toy, CONFIG, until=16))) == ".13 .14 .15 E15 .16"
    last = evaluations(list(train(state, toy, CONFIG, until=24)))[-1]
    assert (last.iteration, last.train.sampled) == (24, False)


def test_only_the_evaluation_at_the_end_is_on_all_training_images(
    toy: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "SAMPLE", 30)
    *others, last = evaluations(run(toy, CONFIG))
    assert {(e.train.images, e.train.sampled) for e in others} == {(30, True)}
    assert (last.train.images, last.train.sampled) == (210, False)
    assert {(e.test.images, e.test.sampled) for e in [*others, last]} == {(60, False)}


def test_few_training_images_are_never_sampled(toy: Dataset) -> None:
    assert {(e.train.images, e.train.sampled) for e in evaluations(run(toy, CONFIG))} == {
        (210, False)
    }


@pytest.mark.case(64)
def test_the_last_batch_of_an_epoch_is_short(toy: Dataset) -> None:
    state = new_state(TOY, CONFIG)
    per_epoch = iterations_per_epoch(toy, CONFIG)
    assert per_epoch == 27  # 26 batches of 8, and the last 2 images
    seen = [state.images_seen for _ in train(state, toy, CONFIG, until=per_epoch + 1)]
    assert seen[-3:] == [208, 210, 218]


@pytest.mark.case(64)
def test_a_batch_larger_than_the_data_is_all_of_them(toy: Dataset) -> None:
    config = TrainConfig(iterations=3, batch_size=1000, evaluate_every=1)
    assert [event.epoch for event in evaluations(run(toy, config))] == [0, 1, 2, 3]


def test_epochs_and_seconds_are_told(toy: Dataset) -> None:
    events = evaluations(run(toy, CONFIG))
    assert [event.epoch for event in events] == [0, 40 / 210, 80 / 210, 96 / 210]
    assert all(0 < a.seconds < b.seconds for a, b in pairwise(events))


def test_an_evaluated_network_is_never_touched_again(toy: Dataset) -> None:
    first, *_, last = evaluations(run(toy, CONFIG))
    assert digest(first.network) == digest(new_state(TOY, CONFIG).network)
    assert evaluate(last.network, toy.test).loss == last.test.loss
    assert digest(first.network) != digest(last.network)


def test_a_batch_reports_its_mean_loss_before_the_step(toy: Dataset) -> None:
    config = TrainConfig(iterations=1, batch_size=len(toy.train))
    before, batch, after = run(toy, config)
    assert isinstance(batch, BatchDone)
    assert isinstance(before, Evaluated)
    assert isinstance(after, Evaluated)
    assert batch.loss == pytest.approx(before.train.loss, rel=1e-5)
    assert batch.loss != pytest.approx(after.train.loss, rel=1e-5)


@pytest.mark.parametrize("batches", [0, 1, 4, 11])
def test_stop_is_obeyed_before_the_next_batch(toy: Dataset, batches: int) -> None:
    done: list[Event] = []
    state = new_state(TOY, CONFIG)
    for event in train(state, toy, CONFIG, stopped=lambda: state.iteration >= batches):
        done.append(event)
    assert state.iteration == batches
    assert sum(isinstance(event, BatchDone) for event in done) == batches


@pytest.mark.parametrize("asked", range(1, 15))
def test_stop_is_obeyed_within_a_chunk_of_an_evaluation(
    toy: Dataset, monkeypatch: pytest.MonkeyPatch, asked: int
) -> None:
    """The first evaluation is of 11 chunks of training images and 3 of testing images."""
    chunks = 0

    def count(labels: Labels, classes: int) -> Floats:
        nonlocal chunks
        chunks += 1
        return one_of_k(labels, classes)

    monkeypatch.setattr(training, "CHUNK", 20)
    monkeypatch.setattr(training, "one_of_k", count)
    answers = iter([False] * (asked - 1) + [True])  # and nobody asks again
    state = new_state(TOY, CONFIG)
    assert list(train(state, toy, CONFIG, stopped=lambda: next(answers))) == []
    assert chunks == asked - 1
    assert state.iteration == 0


def test_a_stopped_evaluation_is_made_up_for(toy: Dataset) -> None:
    state = new_state(TOY, CONFIG)
    assert outline(list(train(state, toy, CONFIG, stopped=lambda: True))) == ""
    assert outline(list(train(state, toy, CONFIG, until=1))) == "E0 .1"


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_kind_of_network_learns(tiny: Dataset, output: str, activation: str) -> None:
    config = TrainConfig(iterations=400, batch_size=20, learning_rate=0.03, evaluate_every=1000)
    spec = NetworkSpec((784, 30, 10), activation, output)
    before, after = evaluations(run(tiny, config, spec))
    assert after.train.loss < 0.8 * before.train.loss
    assert after.test.error < 0.5 < before.test.error


def test_evaluate_agrees_with_a_plain_recount(tiny: Dataset) -> None:
    net, split = toy_network(), tiny.test
    confusion, losses = np.zeros((10, 10), np.int64), []
    for image, label in zip(split.images, split.labels, strict=True):
        y = net.predict(image[np.newaxis])[0]
        confusion[label, y.argmax()] += 1
        losses.append(-np.log(y[label]))
    measured = evaluate(net, split)
    assert (measured.confusion == confusion).all()
    assert measured.loss == pytest.approx(np.mean(losses), rel=1e-5)
    assert measured.error == 1 - np.trace(confusion) / len(split)


def test_evaluating_in_chunks_changes_nothing(
    tiny: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    net, split = toy_network(), tiny.train.part(0, 590)
    whole = evaluate(net, split)
    monkeypatch.setattr(training, "CHUNK", 100)
    chunked = evaluate(net, split)
    assert (chunked.confusion == whole.confusion).all()
    assert chunked.loss == pytest.approx(whole.loss, rel=1e-6)


def test_without_images_there_is_nothing_to_measure(toy: Dataset) -> None:
    measured = evaluate(toy_network(), toy.test.part(0, 0))
    assert (measured.images, measured.loss) == (0, 0)


@pytest.mark.parametrize("chunk", [7, 1000])
def test_units_that_are_the_same_for_every_image_are_counted(
    toy: Dataset, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(training, "CHUNK", chunk)
    network = toy_network()
    first, second, _ = network.layers
    before = evaluate(network, toy.test).dead
    first.b.value[:3] = -1e6  # off for every image
    second.w.value[:, 2] = 0  # on, and the same for every image
    second.b.value[2] = 1.0
    outputs = list(network.outputs(toy.test.images))[:-1]
    same = tuple(int((a == a[0]).all(axis=0).sum()) for a in outputs)
    assert evaluate(network, toy.test).dead == same
    assert same > before
    assert same[0] >= 3

"""A run is the same bit for bit, however often it is stopped, looked at or saved."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.arrays import Labels, one_of_k
from core.config import TrainConfig
from core.network import Network
from core.optimizers import OPTIMIZERS, SGD
from core.randomness import Purpose, rng
from core.samples import Dataset
from core.training import BatchDone, TrainingState, new_state, train
from tests.core.tools import (
    TOY,
    central_difference,
    digest,
    relative_error,
    toy_dataset,
    toy_network,
)

DATA = toy_dataset(train=50, test=20)
CONFIG = TrainConfig(iterations=24, batch_size=8, evaluate_every=6)  # 7 iterations an epoch
END = CONFIG.iterations


def go_on(state: TrainingState, until: int, config: TrainConfig = CONFIG) -> TrainingState:
    for _ in train(state, DATA, config, until=until):
        pass
    return state


def straight(config: TrainConfig = CONFIG) -> TrainingState:
    return go_on(new_state(TOY, config), END, config)


@cache
def straight_bits() -> str:
    return digest(straight().network)


def by_hand(batches: Iterable[Labels], config: TrainConfig = CONFIG) -> Network:
    """Train on batches of indices with nothing but the report's equations 19 and 20."""
    network = toy_network(config.seed)
    for batch in batches:
        x = DATA.train.images[batch].astype(np.float32) * np.float32(1 / 255)
        _, dz = network.output.loss(network.forward(x), one_of_k(DATA.train.labels[batch], 10))
        network.backward(dz / len(batch))
        for parameter in network.parameters:
            parameter.value[...] -= config.learning_rate * parameter.grad
    return network


EVERYTHING = replace(
    CONFIG,
    learning_rate=0.01,
    schedule="warm-up",
    optimizer="momentum",
    l2=0.001,
    dropout=0.2,
    rotation=10.0,
    shift=1.0,
    elastic=0.5,
)


def order(epoch: int) -> Labels:
    return rng(CONFIG.seed, Purpose.ORDER, epoch).permutation(50)


def test_two_straight_runs_have_the_same_bits(tiny: Dataset) -> None:
    config = TrainConfig(iterations=100)
    states = [new_state(TOY, config) for _ in range(2)]
    for state in states:
        for _ in train(state, tiny, config):
            pass
    assert digest(states[0].network) == digest(states[1].network)


def test_another_seed_gives_another_network_and_another_order() -> None:
    assert digest(straight(replace(CONFIG, seed=2)).network) != straight_bits()
    state = new_state(TOY, CONFIG)
    assert digest(go_on(state, END, replace(CONFIG, seed=2)).network) != straight_bits()


@given(st.lists(st.integers(0, END), max_size=6).map(sorted))
def test_a_run_stopped_anywhere_has_the_bits_of_a_straight_one(stops: list[int]) -> None:
    state = new_state(TOY, CONFIG)
    for stop in [*stops, END]:
        go_on(state, stop)
    assert digest(state.network) == straight_bits()


@pytest.mark.parametrize("events", range(1, END + 6))
def test_closing_the_events_anywhere_loses_nothing(events: int) -> None:
    state = new_state(TOY, CONFIG)
    running = train(state, DATA, CONFIG)
    for _, _ in zip(range(events), running, strict=False):
        pass
    running.close()
    assert digest(go_on(state, END).network) == straight_bits()


@pytest.mark.parametrize("stop", [1, 6, 7, 8, 13])
def test_a_copy_of_the_state_goes_on_like_the_state(stop: int) -> None:
    state = go_on(new_state(TOY, CONFIG), stop)
    twin = state.copy()
    go_on(state, END)
    assert digest(go_on(twin, END).network) == digest(state.network) == straight_bits()


@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("stop", [1, 6, 7, 13])
def test_with_everything_on_a_run_stopped_anywhere_has_the_same_bits(name: str, stop: int) -> None:
    config = replace(EVERYTHING, optimizer=name)
    whole = go_on(new_state(TOY, config), END, config)
    parts = go_on(new_state(TOY, config), stop, config)
    assert digest(go_on(parts, END, config).network) == digest(whole.network)


@pytest.mark.parametrize("setting", ["momentum", "l2", "dropout", "rotation", "elastic"])
def test_every_setting_makes_a_difference(setting: str) -> None:
    off: dict[str, Any] = {setting: 0.0}
    without = replace(EVERYTHING, **off)
    bits = {digest(go_on(new_state(TOY, c), END, c).network) for c in (EVERYTHING, without)}
    assert len(bits) == 2


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_copy_has_a_memory_of_its_own(name: str) -> None:
    config = replace(EVERYTHING, optimizer=name)
    state = go_on(new_state(TOY, config), 7, config)
    twin = state.copy()
    go_on(state, END, config)
    assert twin.optimizer.steps == 7
    assert digest(go_on(twin, END, config).network) == digest(state.network)


def test_another_optimizer_starts_without_memory() -> None:
    state = go_on(new_state(TOY, EVERYTHING), 6, EVERYTHING)
    go_on(state, 7, replace(EVERYTHING, optimizer="adam"))
    assert state.optimizer.steps == 1
    assert isinstance(state.optimizer, OPTIMIZERS["adam"])


def test_evaluations_in_between_change_nothing() -> None:
    for every in (1, 5, 1000):
        assert digest(straight(replace(CONFIG, evaluate_every=every)).network) == straight_bits()


def test_a_run_is_the_reports_equations_over_the_orders_of_its_epochs() -> None:
    batches = [order(epoch)[first : first + 8] for epoch in range(4) for first in range(0, 50, 8)]
    assert {len(batch) for batch in batches} == {8, 2}
    assert digest(by_hand(batches[:END])) == straight_bits()


def test_each_image_is_seen_once_an_epoch_in_an_order_of_its_own() -> None:
    assert sorted(order(0)) == sorted(order(1)) == list(range(50))
    assert (order(0) != order(1)).any()


def test_another_batch_size_goes_on_at_the_same_image() -> None:
    state = go_on(new_state(TOY, CONFIG), 3)
    go_on(state, 6, replace(CONFIG, batch_size=11))
    first, second = order(0), order(1)
    batches = [first[0:8], first[8:16], first[16:24], first[24:35], first[35:46], first[46:50]]
    assert digest(state.network) == digest(by_hand(batches))
    go_on(state, 7, replace(CONFIG, batch_size=20))
    assert digest(state.network) == digest(by_hand([*batches, second[:20]]))
    assert state.images_seen == 70


def test_another_learning_rate_holds_from_the_next_batch() -> None:
    state = go_on(new_state(TOY, CONFIG), 1)
    before = [parameter.value.copy() for parameter in state.network.parameters]
    twin = state.copy()
    go_on(state, 2, replace(CONFIG, learning_rate=0.2))
    go_on(twin, 2)
    for old, doubled, single in zip(
        before, state.network.parameters, twin.network.parameters, strict=True
    ):
        np.testing.assert_allclose(doubled.value - old, 2 * (single.value - old), atol=1e-6)


def test_a_step_follows_the_mean_gradient_of_its_batch() -> None:
    """In double precision, against central differences of the mean loss (eq. 19-20)."""
    network = Network(
        replace(TOY, sizes=(784, 3, 10)), rng=rng(1, Purpose.WEIGHTS), dtype=np.float64
    )
    network.layers[0].b.value[...] = 0.1
    batch = order(0)[:8]
    x, t = DATA.train.images[batch] / 255, one_of_k(DATA.train.labels[batch], 10)
    last = network.layers[-1]

    def mean_loss() -> float:
        return float(network.output.loss(network.logits(x), t)[0].mean())

    expected = {p.name: central_difference(mean_loss, p.value) for p in (last.w, last.b)}
    before = {p.name: p.value.copy() for p in (last.w, last.b)}
    *_, done = train(TrainingState(network, SGD(network.parameters)), DATA, CONFIG, until=1)
    assert isinstance(done, BatchDone)
    for p in (last.w, last.b):
        assert relative_error((before[p.name] - p.value) / 0.1, expected[p.name]) < 1e-6

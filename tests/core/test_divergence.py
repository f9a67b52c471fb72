"""Once the loss is no longer finite, training goes back to the last network that was sound."""

import math
from collections.abc import Callable
from itertools import pairwise

import pytest

from core.config import RANGES, TrainConfig
from core.network import NetworkSpec
from core.samples import Dataset
from core.training import (
    BatchDone,
    Diverged,
    Evaluated,
    Event,
    TrainingState,
    evaluate,
    new_state,
    train,
)
from tests.core.tools import digest

SPEC = NetworkSpec((784, 12, 8, 10), "tanh", "linear")  # whose squared error explodes at once
RATES = (3.0, 10.0, 100.0)


def follow(
    state: TrainingState,
    dataset: Dataset,
    config: TrainConfig,
    until: int | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> tuple[list[Event], Diverged | None]:
    """The events of a run, and what it ended with."""
    events: list[Event] = []
    try:
        for event in train(state, dataset, config, until=until, stopped=stopped):
            events.append(event)
    except Diverged as error:
        return events, error
    return events, None


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("every", [1, 2, 3, 1000])
def test_the_state_is_back_at_the_last_evaluated_network(
    toy: Dataset, rate: float, every: int
) -> None:
    config = TrainConfig(iterations=1000, batch_size=8, learning_rate=rate, evaluate_every=every)
    state = new_state(SPEC, config)
    events, error = follow(state, toy, config)
    assert error
    last = [event for event in events if isinstance(event, Evaluated)][-1]
    assert state.iteration == error.kept == last.iteration
    assert digest(state.network) == digest(last.network)
    assert state.images_seen == 8 * state.iteration
    assert state.network.is_finite()
    assert math.isfinite(evaluate(state.network, toy.test).loss)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("every", [1, 2, 1000])
def test_it_is_told_at_the_first_loss_that_is_not_finite(
    toy: Dataset, rate: float, every: int
) -> None:
    config = TrainConfig(iterations=1000, batch_size=8, learning_rate=rate, evaluate_every=every)
    events, error = follow(new_state(SPEC, config), toy, config)
    assert error
    batches = [event for event in events if isinstance(event, BatchDone)]
    assert all(math.isfinite(event.loss) for event in batches)
    assert all(b.iteration == a.iteration + 1 for a, b in pairwise(batches))
    assert error.iteration - batches[-1].iteration in ({0, 1} if every < 1000 else {1})
    assert all(
        math.isfinite(event.train.loss) and math.isfinite(event.test.loss)
        for event in events
        if isinstance(event, Evaluated)
    )


@pytest.mark.parametrize("iterations", range(1, 16))
@pytest.mark.parametrize("every", [1, 1000])
def test_no_run_ends_with_a_broken_network(toy: Dataset, iterations: int, every: int) -> None:
    """Also where the last step of all is the one that breaks it."""
    config = TrainConfig(iterations, batch_size=8, learning_rate=100.0, evaluate_every=every)
    state = new_state(SPEC, config)
    events, error = follow(state, toy, config)
    if error:
        assert state.iteration == error.kept < iterations
    else:
        assert state.iteration == events[-1].iteration == iterations
    assert math.isfinite(evaluate(state.network, toy.test).loss)


@pytest.mark.parametrize("until", range(1, 16))
@pytest.mark.parametrize("by_stop", [True, False])
def test_no_stop_ends_with_a_broken_network(toy: Dataset, until: int, by_stop: bool) -> None:
    config = TrainConfig(batch_size=8, learning_rate=100.0, evaluate_every=1000)
    state = new_state(SPEC, config)
    if by_stop:
        events, error = follow(state, toy, config, stopped=lambda: state.iteration >= until)
    else:
        events, error = follow(state, toy, config, until)
    if error:
        assert state.iteration == error.kept == 0 < error.iteration <= until
    else:
        assert state.iteration == events[-1].iteration == until
    assert state.network.is_finite()


@pytest.mark.parametrize("every", [1, 1000])
def test_a_step_that_breaks_the_weights_after_a_finite_loss_is_undone(
    toy: Dataset, every: int
) -> None:
    """Huge activations meet weights of zero: the outputs are small, the next weights infinite."""
    config = TrainConfig(batch_size=8, learning_rate=100.0, evaluate_every=every)
    state = new_state(NetworkSpec((784, 12, 10)), config)
    state.network.layers[0].w.value[...] *= 5e37
    state.network.layers[1].w.value[...] *= 0
    before = digest(state.network)
    events, error = follow(state, toy, config, until=1)
    assert isinstance(events[-1], BatchDone)
    assert math.isfinite(events[-1].loss)
    assert error
    assert (error.iteration, error.kept) == (1, 0)
    assert digest(state.network) == before


def test_a_lower_rate_goes_on_from_there(toy: Dataset) -> None:
    config = TrainConfig(iterations=1000, batch_size=8, learning_rate=100.0)
    state = new_state(SPEC, config)
    assert follow(state, toy, config)[1]
    milder = TrainConfig(iterations=200, batch_size=8, learning_rate=0.01)
    before, *_, after = train(state, toy, milder)
    assert isinstance(before, Evaluated)
    assert isinstance(after, Evaluated)
    assert after.train.loss < before.train.loss / 2


def test_the_time_spent_stays_spent(toy: Dataset) -> None:
    config = TrainConfig(iterations=1000, batch_size=8, learning_rate=100.0)
    state = new_state(SPEC, config)
    events, error = follow(state, toy, config)
    assert error
    assert isinstance(events[0], Evaluated)
    assert state.seconds > events[0].seconds


def test_the_sentence_names_iteration_rate_and_what_to_try() -> None:
    assert str(Diverged(1203, 1000, 2.5, usual=0.1)) == (
        "The loss is no longer a finite number at iteration 1,203: the learning rate 2.5 is too "
        "high. The network of iteration 1,000 is kept; try a learning rate of 0.1."
    )


@pytest.mark.parametrize("rate", [100.0, 3.0, 0.7, 0.1, 0.0123, 1e-5])
def test_the_suggestion_is_lower_and_allowed(rate: float) -> None:
    suggestion = Diverged(5, 0, rate, usual=0.1).suggestion
    assert RANGES["learning_rate"].low <= suggestion < rate
    RANGES["learning_rate"].check(suggestion)

"""Once the loss is no longer finite, training goes back to the last network that was sound."""

import math
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from core.config import TrainConfig
from core.network import NetworkSpec
from core.past import Past
from core.runs import Run
from core.samples import Dataset
from core.training import BatchDone, Diverged, Evaluated, Event, evaluate, never, new_state
from tests.core.tools import digest

SPEC = NetworkSpec((784, 12, 8, 10), "tanh", "linear")  # whose squared error explodes at once
RATES = (3.0, 10.0, 100.0)


def follow(
    run: Run, until: int | None = None, stopped: Callable[[], bool] = never
) -> tuple[list[Event], Diverged | None]:
    """The events of a run, and what it ended with."""
    events: list[Event] = []
    try:
        for event in run.events(until=until, stopped=stopped):
            events.append(event)
    except Diverged as error:
        return events, error
    return events, None


def new_run(dataset: Dataset, config: TrainConfig, spec: NetworkSpec = SPEC) -> Run:
    return Run.new(spec, config, "report", dataset)


@pytest.mark.case(70)
@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("every", [1, 2, 3, 1000])
def test_the_state_is_back_at_the_last_sound_network(toy: Dataset, rate: float, every: int) -> None:
    config = TrainConfig(iterations=1000, batch_size=8, learning_rate=rate, evaluate_every=every)
    run = new_run(toy, config)
    events, error = follow(run)
    state = run.state
    assert error
    evaluations = [event for event in events if isinstance(event, Evaluated)]
    (last,) = (event for event in evaluations if event.iteration == run.sound.iteration)
    assert state.iteration == last.iteration
    assert digest(state.network) == digest(last.network)
    assert all(e.train.loss > last.train.loss for e in evaluations if e.iteration > last.iteration)
    assert state.images_seen == 8 * state.iteration
    assert state.network.is_finite()
    assert math.isfinite(evaluate(state.network, toy.test).loss)


@pytest.mark.case(70)
@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("every", [1, 2, 1000])
def test_it_is_told_at_the_first_loss_that_is_not_finite(
    toy: Dataset, rate: float, every: int
) -> None:
    config = TrainConfig(iterations=1000, batch_size=8, learning_rate=rate, evaluate_every=every)
    events, error = follow(new_run(toy, config))
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
    run = new_run(toy, config)
    events, error = follow(run)
    state = run.state
    if error:
        assert state.iteration == run.sound.iteration < iterations
    else:
        assert state.iteration == events[-1].iteration == iterations
    assert math.isfinite(evaluate(state.network, toy.test).loss)


@pytest.mark.parametrize("until", range(1, 16))
@pytest.mark.parametrize("by_stop", [True, False])
def test_no_stop_ends_with_a_broken_network(toy: Dataset, until: int, by_stop: bool) -> None:
    config = TrainConfig(batch_size=8, learning_rate=100.0, evaluate_every=1000)
    run = new_run(toy, config)
    state = run.state
    if by_stop:
        events, error = follow(run, stopped=lambda: state.iteration >= until)
    else:
        events, error = follow(run, until)
    if error:
        assert state.iteration == run.sound.iteration == 0 < error.iteration <= until
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
    run = Run(state, Past(config), "report", toy)
    events, error = follow(run, until=1)
    assert isinstance(events[-1], BatchDone)
    assert math.isfinite(events[-1].loss)
    assert error
    assert (error.iteration, run.sound.iteration) == (1, 0)
    assert digest(state.network) == before


def test_a_lower_rate_goes_on_from_there(toy: Dataset) -> None:
    config = TrainConfig(iterations=1000, batch_size=8, learning_rate=100.0)
    run = new_run(toy, config)
    assert follow(run)[1]
    run.change(TrainConfig(iterations=200, batch_size=8, learning_rate=0.01))
    assert follow(run)[1] is None
    before, *_, after = run.history.scores
    assert (before.iteration, after.iteration) == (0, 200)
    assert after.train.loss < before.train.loss / 2


def test_it_goes_back_past_a_network_that_was_ruined_before_it_exploded(toy: Dataset) -> None:
    run = new_run(toy, TrainConfig(batch_size=8, learning_rate=0.01, evaluate_every=10))
    follow(run, until=100)
    before = digest(run.state.network)
    run.change(replace(run.config, learning_rate=3.0, evaluate_every=1))
    events, error = follow(run)
    assert error
    assert any(isinstance(event, Evaluated) and event.iteration > 100 for event in events)
    assert run.state.iteration == run.sound.iteration == 100
    assert digest(run.state.network) == before


def test_what_was_changed_after_the_sound_network_is_forgotten_with_it(toy: Dataset) -> None:
    config = TrainConfig(batch_size=8, learning_rate=0.01, evaluate_every=10)
    run = new_run(toy, config)
    follow(run, until=5)
    run.change(replace(config, momentum=0.5))
    follow(run, until=10)
    run.change(replace(run.config, learning_rate=100.0, l2=0.001))
    assert follow(run)[1]
    assert run.state.iteration == 10
    assert run.config == replace(config, momentum=0.5)
    assert [change.settings for change in run.changes] == [{"momentum": 0.5}]


def test_going_back_twice_is_going_back_once(toy: Dataset) -> None:
    run = new_run(toy, TrainConfig(batch_size=8, learning_rate=0.01, evaluate_every=10))
    follow(run, until=10)
    before = digest(run.state.network)
    for _ in range(2):
        run.go_back()
        follow(run, until=13)
        assert digest(run.state.network) != before
    run.go_back()
    assert digest(run.state.network) == before


def test_the_time_is_that_of_the_network_gone_back_to(toy: Dataset) -> None:
    config = TrainConfig(iterations=1000, batch_size=8, learning_rate=100.0)
    run = new_run(toy, config)
    events, error = follow(run)
    assert error
    assert isinstance(events[0], Evaluated)
    assert run.state.seconds == events[0].seconds


@pytest.mark.case(70)
def test_the_sentence_names_iteration_rate_and_what_to_try() -> None:
    config = TrainConfig(learning_rate=2.5)
    assert str(Diverged(1203, config)) == (
        "The loss is no longer a finite number at iteration 1,203: the learning rate 2.5 is too "
        "high. Try a third of it."
    )
    later = replace(config, schedule="step", iterations=2000)
    assert "the learning rate 2.5, 0.25 by its schedule, is too high" in str(Diverged(1203, later))


def test_its_iteration_is_that_of_the_step_that_failed(toy: Dataset) -> None:
    config = TrainConfig(1000, batch_size=8, learning_rate=100.0, evaluate_every=1000)
    run = new_run(toy, config)
    events, error = follow(run)
    assert error
    assert error.iteration == events[-1].iteration + 1
    assert str(error) == str(Diverged(error.iteration, config))


def test_the_record_ends_where_the_run_went_back_to(toy: Dataset) -> None:
    run = new_run(toy, TrainConfig(batch_size=8, learning_rate=0.01, evaluate_every=10))
    follow(run, until=100)
    run.change(replace(run.config, learning_rate=3.0, evaluate_every=1))
    assert follow(run)[1]
    assert run.history.scores[-1].iteration == run.history.iteration == run.state.iteration == 100
    assert run.checkpoint().evaluation is run.history.scores[-1]

"""Real runs are advised, and the way back leads out of what ruined them."""

from dataclasses import replace

from core.advice import WayBack
from core.config import TrainConfig
from core.runs import Run
from core.samples import Dataset
from tests.core.tools import TOY


def test_weights_that_begin_at_zero_are_told_in_a_real_run(toy: Dataset) -> None:
    spec = replace(TOY, initialisation="zero")
    run = Run.new(spec, TrainConfig(40, batch_size=8, evaluate_every=10), "report", toy)
    run.finish()
    assert run.advice
    assert run.advice.text.startswith("12 of 12 units of hidden layer 1 and 8 of 8 units")


def test_a_rate_that_ruins_without_an_overflow_is_told_and_left_by_the_way_back(
    toy: Dataset,
) -> None:
    spec = replace(TOY, activation="tanh")
    config = TrainConfig(600, batch_size=8, learning_rate=0.01, evaluate_every=10)
    run = Run.new(spec, config, "report", toy)
    for _ in run.events(until=500):
        pass
    learned = run.history.scores[-1].train.loss
    run.change(replace(config, learning_rate=60.0, batch_size=20))
    run.finish()
    assert run.advice
    way = run.advice.way_back
    assert way == WayBack(run.sound.iteration, 0.01)
    run.go_back()
    assert run.state.iteration == way.iteration == run.history.scores[-1].iteration
    assert run.advice is None
    assert run.config == config
    run.change(replace(config, learning_rate=way.learning_rate))
    run.finish()
    assert run.advice is None
    assert run.history.scores[-1].train.loss < learned


def test_what_else_ruins_is_taken_back_by_the_way_back(toy: Dataset) -> None:
    config = TrainConfig(800, batch_size=8, learning_rate=0.01, evaluate_every=10)
    run = Run.new(replace(TOY, activation="tanh"), config, "report", toy)
    for _ in run.events(until=500):
        pass
    run.change(replace(config, l2=0.1, dropout=0.9))
    run.finish()
    assert run.advice
    assert run.advice.text.endswith("after a change of L2 and Dropout.")
    assert run.advice.way_back == WayBack(run.sound.iteration, 0.01)
    run.go_back()
    assert run.config == config


def test_training_on_keeps_advice_until_an_evaluation_says_otherwise(toy: Dataset) -> None:
    spec = replace(TOY, initialisation="zero")
    run = Run.new(spec, TrainConfig(40, batch_size=8, evaluate_every=10), "report", toy)
    run.finish()
    assert run.advice
    assert [run.advice for _ in run.events(until=50)] == [run.advice] * 11


def test_each_way_back_is_from_the_same_network_with_a_third_again(toy: Dataset) -> None:
    config = TrainConfig(300, batch_size=8, learning_rate=100.0, evaluate_every=10)
    run = Run.new(replace(TOY, activation="tanh"), config, "report", toy)
    run.finish()
    rates = []
    while run.advice and (way := run.advice.way_back):
        rates.append(way.learning_rate)
        assert way.iteration == 0
        run.go_back()
        run.change(replace(config, learning_rate=way.learning_rate))
        run.finish()
    assert rates[:3] == [33.0, 11.0, 3.7]
    assert rates[-1] < 1.0

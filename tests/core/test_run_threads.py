"""BLAS gets one thread for the report's network, every core for a wide one, and one again after."""

from threadpoolctl import threadpool_info

from core.config import TrainConfig
from core.network import NetworkSpec
from core.recipes import RECIPES
from core.runs import Run
from core.samples import Dataset
from core.threads import available, threads_for


def now() -> set[int]:
    return {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}


def test_the_recipes_train_with_one_thread_and_a_wide_network_with_every_core() -> None:
    for recipe in RECIPES.values():
        assert threads_for(recipe.spec, recipe.config.batch_size) == 1
    assert threads_for(NetworkSpec((784, 1000, 1000, 10)), 256) == available()


def test_threads_are_given_while_a_wide_network_trains_and_taken_back(toy: Dataset) -> None:
    config = TrainConfig(batch_size=10_000)
    run = Run.new(NetworkSpec((784, 1200, 1200, 10)), config, "wide", toy)
    events = run.events(until=1)
    next(events)
    assert now() == {available()}
    events.close()
    assert now() == {1}

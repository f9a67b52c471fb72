"""BLAS gets one thread for the report's network, every core for a wide one, and one again after."""

import pytest
from threadpoolctl import threadpool_info

from core.config import TrainConfig
from core.network import NetworkSpec
from core.recipes import RECIPES
from core.runs import Run
from core.samples import Dataset
from core.threads import available, threads_for


def now() -> set[int]:
    return {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}


@pytest.mark.parametrize("name", RECIPES)
def test_the_widest_recipe_alone_trains_with_every_core(name: str) -> None:
    recipe = RECIPES[name]
    wanted = available() if name == "record" else 1
    assert threads_for(recipe.spec, recipe.config.batch_size) == wanted


def test_threads_are_given_while_a_wide_network_trains_and_taken_back(toy: Dataset) -> None:
    config = TrainConfig(batch_size=10_000)
    run = Run.new(NetworkSpec((784, 1200, 1200, 10)), config, "wide", toy)
    events = run.events(until=1)
    next(events)
    assert now() == {available()}
    events.close()
    assert now() == {1}

"""What Train would make: its name, what makes it another network, and its seeds."""

from dataclasses import replace

import pytest

from core.network import NetworkSpec
from core.recipes import RECIPES
from core.source import Source
from gui.plan import Plan

REPORT = Plan.of(RECIPES["report"], 1)

OTHER_NETWORKS = [
    replace(REPORT, spec=NetworkSpec((784, 50, 10))),
    replace(REPORT, spec=NetworkSpec(activation="sigmoid")),
    replace(REPORT, source=Source("mnist")),
]
OTHER_LEARNING = [
    replace(REPORT, config=replace(REPORT.config, **change))
    for change in (
        {"learning_rate": 0.05},
        {"batch_size": 10},
        {"iterations": 5},
        {"evaluate_every": 7},
    )
]


@pytest.mark.parametrize("name", RECIPES)
def test_a_plan_of_a_recipe_is_the_recipe_with_another_seed(name: str) -> None:
    recipe = RECIPES[name]
    plan = Plan.of(recipe, 7)
    assert (plan.spec, plan.source.key, plan.name) == (recipe.spec, recipe.dataset, name)
    assert plan.config == replace(recipe.config, seed=7)


@pytest.mark.parametrize("plan", OTHER_NETWORKS + OTHER_LEARNING)
def test_any_changed_setting_shows_in_the_name(plan: Plan) -> None:
    assert plan.name == "report-changed"


def test_another_seed_does_not_show_in_the_name() -> None:
    assert REPORT.with_seed(999_999).name == "report"


@pytest.mark.parametrize("plan", [*OTHER_NETWORKS, REPORT.with_seed(2)])
def test_shape_data_and_seed_make_it_another_network(plan: Plan) -> None:
    assert plan.identity != REPORT.identity
    assert plan.learning == REPORT.learning


@pytest.mark.parametrize("plan", OTHER_LEARNING)
def test_learning_can_change_with_the_same_network(plan: Plan) -> None:
    assert plan.identity == REPORT.identity
    assert plan.learning != REPORT.learning


def test_a_seed_changes_nothing_else() -> None:
    plan = OTHER_LEARNING[0].with_seed(5)
    assert plan == replace(OTHER_LEARNING[0], config=replace(OTHER_LEARNING[0].config, seed=5))


@pytest.mark.parametrize(("seed", "following"), [(0, 1), (1, 2), (999_998, 999_999), (999_999, 0)])
def test_after_the_highest_seed_comes_the_lowest(seed: int, following: int) -> None:
    assert REPORT.with_seed(seed).next_seed == following


def test_the_dataset_has_a_name_for_people() -> None:
    assert (REPORT.source.key, REPORT.source.name) == ("report", "MNIST, report split")


LETTERS = Source(path="/data/letters.npz", classes=26)


def test_opened_data_stay_when_another_recipe_is_chosen() -> None:
    plan = REPORT.with_seed(5).on(LETTERS).chosen(RECIPES["accurate"])
    assert plan.source == LETTERS
    assert plan.spec.sizes[-1] == 26
    assert plan.config == replace(RECIPES["accurate"].config, seed=5)


def test_the_same_recipe_chosen_again_is_as_it_was_at_first() -> None:
    assert REPORT.on(LETTERS).chosen(REPORT.recipe) == REPORT


def test_bundled_data_go_with_their_recipe() -> None:
    assert REPORT.on(Source("drawn")).chosen(RECIPES["standard"]).source == Source("mnist")

"""The recipes can be followed, and the first is the report's."""

from dataclasses import replace

import pytest

from core.config import TrainConfig
from core.dataset import BUNDLED
from core.network import NetworkSpec
from core.recipes import RECIPES, REPORT_ERROR, REPORT_ERROR_BY_DIGIT, Recipe
from tests.core.tools import REPORT_IMAGES, REPORT_MISTAKES


def test_the_report_is_repeated_with_its_own_settings() -> None:
    recipe = next(iter(RECIPES.values()))
    assert recipe.name == recipe.dataset == "report"
    assert recipe.spec == NetworkSpec((784, 100, 100, 10), "relu", "softmax", "he")
    config = recipe.config
    plain = TrainConfig(10_000, 50, 0.1, "constant", "sgd", l2=0.0, dropout=0.0)
    assert config == replace(plain, evaluate_every=config.evaluate_every, seed=config.seed)
    assert not config.distortion


def test_the_figures_of_the_report_are_whole_numbers_of_mistakes() -> None:
    exact = [m / n for m, n in zip(REPORT_MISTAKES, REPORT_IMAGES, strict=True)]
    assert pytest.approx(exact, abs=1.1e-5) == list(REPORT_ERROR_BY_DIGIT)
    assert sum(REPORT_MISTAKES) / sum(REPORT_IMAGES) == REPORT_ERROR


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_a_recipe_is_complete(recipe: Recipe) -> None:
    assert RECIPES[recipe.name] is recipe
    assert recipe.dataset in BUNDLED
    assert recipe.purpose.endswith(".")
    assert (recipe.spec.sizes[0], recipe.spec.sizes[-1]) == (784, 10)

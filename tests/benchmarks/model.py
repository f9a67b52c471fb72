"""Make the bundled model, resources/models/default.npz, from the repository alone."""

from dataclasses import replace

import resources
from core import checkpoint
from core.dataset import bundled
from core.recipes import RECIPES
from core.runs import Run

RECIPE, SEED = "standard", 1


def main() -> None:
    recipe = RECIPES[RECIPE]
    config = replace(recipe.config, seed=SEED)
    run = Run.new(recipe.spec, config, recipe.name, bundled(recipe.dataset))
    for _ in run.events(until=config.iterations, stopped=lambda: False):
        pass
    path = resources.path("models", "default.npz")
    path.parent.mkdir(exist_ok=True)
    checkpoint.save(path, run.checkpoint())
    print(f"{path}: testing error {run.history.scores[-1].test.error:.5f}")


if __name__ == "__main__":
    main()

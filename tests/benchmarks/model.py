"""Make the bundled model, resources/models/default.npz, from the repository alone."""

from dataclasses import replace

import resources
from core import checkpoint
from core.dataset import bundled
from core.recipes import RECIPES
from core.runs import Run

RECIPE, SEED = "handwriting", 1


def main() -> None:
    recipe = RECIPES[RECIPE]
    run = Run.of(recipe, bundled(recipe.dataset), SEED)
    run.finish()
    path = resources.path("models", "default.npz")
    path.parent.mkdir(exist_ok=True)
    checkpoint.save(path, replace(run.checkpoint(), sound=None))  # nobody will go back
    print(f"{path}: testing error {run.history.scores[-1].test.error:.5f}")


if __name__ == "__main__":
    main()

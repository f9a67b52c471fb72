"""Train the recipes with their seeds, and write what they reached to docs/RESULTS.md.

argv: the recipes to train anew, all of them if none is named; what the others reached before
stays. Each run's figures are written as soon as they are there.
"""

import sys
from datetime import date

from core.dataset import bundled
from core.machine import processor
from core.recipes import RECIPES
from core.runs import Run
from tests.benchmarks import results
from tests.benchmarks.machine import describe
from tests.benchmarks.results import Result

SEEDS = {"report": range(1, 11)}  # fixed beforehand, all of them counted
FEWER = range(1, 4)


def result(name: str, seed: int) -> Result:
    """Train a recipe to its end, and evaluate the network that comes out."""
    recipe = RECIPES[name]
    run = Run.of(recipe, bundled(recipe.dataset), seed)
    run.finish()
    score = run.history.scores[-1]
    return Result(
        recipe=name,
        seed=seed,
        error=score.test.error,
        by_digit=[round(float(error), 5) for error in score.test.error_by_digit],
        mistakes=score.test.mistakes,
        images=score.test.images,
        seconds=round(score.seconds, 1),
        network=str(recipe.spec),
        machine=f"{processor()}, {run.threads} BLAS threads",
        date=date.today().isoformat(),
    )


def main() -> None:
    names = sys.argv[1:] or list(RECIPES)
    if unknown := set(names) - set(RECIPES):
        sys.exit(f"There is no recipe {', '.join(unknown)}; there are {', '.join(RECIPES)}.")
    print(describe())
    for name in names:
        for seed in SEEDS.get(name, FEWER):
            done = result(name, seed)
            others = [r for r in results.load() if (r.recipe, r.seed) != (name, seed)]
            results.keep([*others, done])
            print(f"{name} seed {seed}: {done.error:.5f} in {done.seconds:.0f} s", flush=True)


if __name__ == "__main__":
    main()

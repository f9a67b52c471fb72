"""Train recipes with their seeds, and write what they reached to docs/RESULTS.md.

What others reached before stays. Each run's figures are written as soon as they are there.
"""

import argparse
from datetime import date
from pathlib import Path

from core.dataset import Dataset, bundled, load_dataset
from core.machine import processor
from core.recipes import RECIPES
from core.runs import Run
from tests.benchmarks import results
from tests.benchmarks.machine import describe
from tests.benchmarks.results import Result

SEEDS = {"report": range(1, 11)}  # fixed beforehand, all of them counted
FEWER = range(1, 4)


def result(name: str, data: Dataset, seed: int) -> Result:
    """Train a recipe on data to its end, and evaluate the network that comes out."""
    recipe = RECIPES[name]
    run = Run.of(recipe, data, seed)
    run.finish()
    score = run.history.scores[-1]
    return Result(
        recipe=name,
        data=data.name,
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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipes", nargs="*", help=f"{', '.join(RECIPES)}; all if none is named")
    parser.add_argument("--data", type=Path, help="a dataset to train on instead of their own")
    options = parser.parse_args()
    if unknown := set(options.recipes) - set(RECIPES):
        parser.error(f"there is no recipe {', '.join(unknown)}, only {', '.join(RECIPES)}")
    brought = load_dataset(options.data) if options.data else None
    print(describe())
    for name in options.recipes or RECIPES:
        data = brought or bundled(RECIPES[name].dataset)
        for seed in SEEDS.get(name, FEWER):
            done = result(name, data, seed)
            results.keep([*(r for r in results.load() if r.key != done.key), done])
            print(f"{name} seed {seed}: {done.error:.5f} in {done.seconds:.0f} s", flush=True)


if __name__ == "__main__":
    main()

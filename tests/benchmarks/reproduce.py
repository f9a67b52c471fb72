"""Repeat the report over ten seeds and print its table beside ours, digit by digit."""

import numpy as np

from core.arrays import Floats
from core.dataset import Dataset, bundled
from core.recipes import RECIPES, REPORT_ERROR, REPORT_ERROR_BY_DIGIT, Recipe
from core.runs import Run
from tests.benchmarks.machine import describe

SEEDS = range(1, 11)  # fixed beforehand, all of them counted


def final_errors(recipe: Recipe, dataset: Dataset, seed: int) -> Floats:
    """Train the recipe to its end: the testing error of each digit and, last, of all."""
    run = Run.of(recipe, dataset, seed)
    run.finish()
    test = run.history.scores[-1].test
    return np.append(test.error_by_digit, test.error)


def main() -> None:
    recipe = RECIPES["report"]
    dataset = bundled(recipe.dataset)
    print(describe())
    rows = []
    for seed in SEEDS:
        rows.append(final_errors(recipe, dataset, seed))
        print(f"seed {seed:>2}: overall {rows[-1][-1]:.5f}", flush=True)
    table = np.array(rows)
    print(
        f"\n{'Digit':<8}{'report':>9}{'ours':>9}{'lowest':>9}{'highest':>9}   ({len(rows)} seeds)"
    )
    names = [*dataset.class_names, "Overall"]
    for name, printed, ours in zip(
        names, [*REPORT_ERROR_BY_DIGIT, REPORT_ERROR], table.T, strict=True
    ):
        print(f"{name:<8}{printed:>9.5f}{ours.mean():>9.5f}{ours.min():>9.5f}{ours.max():>9.5f}")


if __name__ == "__main__":
    main()

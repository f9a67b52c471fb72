"""Try settings of a recipe without a look at the testing images.

Trains on the first 50,000 training images of MNIST and prints the error on the last 10,000, which
is what the settings of the recipes were chosen by. argv: the recipe, the seed, and settings to try
instead of its own, such as learning_rate=0.05, optimizer=adam, epochs=20 or hidden=800,400.
"""

import sys
from dataclasses import asdict, replace
from typing import Any

from core.config import TrainConfig
from core.dataset import bundled
from core.network import NetworkSpec
from core.recipes import RECIPES
from core.runs import Run
from core.samples import Dataset

KEPT = 10_000  # images to choose by


def split() -> Dataset:
    """MNIST's training images alone, the last of them for testing."""
    images = bundled("mnist").train
    return Dataset("MNIST, to choose by", images.part(0, -KEPT), images.part(-KEPT, len(images)))


def tried(
    recipe: str, seed: int, changes: list[str], images: int
) -> tuple[NetworkSpec, TrainConfig]:
    """The recipe's network and settings, some of them changed; epochs are of that many images."""
    spec, config = RECIPES[recipe].spec, replace(RECIPES[recipe].config, seed=seed)
    for name, text in sorted((change.split("=") for change in changes), key=_epochs_last):
        if name == "hidden":
            spec = replace(spec, sizes=(784, *map(int, text.split(",")), 10))
        elif name == "epochs":
            config = replace(config, iterations=int(text) * images // config.batch_size)
        else:
            kind = type(asdict(config)[name])
            value: dict[str, Any] = {name: kind(text)}
            config = replace(config, **value)
    return spec, replace(config, evaluate_every=config.iterations)


def _epochs_last(change: list[str]) -> bool:
    """How many iterations they are depends on the batch size."""
    return change[0] == "epochs"


def main() -> None:
    recipe, seed, *changes = sys.argv[1:]
    dataset = split()
    spec, config = tried(recipe, int(seed), changes, len(dataset.train))
    run = Run.new(spec, config, recipe, dataset)
    run.finish()
    score = run.history.scores[-1]
    print(
        f"{recipe} seed {seed} {' '.join(changes)}: {spec}, error {score.test.error:.5f}, "
        f"training {score.train.error:.5f}, {score.seconds:.0f} s",
        flush=True,
    )


if __name__ == "__main__":
    main()

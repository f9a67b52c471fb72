"""A child process of the benchmark: the recipe `report` without a window, as JSON.

argv: the iterations to train. Evaluations are part of it, loading the data is not; the clock
starts after the first iterations, as it does for the window.
"""

import json
import sys
import time
from dataclasses import replace

from core.dataset import bundled
from core.recipes import RECIPES
from core.runs import Run
from core.training import BatchDone

WARM_UP = 300  # iterations before the clock starts


def main() -> None:
    recipe, iterations = RECIPES["report"], int(sys.argv[1])
    config = replace(recipe.config, iterations=iterations)
    run = Run.new(recipe.spec, config, recipe.name, bundled(recipe.dataset))
    started = time.perf_counter()
    for event in run.events():
        if isinstance(event, BatchDone) and event.iteration == WARM_UP:
            started = time.perf_counter()
    print(json.dumps({"speed": (iterations - WARM_UP) / (time.perf_counter() - started)}))


if __name__ == "__main__":
    main()

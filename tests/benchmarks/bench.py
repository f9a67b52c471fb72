"""Measure the program on this machine and print a table: speed, times of the start, memory."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace

from core.dataset import Dataset, bundled
from core.recipes import RECIPES
from core.runs import Run
from tests.benchmarks.machine import describe

ROUNDS = 5  # with and without the window in turn, so that both see the same machine
ITERATIONS = 6_000
UNITS = {
    "speed without a window": "iterations/s",
    "speed with the window": "iterations/s",
    "with the window : without": "",
    "first paint": "s",
    "canvas answers": "s",
    "Train enabled": "s",
    "peak memory": "MB",
}


def speed_without_window(dataset: Dataset) -> float:
    """Iterations a second of the recipe `report`, evaluations and all, data loaded before."""
    recipe = RECIPES["report"]
    config = replace(recipe.config, iterations=ITERATIONS)
    run = Run.new(recipe.spec, config, recipe.name, dataset)
    started = time.perf_counter()
    run.finish()
    return ITERATIONS / (time.perf_counter() - started)


def with_window() -> dict[str, float]:
    """What a process of its own finds, with the window open; offscreen if there is no screen."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"MLP_LAB_HOME": home}
        if not {"DISPLAY", "WAYLAND_DISPLAY"} & environment.keys():
            environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        command = [sys.executable, "-m", "tests.benchmarks.window_run"]
        done = subprocess.run(
            [*command, repr(time.time()), str(ITERATIONS)],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
    found: dict[str, float] = json.loads(done.stdout)
    found["speed with the window"] = found.pop("speed")
    found["peak memory"] = found.pop("memory")
    return found


def one_round(dataset: Dataset) -> dict[str, float]:
    without = speed_without_window(dataset)
    found = with_window() | {"speed without a window": without}
    found["with the window : without"] = found["speed with the window"] / without
    return found


def main() -> None:
    print(describe())
    dataset = bundled("report")
    rounds = [one_round(dataset) for _ in range(ROUNDS)]
    print(f"{'what':<28}{'median':>10}{'lowest':>10}{'highest':>10}   of {ROUNDS} rounds")
    for what, unit in UNITS.items():
        values = sorted(found[what] for found in rounds)
        median = statistics.median(values)
        numbers = "".join(f"{value:>10.4g}" for value in (median, values[0], values[-1]))
        print(f"{what:<28}{numbers}   {unit}")


if __name__ == "__main__":
    main()

"""Measure the program on this machine and print a table: speed, latencies, start, memory.

Every measurement is a process of its own. What is compared is measured in turn, round after
round, and compared within its round, so that both see the same machine.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from typing import NamedTuple

from tests.benchmarks.machine import describe
from tests.benchmarks.process import need_no_screen

ROUNDS = 5
REPORT, WIDE = ("784-100-100-10", 50, 2000), ("784-1000-1000-10", 256, 60)
WINDOW_ITERATIONS = 6_000


class Row(NamedTuple):
    """One line of the table: what, its unit, and what it ought to be."""

    what: str
    unit: str
    target: str


ROWS = (
    Row("speed without a window", "iterations/s", ""),
    Row("speed with the window", "iterations/s", ""),
    Row("with the window : without", "", "at least 0.90"),
    Row("speed : PyTorch's", "", "at least 2.5"),
    Row("speed : scikit-learn's", "", "at least 1.8"),
    Row("wide network, speed : PyTorch's", "", "at least 1.0"),
    Row("step", "us", ""),
    Row("step : products", "", "at most 1.40"),
    Row("share of peak", "", ""),
    Row("distorted : plain", "", "at least 0.80"),
    Row("exact testing error", "ms", "at most 35"),
    Row("evaluations", "% of a run", "at most 15"),
    Row("gap, 99th percentile", "ms", "at most 16"),
    Row("gap, longest", "ms", "at most 50"),
    Row("pen to answer, 99th percentile", "ms", "at most 16"),
    Row("the same on the page Draw", "ms", "at most 16"),
    Row("Stop to stopped", "ms", "at most 50"),
    Row("Train to first point", "ms", "at most 200"),
    Row("first paint", "s", "at most 0.35"),
    Row("canvas answers", "s", "at most 0.9"),
    Row("Train enabled", "s", "at most 1.2"),
    Row("peak memory", "MB", "at most 300"),
    Row("memory gained over 200 epochs", "MB", "at most 5"),
)


def child(module: str, *arguments: object) -> str:
    """What a module of this folder prints as a process of its own, with a home of its own."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"MLP_LAB_HOME": home}
        need_no_screen(environment)
        command = [sys.executable, "-m", f"tests.benchmarks.{module}", *map(str, arguments)]
        done = subprocess.run(
            command, env=environment, check=True, stdout=subprocess.PIPE, text=True
        )
    return done.stdout


def speed(who: str, threads: int, network: tuple[str, int, int]) -> float:
    return float(child("rivals", who, threads, *network))


def against_rivals() -> dict[str, float]:
    """Our speed, and its ratio to the others' with whatever threads serve them best."""
    ours = speed("ours", 1, REPORT)
    found = {"speed without a window": ours}
    cores = os.cpu_count() or 1
    if find_spec("torch"):
        best = max(speed("torch", threads, REPORT) for threads in {1, 2})
        found["speed : PyTorch's"] = ours / best
        wide = speed("torch", cores, WIDE)
        found["wide network, speed : PyTorch's"] = speed("ours", cores, WIDE) / wide
    if find_spec("sklearn"):
        best = max(speed("sklearn", threads, REPORT) for threads in {1, 2})
        found["speed : scikit-learn's"] = ours / best
    return found


def window() -> dict[str, float]:
    """Speed with the window beside the speed without, the times of the start, memory."""
    without: dict[str, float] = json.loads(child("headless_run", WINDOW_ITERATIONS))
    found: dict[str, float] = json.loads(child("window_run", time.time(), WINDOW_ITERATIONS))
    found["with the window : without"] = found["speed with the window"] / without["speed"]
    return found


def one_round() -> dict[str, float]:
    latencies: dict[str, float] = json.loads(child("window_latency"))
    core: dict[str, float] = json.loads(child("core_speed"))
    return against_rivals() | window() | latencies | core


def main() -> None:
    print(describe(), flush=True)
    once: dict[str, float] = json.loads(child("window_memory"))  # takes a minute, hardly varies
    rounds = [once, *(one_round() for _ in range(ROUNDS))]
    print(f"{'what':<32}{'median':>9}{'lowest':>9}{'highest':>9}  {'unit':<13}target")
    for row in ROWS:
        values = sorted(found[row.what] for found in rounds if row.what in found)
        if not values:
            print(f"{row.what:<32}{'not measured: pip install -e .[bench]':>40}  {row.target}")
            continue
        numbers = (statistics.median(values), values[0], values[-1])
        figures = "".join(f"{number:>9.4g}" for number in numbers)
        print(f"{row.what:<32}{figures}  {row.unit:<13}{row.target}")


if __name__ == "__main__":
    main()

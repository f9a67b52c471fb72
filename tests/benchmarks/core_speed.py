"""A child process of the benchmark: the cost of a training step and of evaluations, as JSON.

The step is timed in turn with its own eight matrix products alone, on the same shapes, with
preallocated results.
"""

import json
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import numpy as np

from core.arrays import Floats
from core.config import TrainConfig
from core.dataset import bundled
from core.network import Network
from core.recipes import RECIPES
from core.runs import Run
from core.samples import Dataset
from core.training import evaluate

ROUNDS, CALLS = 30, 200
PEAK_SIDE = 2000


def microseconds(call: Callable[[], object], calls: int = CALLS) -> float:
    started = time.perf_counter()
    for _ in range(calls):
        call()
    return 1e6 * (time.perf_counter() - started) / calls


def products(network: Network, batch: int) -> Callable[[], None]:
    """The matrix products of one step: three forward, three for dW, two for dx."""
    rng = np.random.default_rng(0)
    sizes = network.spec.sizes
    acts = [rng.random((batch, size), dtype=np.float32) for size in sizes]
    outs = [np.empty_like(act) for act in acts]
    weights = [layer.w.value for layer in network.layers]
    grads = [np.empty_like(w) for w in weights]

    def call() -> None:
        for layer, w in enumerate(weights):
            np.matmul(acts[layer], w, out=outs[layer + 1])
        for layer in reversed(range(len(weights))):
            np.matmul(acts[layer].T, acts[layer + 1], out=grads[layer])
            if layer:
                np.matmul(acts[layer + 1], weights[layer].T, out=outs[layer])

    return call


def steps(dataset: Dataset) -> tuple[Network, Iterator[object]]:
    never = RECIPES["report"].config
    config = TrainConfig(1_000_000, never.batch_size, never.learning_rate, evaluate_every=1_000_000)
    run = Run.new(RECIPES["report"].spec, config, "bench", dataset)
    events = run.events()
    next(events)  # the evaluation at iteration 0
    return run.state.network, events


def step_against_products(dataset: Dataset) -> dict[str, float]:
    network, events = steps(dataset)
    alone = products(network, RECIPES["report"].config.batch_size)
    pairs = [(microseconds(lambda: next(events)), microseconds(alone)) for _ in range(ROUNDS)]
    flops = 2 * 50 * (2 * 78400 + 3 * 10000 + 3 * 1000)
    products_rate = flops / statistics.median(b for _, b in pairs) / 1e3
    return {
        "step : products": statistics.median(a / b for a, b in pairs),
        "step": statistics.median(a for a, _ in pairs),
        "share of peak": products_rate / peak(),
    }


def peak() -> float:
    """The rate of a 2000x2000 product, in GFLOP/s."""
    x: Floats = np.ones((PEAK_SIDE, PEAK_SIDE), np.float32)
    return 2 * PEAK_SIDE**3 / min(microseconds(lambda: x @ x, 1) for _ in range(3)) / 1e3


def evaluations(report: Dataset) -> dict[str, float]:
    """The exact testing error on 10,000 images, and all evaluations' share of a report run."""
    network, _ = steps(report)
    test = bundled("mnist").test
    exact = statistics.median(microseconds(lambda: evaluate(network, test), 1) for _ in range(9))
    run = Run.of(RECIPES["report"], report)
    spent = 0.0
    events, done = run.events(), False
    started = time.perf_counter()
    while not done:
        before = time.perf_counter()
        event = next(events, None)
        done = event is None
        if event is not None and hasattr(event, "test"):
            spent += time.perf_counter() - before
    whole = time.perf_counter() - started
    return {"exact testing error": exact / 1e3, "evaluations": 100 * spent / whole}


def distorted_against_plain(dataset: Dataset) -> dict[str, float]:
    """Iterations with distortion, made on the second thread, against those without, in turn."""
    longer = replace(RECIPES["accurate"].config, evaluate_every=1_000_000, iterations=1_000_000)
    off: dict[str, Any] = dict.fromkeys(("rotation", "scaling", "shear", "shift", "elastic"), 0.0)
    spec, configs = RECIPES["accurate"].spec, (replace(longer, **off), longer)
    without, distorted = (Run.new(spec, c, "bench", dataset).events() for c in configs)
    with closing(without), closing(distorted):
        for events in (without, distorted):
            next(events)  # the evaluation at iteration 0
        pairs = [
            (microseconds(lambda: next(without), 500), microseconds(lambda: next(distorted), 500))
            for _ in range(7)
        ]
    return {"distorted : plain": statistics.median(a / b for a, b in pairs)}


def main() -> None:
    dataset = bundled("report")
    found = step_against_products(dataset) | evaluations(dataset)
    print(json.dumps(found | distorted_against_plain(dataset)))


if __name__ == "__main__":
    main()

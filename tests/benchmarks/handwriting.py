"""How well the bundled model reads what real writers draw on the canvas.

Replays a file of pen strokes (its form: writers.py), which is no part of the repository, through
mouse events on the real canvas, and prints the errors as Markdown.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported

import numpy as np
from PySide6.QtWidgets import QApplication

import resources
from core import checkpoint
from core.arrays import Labels
from core.checkpoint import CheckpointError
from core.drawing import SIDE, predict, to_input
from core.models import BUNDLED
from core.network import Network
from core.samples import DIGITS
from tests.benchmarks.machine import describe
from tests.benchmarks.replay import CONDITIONS, Condition, canvas_of, draw
from tests.benchmarks.tables import page
from tests.benchmarks.writers import Digit, StrokesError, load

SEED = 1  # of the digits that are taken if not all are
TOLD = 500  # digits between two words on the progress


def answers(network: Network, digits: Sequence[Digit], condition: Condition) -> Labels:
    """What the network reads of each digit, drawn in a condition; tells stderr how far it is."""
    canvas = canvas_of(condition)
    found = []
    for digit in digits:
        ink = draw(canvas, digit.strokes, condition)
        found.append(predict(network, to_input(ink)).digit)
        if len(found) % TOLD == 0 or len(found) == len(digits):
            print(f"{condition.name}: {len(found)} of {len(digits)}", file=sys.stderr, flush=True)
    canvas.close()
    return np.array(found)


def network_of(path: Path) -> Network:
    """The network of a file; raises CheckpointError, also for one that reads no digits."""
    network = checkpoint.load(path).network
    if network.spec.sizes[0] != SIDE * SIDE or network.spec.sizes[-1] != len(DIGITS):
        raise CheckpointError(f"{path} holds a network that reads no digits: {network.spec}.")
    return network


def some(digits: list[Digit], count: int | None) -> list[Digit]:
    """As many, by chance, but the same each time; all if there are no more, or none is asked."""
    order = np.random.default_rng(SEED).permutation(len(digits))
    return [digits[nth] for nth in order[:count].tolist()]


def at_least_one(text: str) -> int:
    if int(text) < 1:
        raise ValueError
    return int(text)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--strokes", type=Path, required=True, help="what writers wrote")
    parser.add_argument("--count", type=at_least_one, help="of the digits; all if not given")
    parser.add_argument("--model", type=Path, default=resources.path("models", BUNDLED))
    options = parser.parse_args(arguments)
    try:
        digits, network = some(load(options.strokes), options.count), network_of(options.model)
    except (StrokesError, CheckpointError) as error:
        print(error, file=sys.stderr)
        return 2
    app = QApplication.instance() or QApplication([])
    writers = len({digit.writer for digit in digits})
    print(f"{len(digits)} digits of {writers} writers; {describe()}\n", flush=True)
    found = {condition.name: answers(network, digits, condition) for condition in CONDITIONS}
    print(page(digits, found))
    del app  # Qt needs it until here
    return 0


if __name__ == "__main__":
    sys.exit(main())

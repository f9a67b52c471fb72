"""The same training by others and by us, one a process: prints iterations a second.

argv: who ("ours", "torch" or "sklearn"), threads, the layer sizes as 784-100-100-10, the batch
size, the iterations. All train on the report's 50,000 images, loaded before the clock starts,
with plain SGD at 0.1, and nobody evaluates on the way.
"""

import os
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise

WHO, THREADS, SIZES, BATCH, ITERATIONS = sys.argv[1], *sys.argv[2:]
if WHO != "ours":
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ[name] = THREADS  # before anything imports NumPy

import numpy as np  # noqa: E402

from core.arrays import as_input  # noqa: E402
from core.dataset import Dataset, bundled  # noqa: E402
from tests.benchmarks.ours import ours  # noqa: E402

RATE = 0.1
WARM_UP = 200  # iterations before the clock starts


def torch(data: Dataset, sizes: tuple[int, ...], batch: int) -> Callable[[int], None]:
    """A plain loop over preloaded float32 tensors by index; no loss is read."""
    import torch

    torch.set_num_threads(int(THREADS))
    x = torch.from_numpy(as_input(data.train.images))
    labels = torch.from_numpy(data.train.labels.astype(np.int64))
    layers: list[torch.nn.Module] = []
    for inputs, units in pairwise(sizes):
        layers += [torch.nn.Linear(inputs, units), torch.nn.ReLU()]
    network = torch.nn.Sequential(*layers[:-1])
    optimizer = torch.optim.SGD(network.parameters(), lr=RATE)
    loss_of = torch.nn.CrossEntropyLoss()

    def advance(iterations: int) -> None:
        done = 0
        while done < iterations:
            order = torch.randperm(len(x))
            for first in range(0, len(x), batch)[: iterations - done]:
                index = order[first : first + batch]
                optimizer.zero_grad()
                loss_of(network(x[index]), labels[index]).backward()
                optimizer.step()
                done += 1

    return advance


def sklearn(data: Dataset, sizes: tuple[int, ...], batch: int) -> Callable[[int], None]:
    """MLPClassifier with the same settings; it goes once through whatever it is given."""
    from sklearn.neural_network import MLPClassifier

    x = as_input(data.train.images)
    network = MLPClassifier(
        sizes[1:-1],
        solver="sgd",
        alpha=0.0,
        batch_size=batch,
        learning_rate_init=RATE,
        momentum=0.0,
        nesterovs_momentum=False,
    )

    def advance(iterations: int) -> None:
        per_epoch = len(x) // batch
        for done in range(0, iterations, per_epoch):
            part = slice(0, batch * min(per_epoch, iterations - done))
            network.partial_fit(x[part], data.train.labels[part], classes=range(10))

    return advance


def main() -> None:
    makers: dict[str, Callable[[Dataset, tuple[int, ...], int], Callable[[int], None]]]
    makers = {"ours": partial(ours, rate=RATE), "torch": torch, "sklearn": sklearn}
    sizes = tuple(int(size) for size in SIZES.split("-"))
    advance = makers[WHO](bundled("report"), sizes, int(BATCH))
    advance(min(WARM_UP, int(ITERATIONS)))
    started = time.perf_counter()
    advance(int(ITERATIONS))
    print(int(ITERATIONS) / (time.perf_counter() - started))


if __name__ == "__main__":
    main()

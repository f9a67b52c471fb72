"""The batches of a run, one after another: in which order, scaled, and distorted if wanted."""

from collections.abc import Generator, Iterator
from itertools import islice
from typing import NamedTuple

import numpy as np

from core.arrays import Floats, Labels, as_input
from core.augmentation import displace, draw
from core.config import TrainConfig
from core.prefetch import ahead
from core.randomness import Purpose, rng
from core.samples import Split

AHEAD = 800  # images that may wait while the network is busy, or one batch
TOGETHER = 400  # images distorted at once, or one batch: each call to NumPy has its price


class Batch(NamedTuple):
    """Inputs (N, D) float32, 0..1, and their labels (N,)."""

    x: Floats
    labels: Labels


def batches(
    split: Split, config: TrainConfig, *, iteration: int, images_seen: int
) -> Generator[Batch, None, None]:
    """Batch after batch without end, from where training stands; to be closed.

    Each epoch has an order of its own, each iteration its own distortion. Distorted ones are
    made ahead on a second thread: they take about as long as the training itself.
    """
    orders = _orders(split, config, images_seen)
    if config.distortion:
        made = _distorted(split, config, orders, iteration)
        yield from ahead(made, max(1, AHEAD // config.batch_size))
    else:
        yield from _plain(split, orders)


def _orders(split: Split, config: TrainConfig, images_seen: int) -> Iterator[Labels]:
    """The indices of each batch; the last one of an epoch may be short."""
    epoch, start = divmod(images_seen, len(split))
    while True:
        order = rng(config.seed, Purpose.ORDER, epoch).permutation(len(split))
        for first in range(start, len(split), config.batch_size):
            yield order[first : first + config.batch_size]
        epoch, start = epoch + 1, 0


def _plain(split: Split, orders: Iterator[Labels]) -> Iterator[Batch]:
    for indices in orders:
        yield Batch(as_input(split.images.take(indices, axis=0)), split.labels.take(indices))


def _distorted(
    split: Split, config: TrainConfig, orders: Iterator[Labels], iteration: int
) -> Iterator[Batch]:
    """Several batches at a time: each draws its own numbers, and all are distorted together."""
    numbered = enumerate(orders, start=iteration)
    while True:
        group = list(islice(numbered, max(1, TOGETHER // config.batch_size)))
        indices = np.concatenate([order for _, order in group])
        numbers = [
            draw(len(order), config.distortion, rng=_draws(config.seed, position))
            for position, order in group
        ]
        x = displace(split.images.take(indices, axis=0), np.concatenate(numbers, axis=1))
        ends = np.cumsum([len(order) for _, order in group])[:-1]
        yield from map(Batch, np.split(x, ends), np.split(split.labels.take(indices), ends))


def _draws(seed: int, iteration: int) -> np.random.Generator:
    return rng(seed, Purpose.DISTORTION, iteration)

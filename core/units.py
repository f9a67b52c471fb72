"""What the units of the first layer answer to: the images, and the classes, that excite each."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.arrays import Bools, Floats, Labels, as_input, one_of_k
from core.network import Network
from core.samples import Split
from core.training import CHUNK, OVERFLOW_IS_HANDLED
from core.work import Work

MOST = 9  # images kept of each unit


@dataclass(frozen=True, slots=True, eq=False)
class Study:
    """Of each unit (U,) of the first layer, what some images do to it.

    strongest (U, 9) are the indices of the images with the largest z, the largest first, and of
    equal ones the first; fewer than nine where there are fewer images. activations (U, 9) are
    what the unit makes of them. firing (U,), 0..1, is the share of the images with z > 0: of a
    ReLU those that it lets through; of sigmoid, tanh and outputs, which answer to any z, those
    for which they are in their upper half. is_constant (U,) says that the unit answers the same
    to all, so that nothing is learnt from it. by_class (U, K) is the mean activation over the
    images of a class, NaN for a class without any.
    """

    strongest: Labels
    activations: Floats
    firing: Floats
    is_constant: Bools
    by_class: Floats


def study(network: Network, split: Split, classes: int) -> Work[Study]:
    """Show a split's images, labelled 0..classes - 1, to the first layer, chunk by chunk.

    Without a hidden layer, its units are the outputs before the output function.
    """
    units = network.spec.sizes[1]
    best = _Best.none(units)
    fired = np.zeros(units)
    sums = np.zeros((classes, units))
    lowest, highest = np.full(units, np.inf), np.full(units, -np.inf)
    for first, last in _chunks(len(split)):
        yield first / len(split)
        chunk = split.part(first, last)
        z, a = _excitation(network, chunk, sums)
        fired += np.count_nonzero(z > 0, axis=0)
        np.minimum(lowest, a.min(axis=0), out=lowest)
        np.maximum(highest, a.max(axis=0), out=highest)
        best = best.joined(z, first)
    counts = np.bincount(split.labels, minlength=classes)
    by_class = np.where(counts, sums.T / np.maximum(counts, 1), np.nan)
    firing = fired / max(len(split), 1)
    activations = network.layers[0].activation.f(best.z)
    return Study(best.images, activations, firing, lowest == highest, by_class)


@OVERFLOW_IS_HANDLED
def _excitation(network: Network, chunk: Split, sums: Floats) -> tuple[Floats, Floats]:
    """z and a = f(z), both (N, U), of the first layer, eq. 1-2; a is added to sums (K, U)."""
    layer = network.layers[0]
    z = as_input(chunk.images, network.dtype) @ layer.w.value + layer.b.value
    a = layer.activation.f(z)
    sums += one_of_k(chunk.labels, len(sums)).T @ a
    return z, a


def _chunks(count: int) -> Iterator[tuple[int, int]]:
    """From where to where; they grow at first, so that few images of each are the best so far."""
    first = 0
    while first < count:
        last = min(first + min(max(first, MOST), CHUNK), count)
        yield first, last
        first = last


@dataclass(frozen=True, slots=True, eq=False)
class _Best:
    """The images (U, n) with the largest z of each unit, in order, and their z (U, n)."""

    images: Labels
    z: Floats

    @classmethod
    def none(cls, units: int) -> "_Best":
        return cls(np.zeros((units, 0), np.intp), np.zeros((units, 0), np.float32))

    def joined(self, z: Floats, first: int) -> "_Best":
        """The best of these and of the next images, from first on, whose z (N, U) are given."""
        units, kept = self.z.shape
        rows, columns = np.nonzero(z > self.z[:, -1] if kept == MOST else np.ones_like(z, bool))
        of = np.concatenate([np.repeat(np.arange(units), kept), columns])
        images = np.concatenate([self.images.ravel(), rows + first])
        values = np.concatenate([self.z.ravel(), z[rows, columns]])
        order = np.lexsort((images, -values, of))
        starts = np.searchsorted(of[order], np.arange(units))
        most = min(MOST, kept + len(z))
        chosen = order[starts[:, np.newaxis] + np.arange(most)]
        return _Best(images[chosen], values[chosen])

"""Images with their labels, split for training and testing."""

import math
from dataclasses import dataclass, field, replace

import numpy as np

from core.arrays import Images, Labels
from core.source import Source

DIGITS = tuple("0123456789")
OWN_SHARE = 0.1  # of the training images
MOST_COPIES = 200  # of a digit: even one drawing is then no more than 0.3% of MNIST


class DatasetError(ValueError):
    """A dataset that cannot be used; the message says what, where, why and what to do."""


@dataclass(frozen=True, slots=True)
class Split:
    """Images (N, D) uint8 and labels (N,); kept as bytes, scaled to 0..1 a batch at a time."""

    images: Images
    labels: Labels

    def __post_init__(self) -> None:
        if len(self.images) != len(self.labels):
            raise DatasetError(
                f"{len(self.images):,} images but {len(self.labels):,} labels: every image needs "
                "one label. Perhaps the labels belong to another file."
            )

    def __len__(self) -> int:
        return len(self.labels)

    def part(self, first: int, last: int) -> "Split":
        return Split(self.images[first:last], self.labels[first:last])

    def joined(self, other: "Split", copies: int = 1) -> "Split":
        """These and so many copies of the others; read-only, as splits are shared."""
        images = np.concatenate([self.images, *[other.images] * copies])
        labels = np.concatenate([self.labels, *[other.labels] * copies])
        for array in (images, labels):
            array.setflags(write=False)
        return Split(images, labels)

    def every(self, count: int) -> "Split":
        """At most count samples, evenly spaced so that a sorted set keeps its mixture."""
        stride = max(1, math.ceil(len(self) / count))
        return Split(self.images[::stride], self.labels[::stride])


@dataclass(frozen=True, slots=True)
class Dataset:
    """A named pair of splits; shape is one image's (rows, columns)."""

    name: str
    train: Split
    test: Split
    shape: tuple[int, int] = (28, 28)
    class_names: tuple[str, ...] = DIGITS
    source: Source = field(default_factory=Source)

    def joined(self, own: Split) -> "Dataset":
        """Train on one's own digits too; the testing images stay as they are.

        All are repeated equally often, so that they make up about OWN_SHARE of the training images:
        at least once, and at most MOST_COPIES times.
        """
        if not len(own):
            return self
        wanted = OWN_SHARE / (1 - OWN_SHARE) * len(self.train) / len(own)
        copies = min(max(round(wanted), 1), MOST_COPIES)
        name = f"{self.name} and {len(own):,} of my digits"
        return replace(
            self,
            name=name,
            train=self.train.joined(own, copies),
            source=replace(self.source, has_own_digits=True),
        )

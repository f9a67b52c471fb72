"""Images with their labels, split for training and testing."""

import math
from dataclasses import dataclass

from core.arrays import Images, Labels

DIGITS = tuple("0123456789")


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

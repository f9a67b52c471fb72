"""All that a network learns: weights and biases by name, side by side in one array."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import prod
from typing import Any

import numpy as np

from core.arrays import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Parameter:
    """An array that is learned, and the gradient of the loss with respect to it."""

    name: str
    value: Floats
    grad: Floats


class Parameters:
    """W1, W10, W2, W20, ... of a network: each (D, U) or (U,), first layer first.

    values and grads (P,) hold them one after the other, so that a step, a copy or a check of all
    of them is one operation on one array; the single ones are views of these.
    """

    def __init__(self, sizes: Sequence[int], dtype: type[np.floating[Any]]) -> None:
        shapes: dict[str, tuple[int, ...]] = {}
        for position, (d, u) in enumerate(pairwise(sizes), start=1):
            shapes |= {f"W{position}": (d, u), f"W{position}0": (u,)}
        ends = np.cumsum([prod(shape) for shape in shapes.values()])
        self.values: Floats = np.zeros(ends[-1], dtype)
        self.grads: Floats = np.zeros_like(self.values)
        values, grads = np.split(self.values, ends[:-1]), np.split(self.grads, ends[:-1])
        self._each = [
            Parameter(name, value.reshape(shape), grad.reshape(shape))
            for (name, shape), value, grad in zip(shapes.items(), values, grads, strict=True)
        ]

    def __iter__(self) -> Iterator[Parameter]:
        return iter(self._each)

    def __len__(self) -> int:
        return len(self._each)

"""The array types that the other modules speak of.

Shapes use four letters everywhere: N samples, D inputs, U units, K classes.
"""

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.floating[Any]]
Images: TypeAlias = npt.NDArray[np.uint8]
Labels: TypeAlias = npt.NDArray[np.intp]
Counts: TypeAlias = npt.NDArray[np.int64]
Bools: TypeAlias = npt.NDArray[np.bool_]
AnyArray: TypeAlias = npt.NDArray[Any]

PIXEL_MAX = 255.0


def as_input(images: Images | Floats, dtype: type[np.floating[Any]] = np.float32) -> Floats:
    """Bring images (N, ...) to network inputs (N, D).

    uint8 pixels are divided by 255, as the report does; floats are taken as 0..1 already.
    """
    flat = images.reshape(len(images), -1)
    x: Floats = flat.astype(dtype)
    if flat.dtype == np.uint8:
        x *= dtype(1 / PIXEL_MAX)
    return x


def one_of_k(labels: Labels, classes: int) -> Floats:
    """Encode labels (N,) as targets (N, K): one in the label's column, zero elsewhere."""
    targets = np.zeros((len(labels), classes), np.float32)
    targets[np.arange(len(labels)), labels] = 1
    return targets

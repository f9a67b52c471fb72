"""The output layer's function together with the loss that belongs to it.

All three pairs are matched (canonical links, Bishop 2006, section 5.2): the gradient of
the loss with respect to the logits z is y - t for each. It is what the report's eq. 6, 11
and 12 multiply out to, without the division by y.

To add one: write f and a loss, and add the pair to OUTPUTS. The form, saved networks and
the gradient tests all read that table.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.activations import identity, sigmoid
from core.arrays import Floats


@dataclass(frozen=True, slots=True)
class Output:
    """y = f(z) and its loss, from logits z (N, K) and one-of-K targets t (N, K).

    loss(z, t) returns the losses (N,) and dL/dz (N, K) of each sample by itself.
    gives_probabilities says that y can be read as such.
    """

    name: str
    loss_name: str
    f: Callable[[Floats], Floats]
    loss: Callable[[Floats, Floats], tuple[Floats, Floats]]
    gives_probabilities: bool


def softmax(z: Floats) -> Floats:
    """eq. 4, with the largest logit taken off first so that exp cannot overflow."""
    e: Floats = np.exp(z - z.max(axis=1, keepdims=True))
    e /= e.sum(axis=1, keepdims=True)
    return e


def softmax_cross_entropy(z: Floats, t: Floats) -> tuple[Floats, Floats]:
    """eq. 5 as log(sum exp z) - z[label], finite where y itself underflows."""
    shifted = z - z.max(axis=1, keepdims=True)
    e = np.exp(shifted)
    total = e.sum(axis=1, keepdims=True)
    losses = np.log(total[:, 0]) - np.vecdot(shifted, t)
    e /= total
    e -= t
    return losses, e


def binary_cross_entropy(z: Floats, t: Floats) -> tuple[Floats, Floats]:
    """Sum over classes of -t log y - (1 - t) log(1 - y), as log(1 + exp z) - t z."""
    losses = (np.logaddexp(0, z) - t * z).sum(axis=1)
    return losses, sigmoid(z) - t


def squared_error(z: Floats, t: Floats) -> tuple[Floats, Floats]:
    """Half the squared distance between z and t."""
    difference = z - t
    return np.vecdot(difference, difference) / 2, difference


OUTPUTS = {
    "softmax": Output("softmax", "Cross-entropy loss", softmax, softmax_cross_entropy, True),
    "sigmoid": Output("sigmoid", "Binary cross-entropy loss", sigmoid, binary_cross_entropy, True),
    "linear": Output("linear", "Squared-error loss", identity, squared_error, False),
}

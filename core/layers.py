"""A fully connected layer."""

import numpy as np

from core.activations import Activation
from core.arrays import Floats
from core.parameters import Parameter

NO_BATCH: Floats = np.empty((0, 0), np.float32)


class Dense:
    """a = f(x W + b), with W of shape (D, U) and b of shape (U,); report eq. 1-2."""

    def __init__(self, w: Parameter, b: Parameter, activation: Activation) -> None:
        self.w, self.b, self.activation = w, b, activation
        self._x = self._z = self._a = NO_BATCH
        self._mask: Floats | None = None

    def infer(self, x: Floats) -> Floats:
        """Turn x (N, D) into a (N, U), and remember nothing."""
        return self.activation.f(x @ self.w.value + self.b.value)

    def forward(self, x: Floats, mask: Floats | None = None) -> Floats:
        """Turn x (N, D) into a (N, U), and remember what backward needs.

        mask (N, U) is what dropout leaves of each output; None leaves all.
        """
        self._x, self._mask = x, mask
        self._z = x @ self.w.value  # eq. 1
        self._z += self.b.value
        self._a = self.activation.f(self._z)  # eq. 2
        return self._a if mask is None else self._a * mask

    def backward(self, da: Floats) -> Floats:
        """Turn dL/da (N, U) into dL/dx (N, D), leaving dL/dW and dL/db in the grads.

        Call it after forward, with the gradient for that same batch.
        """
        return self.gradients(da) @ self.w.value.T  # eq. 9

    def gradients(self, da: Floats) -> Floats:
        """Leave dL/dW and dL/db in the grads and return dL/dz (N, U).

        All that the first layer needs: nothing lies before it to pass a gradient on to.
        """
        if self._mask is not None:
            da = da * self._mask
        dz = da * self.activation.slope(self._z, self._a)  # eq. 15, 17
        np.matmul(self._x.T, dz, out=self.w.grad)  # eq. 7, 16, 18
        dz.sum(axis=0, out=self.b.grad)  # eq. 8, 15
        return dz


def dropout_mask(shape: tuple[int, ...], dropout: float, *, rng: np.random.Generator) -> Floats:
    """What dropout leaves: 0 for its share of the units, so much more of the others.

    Srivastava et al. (2014), scaled while training (their section 10), so that infer() need not
    know of it.
    """
    stays = rng.random(shape, np.float32) >= dropout
    return stays * np.float32(1 / (1 - dropout))

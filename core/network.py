"""The multilayer perceptron: its description, and the network itself."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np

from core.activations import ACTIVATIONS, IDENTITY
from core.arrays import Floats, Images, as_input
from core.initialisers import INITIALISERS
from core.layers import Dense, dropout_mask
from core.outputs import OUTPUTS
from core.parameters import Parameters
from core.ranges import ConfigError, check_choice

MAX_HIDDEN = 6  # layers
MAX_UNITS = 2500  # a layer, as in the largest network of Cireşan et al. (2010)


@dataclass(frozen=True, slots=True)
class NetworkSpec:
    """What a network looks like; raises ConfigError for one that cannot be built.

    sizes runs from the inputs over the hidden layers to the classes. The three names are
    keys of ACTIVATIONS, OUTPUTS and INITIALISERS.
    """

    sizes: tuple[int, ...] = (784, 100, 100, 10)
    activation: str = "relu"
    output: str = "softmax"
    initialisation: str = "he"

    def __post_init__(self) -> None:
        if not 2 <= len(self.sizes) <= MAX_HIDDEN + 2:
            raise ConfigError(
                f"A network has inputs, 0 to {MAX_HIDDEN} hidden layers and classes, not "
                f"{len(self.sizes)} sizes."
            )
        for units in self.sizes:
            if not 1 <= units <= MAX_UNITS:
                raise ConfigError(f"A layer has 1 to {MAX_UNITS:,} units, not {units:,}.")
        tables = ("activation", ACTIVATIONS), ("output", OUTPUTS), ("initialisation", INITIALISERS)
        for field, table in tables:
            check_choice(field, getattr(self, field), table)

    @property
    def hidden(self) -> tuple[int, ...]:
        return self.sizes[1:-1]

    @property
    def parameter_count(self) -> int:
        """How many numbers the network learns, biases among them."""
        return sum((d + 1) * u for d, u in pairwise(self.sizes))

    def with_classes(self, classes: int) -> "NetworkSpec":
        """The same network with so many outputs."""
        return replace(self, sizes=(*self.sizes[:-1], classes))

    def __str__(self) -> str:
        return "-".join(map(str, self.sizes))


class Network:
    """A multilayer perceptron: Dense layers, and an output function with its loss."""

    def __init__(
        self,
        spec: NetworkSpec,
        *,
        rng: np.random.Generator,
        dtype: type[np.floating[Any]] = np.float32,
    ) -> None:
        self.spec = spec
        self.dtype = dtype
        self.output = OUTPUTS[spec.output]
        self.parameters = Parameters(spec.sizes, dtype)
        self.layers = self._stack()
        draw = INITIALISERS[spec.initialisation].draw
        for layer in self.layers:
            inputs, units = layer.w.value.shape
            layer.w.value[...] = draw(rng, inputs, units, layer.activation.gain)

    def _stack(self) -> list[Dense]:
        """The layers, around the parameters as they are."""
        activations = [ACTIVATIONS[self.spec.activation]] * len(self.spec.hidden) + [IDENTITY]
        each = list(self.parameters)
        return [
            Dense(w, b, activation)
            for w, b, activation in zip(each[::2], each[1::2], activations, strict=True)
        ]

    def forward(
        self, x: Floats, *, dropout: float = 0.0, rng: np.random.Generator | None = None
    ) -> Floats:
        """Turn inputs (N, D) into logits (N, K), remembering what backward needs.

        With dropout, that share of each hidden layer's units is left out, as rng draws them.
        """
        *hidden, last = self.layers
        for layer in hidden:
            mask = None
            if rng is not None:
                mask = dropout_mask((len(x), layer.b.value.size), dropout, rng=rng)
            x = layer.forward(x, mask)
        return last.forward(x)

    def backward(self, dz: Floats) -> None:
        """Leave the gradients in the parameters, given dL/dz (N, K) at the logits."""
        first, *others = self.layers
        grad = dz
        for layer in reversed(others):
            grad = layer.backward(grad)
        first.gradients(grad)

    def decay(self, l2: float) -> None:
        """Add the gradient of l2 / 2 |W|^2 to that of the loss; biases are free."""
        for layer in self.layers:
            layer.w.grad[...] += l2 * layer.w.value

    def logits(self, images: Images | Floats) -> Floats:
        """Turn images (N, ...) into logits (N, K), remembering nothing."""
        *_, z = self.outputs(images)
        return z

    def outputs(self, images: Images | Floats) -> Iterator[Floats]:
        """What each layer in turn (N, U) makes of images (N, ...), the logits (N, K) last."""
        x = as_input(images, self.dtype)
        for layer in self.layers:
            x = layer.infer(x)
            yield x

    def predict(self, images: Images | Floats) -> Floats:
        """Turn images (N, ...), uint8 0..255 or floats 0..1, into outputs (N, K)."""
        return self.output.f(self.logits(images))

    def input_gradient(self, images: Images | Floats, dz: Floats) -> Floats:
        """Turn dL/dz (N, K) at the logits of images (N, ...) into dL/dx (N, D); eq. 9, 15, 17.

        It remembers nothing, so a snapshot can be asked.
        """
        x = as_input(images, self.dtype)
        slopes = []
        for layer in self.layers:
            z = x @ layer.w.value + layer.b.value
            x = layer.activation.f(z)
            slopes.append(layer.activation.slope(z, x))
        grad = dz
        for layer, slope in zip(reversed(self.layers), reversed(slopes), strict=True):
            grad = (grad * slope) @ layer.w.value.T
        return grad

    def copy(self) -> "Network":
        """A network of its own with the same weights, for another thread or a later day."""
        twin = copy(self)
        twin.parameters = Parameters(self.spec.sizes, self.dtype)
        twin.parameters.values[...] = self.parameters.values
        twin.layers = twin._stack()
        return twin

    def is_finite(self) -> bool:
        return bool(np.isfinite(self.parameters.values).all())

    def __repr__(self) -> str:
        return f"Network({self.spec}, {self.spec.activation}, {self.spec.output})"

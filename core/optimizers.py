"""How gradients become steps.

To add one: write its class and add it to OPTIMIZERS. The form, saved runs and the tests all read
that table.
"""

from abc import ABC, abstractmethod
from typing import ClassVar

import numpy as np

from core.arrays import Floats
from core.parameters import Parameters

RHO = 0.9  # of RMSProp's mean square (Hinton's lecture 6e)
BETA_1, BETA_2 = 0.9, 0.999  # of Adam's two means (Kingma and Ba 2015)
EPSILON = 1e-8  # beside a root mean square, so that nothing is divided by zero


class Optimizer(ABC):
    """Makes one step after another; memory (P,) by name is all that it knows of earlier ones.

    A step uses the gradients up, which spares an array of their size. name is for people,
    usual_rate a learning rate that mostly works; has_momentum says that it heeds the setting.
    """

    name: ClassVar[str]
    usual_rate: ClassVar[float]
    remembers: ClassVar[tuple[str, ...]] = ()
    has_momentum: ClassVar[bool] = False

    def __init__(self, parameters: Parameters) -> None:
        self.memory = {name: np.zeros_like(parameters.values) for name in self.remembers}
        self.steps = 0

    def update(self, parameters: Parameters, learning_rate: float, momentum: float) -> None:
        """Make a step; the gradients are averages over the batch."""
        self.steps += 1
        parameters.values -= self._step(parameters.grads, learning_rate, momentum)

    @abstractmethod
    def _step(self, grads: Floats, rate: float, momentum: float) -> Floats:
        """What to take off the parameters (P,); may be made in grads."""


class SGD(Optimizer):
    """Plain stochastic gradient descent: W <- W - eta grad, report eq. 19-20."""

    name, usual_rate = "SGD", 0.1

    def _step(self, grads: Floats, rate: float, momentum: float) -> Floats:
        grads *= rate
        return grads


class Momentum(Optimizer):
    """v <- mu v + eta grad, W <- W - v (Polyak 1964; Sutskever et al. 2013, eq. 1-2)."""

    name, usual_rate, remembers = "momentum", 0.02, ("velocity",)
    has_momentum = True

    def _step(self, grads: Floats, rate: float, momentum: float) -> Floats:
        velocity = self.memory["velocity"]
        velocity *= momentum
        grads *= rate
        velocity += grads
        return velocity


class Nesterov(Momentum):
    """The gradient as if it were taken one velocity further on: W <- W - mu v - eta grad.

    Sutskever et al. (2013), eq. 3-4, with W standing for the point looked ahead to (Bengio et
    al. 2012, section 3.5).
    """

    name = "Nesterov"

    def _step(self, grads: Floats, rate: float, momentum: float) -> Floats:
        velocity = super()._step(grads, rate, momentum)
        grads += momentum * velocity
        return grads


class RMSProp(Optimizer):
    """s <- rho s + (1 - rho) grad^2, W <- W - eta grad / sqrt s (Tieleman and Hinton 2012)."""

    name, usual_rate, remembers = "RMSProp", 0.001, ("square",)

    def _step(self, grads: Floats, rate: float, momentum: float) -> Floats:
        square = _follow(self.memory["square"], grads * grads, RHO)
        grads *= rate
        grads /= np.sqrt(square) + EPSILON
        return grads


class Adam(Optimizer):
    """Steps by the mean gradient over its root mean square (Kingma and Ba 2015, algorithm 1)."""

    name, usual_rate, remembers = "Adam", 0.001, ("mean", "square")

    def _step(self, grads: Floats, rate: float, momentum: float) -> Floats:
        square = _follow(self.memory["square"], grads * grads, BETA_2)
        mean = _follow(self.memory["mean"], grads, BETA_1)
        root = np.sqrt(square / (1 - BETA_2**self.steps))
        root += EPSILON
        np.divide(mean, root, out=grads)
        grads *= rate / (1 - BETA_1**self.steps)
        return grads


def _follow(mean: Floats, new: Floats, decay: float) -> Floats:
    """Move a running mean a little towards something new, in place."""
    mean *= decay
    mean += (1 - decay) * new
    return mean


OPTIMIZERS: dict[str, type[Optimizer]] = {
    "sgd": SGD,
    "momentum": Momentum,
    "nesterov": Nesterov,
    "rmsprop": RMSProp,
    "adam": Adam,
}


def name_of(optimizer: Optimizer) -> str:
    """Its key in OPTIMIZERS."""
    return next(name for name, kind in OPTIMIZERS.items() if type(optimizer) is kind)

"""How gradients become steps."""

from core.parameters import Parameters


class SGD:
    """Plain stochastic gradient descent: W <- W - eta grad, report eq. 19-20.

    The gradients are already averages over the batch.
    """

    def update(self, parameters: Parameters, learning_rate: float) -> None:
        """Make one step; the gradients are used up, which spares an array of their size."""
        parameters.grads *= learning_rate
        parameters.values -= parameters.grads

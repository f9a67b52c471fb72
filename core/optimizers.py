"""How gradients become steps."""

from core.layers import Parameter


class SGD:
    """Plain stochastic gradient descent: W <- W - eta grad, report eq. 19-20.

    The gradients are already averages over the batch.
    """

    def update(self, parameters: list[Parameter], learning_rate: float) -> None:
        """Make one step; the gradients are used up, which spares an array the size of W."""
        for parameter in parameters:
            parameter.grad *= learning_rate
            parameter.value -= parameter.grad

"""How gradients become steps."""

from core.layers import Parameter


class SGD:
    """Plain stochastic gradient descent: W <- W - eta grad, report eq. 19-20.

    The gradients are already averages over the batch.
    """

    def update(self, parameters: list[Parameter], learning_rate: float) -> None:
        for parameter in parameters:
            parameter.value -= learning_rate * parameter.grad

"""The equations of activations and outputs, each with what is said before it.

To add an activation or an output: its entry goes into the table here, by its key in core's.
Indices: image m, layer l, units i and j, class k of K.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Equation:
    """A formula in the notation of gui.report.notation, after a sentence.

    number is the report's, "" for what the report does not have.
    """

    said: str
    notation: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class ActivationEquations:
    """φ, and its slope ∂φ(z[i]) / ∂z[j]."""

    f: Equation
    slope: Equation


@dataclass(frozen=True, slots=True)
class OutputEquations:
    """g with its loss, the loss's gradient at ŷ, and the slope ∂g(z[k]) / ∂z[i]."""

    f: Equation
    loss: Equation
    gradient: Equation
    slope: Equation


def _slope(case: str, number: str = "") -> Equation:
    notation = rf"\frac{{∂φ(𝐳_l[m][i])}}{{∂𝐳_l[m][j]}} = \cases{{{case} \\ 0 & \text{{else}}}}"
    return Equation("with the slope of the activation", notation, number)


def _output_slope(cases: str, number: str = "") -> Equation:
    notation = rf"\frac{{∂g(𝐳[m][k])}}{{∂𝐳[m][i]}} = \cases{{{cases}}}"
    return Equation("The output’s slope has K × K parts for each image:", notation, number)


def _loss(name: str, notation: str, number: str = "") -> Equation:
    said = f"Against labels y that are one of K, the {name} loss of an image is"
    return Equation(said, rf"l(𝐲[m], \hat{{𝐲}}[m]) = {notation}", number)


def _gradient(notation: str, number: str = "") -> Equation:
    start = r"∇\hat{𝐲}[m][k] = \frac{∂l(𝐲[m], \hat{𝐲}[m])}{∂\hat{𝐲}[m][k]} = "
    return Equation("and its gradient with respect to the output", start + notation, number)


ACTIVATIONS = {
    "relu": ActivationEquations(
        Equation("where φ is the rectified linear unit,", r"φ(z) = \ReLU(z) = \max(0, z)", "3"),
        _slope(r"1 & \text{if } i = j \text{ and } 𝐳_l[m][i] > 0", "17"),
    ),
    "sigmoid": ActivationEquations(
        Equation("where φ is the sigmoid,", r"φ(z) = \frac{1}{1 + \exp(−z)}"),
        _slope(r"𝐇_l[m][i](1 − 𝐇_l[m][i]) & \text{if } i = j"),
    ),
    "tanh": ActivationEquations(
        Equation("where φ is the hyperbolic tangent,", r"φ(z) = \tanh(z)"),
        _slope(r"1 − 𝐇_l[m][i]^2 & \text{if } i = j"),
    ),
}

OUTPUTS = {
    "softmax": OutputEquations(
        Equation(
            "The output function g is the softmax:",
            r"\hat{𝐲}[m][k] = \frac{\exp(𝐳[m][k])}{∑_{k′=1}^K \exp(𝐳[m][k′])}",
            "4",
        ),
        _loss("cross-entropy", r"−∑_{k=1}^K 𝐲[m][k] \log(\hat{𝐲}[m][k])", "5"),
        _gradient(r"−\frac{𝐲[m][k]}{\hat{𝐲}[m][k]}", "6"),
        _output_slope(
            r"\hat{𝐲}[m][i](1 − \hat{𝐲}[m][i]) & \text{if } k = i"
            r" \\ −\hat{𝐲}[m][k] \hat{𝐲}[m][i] & \text{else}",
            "12",
        ),
    ),
    "sigmoid": OutputEquations(
        Equation(
            "The output function g is the sigmoid, of each class by itself:",
            r"\hat{𝐲}[m][k] = \frac{1}{1 + \exp(−𝐳[m][k])}",
        ),
        _loss(
            "binary cross-entropy",
            r"−∑_{k=1}^K (𝐲[m][k] \log(\hat{𝐲}[m][k])"
            r" + (1 − 𝐲[m][k]) \log(1 − \hat{𝐲}[m][k]))",
        ),
        _gradient(r"\frac{\hat{𝐲}[m][k] − 𝐲[m][k]}{\hat{𝐲}[m][k](1 − \hat{𝐲}[m][k])}"),
        _output_slope(r"\hat{𝐲}[m][i](1 − \hat{𝐲}[m][i]) & \text{if } k = i \\ 0 & \text{else}"),
    ),
    "linear": OutputEquations(
        Equation("The output function g is the identity:", r"\hat{𝐲}[m][k] = 𝐳[m][k]"),
        _loss("squared-error", r"\frac{1}{2} ∑_{k=1}^K (\hat{𝐲}[m][k] − 𝐲[m][k])^2"),
        _gradient(r"\hat{𝐲}[m][k] − 𝐲[m][k]"),
        _output_slope(r"1 & \text{if } k = i \\ 0 & \text{else}"),
    ),
}

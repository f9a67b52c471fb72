"""The equations that a run used, in their order: forward, loss, backward, steps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.config import TrainConfig
from core.network import NetworkSpec
from gui.report.functions import ACTIVATIONS, OUTPUTS, Equation
from gui.report.mathematics import Formula
from gui.report.notation import formula
from gui.report.updates import updates


@dataclass(frozen=True, slots=True)
class Topic:
    """Sentences, and formulas after them."""

    title: str
    parts: tuple[str | Formula, ...]


def equations(spec: NetworkSpec, configs: Iterable[TrainConfig]) -> list[Topic]:
    """What was computed by a network like this, under all settings that held on the way."""
    held = list(configs)
    return [_topic(title, listed) for title, listed in listed_equations(spec, held).items()]


def _topic(title: str, listed: Sequence[Equation]) -> Topic:
    parts: list[str | Formula] = []
    for each in listed:
        parts += [each.said] if each.said else []
        parts.append(formula(each.notation, each.number))
    return Topic(title, tuple(parts))


def listed_equations(
    spec: NetworkSpec, configs: Sequence[TrainConfig]
) -> dict[str, list[Equation]]:
    """The equations by the title of their topic."""
    output = OUTPUTS[spec.output]
    drops = bool(spec.hidden) and any(config.dropout for config in configs)
    return {
        "Weights": [_weights(spec)],
        "Forward propagation": [*_forward(spec), *([DROPOUT] if drops else []), output.f],
        "Loss": [output.loss, output.gradient],
        "Backpropagation": [*_output_layer(spec), *_hidden_layers(spec)],
        "Updates": updates(configs),
    }


DROPOUT = Equation(
    "While it trains, dropout leaves each hidden unit out with the chance p, anew for each image:",
    r"𝐇_l[m][i] = φ(𝐳_l[m][i]) · \cases{0 & \text{with the chance } p"
    r" \\ \frac{1}{1 − p} & \text{else}}",
)


def _weights(spec: NetworkSpec) -> Equation:
    rows = [
        rf"𝐖_{layer} ∈ ℝ^{{{inputs} × {units}}} & 𝐖_{{{layer},0}} ∈ ℝ^{{1 × {units}}}"
        for layer, (inputs, units) in enumerate(pairwise(spec.sizes), start=1)
    ]
    joined = r" \\ ".join(rows)
    said = "Each layer has a matrix of weights and a row of biases:"
    return Equation(said, rf"\rows{{{joined}}}")


def _outputs_of(layer: int) -> str:
    """What a layer passes on; before the first it is the images."""
    return f"𝐇_{layer}[m]" if layer else "𝐗[m]"


def _layers(count: int) -> str:
    return rf"\quad l = {', '.join(str(layer) for layer in range(1, count + 1))}"


def _forward(spec: NetworkSpec) -> list[Equation]:
    hidden = len(spec.hidden)
    if not hidden:
        said = "Each class sums up the pixels X of an image m, weighted, and a bias:"
        return [Equation(said, "𝐳[m] = 𝐗[m] 𝐖_1 + 𝐖_{1,0}", "1")]
    said = (
        "Each layer sums up what the one before it passes on, weighted, and a bias. With the "
        "pixels X of an image m as H of layer 0,"
    )
    sums = "𝐳_l[m] = 𝐇_{l−1}[m] 𝐖_l + 𝐖_{l,0}"
    return [
        Equation(said, sums + _layers(hidden + 1), "1"),
        Equation("A hidden layer passes on", "𝐇_l[m] = φ(𝐳_l[m])" + _layers(hidden), "2"),
        ACTIVATIONS[spec.activation].f,
    ]


def _output_layer(spec: NetworkSpec) -> list[Equation]:
    """From the loss to what the last hidden layer passed on; z without index is the last one."""
    last = len(spec.hidden) + 1
    passed = _outputs_of(last - 1)
    number = "11" if spec.output == "softmax" else ""
    chain = r"\frac{∂g(𝐳[m])}{∂𝐳[m]} ∇\hat{𝐲}[m] = \hat{𝐲}[m] − 𝐲[m]"
    weights = rf"\frac{{∂𝐳[m]}}{{∂𝐖_{last}}} ∇𝐳[m] = {passed}^\T ∇𝐳[m]"
    made = [
        OUTPUTS[spec.output].slope,
        Equation("With the loss’s gradient it multiplies out to", rf"∇𝐳[m] = {chain}", number),
        Equation(
            "The last layer’s weights multiply what it was passed, so their gradient is",
            rf"∇𝐖_{last}[m] = {weights}",
            "7, 13, 14",
        ),
        Equation("that of its biases", f"∇𝐖_{{{last},0}}[m] = ∇𝐳[m]", "8"),
    ]
    if spec.hidden:
        backward = rf"∇{passed} = ∇𝐳[m] 𝐖_{last}^\T"
        made.append(Equation("and that of what it was passed", backward, "9"))
    return made


def _hidden_layers(spec: NetworkSpec) -> list[Equation]:
    if not spec.hidden:
        return []
    made = [
        Equation(
            "Each hidden layer, from the last to the first, has",
            r"∇𝐖_{l,0}[m] = \frac{∂φ(𝐳_l[m])}{∂𝐳_l[m]} ∇𝐇_l[m]",
            "15",
        ),
        ACTIVATIONS[spec.activation].slope,
        Equation(
            "and, as its weights multiply what it was passed,",
            r"∇𝐖_l[m] = 𝐇_{l−1}[m]^\T ∇𝐖_{l,0}[m]",
            "16, 18",
        ),
    ]
    if len(spec.hidden) > 1:
        backward = r"∇𝐇_{l−1}[m] = ∇𝐖_{l,0}[m] 𝐖_l^\T"
        made.append(Equation("and passes back", backward))
    return made

"""The equations of training's steps: averaged gradients, what is done with them, and how fast.

To add an optimizer or a schedule: its entry goes into the table here, by its key in core's. They
state what core/optimizers.py and core/schedules.py do. Step t makes iteration t.
"""

import math
from collections.abc import Sequence
from dataclasses import replace

from core.config import TrainConfig
from core.optimizers import BETA_1, BETA_2, EPSILON, RHO
from core.schedules import END, FALL, STEPS, WARM_UP
from gui.report.functions import Equation

MEAN = r"\frac{1}{M} ∑_{m=1}^M"
WEIGHTS, BIASES = "𝐖_l", "𝐖_{l,0}"
OLD, NEW = f"{WEIGHTS}[t − 1]", f"{WEIGHTS}[t]"
TINY = rf"\quad ε = 10^{{−{-round(math.log10(EPSILON))}}}"

RULES: dict[str, tuple[Equation, ...]] = {
    "sgd": (Equation("Gradient descent takes off a part of it:", f"{NEW} = {OLD} − η 𝐠[t]"),),
    "momentum": (
        Equation("Momentum μ keeps a velocity v, which begins at 0:", "𝐯[t] = μ 𝐯[t − 1] + η 𝐠[t]"),
        Equation("and goes along it:", f"{NEW} = {OLD} − 𝐯[t]"),
    ),
    "nesterov": (
        Equation(
            "Nesterov’s momentum μ keeps a velocity v, which begins at 0:",
            "𝐯[t] = μ 𝐯[t − 1] + η 𝐠[t]",
        ),
        Equation("and looks one velocity ahead:", f"{NEW} = {OLD} − (μ 𝐯[t] + η 𝐠[t])"),
    ),
    "rmsprop": (
        Equation(
            "RMSProp keeps a running mean s of the squared gradient, which begins at 0:",
            rf"𝐬[t] = ρ 𝐬[t − 1] + (1 − ρ) 𝐠[t]^2 \quad ρ = {RHO:g}",
        ),
        Equation(
            "and divides by its root, element by element:",
            rf"{NEW} = {OLD} − η \frac{{𝐠[t]}}{{\sqrt{{𝐬[t]}} + ε}} {TINY}",
        ),
    ),
    "adam": (
        Equation(
            "Adam keeps running means of the gradient and of its square, which begin at 0:",
            rf"𝐚[t] = β_1 𝐚[t − 1] + (1 − β_1) 𝐠[t] \quad β_1 = {BETA_1:g}",
        ),
        Equation("", rf"𝐬[t] = β_2 𝐬[t − 1] + (1 − β_2) 𝐠[t]^2 \quad β_2 = {BETA_2:g}"),
        Equation(
            "and, with t its own steps, divides one by the root of the other, element by element:",
            rf"{NEW} = {OLD} − η \frac{{𝐚[t] / (1 − β_1^t)}}"
            rf"{{\sqrt{{𝐬[t] / (1 − β_2^t)}} + ε}} {TINY}",
        ),
    ),
}


PLAIN = (
    Equation(
        "Each weight is updated using the gradients averaged over the M images of a batch, with η "
        "the learning rate:",
        rf"{NEW} = {OLD} − η\,({MEAN} ∇{WEIGHTS}[m])",
        "19",
    ),
    Equation("", rf"{BIASES}[t] = {BIASES}[t − 1] − η\,({MEAN} ∇{BIASES}[m])", "20"),
)
"""The report's, without anything that goes beyond."""


def _progress(wave: str) -> str:
    """The factor of a cosine for the done part of a run."""
    return rf"({END:g} + {1 - END:g} · \frac{{1 + \cos(π {wave})}}{{2}})"


def _stairs() -> str:
    """The factor of a rate that falls in steps."""
    rows = [rf"{FALL**done:g} & \text{{if }} p < {place:g}" for done, place in enumerate(STEPS)]
    return r" \\ ".join([*rows, rf"{FALL ** len(STEPS):g} & \text{{else}}"])


RATES = {
    "constant": (),
    "step": (Equation("The learning rate falls in steps:", rf"η[t] = η\,\cases{{{_stairs()}}}"),),
    "cosine": (
        Equation("The learning rate falls like half a cosine:", rf"η[t] = η\,{_progress('p')}"),
    ),
    "warm-up": (
        Equation(
            "The learning rate rises in a straight line, then falls like half a cosine:",
            rf"η[t] = η\,\cases{{\max(p / {WARM_UP:g}, {END:g}) & \text{{if }} p < {WARM_UP:g}"
            rf" \\ {_progress('q')} & \text{{else}}}}"
            rf" \quad q = \frac{{p − {WARM_UP:g}}}{{{1 - WARM_UP:g}}}",
        ),
    ),
}
PROGRESS = Equation(
    "where p is the part of the N iterations that was done before:",
    r"p = \frac{1}{N} \min(t − 1, N − 1)",
)


def updates(configs: Sequence[TrainConfig]) -> list[Equation]:
    """The equations of every optimizer and schedule that these settings name, each once."""
    optimizers = list(dict.fromkeys(config.optimizer for config in configs))
    schedules = list(dict.fromkeys(config.schedule for config in configs))
    decays = any(config.l2 for config in configs)
    is_plain = optimizers == ["sgd"] and not decays
    rules = list(PLAIN) if is_plain else _averages(decays)
    if not is_plain:
        rules += [rule for optimizer in optimizers for rule in RULES[optimizer]]
    rates = [rate for schedule in schedules for rate in RATES[schedule]]
    if rates:
        rules = [replace(rule, notation=rule.notation.replace("η", "η[t]")) for rule in rules]
        rates.append(PROGRESS)
    return rules + rates


def _averages(decays: bool) -> list[Equation]:
    """The gradients that an optimizer gets."""
    said = "The gradients are averaged over the M images of a batch"
    weights, biases = f"𝐠[t] = {MEAN} ∇{WEIGHTS}[m]", f"𝐠[t] = {MEAN} ∇{BIASES}[m]"
    if decays:
        said += ", and L2 adds λ times the weights"
        weights += f" + λ {OLD}"
    return [
        Equation(f"{said}. For weights", weights),
        Equation(
            "and for biases, which follow the same rules as weights, with η the learning rate,",
            biases,
        ),
    ]

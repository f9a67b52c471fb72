"""The sentences on weights and units, made without Qt. Units are counted from 1, as people do."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.arrays import Floats
from core.network import NetworkSpec
from gui.words import plural

COUNTED = "Units are counted from 1."
TRAIN_FIRST = "No network yet. Train one (Space), or open a model (Ctrl+M): its weights come here."
NO_IMAGES = "The training images are not here yet; what they excite is shown once they are."
STUDYING = "Showing the training images to the units..."
NO_UNIT = "The unit whose tile is selected is shown here, once there is a network."
SHARED_SCALE = "shared scale"
OWN_SCALE = "own scale"
RAN_AWAY = 10_000.0  # a weight that needs no decimals any more
HOW_TO_SEND = "A double click or D puts it on the canvas."


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose network is shown: the run's at an iteration, or else the bundled model's."""

    spec: NetworkSpec
    iteration: int | None = None
    is_present: bool = True

    def __str__(self) -> str:
        if self.iteration is None:
            return f"the bundled model, {self.spec}"
        earlier = "" if self.is_present else ", an earlier moment"
        return f"{self.spec} at iteration {self.iteration:,}{earlier}"


def title(spec: NetworkSpec) -> str:
    return "First-layer weights" if spec.hidden else "Weights of the outputs"


def unit_name(spec: NetworkSpec, unit: int, names: Sequence[str]) -> str:
    """What unit is called, counted from 0: "Unit 12", or "Output 7" without a hidden layer."""
    return f"Unit {unit + 1:,}" if spec.hidden else f"Output {names[unit]}"


def place(spec: NetworkSpec) -> str:
    """Which units these are."""
    units = spec.sizes[1]
    return f"of {units:,} in the first hidden layer" if spec.hidden else f"of {units:,}"


def share(value: float) -> str:
    """A share of images: "23.4 %"; never 0 or 100 for what is not all or none."""
    if 0 < value < 0.0005:
        return "< 0.1 %"
    return "> 99.9 %" if 0.9995 < value < 1 else f"{100 * value:.1f} %"


def firing(spec: NetworkSpec, value: float, is_constant: bool) -> str:
    """For how many of the training images a unit fires; of an output there is none to tell."""
    if not spec.hidden:
        return ""
    if spec.activation == "relu" and not value:
        return "never fires: none of the training images excites it"
    if is_constant:
        return "answers the same to every training image"
    if spec.activation == "relu":
        return f"fires for {share(value)} of the training images"
    return f"is in its upper half for {share(value)} of the training images"


def sentence(text: str) -> str:
    """Words as a sentence of their own; empty stays empty."""
    return f"{text[0].upper()}{text[1:]}." if text else ""


def number(value: float) -> str:
    """A weight or an activation, to three decimals; one that ran away as 1.4e+24.

    A class without images has none.
    """
    if math.isnan(value):
        return "–"
    return f"{value:z.3f}" if abs(value) < RAN_AWAY else f"{value:.1e}"


def tile(name: str, norm: float, largest: float, fires: str) -> str:
    """What a tile says when the pointer rests on it."""
    first = f"{name} {fires}." if fires else f"{name}."
    return f"{first} Its largest weight is {number(largest)}, the norm of all {number(norm)}."


def scale(largest: float) -> tuple[str, str, str]:
    """The least, the middle and the largest weight of a scale around 0."""
    return number(-largest), "0", f"+{number(largest)}"


def own_scale() -> tuple[str, str, str]:
    """Where each tile has its own."""
    return "-max", "0", "+max of each tile"


def numbers(weights: Floats, bias: float) -> str:
    """A unit's weights (D,) and its bias in three numbers."""
    norm, largest = float(np.linalg.norm(weights)), float(np.abs(weights).max())
    return f"Bias {number(bias)}, largest weight {number(largest)}, norm {number(norm)}."


def crossed_out(count: int) -> str:
    """What a line through a tile means, if any tile has one."""
    if not count:
        return COUNTED
    return f"Crossed out: {plural(count, 'unit')} answering all images alike."


def pixel(row: int, column: int, weight: float) -> str:
    """One weight, and the pixel that it is for, counted from 1."""
    return f"Pixel in row {row + 1}, column {column + 1}: weight {number(weight)}."


def exciting(spec: NetworkSpec, fires: bool = True) -> str:
    """The title above the images."""
    if not spec.hidden:
        return "Highest logit for"
    return "Excited most by" if fires else "Nearest to firing for"


def on_which(dataset: str, images: int, iteration: int | None) -> str:
    """What was shown to which network."""
    when = "" if iteration is None else f", at {iteration:,}"
    return f"{images:,} training images of {dataset}{when}"


def exciting_image(position: int, name: str, activation: float, spec: NetworkSpec) -> str:
    """One of those images; position counts from 0, as that of testing images does elsewhere."""
    what = f"Training image {position:,}, labelled {name}: {quantity(spec)} {number(activation)}."
    return f"{what} {HOW_TO_SEND}"


def quantity(spec: NetworkSpec) -> str:
    """What a unit gives for an image; without a hidden layer, before the output function."""
    return "activation" if spec.hidden else "logit"


def by_class(spec: NetworkSpec) -> str:
    return f"Mean {quantity(spec)} by class"


def class_row(spec: NetworkSpec, name: str, value: float) -> str:
    if math.isnan(value):
        return f"There are no training images of {name}."
    return f"Mean {quantity(spec)} over the training images of {name}: {number(value)}."


def outgoing(spec: NetworkSpec) -> str:
    """The title above a unit's outgoing weights; empty where it is an output itself."""
    if not spec.hidden:
        return ""
    return "Weights to classes" if len(spec.hidden) == 1 else "Weights to layer 2"


def targets(spec: NetworkSpec, names: Sequence[str]) -> tuple[str, ...]:
    """What the outgoing weights go to: the classes, or the units of the second layer."""
    if len(spec.hidden) == 1:
        return tuple(names)
    return tuple(f"{unit + 1:,}" for unit in range(spec.hidden[1]))


def outgoing_row(spec: NetworkSpec, target: str, value: float) -> str:
    to = (
        f"output {target}" if len(spec.hidden) == 1 else f"unit {target} of the second hidden layer"
    )
    return f"Weight to {to}: {number(value)}."

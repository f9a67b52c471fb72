"""What the curves say: the training diverges, the network overfits, units have died.

Each is told only where SEVERAL evaluations in a row say so, and no longer than they do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from core.config import RANGES, TrainConfig
from core.history import Score
from core.network import NetworkSpec
from core.training import Diverged

SEVERAL = 5
MANY = 0.1  # of a layer's units: a few silent ones are nothing to worry about
LOST = 0.5  # of what the loss had come down by
FAR = 1.5  # times the lowest loss


@dataclass(frozen=True, slots=True)
class WayBack:
    """To the last sound network, of that iteration, and on from there with that learning rate."""

    iteration: int
    learning_rate: float


@dataclass(frozen=True, slots=True)
class Advice:
    """A sentence on what is wrong and what helps, with a way back where that helps."""

    text: str
    way_back: WayBack | None = None


def advise(
    scores: Sequence[Score], spec: NetworkSpec, config: TrainConfig, sound: int
) -> Advice | None:
    """The gravest thing to say of a run; None if all is well.

    scores are its evaluations, ascending; sound is the iteration of its last sound network.
    """
    if len(scores) < SEVERAL:
        return None
    return _ruin(scores, config, sound) or _overfitting(scores) or _silence(scores, spec)


def diverged(error: Diverged, config: TrainConfig, sound: int) -> Advice:
    """What to say where training could not go on."""
    return Advice(str(error), _way_back(config, sound))


def is_sound(scores: Sequence[Score]) -> bool:
    """Whether the last evaluation still has most of what the training had reached."""
    first, lowest = scores[0].train.loss, min(score.train.loss for score in scores)
    half_lost = first - LOST * (first - lowest)
    return scores[-1].train.loss <= max(half_lost, FAR * lowest)


def _ruin(scores: Sequence[Score], config: TrainConfig, sound: int) -> Advice | None:
    """The training loss has been far above its lowest, or above where it began, for a while."""
    ends = range(len(scores) - SEVERAL + 1, len(scores) + 1)
    if any(is_sound(scores[:end]) for end in ends):
        return None
    return Advice(
        f"The training loss has risen to {scores[-1].train.loss:.3g} since iteration {sound:,}: "
        f"the learning rate {config.rate_at(sound):.3g} is too high.",
        _way_back(config, sound),
    )


def _way_back(config: TrainConfig, sound: int) -> WayBack:
    """With a third of the learning rate, to two digits."""
    third = float(f"{config.learning_rate / 3:.2g}")
    return WayBack(sound, max(third, RANGES["learning_rate"].low))


def _overfitting(scores: Sequence[Score]) -> Advice | None:
    """The testing loss has risen from its lowest, and is above the training loss.

    Both by more than the sampling noise. That of the rise is counted as if the two evaluations
    were of different images; of the same ones it is less, so that the alarm comes rather late.
    """
    best = min(scores, key=lambda score: score.test.loss)
    for score in scores[-SEVERAL:]:
        rise = score.test.loss - best.test.loss
        gap = score.test.loss - score.train.loss
        if rise <= hypot(score.test.noise, best.test.noise):
            return None
        if gap <= hypot(score.test.noise, score.train.noise):
            return None
    return Advice(
        f"Overfitting: since iteration {best.iteration:,} the testing loss has risen from "
        f"{best.test.loss:.3f} to {scores[-1].test.loss:.3f}, while the training loss is "
        f"{scores[-1].train.loss:.3f}. Distorted images, L2, dropout or fewer iterations help."
    )


def _silence(scores: Sequence[Score], spec: NetworkSpec) -> Advice | None:
    """In some layer many units gave the same output for every training image."""
    each = [score.train.silent for score in scores[-SEVERAL:]]
    silent = map(min, zip(*each, strict=True))
    layers = [
        f"{count:,} of {units:,} units of hidden layer {layer}"
        for layer, (count, units) in enumerate(zip(silent, spec.hidden, strict=True), start=1)
        if count > MANY * units
    ]
    if not layers:
        return None
    return Advice(
        f"{' and '.join(layers)} never fire: whatever the image, their output is the same, so "
        "they learn nothing. Reset, with a lower learning rate or He's initialisation, helps."
    )

"""What the curves say: the training diverges, the network overfits, units are dead.

Each is told only where SEVERAL evaluations say so, some part of an epoch apart from each other, and
no longer than they do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from core.config import RANGES, TrainConfig, changed, label
from core.history import Score
from core.network import NetworkSpec
from core.training import Diverged

SEVERAL = 5  # the default run has its errors go up and down for two or three
APART = 0.1  # epochs; from one iteration to the next, losses go up and down by chance
MANY = 0.1  # of a layer's units: the default run has one or two dead ones of a hundred
LOST = 0.5  # of what the loss had come down by, which no healthy run gives back; or of the units
LEARNED = 0.9  # of the first loss; more than that is guessing
NEAR = 1.2  # times the lowest loss; the default run goes up and down by about that
FAR = 1.5  # times the lowest loss; below that, a loss that fell by little just goes up and down
PACE = ("learning_rate", "schedule", "iterations", "evaluate_every")  # settings that ruin nothing


@dataclass(frozen=True, slots=True)
class Stretch:
    """The training since the last sound evaluation, which was at that iteration.

    before is how the network was trained up to there, since how it was trained on, in order.
    """

    sound: int
    before: TrainConfig
    since: tuple[TrainConfig, ...]


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


def advise(scores: Sequence[Score], spec: NetworkSpec, stretch: Stretch) -> Advice | None:
    """The gravest thing to say of a run with these evaluations, ascending; None if all is well."""
    scores = _apart(scores)
    if len(scores) < SEVERAL:
        return None
    return _ruin(scores, stretch) or _overfitting(scores) or _dead_units(scores, spec, stretch)


def diverged(error: Diverged, stretch: Stretch) -> Advice:
    """What to say where training could not go on."""
    return Advice(str(error), _slower(stretch))


def is_sound(scores: Sequence[Score], spec: NetworkSpec) -> bool:
    """Whether the last training loss is NEAR the lowest, and no layer has LOST too many units.

    It also has to have LEARNED something since the first evaluation.
    """
    first, last = scores[0].train, scores[-1].train
    is_alive = all(dead < LOST * n for dead, n in zip(last.dead, spec.hidden, strict=True))
    has_learned = last.loss <= LEARNED * first.loss or len(scores) == 1
    is_near = last.loss <= NEAR * min(score.train.loss for score in scores)
    return is_near and is_alive and has_learned


def _apart(scores: Sequence[Score]) -> Sequence[Score]:
    """The last of the evaluations and those before that lie APART from the next one."""
    found: list[Score] = []
    for score in reversed(scores):
        if not found or score.epoch <= found[-1].epoch - APART:
            found.append(score)
    return found[::-1]


def _is_lost(scores: Sequence[Score]) -> bool:
    """Whether the last training loss has gone LOST of the way back, and FAR from the lowest.

    The way is the one from the first evaluation's loss down to the lowest.
    """
    first, lowest = scores[0].train.loss, min(score.train.loss for score in scores)
    half_lost = first - LOST * (first - lowest)
    return scores[-1].train.loss > max(half_lost, FAR * lowest)


def _ruin(scores: Sequence[Score], stretch: Stretch) -> Advice | None:
    """What was learned has been lost for a while."""
    ends = range(len(scores) - SEVERAL + 1, len(scores) + 1)
    if not all(_is_lost(scores[:end]) for end in ends):
        return None
    risen = f"The training loss has risen to {scores[-1].train.loss:.3g}"
    return _blamed(f"{risen} since iteration {stretch.sound:,}", stretch)


def _blamed(what: str, stretch: Stretch) -> Advice:
    """Lay it on what was changed since the last sound evaluation, or else on the learning rate."""
    before, now, highest = stretch.before, stretch.since[-1], _highest_rate(stretch)
    others = [label(name) for name in changed(before, now) if name not in PACE]
    if others and highest <= before.learning_rate:
        back = WayBack(stretch.sound, min(highest, now.learning_rate))
        return Advice(f"{what}, after a change of {_listed(others)}.", back)
    tense = "is" if now.learning_rate == highest else "was"
    return Advice(f"{what}: the learning rate {highest:g} {tense} too high.", _slower(stretch))


def _slower(stretch: Stretch) -> WayBack:
    """With a third of the learning rate, to two digits, or with a lower one that was in use."""
    highest = _highest_rate(stretch)
    third = float(f"{highest / 3:.2g}")
    rates = [config.learning_rate for config in (stretch.before, *stretch.since)]
    lower = [rate for rate in rates if rate < highest]
    return WayBack(stretch.sound, max(min([third, *lower]), RANGES["learning_rate"].low))


def _highest_rate(stretch: Stretch) -> float:
    return max(config.learning_rate for config in stretch.since)


def _overfitting(scores: Sequence[Score]) -> Advice | None:
    """The testing loss has risen from its lowest, and is above the training loss, which has not.

    Both by more than their standard error. That of the rise is counted as if the two evaluations
    were of different images; of the same ones it is less, so that the alarm comes rather late.
    """
    best = min(scores, key=lambda score: score.test.loss)
    for score in scores[-SEVERAL:]:
        rise = score.test.loss - best.test.loss
        gap = score.test.loss - score.train.loss
        if score.train.loss > best.train.loss:
            return None
        if rise <= hypot(score.test.standard_error, best.test.standard_error):
            return None
        if gap <= hypot(score.test.standard_error, score.train.standard_error):
            return None
    return Advice(
        f"Overfitting: since iteration {best.iteration:,} the testing loss has risen from "
        f"{best.test.loss:.3f} to {scores[-1].test.loss:.3f}, while the training loss is "
        f"{scores[-1].train.loss:.3f}. Distorted images, L2, dropout or fewer iterations help."
    )


def _dead_units(scores: Sequence[Score], spec: NetworkSpec, stretch: Stretch) -> Advice | None:
    """In some layer many units had the same output for every training image evaluated."""
    each = [score.train.dead for score in scores[-SEVERAL:]]
    dead = list(map(min, zip(*each, strict=True)))
    layers = [
        f"{count:,} of {units:,} units of hidden layer {layer}"
        for layer, (count, units) in enumerate(zip(dead, spec.hidden, strict=True), start=1)
        if count > MANY * units
    ]
    if not layers:
        return None
    what = f"{_listed(layers)} are dead: the same for every image, so they learn nothing"
    if spec.initialisation == "zero":
        return Advice(f"{what}. Weights that begin at zero all stay alike; He's do not.")
    is_far = any(count >= LOST * units for count, units in zip(dead, spec.hidden, strict=True))
    if is_far:
        return _blamed(f"{what}, since iteration {stretch.sound:,}", stretch)
    return Advice(f"{what}. Reset with a lower learning rate helps.")


def _listed(things: Sequence[str]) -> str:
    """In a row, as in a sentence: a, b and c."""
    *first, last = things
    return f"{', '.join(first)} and {last}" if first else last

"""The sentences that the window shows, made without Qt."""

import math
import re
import unicodedata

from core.config import CHOICES, Settings, TrainConfig, changed, label
from core.history import Score
from core.metrics import Evaluation
from core.network import NetworkSpec
from core.optimizers import OPTIMIZERS
from core.tables import error_text
from gui.parsing import plain
from gui.plan import Plan

BEFORE_FINE_TUNING = "Back at what was there before the fine-tuning."
TAKEN_BACK = "Taken back."
COPIED_DETAILS = "Copied versions, machine and the last errors; paste them into a report."
NOTHING_TO_COPY = "There is nothing to copy before the first evaluation."
DAMAGED_SETTINGS = (
    "The settings file is damaged; everything is as at the first start. It is kept as settings.old."
)
NEWER_SETTINGS = (
    "The settings are of a newer version of MLP Lab; everything is as at the first start. They are "
    "kept as settings.old."
)
FAR_OFF = 10.0  # times too large or too small: a learning rate that needs a word
TINY = 0.05  # of the learning rate: with that, a network hardly learns any more
MOST_NAMED = 3  # settings beside a mark on a curve
RAN_AWAY = 1e5  # a loss that needs no decimals any more
LONGEST_NAMED = 99_999  # iterations that still fit on the Train button
UNSEEN = ("Cc", "Cs", "Zl", "Zp")  # kinds of characters: commands, halves, ends of lines
LONG_WORD = re.compile(r"([^\s/\\]{40})[^\s/\\]{10,}([^\s/\\]{20})")


def legible(sentence: str) -> str:
    """A sentence as it can be shown, whatever the files are called that it names.

    It stays on one line, and no part of a path is too long for a line to be broken before it.
    """
    kinds = map(unicodedata.category, sentence)
    seen = (
        "\ufffd" if kind in UNSEEN else letter for letter, kind in zip(sentence, kinds, strict=True)
    )
    return LONG_WORD.sub(r"\1…\2", "".join(seen))


def percent(error: float) -> str:
    """An error in prose: "2.76 %"."""
    return "unknown" if math.isnan(error) else f"{100 * error:.2f} %"


def progress(iteration: int, until: int, epoch: float, rate: float) -> list[str]:
    """Where training stands, from all there is to say to the least.

    The rate is iterations per second, 0 while nothing runs.
    """
    parts = [f"iteration {iteration:,} / {until:,}"]
    if rate > 0:
        parts += [f"{duration((until - iteration) / rate)} left", f"{rate:,.0f} it/s"]
    parts.append(f"epoch {math.ceil(epoch)}")
    return [" · ".join(parts[:count]) for count in range(len(parts), 0, -1)]


def duration(seconds: float) -> str:
    """A time span, coarser the longer it is: "1.4 s", "2 min 05 s", "3 h 10 min"."""
    if round(seconds, 1) < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest:02} s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min"


def plural(count: int, noun: str, many: str = "") -> str:
    """many is the plural where it takes more than an s."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {many or noun + 's'}"


def evaluated(score: Score) -> str:
    test = score.test
    return (
        f"Evaluated at iteration {score.iteration:,}: {test.mistakes:,} of {test.images:,} "
        "testing images wrong."
    )


def finished(score: Score) -> str:
    test, done = score.test, plural(score.iteration, "iteration")
    return (
        f"{done} in {duration(score.seconds)}: {test.mistakes:,} of {test.images:,} "
        f"testing images wrong ({percent(test.error)})."
    )


def loss_numbers(
    iteration: float | None,
    loss: float | None,
    smoothed: float | None,
    testing: float | None = None,
) -> str:
    """The losses at the crosshair's iteration, or the latest ones; testing if it is shown."""
    if loss is None or smoothed is None:
        return ""
    last = "" if testing is None else f"   testing {_loss(testing)}"
    return f"{_at(iteration)}{_loss(loss)}   smoothed {_loss(smoothed)}{last}"


def _loss(value: float) -> str:
    """A loss to four decimals; one that ran away as 1.4e+24."""
    return f"{value:.4f}" if value < RAN_AWAY else f"{value:.2g}"


def error_numbers(iteration: float | None, evaluation: Evaluation) -> str:
    """The error at the crosshair's iteration, or the latest one, and how many images it is of."""
    images = f"{evaluation.images:,}"
    of = f"{images} sampled" if evaluation.sampled else f"all {images}"
    if iteration is not None:
        of = "sampled" if evaluation.sampled else ""
    return f"{_at(iteration)}{error_text(evaluation.error)}   {of}".rstrip()


def _at(iteration: float | None) -> str:
    return "" if iteration is None else f"at {iteration:,.0f}:   "


def evaluated_on(iteration: int, evaluation: Evaluation) -> str:
    """Which evaluation a table shows."""
    sample = ", sampled" if evaluation.sampled else ""
    return f"at {iteration:,}{sample}"


def stopped(iteration: int) -> str:
    return f"Stopped at iteration {iteration:,}. Continue goes on from there."


def way_back(iteration: int, rate: float) -> str:
    return f"Back to {iteration:,}, rate {plain(rate)}"


def went_back(iteration: int, rate: float) -> str:
    return f"Back at iteration {iteration:,}, with learning rate {plain(rate)}."


def new_network(spec: NetworkSpec, seed: int) -> str:
    return f"Train makes a new network, {spec}, with seed {seed}."


def welcome(spec: NetworkSpec) -> str:
    return f"Train (Space) makes a new network, {spec}. Or draw a digit; F1 lists the keys."


def waits_for_reset(spec: NetworkSpec, seed: int, dataset: str, at_once: bool) -> str:
    """at_once says that settings of learning were changed as well, which hold already."""
    with_what = ", with the new settings of learning" if at_once else ""
    return (
        f"Reset makes a new network with these settings: {spec}, seed {seed}, {dataset}. "
        f"Until then the present one goes on{with_what}."
    )


def learning_changed(before: TrainConfig, after: TrainConfig, iteration: int, until: int) -> str:
    """Which settings of learning hold from now on; the iteration may be a few behind."""
    changes = ", ".join(settings(changed(before, after)))
    end = "" if before.iterations == after.iterations else f"; it ends at {until:,}"
    return f"{changes} from about iteration {iteration:,} on{end}.{_rate_advice(before, after)}"


def after_the_schedule(config: TrainConfig, iteration: int) -> str:
    """What to know when training goes on where a schedule has made the steps tiny."""
    if config.rate_at(iteration) > config.learning_rate * TINY or iteration < config.iterations:
        return ""
    return (
        f"The schedule is at its end: the learning rate stays {config.rate_at(iteration):.2g}. "
        "More iterations, or a constant schedule, make it learn on."
    )


def _rate_advice(before: TrainConfig, after: TrainConfig) -> str:
    """What to do where a newly chosen optimizer meets a learning rate that is not for it."""
    optimizer, rate = OPTIMIZERS[after.optimizer], after.learning_rate
    usual = optimizer.usual_rate
    if before.optimizer == after.optimizer or 1 / FAR_OFF <= rate / usual <= FAR_OFF:
        return ""
    name = optimizer.name[0].upper() + optimizer.name[1:]
    return f" {name} mostly works with a learning rate near {plain(usual)}."


def settings(values: Settings) -> list[str]:
    """Settings with their values: "Learning rate 0.05", "Optimizer Adam"."""
    return [_setting(name, value) for name, value in values.items()]


def _setting(name: str, value: float | str) -> str:
    if isinstance(value, str):
        return f"{label(name)} {CHOICES[name][1][value].name}"
    return f"{label(name)} {plain(value, grouped=True)}"


def on_or_off(on: bool) -> str:
    return "on" if on else "off"


def rate_now(rate: float) -> str:
    return f"rate now {rate:#.3g}"


def paused() -> str:
    return "Paused. Resume goes on, Stop ends; drawings are still read."


def network_summary(spec: NetworkSpec, dataset: str, threads: int) -> str:
    """The network, its data, and its threads where it has more than one."""
    parts = [str(spec), f"{spec.parameter_count:,} parameters", dataset]
    return "  ·  ".join([*parts, f"{threads} threads"] if threads > 1 else parts)


def train_button(iteration: int, length: int) -> str:
    """What pressing Train does: begin, go on, or go on past the end."""
    if iteration == 0:
        return "Train"
    if iteration % length:
        return "Continue"
    return f"Train {length:,} more" if length <= LONGEST_NAMED else "Train more"


def when_it_applies(has_run: bool, differs: bool) -> str:
    """When a change of network or data takes effect."""
    if not has_run:
        return "used by Train"
    return "waits for Reset" if differs else "applies at Reset"


def change_mark(values: Settings) -> str:
    """Changed settings in as few words as fit beside a mark on a curve."""
    if len(values) > MOST_NAMED:
        return f"{len(values)} settings"
    return ", ".join(t if t.startswith("L2") else t[0].lower() + t[1:] for t in settings(values))


def plan_changed(before: Plan, after: Plan) -> str:
    """What was chosen while there is no network yet."""
    texts = settings(changed(before.config, after.config))
    if before.spec != after.spec or before.source != after.source or not texts:
        return new_network(after.spec, after.config.seed)
    return f"{', '.join(texts)}, used by Train.{_rate_advice(before.config, after.config)}"


def no_model(name: str) -> str:
    return (
        f"The bundled model {name} is missing or damaged. Unpack the program again, or run "
        "'make model'. Drawings are read once you train."
    )

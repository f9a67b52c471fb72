"""The sentences on drawings and the user's own digits, made without Qt."""

from collections.abc import Sequence
from pathlib import Path

from core.metrics import Evaluation
from gui.reading import Reading
from gui.words import percent, plural

BY_THIS_RUN = "read by this run"
BY_THE_BUNDLED_MODEL = "read by the bundled model"
BY_NOBODY = "no network yet"
NOTHING_DRAWN = "nothing drawn"
TRAIN_FIRST = "train first"
DRAW_FIRST = "Draw a digit first; then its key keeps it among your digits."
STILL_READING = "Your digits are still being read; press the key again in a moment."
KEPT_ALREADY = "This very drawing is among your digits already."
NOT_YOURS = "This is a testing image, not your handwriting; it is not kept."
READING_DATA = "Reading the data to train on..."
COPIED_DRAWING = "Copied the drawing as a picture, black on white."


def by_this_run_at(iteration: int) -> str:
    """Who answers while an earlier moment of the run is shown."""
    return f"{BY_THIS_RUN} at iteration {iteration:,}"


def reading(reading: Reading) -> str:
    """How sure the network is, and on a second line what else it might be."""
    prediction = reading.prediction

    def output(digit: int) -> str:
        value = float(prediction.outputs[digit])
        return probability(value) if reading.gives_probabilities else f"{value:.2f}"

    doubt = "" if reading.is_sure else "not sure, "
    other = prediction.runner_up
    return f"{doubt}{output(prediction.digit)}\nthen {reading.names[other]}, {output(other)}"


def what_is_sure(least: float) -> str:
    return f"Below {100 * least:.0f} % the answer counts as not sure."


def probability(share: float) -> str:
    """A probability: "96.2 %"; never 0 or 100 for what is not certain."""
    if share >= 0.9995:
        return "> 99.9 %"
    return "< 0.1 %" if share < 0.0005 else f"{100 * share:.1f} %"


def testing_image(position: int, name: str) -> str:
    return f"Testing image {position:,}, labelled {name}."


def drawing_saved(path: str) -> str:
    return f"Saved the drawing as {path}."


def drawing_not_saved(path: str, reason: str) -> str:
    return (
        f"The drawing could not be saved as {path}: {reason}. What was there before is as it was. "
        "Choose another folder."
    )


def kept(label: int, count: int) -> str:
    return f"Kept as a {label}; you have {plural(count, 'digit')}. Draw the next one."


def relabelled(count: int, label: int) -> str:
    return f"{plural(count, 'digit')} of yours labelled {label} now."


def removed(count: int) -> str:
    return f"Removed {plural(count, 'digit')} of yours."


def exported(count: int, folder: Path) -> str:
    return f"Exported {plural(count, 'digit')} of yours to {folder}."


def digits_skipped(sentences: Sequence[str], folder: Path) -> str:
    """What is wrong with the first file, and how many more there are."""
    more = len(sentences) - 1
    others = f" {plural(more, 'other file')} there cannot be read either." if more else ""
    return f"A digit of yours in {folder} is left out: {sentences[0]}{others}"


def none_to_train_on(count: int) -> str:
    """Why there is nothing to fine-tune on, with so many digits kept."""
    if not count:
        return "Draw some digits first, and keep each with its key, 0 to 9."
    return (
        f"{plural(count, 'digit')} of yours: chance keeps a third aside to measure the error, and "
        "as yet that is all. Keep some more."
    )


def fine_tuning(trained: int, aside: int) -> str:
    return (
        f"Fine-tuning on {plural(trained, 'digit')} of yours among the others; "
        f"kept aside, to measure the error on your handwriting: {aside:,}."
    )


def own_error(evaluation: Evaluation, *, aside: bool) -> str:
    """The error on handwriting with its count and interval."""
    if not evaluation.images:
        return "unknown: no digit of yours is kept aside yet"
    low, high = evaluation.interval
    which = " kept aside" if aside else ""
    return (
        f"{percent(evaluation.error)} ({evaluation.mistakes:,} of {evaluation.images:,}{which}; "
        f"95 % interval {100 * low:.1f} to {100 * high:.1f} %)"
    )

"""The sentences on readings and the user's own digits, from a table of calls and what they say."""

from pathlib import Path

import numpy as np
import pytest

from core.drawing import Prediction
from core.metrics import Evaluation
from core.network import NetworkSpec
from gui import drawing_words
from gui.reading import Reading
from tests.core.tools import toy_network
from tests.gui.panels.showing import evaluation

NOTHING = Evaluation(0.0, np.zeros((10, 10), np.int64))
FOLDER = Path("mine")


def reading(best: float, other: float, output: str = "softmax") -> Reading:
    """The answer 3, and 8 behind it."""
    outputs = np.zeros(10, np.float32)
    outputs[3], outputs[8] = best, other
    network = toy_network(spec=NetworkSpec((784, 10), output=output))
    return Reading(Prediction(outputs, outputs, 3, np.zeros((28, 28), np.float32)), network)


SAID = [
    (drawing_words.reading(reading(0.962, 0.03)), "96.2 %\nthen 8, 3.0 %"),
    (drawing_words.reading(reading(0.4, 0.3)), "not sure, 40.0 %\nthen 8, 30.0 %"),
    (drawing_words.reading(reading(1.0, 0.0)), "> 99.9 %\nthen 0, < 0.1 %"),
    (drawing_words.reading(reading(0.4, 0.3, "linear")), "0.40\nthen 8, 0.30"),
    (
        drawing_words.none_to_train_on(0),
        "Draw some digits first, and keep each with its key, 0 to 9.",
    ),
    (
        drawing_words.none_to_train_on(1),
        "1 digit of yours: chance keeps a third aside to measure the error, and as yet that is "
        "all. Keep some more.",
    ),
    (drawing_words.what_is_sure(0.7), "Below 70 % the answer counts as not sure."),
    (drawing_words.kept(7, 1), "Kept as a 7; you have 1 digit. Draw the next one."),
    (drawing_words.kept(0, 1_000), "Kept as a 0; you have 1,000 digits. Draw the next one."),
    (drawing_words.relabelled(1, 7), "1 digit of yours labelled 7 now."),
    (drawing_words.relabelled(3, 0), "3 digits of yours labelled 0 now."),
    (drawing_words.removed(1), "Removed 1 digit of yours."),
    (drawing_words.removed(12), "Removed 12 digits of yours."),
    (drawing_words.exported(2, FOLDER), "Exported 2 digits of yours to mine."),
    (
        drawing_words.digits_skipped(["a.png is damaged."], FOLDER),
        "A digit of yours in mine is left out: a.png is damaged.",
    ),
    (
        drawing_words.digits_skipped(["a.png is damaged.", "b.png is damaged."], FOLDER),
        "A digit of yours in mine is left out: a.png is damaged. "
        "1 other file there cannot be read either.",
    ),
    (
        drawing_words.digits_skipped(["a.png is damaged."] * 13, FOLDER),
        "A digit of yours in mine is left out: a.png is damaged. "
        "12 other files there cannot be read either.",
    ),
    (
        drawing_words.fine_tuning(20, 9),
        "Fine-tuning on 20 digits of yours among the others; "
        "kept aside, to measure the error on your handwriting: 9.",
    ),
    (
        drawing_words.fine_tuning(1, 0),
        "Fine-tuning on 1 digit of yours among the others; "
        "kept aside, to measure the error on your handwriting: 0.",
    ),
    (
        drawing_words.own_error(evaluation(3, 12), aside=False),
        "25.00 % (3 of 12; 95 % interval 8.9 to 53.2 %)",
    ),
    (
        drawing_words.own_error(evaluation(0, 1), aside=True),
        "0.00 % (0 of 1 kept aside; 95 % interval 0.0 to 79.3 %)",
    ),
    (
        drawing_words.own_error(evaluation(1_000, 1_234), aside=False),
        "81.04 % (1,000 of 1,234; 95 % interval 78.8 to 83.1 %)",
    ),
    (
        drawing_words.own_error(NOTHING, aside=True),
        "unknown: no digit of yours is kept aside yet",
    ),
]


@pytest.mark.parametrize(("said", "text"), SAID)
def test_the_call_says(said: str, text: str) -> None:
    assert said == text


def test_a_drawing_that_could_not_be_saved_is_told_with_the_reason() -> None:
    said = drawing_words.drawing_not_saved("a.png", "No space left on device")
    assert said.startswith("The drawing could not be saved as a.png: No space left on device.")

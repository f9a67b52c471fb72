"""The window's sentences, from a table of calls and what they say."""

from dataclasses import replace

import numpy as np
import pytest

from core.config import TrainConfig
from core.drawing import Prediction
from core.history import Score
from core.metrics import Evaluation
from core.network import NetworkSpec
from gui import drawing_words, words
from gui.reading import Reading
from tests.core.tools import report_evaluation, toy_network

NAN = float("nan")
NOTHING = Evaluation(0.0, np.zeros((10, 10), np.int64))
REPORT = report_evaluation()
SAMPLE = replace(REPORT, sampled=True)
SPEC = NetworkSpec()
CONFIG = TrainConfig()


def score(iteration: int, seconds: float = 61.0, test: Evaluation = REPORT) -> Score:
    return Score(iteration, 1.0, seconds, SAMPLE, test)


def reading(sure: float, other: float, output: str = "softmax") -> str:
    """What is said of the answer 3, with 8 behind it unless that is below nothing."""
    outputs = np.zeros(10)
    outputs[3], outputs[8] = sure, other
    prediction = Prediction(outputs, outputs, 3, np.zeros((28, 28)))
    network = toy_network(spec=NetworkSpec((784, 10), output=output))
    return drawing_words.reading(Reading(prediction, network))


SAID = [
    (words.percent(0.0), "0.00 %"),
    (words.percent(0.0276), "2.76 %"),
    (words.percent(1.0), "100.00 %"),
    (words.percent(NAN), "unknown"),
    (words.progress(0, 10_000, 0, 0)[0], "iteration 0 / 10,000 · epoch 0"),
    (
        words.progress(1, 10_000, 0.001, 2_345.6),
        [
            "iteration 1 / 10,000 · 4.3 s left · 2,346 it/s · epoch 1",
            "iteration 1 / 10,000 · 4.3 s left · 2,346 it/s",
            "iteration 1 / 10,000 · 4.3 s left",
            "iteration 1 / 10,000",
        ],
    ),
    (words.progress(1_000, 10_000, 1.0, 0)[0], "iteration 1,000 / 10,000 · epoch 1"),
    (words.progress(1_001, 10_000, 1.001, 0)[0], "iteration 1,001 / 10,000 · epoch 2"),
    (
        words.progress(999_999, 1_000_000, 12.0, 0.4)[0],
        "iteration 999,999 / 1,000,000 · 2.5 s left · 0 it/s · epoch 12",
    ),
    (words.duration(0), "0.0 s"),
    (words.duration(1.44), "1.4 s"),
    (words.duration(59.9), "59.9 s"),
    (words.duration(60), "1 min 00 s"),
    (words.duration(119.4), "1 min 59 s"),
    (words.duration(119.6), "2 min 00 s"),
    (words.duration(3_599.4), "59 min 59 s"),
    (words.duration(3_599.6), "1 h 00 min"),
    (words.duration(11_400), "3 h 10 min"),
    (words.duration(360_000), "100 h 00 min"),
    (
        words.evaluated(score(0)),
        "Evaluated at iteration 0: 138 of 5,000 testing images wrong.",
    ),
    (
        words.finished(score(999_999)),
        "999,999 iterations in 1 min 01 s: 138 of 5,000 testing images wrong (2.76 %).",
    ),
    (
        words.finished(score(10, 0.04, NOTHING)),
        "10 iterations in 0.0 s: 0 of 0 testing images wrong (unknown).",
    ),
    (words.loss_numbers(None, None, None), ""),
    (words.loss_numbers(12.0, 0.5, None), ""),
    (words.loss_numbers(None, 0.0, 0.05), "0.0000   smoothed 0.0500"),
    (
        words.loss_numbers(None, 0.5, 0.25, 0.125),
        "0.5000   smoothed 0.2500   testing 0.1250",
    ),
    (words.loss_numbers(None, 1.4167e24, 99_999.0), "1.4e+24   smoothed 99999.0000"),
    (words.loss_numbers(0.0, 2.5, 2.5), "at 0:   2.5000   smoothed 2.5000"),
    (words.loss_numbers(999_999.0, 0.5, 0.25), "at 999,999:   0.5000   smoothed 0.2500"),
    (words.error_numbers(None, REPORT), "0.02760   all 5,000"),
    (words.error_numbers(9_500.0, SAMPLE), "at 9,500:   0.02760   sampled"),
    (words.error_numbers(9_500.0, REPORT), "at 9,500:   0.02760"),
    (words.evaluated_on(0, REPORT), "at 0"),
    (words.evaluated_on(9_500, SAMPLE), "at 9,500, sampled"),
    (reading(0.962, 0.021), "96.2 %\nthen 8, 2.1 %"),
    (reading(0.7, 0.3), "70.0 %\nthen 8, 30.0 %"),
    (reading(0.699, 0.3), "not sure, 69.9 %\nthen 8, 30.0 %"),
    (reading(0.481, 0.4), "not sure, 48.1 %\nthen 8, 40.0 %"),
    (reading(1.0, 0.0), "> 99.9 %\nthen 0, < 0.1 %"),
    (reading(0.481, 0.4, "sigmoid"), "not sure, 48.1 %\nthen 8, 40.0 %"),
    (reading(1.074, -0.2, "linear"), "1.07\nthen 0, 0.00"),
    (reading(0.4, 0.3, "linear"), "0.40\nthen 8, 0.30"),
    (drawing_words.what_is_sure(0.7), "Below 70 % the answer counts as not sure."),
    (drawing_words.probability(0.0), "< 0.1 %"),
    (drawing_words.probability(0.9994), "99.9 %"),
    (drawing_words.probability(0.9999), "> 99.9 %"),
    (drawing_words.probability(float(np.nextafter(1, 0))), "> 99.9 %"),
    (drawing_words.probability(1.0), "> 99.9 %"),
    (words.stopped(0), "Stopped at iteration 0. Continue goes on from there."),
    (words.paused(), "Paused. Resume goes on, Stop ends; drawings are still read."),
    (
        words.new_network(SPEC, 999_999),
        "Train makes a new network, 784-100-100-10, with seed 999999.",
    ),
    (
        words.waits_for_reset(NetworkSpec((784, 10)), 0, "MNIST", at_once=False),
        "Reset makes a new network with these settings: 784-10, seed 0, MNIST. "
        "Until then the present one goes on.",
    ),
    (
        words.waits_for_reset(NetworkSpec((784, 10)), 0, "MNIST", at_once=True),
        "Reset makes a new network with these settings: 784-10, seed 0, MNIST. "
        "Until then the present one goes on, with the new settings of learning.",
    ),
    (words.after_the_schedule(CONFIG, 20_000), ""),
    (words.after_the_schedule(replace(CONFIG, schedule="cosine"), 9_999), ""),
    (
        words.after_the_schedule(replace(CONFIG, schedule="cosine"), 10_000),
        "The schedule is at its end: the learning rate stays 0.0001. More iterations, or a "
        "constant schedule, make it learn on.",
    ),
    (
        words.learning_changed(CONFIG, replace(CONFIG, learning_rate=0.000001), 0, 10_000),
        "Learning rate 0.000001 from about iteration 0 on.",
    ),
    (
        words.learning_changed(CONFIG, replace(CONFIG, iterations=1_234_567), 1_234_567, 10_000),
        "Iterations 1,234,567 from about iteration 1,234,567 on; it ends at 10,000.",
    ),
    (
        words.learning_changed(
            CONFIG, replace(CONFIG, batch_size=1, learning_rate=100.0), 1, 10_000
        ),
        "Batch size 1, Learning rate 100 from about iteration 1 on.",
    ),
    (
        words.learning_changed(CONFIG, replace(CONFIG, optimizer="adam"), 500, 10_000),
        "Optimizer Adam from about iteration 500 on. "
        "Adam mostly works with a learning rate near 0.001.",
    ),
    (
        words.learning_changed(CONFIG, replace(CONFIG, optimizer="momentum"), 500, 10_000),
        "Optimizer momentum from about iteration 500 on.",
    ),
    (
        words.learning_changed(CONFIG, replace(CONFIG, schedule="warm-up", dropout=0.5), 0, 10_000),
        "Schedule warm-up, Dropout 0.5 from about iteration 0 on.",
    ),
    (words.on_or_off(True), "on"),
    (words.on_or_off(False), "off"),
    (words.rate_now(0.098123), "rate now 0.0981"),
    (words.settings({}), []),
    (
        words.change_mark({"learning_rate": 0.05, "batch_size": 10_000}),
        "learning rate 0.05, batch size 10,000",
    ),
    (words.change_mark({"l2": 0.1, "shear": 0.1, "shift": 1, "dropout": 0.5}), "4 settings"),
    (words.network_summary(SPEC, "MNIST", 1), "784-100-100-10  ·  89,610 parameters  ·  MNIST"),
    (
        words.network_summary(NetworkSpec((784, 2500, 10)), "MNIST", 2),
        "784-2500-10  ·  1,987,510 parameters  ·  MNIST  ·  2 threads",
    ),
    (words.train_button(0, 10_000), "Train"),
    (words.train_button(1, 10_000), "Continue"),
    (words.legible("/a b/é 😀.npz is 2 % too long."), "/a b/é 😀.npz is 2 % too long."),
    (words.legible("a\nb\udce9.npz is empty."), "a�b�.npz is empty."),
    (words.legible("/a/" + "x" * 69), "/a/" + "x" * 69),
    (words.legible("/a/" + "x" * 250 + ".npz is"), f"/a/{'x' * 40}…{'x' * 16}.npz is"),
    (words.legible("/".join(["x" * 30] * 9)), "/".join(["x" * 30] * 9)),
    (words.train_button(9_999, 10_000), "Continue"),
    (words.train_button(10_000, 10_000), "Train 10,000 more"),
    (words.train_button(20_000, 10_000), "Train 10,000 more"),
    (words.train_button(1, 1), "Train 1 more"),
    (words.train_button(99_999, 99_999), "Train 99,999 more"),
    (words.train_button(100_000, 100_000), "Train more"),
    (words.when_it_applies(False, False), "used by Train"),
    (words.when_it_applies(False, True), "used by Train"),
    (words.when_it_applies(True, False), "applies at Reset"),
    (words.when_it_applies(True, True), "waits for Reset"),
    (drawing_words.testing_image(0, "7"), "Testing image 0, labelled 7."),
    (drawing_words.testing_image(4_999, "0"), "Testing image 4,999, labelled 0."),
]


@pytest.mark.parametrize(("said", "text"), SAID)
def test_the_call_says(said: object, text: object) -> None:
    assert said == text


def test_the_longest_text_of_the_train_button_is_that_of_the_longest_named_run() -> None:
    lengths = (1, 10_000, words.LONGEST_NAMED, words.LONGEST_NAMED + 1, 100_000_000)
    texts = [words.train_button(n, n) for n in lengths]
    longest = words.train_button(words.LONGEST_NAMED, words.LONGEST_NAMED)
    assert max(map(len, texts)) == len(longest)

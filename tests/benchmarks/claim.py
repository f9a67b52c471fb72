"""The report's claim: that its gradients are faster in NumPy than in TensorFlow.

Needs `pip install tensorflow-cpu`, which the project does not. Prints iterations a second of the
report's training, 784-100-100-10 with batches of 50, by this program and by TensorFlow in three
ways, in turn: the median, the lowest and the highest of some rounds. argv: the threads that
TensorFlow may use; it takes every core if none is given.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"  # before it is imported

import numpy as np
import tensorflow as tf

from core.arrays import as_input
from core.dataset import bundled
from core.machine import processor
from core.samples import Dataset
from tests.benchmarks.ours import ours

ROUNDS, ITERATIONS, WARM_UP = 5, 1000, 100
SIZES, BATCH, RATE = (784, 100, 100, 10), 50, 0.1

Advance = Callable[[int], None]
Step = Callable[[tf.Tensor], None]


def network() -> tf.keras.Model:
    dense = tf.keras.layers.Dense
    inputs, *hidden, classes = SIZES
    layers = [*(dense(units, "relu") for units in hidden), dense(classes)]
    return tf.keras.Sequential([tf.keras.Input((inputs,)), *layers])


def by_hand(data: Dataset, wrap: Callable[[Step], Step]) -> Advance:
    """A loop with a gradient tape over tensors by index; wrap is what is made of one step."""
    model = network()
    images, labels = tf.constant(as_input(data.train.images)), tf.constant(data.train.labels)
    loss_of = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)

    @wrap
    def step(index: tf.Tensor) -> None:
        with tf.GradientTape() as tape:
            logits = model(tf.gather(images, index), training=True)
            loss = loss_of(tf.gather(labels, index), logits)
        variables = model.trainable_variables
        for variable, grad in zip(variables, tape.gradient(loss, variables), strict=True):
            variable.assign_sub(RATE * grad)

    def advance(iterations: int) -> None:
        done = 0
        while done < iterations:
            order = tf.random.shuffle(tf.range(len(images)))
            for first in range(0, len(images), BATCH)[: iterations - done]:
                step(order[first : first + BATCH])
                done += 1

    return advance


def keras_fit(data: Dataset) -> Advance:
    x, labels = as_input(data.train.images), data.train.labels
    model = network()
    loss = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(tf.keras.optimizers.SGD(RATE), loss)

    def advance(iterations: int) -> None:
        images = iterations * BATCH
        model.fit(x[:images], labels[:images], BATCH, verbose=0)

    return advance


def main() -> None:
    if threads := sys.argv[1:]:
        tf.config.threading.set_intra_op_parallelism_threads(int(threads[0]))
        tf.config.threading.set_inter_op_parallelism_threads(int(threads[0]))
    data = bundled("report")
    ways = {
        "this program": ours(data, SIZES, BATCH, RATE),
        "gradient tape, eager": by_hand(data, lambda step: step),
        "gradient tape in tf.function": by_hand(data, tf.function),
        "Keras fit": keras_fit(data),
    }
    print(f"{processor()}, NumPy {np.__version__}, TensorFlow {tf.__version__}")
    rates: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(ROUNDS):
        for way, advance in ways.items():
            advance(WARM_UP)
            started = time.perf_counter()
            advance(ITERATIONS)
            rates[way].append(ITERATIONS / (time.perf_counter() - started))
    for way, figures in rates.items():
        middle = statistics.median(figures)
        print(f"{way}: {middle:.0f}, {min(figures):.0f} to {max(figures):.0f}")


if __name__ == "__main__":
    main()

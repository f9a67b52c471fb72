"""Training as a generator of events over a state.

Whoever consumes the events drives the training: not asking for the next one pauses it,
closing the generator stops it, and calling train() again with the same state goes on,
with other settings if wanted, exactly where it was.
"""

import math
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, suppress
from copy import deepcopy
from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np

from core.arrays import one_of_k
from core.batches import Batch, batches
from core.config import TrainConfig
from core.metrics import Evaluation, confusion_matrix, mean_and_standard_error
from core.network import Network, NetworkSpec
from core.optimizers import OPTIMIZERS, Optimizer
from core.randomness import Purpose, rng
from core.samples import Dataset, Split

CHUNK = 1000  # images evaluated between two looks at whether to stop: about 4 ms
SAMPLE = 2000  # training images evaluated on the way; all of them at the end
OVERFLOW_IS_HANDLED = np.errstate(over="ignore", invalid="ignore")  # it shows in the loss


class Diverged(ArithmeticError):
    """A loss, or a weight, is no longer a finite number; the state that was trained is lost."""

    def __init__(self, iteration: int, config: TrainConfig) -> None:
        self.iteration = iteration
        rate, by_schedule = config.learning_rate, config.rate_at(max(iteration - 1, 0))
        then = "" if by_schedule == rate else f", {by_schedule:.2g} by its schedule,"
        super().__init__(
            f"The loss is no longer a finite number at iteration {iteration:,}: the learning rate "
            f"{rate:g}{then} is too high. Try a third of it."
        )


class Interrupted(Exception):
    """An evaluation was given up half-way because it was told to stop."""


@dataclass(slots=True)
class TrainingState:
    """All that training changes.

    images_seen counts with repetition; seconds are those that it took to train this network;
    evaluated_at is the iteration of the last evaluation.
    """

    network: Network
    optimizer: Optimizer
    iteration: int = 0
    images_seen: int = 0
    seconds: float = 0.0
    evaluated_at: int | None = None

    def copy(self) -> "TrainingState":
        """A state of its own, to go back to with restore()."""
        return replace(self, network=self.network.copy(), optimizer=deepcopy(self.optimizer))

    def restore(self, other: "TrainingState") -> None:
        """Go back to what copy() returned earlier."""
        self.network, self.optimizer = other.network, other.optimizer
        self.iteration, self.images_seen = other.iteration, other.images_seen
        self.seconds, self.evaluated_at = other.seconds, other.evaluated_at


@dataclass(frozen=True, slots=True)
class BatchDone:
    """One iteration was made; loss is the batch's mean before the step."""

    iteration: int
    loss: float


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The network of an iteration on training and testing images; network is a copy of it."""

    iteration: int
    epoch: float
    seconds: float
    train: Evaluation
    test: Evaluation
    network: Network


Event = BatchDone | Evaluated


def never() -> bool:
    return False


@dataclass(frozen=True, slots=True, eq=False)
class Start:
    """A trained network that a run goes on from: what trained it, on what data, and how long."""

    network: Network
    recipe: str
    dataset: str
    iteration: int

    def record(self) -> dict[str, str | int]:
        """What a run's record says of it."""
        return {"recipe": self.recipe, "dataset": self.dataset, "iteration": self.iteration}


def new_state(spec: NetworkSpec, config: TrainConfig) -> TrainingState:
    """A network with new weights drawn from the config's seed, at iteration 0."""
    network = Network(spec, rng=rng(config.seed, Purpose.WEIGHTS))
    return TrainingState(network, OPTIMIZERS[config.optimizer](network.parameters))


def iterations_per_epoch(dataset: Dataset, config: TrainConfig) -> int:
    """The last batch of an epoch is short where the batch size does not divide the images."""
    return math.ceil(len(dataset.train) / config.batch_size)


def train(
    state: TrainingState,
    dataset: Dataset,
    config: TrainConfig,
    *,
    until: int | None = None,
    stopped: Callable[[], bool] = never,
) -> Generator[Event, None, None]:
    """Train state on until that iteration (config.iterations if not given), event by event.

    It is evaluated at every evaluate_every-th iteration and at the end, first of all if it
    stands at one and has not been. stopped() is asked between chunks of an evaluation and between
    batches; once it is true, the events end. What it reports is finite; it raises Diverged where
    it cannot go on, and a copy() of the state made earlier is the way back.
    """
    until = config.iterations if until is None else until
    _take_optimizer(state, config)
    stream = batches(
        dataset.train, config, iteration=state.iteration, images_seen=state.images_seen
    )
    with closing(stream), suppress(Interrupted):
        if _is_due(state, config):
            yield evaluate_state(state, dataset, config, stopped)
        while state.iteration < until and not stopped():
            loss = _step(state, stream, config)
            yield BatchDone(state.iteration, loss)
            if _is_due(state, config):
                yield evaluate_state(state, dataset, config, stopped)
    if not state.network.is_finite():
        raise Diverged(state.iteration, config)


def _take_optimizer(state: TrainingState, config: TrainConfig) -> None:
    """Change to the config's optimizer, which starts without memory, unless it is at work."""
    wanted = OPTIMIZERS[config.optimizer]
    if type(state.optimizer) is not wanted:
        state.optimizer = wanted(state.network.parameters)


@OVERFLOW_IS_HANDLED
def _step(state: TrainingState, stream: Iterator[Batch], config: TrainConfig) -> float:
    """Forward, backward and update on one batch; returns its loss, or raises Diverged before."""
    started = perf_counter()
    network = state.network
    x, labels = next(stream)
    dropping = rng(config.seed, Purpose.DROPOUT, state.iteration) if config.dropout else None
    z = network.forward(x, dropout=config.dropout, rng=dropping)
    losses, dz = network.output.loss(z, one_of_k(labels, z.shape[1]))
    loss = float(losses.sum()) / len(x)
    if not math.isfinite(loss):
        raise Diverged(state.iteration + 1, config)
    dz /= len(x)  # the average of eq. 19-20
    network.backward(dz)
    if config.l2:
        network.decay(config.l2)
    state.optimizer.update(network.parameters, config.rate_at(state.iteration), config.momentum)
    state.iteration += 1
    state.images_seen += len(x)
    state.seconds += perf_counter() - started
    return loss


def _is_due(state: TrainingState, config: TrainConfig) -> bool:
    """Whether to evaluate here: it is the time, and it has not been done already."""
    is_time = state.iteration % config.evaluate_every == 0 or config.is_end(state.iteration)
    return is_time and state.evaluated_at != state.iteration


def evaluate_state(
    state: TrainingState,
    dataset: Dataset,
    config: TrainConfig,
    stopped: Callable[[], bool] = never,
) -> Evaluated:
    """Evaluate where the state stands; raises Interrupted, or Diverged."""
    started = perf_counter()
    network = state.network.copy()
    sampled = not config.is_end(state.iteration) and len(dataset.train) > SAMPLE
    part = dataset.train.every(SAMPLE) if sampled else dataset.train
    train = evaluate(network, part, sampled=sampled, stopped=stopped)
    test = evaluate(network, dataset.test, stopped=stopped)
    if not math.isfinite(train.loss + test.loss):
        raise Diverged(state.iteration, config)
    state.evaluated_at = state.iteration
    state.seconds += perf_counter() - started
    epoch = state.images_seen / len(dataset.train)
    return Evaluated(state.iteration, epoch, state.seconds, train, test, network)


@OVERFLOW_IS_HANDLED
def evaluate(
    network: Network,
    split: Split,
    *,
    sampled: bool = False,
    stopped: Callable[[], bool] = never,
) -> Evaluation:
    """Measure the network on a split, chunk by chunk; raises Interrupted once stopped() says so."""
    losses, answers = np.empty(len(split)), np.empty(len(split), np.int64)
    lows = [np.full(units, np.inf) for units in network.spec.hidden]
    highs = [-low for low in lows]
    for first in range(0, len(split), CHUNK):
        if stopped():
            raise Interrupted
        here = slice(first, first + CHUNK)
        chunk = split.part(first, first + CHUNK)
        *hidden, z = network.outputs(chunk.images)
        for low, high, a in zip(lows, highs, hidden, strict=True):
            np.minimum(low, a.min(axis=0), out=low)
            np.maximum(high, a.max(axis=0), out=high)
        losses[here], _ = network.output.loss(z, one_of_k(chunk.labels, z.shape[1]))
        answers[here] = z.argmax(axis=1)
    loss, standard_error = mean_and_standard_error(losses)
    confusion = confusion_matrix(split.labels, answers, network.spec.sizes[-1])
    dead = tuple(int((low == high).sum()) for low, high in zip(lows, highs, strict=True))
    return Evaluation(loss, confusion, sampled, standard_error, dead)

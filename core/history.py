"""The curves of a run: every loss and every evaluation, thinned to a bounded number of points."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from core.arrays import AnyArray, Counts, Floats
from core.metrics import Evaluation
from core.training import BatchDone, Evaluated, Event

MAX_BUCKETS = 500  # of two points each: a plot has few more columns of pixels
MAX_SCORES = 1500
SMOOTHING = 100  # iterations over which the smoothed loss averages
SPIKE = 10  # times the smoothed loss: a single loss counts for no more, or it would hide the rest


@dataclass(frozen=True, slots=True)
class Score:
    """An evaluation as the curves keep it: what Evaluated says, without the network."""

    iteration: int
    epoch: float
    seconds: float
    train: Evaluation
    test: Evaluation


@dataclass(slots=True)
class Bucket:
    """The losses of some neighbouring iterations, by their lowest, highest and last.

    Both extremes keep the iteration at which they occurred, so every point is a real one.
    """

    low_at: int
    low: float
    high_at: int
    high: float
    last: int
    smoothed: float

    def add(self, iteration: int, loss: float, smoothed: float) -> None:
        """Take in the next iteration."""
        if loss < self.low:
            self.low_at, self.low = iteration, loss
        if loss > self.high:
            self.high_at, self.high = iteration, loss
        self.last, self.smoothed = iteration, smoothed

    def merge(self, other: "Bucket") -> None:
        """Take in the neighbour that follows."""
        if other.low < self.low:
            self.low_at, self.low = other.low_at, other.low
        if other.high > self.high:
            self.high_at, self.high = other.high_at, other.high
        self.last, self.smoothed = other.last, other.smoothed


@dataclass(frozen=True, slots=True)
class Curves:
    """A picture of the history at one moment, for another thread to draw.

    Each pair is (iterations, values), ascending. latest is the loss of the last iteration,
    which need not be one of the points; None where that is not known.
    """

    loss: tuple[Floats, Floats]
    smoothed: tuple[Floats, Floats]
    scores: tuple[Score, ...]
    latest: float | None = None


class History:
    """All that a run has reported, in order.

    An iteration that comes again, after a divergence, replaces all that came after it.
    """

    def __init__(self) -> None:
        self.width = 1  # iterations a bucket
        self.buckets: list[Bucket] = []
        self.scores: list[Score] = []
        self._latest: float | None = None

    @property
    def iteration(self) -> int:
        return self.buckets[-1].last if self.buckets else 0

    def add(self, event: Event) -> None:
        if isinstance(event, BatchDone):
            self._add_loss(event.iteration, event.loss)
        else:
            self._add_score(event)

    def curves(self) -> Curves:
        ends = np.array([bucket.last for bucket in self.buckets], np.float64)
        smoothed = np.array([bucket.smoothed for bucket in self.buckets], np.float64)
        return Curves(self._points(), (ends, smoothed), tuple(self.scores), self._latest)

    def _points(self) -> tuple[Floats, Floats]:
        points: list[tuple[int, float]] = []
        for b in self.buckets:
            points.extend(sorted({(b.low_at, b.low), (b.high_at, b.high)}))
        array = np.array(points, np.float64).reshape(-1, 2)
        return array[:, 0], array[:, 1]

    def _add_loss(self, iteration: int, loss: float) -> None:
        if iteration <= self.iteration:
            self.go_back(iteration - 1)
        self._latest = loss
        bucket = self.buckets[-1] if self.buckets else None
        before = bucket.smoothed if bucket else loss
        smoothed = before + (min(loss, SPIKE * before) - before) / min(iteration, SMOOTHING)
        if bucket and self._place(bucket.last) == self._place(iteration):
            bucket.add(iteration, loss, smoothed)
            return
        self.buckets.append(Bucket(iteration, loss, iteration, loss, iteration, smoothed))
        if len(self.buckets) > MAX_BUCKETS:
            self._widen()

    def _place(self, iteration: int) -> int:
        return (iteration - 1) // self.width

    def _widen(self) -> None:
        self.width *= 2
        merged = []
        for _, group in groupby(self.buckets, key=lambda bucket: self._place(bucket.last)):
            first, *others = group
            for other in others:
                first.merge(other)
            merged.append(first)
        self.buckets = merged

    def go_back(self, iteration: int) -> None:
        """Forget what came after that iteration."""
        self.buckets = [bucket for bucket in self.buckets if bucket.last <= iteration]
        self.scores = [score for score in self.scores if score.iteration <= iteration]
        self._latest = None

    def _add_score(self, event: Evaluated) -> None:
        """Evaluating the same network again adds nothing, unless it is on more images."""
        if self.scores and self.scores[-1].iteration == event.iteration:
            if event.train.sampled:
                return
            self.scores.pop()
        self.scores.append(
            Score(event.iteration, event.epoch, event.seconds, event.train, event.test)
        )
        if len(self.scores) > MAX_SCORES:
            at = np.array([score.iteration for score in self.scores])
            del self.scores[1 + int((at[2:] - at[:-2]).argmin())]  # where they are densest

    def to_arrays(self) -> dict[str, AnyArray]:
        """Everything as named arrays, for a file; from_arrays() takes it back."""
        rows = [(b.low_at, b.low, b.high_at, b.high, b.last, b.smoothed) for b in self.buckets]
        scores = self.scores
        arrays: dict[str, AnyArray] = {
            "width": np.array(self.width),
            "loss": np.array(rows, float).reshape(-1, 6),
            "evaluated": np.array(
                [(s.iteration, s.epoch, s.seconds) for s in scores], float
            ).reshape(-1, 3),
        }
        for part in ("train", "test"):
            evaluations: list[Evaluation] = [getattr(score, part) for score in scores]
            arrays[f"{part}_loss"] = np.array([e.loss for e in evaluations], float)
            deviations = [e.standard_error for e in evaluations]
            arrays[f"{part}_standard_error"] = np.array(deviations, float)
            arrays[f"{part}_sampled"] = np.array([e.sampled for e in evaluations], bool)
            arrays[f"{part}_dead"] = np.array([e.dead for e in evaluations], np.int64)
            arrays[f"{part}_confusion"] = _stack([e.confusion for e in evaluations])
        return arrays

    @classmethod
    def from_arrays(cls, arrays: dict[str, AnyArray]) -> "History":
        """Raises KeyError or ValueError for arrays that to_arrays() did not make."""
        history = cls()
        history.width = int(arrays["width"])
        if history.width < 1:
            raise ValueError(f"a width of {history.width} iterations")
        history.buckets = [
            Bucket(int(low_at), low, int(high_at), high, int(last), smoothed)
            for low_at, low, high_at, high, last, smoothed in arrays["loss"].tolist()
        ]
        parts = [_evaluations(arrays, part) for part in ("train", "test")]
        history.scores = [
            Score(int(iteration), epoch, seconds, train, test)
            for (iteration, epoch, seconds), train, test in zip(
                arrays["evaluated"].tolist(), *parts, strict=True
            )
        ]
        return history


def _stack(confusions: Sequence[Counts]) -> Counts:
    return np.stack(confusions) if confusions else np.zeros((0, 0, 0), np.int64)


def _evaluations(arrays: dict[str, AnyArray], part: str) -> Iterable[Evaluation]:
    fields = "loss", "confusion", "sampled", "standard_error", "dead"
    columns = [arrays[f"{part}_{field}"] for field in fields]
    _, rows, classes = columns[1].shape
    if rows != classes:
        raise ValueError(f"confusion matrices of {rows} rows and {classes} columns")
    return [
        Evaluation(float(loss), confusion, bool(sampled), float(deviation), tuple(dead.tolist()))
        for loss, confusion, sampled, deviation, dead in zip(*columns, strict=True)
    ]

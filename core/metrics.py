"""How good a network's answers are: confusion matrix, error and its interval, error by digit."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.arrays import Counts, Floats, Labels

Z95 = 1.959964  # standard deviations either side that hold 95% of a normal distribution


def confusion_matrix(truth: Labels, answers: Labels, classes: int) -> Counts:
    """Count samples by truth (row) and answer (column): (K, K)."""
    cells = np.bincount(truth * classes + answers, minlength=classes * classes)
    return cells.reshape(classes, classes).astype(np.int64)


def mean_and_standard_error(losses: Floats) -> tuple[float, float]:
    """The mean of the losses (N,) of single images and its standard error; 0 without images."""
    if not len(losses):
        return 0.0, 0.0
    return float(losses.mean()), float(losses.std()) / len(losses) ** 0.5


def wilson(mistakes: int, images: int) -> tuple[float, float]:
    """The ends of the 95% interval for the error behind so many mistakes; (0, 1) without images.

    Wilson's score interval (J. Am. Stat. Assoc. 22, 1927): every error e that is at most
    1.96 sqrt(e (1 - e) / images) away from mistakes / images. It holds for few images too.
    """
    if not images:
        return 0.0, 1.0
    middle = mistakes + Z95**2 / 2
    reach = Z95 * math.sqrt(mistakes * (images - mistakes) / images + Z95**2 / 4)
    whole = images + Z95**2
    return max((middle - reach) / whole, 0.0), min((middle + reach) / whole, 1.0)


def newcombe(one: tuple[int, int], other: tuple[int, int]) -> tuple[float, float]:
    """The ends of the 95% interval for the error of one less that of the other.

    Each is (mistakes, images). Newcombe's method 10 (Statistics in Medicine 17, 1998), made of the
    two Wilson intervals. It takes the images for two independent sets. Where both were measured on
    the same ones, mistakes tend to go together and the interval is wider than need be, so it errs
    on the side of noise.
    """
    (low, high), (other_low, other_high) = wilson(*one), wilson(*other)
    error, other_error = (mistakes / max(images, 1) for mistakes, images in (one, other))
    difference = error - other_error
    below = math.hypot(error - low, other_high - other_error)
    above = math.hypot(high - error, other_error - other_low)
    return max(difference - below, -1.0), min(difference + above, 1.0)


@dataclass(frozen=True)
class Evaluation:
    """What a network made of a set of images: mean loss and confusion matrix (K, K).

    sampled says that the set was only a part of the one it stands for; standard_error is that of
    the loss. dead counts, for each hidden layer, the units whose output was the same for every
    image. No slots: what the plots ask of every evaluation of a run, again and again, is kept.
    """

    loss: float
    confusion: Counts
    sampled: bool = False
    standard_error: float = 0.0
    dead: tuple[int, ...] = ()

    @cached_property
    def images(self) -> int:
        return int(self.confusion.sum())

    @cached_property
    def mistakes(self) -> int:
        return self.images - int(np.trace(self.confusion))

    @property
    def error(self) -> float:
        """Share of images answered wrongly; nan without images."""
        return self.mistakes / self.images if self.images else float("nan")

    @property
    def interval(self) -> tuple[float, float]:
        """Where the error on all images of this kind lies, with 95% confidence."""
        return wilson(self.mistakes, self.images)

    @property
    def images_by_digit(self) -> Counts:
        images: Counts = self.confusion.sum(axis=1)
        return images

    @property
    def mistakes_by_digit(self) -> Counts:
        return self.images_by_digit - self.confusion.diagonal()

    @property
    def error_by_digit(self) -> Floats:
        """Share of each digit's images answered wrongly (K,); nan for a digit without images."""
        images = self.images_by_digit
        unknown = np.full(len(images), np.nan)
        errors: Floats = np.divide(self.mistakes_by_digit, images, out=unknown, where=images > 0)
        return errors

    @property
    def worst_digit(self) -> int | None:
        """The digit with the highest error; None where there is no mistake."""
        return int(np.nanargmax(self.error_by_digit)) if self.mistakes else None

    def read_as(self, digit: int) -> int | None:
        """The wrong answer given most often to this digit; None if there was none."""
        wrong = self.confusion[digit].copy()
        wrong[digit] = 0
        return int(wrong.argmax()) if wrong.any() else None

"""How much of its curves a plot shows: ranges that step rarely, linear or in decades."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from gui.plotting.ticks import rounded

TOPS = (1.0, 1.2, 1.5, 2.0, 2.5, 5.0, 10.0)
PADDING = 0.015  # of a range, so that a curve at zero does not hide in the axis
LEAST = 1e-9  # on a log axis; a loss below this is nothing but rounding


class Span(NamedTuple):
    """A part of the plane, in the coordinates of the axes."""

    left: float
    right: float
    bottom: float
    top: float


@dataclass(frozen=True, slots=True)
class Scale:
    """Both axes from zero to a top; with decades, values are log10 between these powers of ten."""

    x_top: float = 1.0
    y_top: float = 1.0
    decades: tuple[int, int] | None = None

    @property
    def home(self) -> Span:
        """What is shown unless the user zooms."""
        low, high = self.decades or (0.0, self.y_top)
        x, y = PADDING * self.x_top, PADDING * (high - low)
        return Span(-x, self.x_top + x, low - y, high + (y if self.decades else 0.0))

    def limits(self, highest: float) -> Span:
        """What the user can zoom out to: home, and up to the highest value of the curves."""
        home = self.home
        return home if self.decades else home._replace(top=max(home.top, highest * (1 + PADDING)))

    @property
    def floor(self) -> float | None:
        """Where values too small for a log axis are drawn, zero among them."""
        return 10.0 ** self.decades[0] if self.decades else None

    def on_axis(self, value: float) -> float:
        return math.log10(max(value, LEAST)) if self.decades else value


def stepped_top(value: float) -> float:
    """The next of 1, 1.2, 1.5, 2, 2.5, 5 times a power of ten at or above value; 1 for none."""
    if not 0 < value < math.inf:
        return 1.0
    tens = 10.0 ** math.floor(math.log10(value))
    return min(top for top in (rounded(m * tens) for m in TOPS) if top >= value * (1 - 1e-9))


def decades_around(values: Iterable[float]) -> tuple[int, int]:
    """The powers of ten around some values, with one below for zeros; -3 to 0 if all are zero."""
    values = list(values)
    logs = [math.log10(max(value, LEAST)) for value in values if value > 0]
    if not logs:
        return -3, 0
    low, high = math.floor(min(logs) + 1e-9), math.ceil(max(logs) - 1e-9)
    return (low - 1 if len(logs) < len(values) else low), max(low + 1, high)

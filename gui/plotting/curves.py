"""The curves of a plot: how each looks, its points, and where a crosshair may rest on them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from core.arrays import Floats
from gui import theme
from gui.theme import Colors

FEW_POINTS = 60  # fewer are drawn as dots too
FAINT = 0.4  # how much of its colour a faint curve keeps
OUT_OF_SIGHT = 1e9  # pixels overflow beyond; a diverged loss is as good as infinite


@dataclass(slots=True)
class Curve:
    """One curve; those that do not stop the crosshair are passed over by it."""

    color: Callable[[Colors], str]
    width: float = 2.0
    dotted: bool = False
    faint: bool = False
    dashed: bool = False
    stops: bool = True
    visible: bool = True
    x: Floats = field(default_factory=lambda: np.empty(0))
    y: Floats = field(default_factory=lambda: np.empty(0))
    _extent: tuple[float, ...] = field(default=(), init=False, repr=False)

    def put(self, x: Floats, y: Floats) -> bool:
        """Take other points, in order of x, without those not finite; whether any changed."""
        finite = np.isfinite(x) & np.isfinite(y)
        x, y = np.asarray(x, float)[finite], np.asarray(y, float)[finite]
        same = np.array_equal(self.x, x) and np.array_equal(self.y, y)
        self.x, self.y = x, y
        if not same:
            self._extent = _reach(y)
        return not same

    def drawn(self, floor: float | None) -> tuple[Floats, Floats]:
        """The points to draw; with a floor as log10, what is lower lying on the floor."""
        if not self.visible:
            return self.x[:0], self.y[:0]
        if floor is not None:
            return self.x, np.log10(np.maximum(self.y, floor))
        return self.x, np.clip(self.y, -OUT_OF_SIGHT, OUT_OF_SIGHT)

    def extent(self) -> tuple[float, ...]:
        """The least positive and the largest value in sight, and zero if there is any."""
        return self._extent if self.visible else ()

    @property
    def shows_dots(self) -> bool:
        """Where they are few; one point alone makes no line, and would not be seen."""
        return len(self.x) == 1 or (self.dotted and len(self.x) < FEW_POINTS)

    def at(self, x: float) -> float | None:
        """The value of the point nearest to x, None without points."""
        return float(self.y[_index(self.x, x)]) if len(self.x) else None

    def ink(self, colors: Colors) -> str:
        color = self.color(colors)
        return theme.mixed(color, colors.panel, FAINT) if self.faint else color


def _reach(values: Floats) -> tuple[float, ...]:
    """The least positive and the largest of some values, and zero if there is any."""
    positive = values[values > 0]
    zeros = (0.0,) if len(positive) < len(values) else ()
    return *zeros, *((float(positive.min()), float(positive.max())) if len(positive) else ())


def met(curves: Mapping[str, Curve], x: float, y: float, reach: float, log: bool) -> str | None:
    """The key of the curve that is nearest above or below a place, no further than reach.

    On a log axis y and reach are powers of ten.
    """
    distances = {}
    for key, curve in curves.items():
        if curve.visible and len(curve.x) and curve.x[0] <= x <= curve.x[-1]:
            value = float(np.interp(x, curve.x, curve.y))
            on_axis = np.log10(max(value, 1 / OUT_OF_SIGHT)) if log else value
            distances[key] = abs(on_axis - y)
    nearest_key = min(distances, key=distances.__getitem__, default=None)
    is_near = nearest_key is not None and distances[nearest_key] <= reach
    return nearest_key if is_near else None


def stops(curves: Iterable[Curve]) -> Floats:
    """Where a crosshair may rest: the points in sight that stop it, all if none of them does."""
    shown = [curve for curve in curves if curve.visible and len(curve.x)]
    stopping = [curve.x for curve in shown if curve.stops]
    every = stopping or [curve.x for curve in shown]
    return np.unique(np.concatenate(every)) if every else np.empty(0)


def nearest(places: Floats, x: float | None) -> float | None:
    """The one of some places nearest to x."""
    if x is None or not len(places):
        return None
    return float(places[_index(places, x)])


def walked(places: Floats, x: float | None, step: int) -> float | None:
    """The place so many steps from x, or from the last one; it stops at the ends."""
    if not len(places):
        return None
    here = len(places) if x is None else int(np.searchsorted(places, x))
    return float(places[min(max(here + step, 0), len(places) - 1)])


def _index(xs: Floats, x: float) -> int:
    """Of the ordered xs, the index of the one nearest to x, which may be infinite."""
    right = min(int(xs.searchsorted(x)), len(xs) - 1)
    left = max(right - 1, 0)
    return left if x - xs[left] <= xs[right] - x else right

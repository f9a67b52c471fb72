"""What may be typed into a field: how it is read, shown, stepped and refused, without Qt."""

import math
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Protocol, TypeVar

T = TypeVar("T")

GROUPED = re.compile(r"\d{1,3}([,.'_]\d{3})+")
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,4})?", re.IGNORECASE)
SHOWN = 24  # characters of what was typed that a sentence repeats
SMALLEST_STEP = 1e-5  # where a rate that may be zero starts: weaker has no visible effect


class Rule(Protocol[T]):
    """What one field takes. A value that read() returns is valid; None means refused."""

    @property
    def name(self) -> str: ...
    def read(self, typed: str) -> T | None: ...
    def shown(self, value: T) -> str: ...
    def span(self) -> str: ...
    def stepped(self, value: T, up: bool) -> T: ...
    def refusal(self, typed: str, kept: T) -> str: ...


@dataclass(frozen=True, slots=True)
class NumberRule:
    """A number from low to high; step is what an arrow key adds, None for a sensible choice."""

    name: str
    low: float
    high: float
    whole: bool
    step: float | None = None

    def read(self, typed: str) -> float | None:
        number = _decimal(typed, self.whole)
        if number is None or not self.low <= number <= self.high:
            return None
        if not self.whole:
            return float(number)
        return int(number) if number == number.to_integral_value() else None

    def shown(self, value: float) -> str:
        return plain(value)

    def span(self) -> str:
        return f"{plain(self.low, grouped=True)} to {plain(self.high, grouped=True)}"

    def stepped(self, value: float, up: bool) -> float:
        if self.step is not None:
            moved = _nice(value + self.step if up else value - self.step)
        elif self.whole:
            moved = _whole_step(int(value), up)
        else:
            moved = _rate_step(value, up)
        return min(max(moved, self.low), self.high)

    def refusal(self, typed: str, kept: float) -> str:
        low, high = plain(self.low, grouped=True), plain(self.high, grouped=True)
        kind = "a whole number " if self.whole else ""
        return (
            f"{self.name} must be {kind}between {low} and {high}: "
            f"{_quoted(typed)}, {plain(kept)} stays."
        )


@dataclass(frozen=True, slots=True)
class LayersRule:
    """The units of each hidden layer, the first layer first: "100, 100"."""

    name: str
    most_layers: int = 8
    most_units: int = 4096

    def read(self, typed: str) -> tuple[int, ...] | None:
        words = [word for word in re.split(r"[\s,;]+", typed.strip(" ()[]")) if word]
        if not all(re.fullmatch(r"\d{1,9}", word) for word in words):
            return None
        layers = tuple(map(int, words))
        fits = all(1 <= units <= self.most_units for units in layers)
        return layers if fits and 1 <= len(layers) <= self.most_layers else None

    def shown(self, value: tuple[int, ...]) -> str:
        return ", ".join(map(str, value))

    def span(self) -> str:
        return f"1 to {self.most_layers} layers of 1 to {self.most_units:,} units"

    def stepped(self, value: tuple[int, ...], up: bool) -> tuple[int, ...]:
        return value

    def refusal(self, typed: str, kept: tuple[int, ...]) -> str:
        return (
            f"{self.name} must be {self.span()}, such as 100, 100: "
            f"{_quoted(typed)}; {self.shown(kept)} stays."
        )


def plain(value: float, *, grouped: bool = False) -> str:
    """A number without an exponent or needless zeros: 0.000001, 0.1, 10000 or 10,000."""
    text = format(Decimal(repr(value)), ",f" if grouped else "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _decimal(typed: str, whole: bool) -> Decimal | None:
    """The number in a text; a comma is a decimal comma unless it groups a whole number."""
    text = re.sub(r"\s", "", typed)
    if whole and GROUPED.fullmatch(text):
        text = re.sub(r"\D", "", text)
    text = text.replace(",", ".")
    if not NUMBER.fullmatch(text):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _quoted(typed: str) -> str:
    text = typed.strip()
    if not text:
        return "nothing was typed"
    return f"{text if len(text) <= SHOWN else text[: SHOWN - 1] + '…'} was not taken"


def _whole_step(value: int, up: bool) -> int:
    """The next number of two leading digits: 50 to 51, 10000 to 11000, and back to 9900."""
    reach = value if up else value - 1
    step = int(10 ** max(0, len(str(abs(reach))) - 2))
    return (value // step + 1) * step if up else (-(-value // step) - 1) * step


def _rate_step(value: float, up: bool) -> float:
    """The next of 1, 2, 5 times a power of ten: 0.1 to 0.2, or to 0.05."""
    if value < SMALLEST_STEP or (value == SMALLEST_STEP and not up):
        return SMALLEST_STEP if up else 0.0
    tens = math.floor(math.log10(value))
    ladder = [_nice(m * 10.0**k) for k in (tens - 1, tens, tens + 1) for m in (1, 2, 5)]
    if up:
        return min(rung for rung in ladder if rung > value)
    return max(rung for rung in ladder if rung < value)


def _nice(value: float) -> float:
    return float(f"{value:.12g}")

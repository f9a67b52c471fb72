"""Where an axis has its ticks, and what they say."""

import math
from itertools import pairwise

STEPS = (1.0, 2.0, 5.0, 10.0)


def linear_ticks(low: float, high: float, most: float) -> tuple[float, list[float]]:
    """The distance of ticks, 1, 2 or 5 times a power of ten, and the ticks: at most `most`."""
    least = (high - low) / max(most, 1.0)
    tens = math.floor(math.log10(least))
    step = next(s for s in (rounded(m * 10.0**tens) for m in STEPS) if s >= least * (1 - 1e-9))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return step, [rounded(index * step) for index in range(first, last + 1)]


def log_ticks(low: float, high: float, most: float) -> tuple[list[float], list[float]]:
    """Ticks with and without a text, as powers of ten, for an axis from 10^low to 10^high."""
    span = max(1, math.ceil((high - low) / max(most, 1.0)))
    whole = range(math.ceil(low - 1e-9), math.floor(high + 1e-9) + 1)
    said = [float(power) for power in whole if power % span == 0]
    rest = [
        power + math.log10(digit)
        for power in range(math.floor(low), math.ceil(high))
        for digit in range(1, 10)
    ]
    if len(said) < 2:
        _, values = linear_ticks(10**low, 10**high, most)
        said = [math.log10(value) for value in values if value > 0]
    return said, [tick for tick in rest if low < tick < high and tick not in said]


def log_texts(powers: list[float], room: int) -> list[str]:
    """What ticks at powers of ten say: between whole ones, as many decimals as they differ by."""
    values = [10**power for power in powers]
    if all(power == round(power) for power in powers):
        return [tick_text(value, value, room) for value in values]
    step = min((after - before for before, after in pairwise(values)), default=values[0])
    return [tick_text(value, step, room) for value in values]


def tick_text(value: float, step: float, room: int) -> str:
    """A tick's value, with as many decimals as its neighbours at a distance of step need.

    It gets an exponent where it would have more characters than there is room for.
    """
    if value == 0:
        return "0"
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    text = f"{value:,.{decimals}f}"
    return text if len(text) <= room else _with_exponent(value)


def _with_exponent(value: float) -> str:
    digits, _, power = f"{value:.1e}".partition("e")
    return f"{digits.removesuffix('.0')}e{int(power)}"


def rounded(value: float) -> float:
    """Without the last bits that products of powers of ten leave: 0.3, not 0.30000000000000004."""
    return float(f"{value:.12g}")

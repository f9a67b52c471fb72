"""The ways people write the ten digits, as strokes with chance in them.

Each function writes one digit in a unit box, x to the right, y down, in one of its usual forms: the
one with and without a flag or a foot, the seven crossed or not, the nine with a straight, a bent or
a hooked tail. They come from how writing is taught in different countries, not from any set of
handwriting. `between` draws a number between two others.
"""

from collections.abc import Callable

import numpy as np

from core.arrays import Floats

Between = Callable[[float, float], float]
Strokes = list[Floats]

TREMBLE = 0.025  # of the box: the standard deviation of a corner's place
FREQUENCY = 0.9  # waves across the box, by which a whole digit is bent


def write(digit: int, rng: np.random.Generator) -> Strokes:
    """A digit as strokes (n, 2), about 1 high, around (0, 0)."""
    strokes = FORMS[digit](rng.uniform)
    is_angular = digit in (1, 4, 7) and rng.random() < 0.6
    join = straight if is_angular else smooth
    return _bent([join(_trembled(stroke, rng)) for stroke in strokes], rng, is_narrow=digit == 1)


def _trembled(stroke: Floats, rng: np.random.Generator) -> Floats:
    """Corners out of their places; the many points of an arc less so."""
    amount = TREMBLE if len(stroke) < 9 else 0.4 * TREMBLE
    return stroke + rng.normal(0, amount, stroke.shape)


def _bent(strokes: Strokes, rng: np.random.Generator, *, is_narrow: bool) -> Strokes:
    """Squeezed, slanted, turned, and bent by slow waves, all strokes alike."""
    narrow = is_narrow and rng.random() < 0.3
    width = rng.uniform(0.35, 0.6) if narrow else rng.uniform(0.55, 0.95)
    slant, angle = rng.normal(0.1, 0.2), np.deg2rad(rng.normal(0, 6))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    shape = turn @ np.array([[width, -slant], [0, 1]])
    phases, heights = rng.uniform(0, 2 * np.pi, (2, 2)), rng.uniform(0, 0.035, (2, 2))

    def bend(stroke: Floats) -> Floats:
        place = stroke - 0.5
        waves = np.sin(2 * np.pi * FREQUENCY * place[:, np.newaxis, :] + phases)
        bent: Floats = (place + (heights * waves).sum(axis=2)) @ shape.T
        return bent

    return [bend(stroke) for stroke in strokes]


def smooth(points: Floats, steps: int = 6) -> Floats:
    """A curve through points (n, 2): Catmull and Rom (1974)."""
    before, after = 2 * points[:1] - points[1:2], 2 * points[-1:] - points[-2:-1]
    longer, pieces = joined(before, points, after)[:, np.newaxis], len(points) - 1
    a, b, c, d = (longer[first : first + pieces] for first in range(4))
    t = np.linspace(0, 1, steps, endpoint=False)[np.newaxis, :, np.newaxis]
    square, cube = 2 * a - 5 * b + 4 * c - d, 3 * b - a - 3 * c + d
    curve = 2 * b + (c - a) * t + square * t**2 + cube * t**3
    return joined(curve.reshape(-1, 2) / 2, points[-1:])


def straight(points: Floats, steps: int = 6) -> Floats:
    """Lines from point to point (n, 2), with points on the way."""
    t = np.linspace(0, 1, steps, endpoint=False)[np.newaxis, :, np.newaxis]
    lines = points[:-1, np.newaxis] * (1 - t) + points[1:, np.newaxis] * t
    return joined(lines.reshape(-1, 2), points[-1:])


def corners(*numbers: float) -> Floats:
    """x, y, x, y, ... as points (n, 2)."""
    return np.array(numbers, np.float64).reshape(-1, 2)


def arc(x: float, y: float, radii: tuple[float, float], start: float, end: float) -> Floats:
    """Points (12, 2) on an ellipse around (x, y), in degrees: 0 is right, 90 is down."""
    angles = np.deg2rad(np.linspace(start, end, 12))
    return np.stack([x + radii[0] * np.cos(angles), y + radii[1] * np.sin(angles)], axis=1)


def joined(*parts: Floats) -> Floats:
    return np.concatenate(parts)


def zero(between: Between) -> Strokes:
    start, round_ = between(-150, -40), between(350, 400)
    turns = -1 if between(0, 1) < 0.8 else 1
    return [arc(0.5, 0.5, (between(0.28, 0.45), 0.5), start, start + turns * round_)]


def one(between: Between) -> Strokes:
    form = between(0, 1)
    if form < 0.25:
        return [corners(0.5, 0, 0.5, 0.5, 0.5, 1)]
    out, down, bend = between(0.1, 0.6), between(0.08, 0.55), between(0.4, 0.6)
    flag = corners(0.5 - out, down, 0.5 - out / 2, down * bend, 0.5, 0)
    stem = joined(flag, corners(0.5 + between(-0.02, 0.03), 0.5, 0.5 + between(-0.04, 0.04), 1))
    if form < 0.8:
        return [stem]
    half = between(0.15, 0.4)
    foot = corners(0.5 - half, 1 + between(-0.03, 0.03), 0.5, 1, 0.5 + half, 1)
    return [stem, foot]


def two(between: Between) -> Strokes:
    top = arc(0.45, 0.26, (between(0.3, 0.4), 0.26), between(-200, -160), between(10, 50))
    end = between(0.8, 0.95), between(0.93, 1.02)
    if between(0, 1) < 0.5:
        return [joined(top, corners(0.42, 0.7, between(0.1, 0.25), 0.97, 0.5, 0.99, *end))]
    loop = corners(0.45, 0.72, 0.25, 0.95, 0.15, 0.93, 0.2, between(0.78, 0.86), 0.42, 0.88)
    return [joined(top, loop, corners(0.65, 0.98, *end))]


def three(between: Between) -> Strokes:
    waist = between(0.3, 0.55)
    bowl = arc(0.45, 0.73, (between(0.32, 0.42), 0.27), -85, between(130, 175))
    if between(0, 1) < 0.7:
        top = arc(0.45, 0.24, (between(0.28, 0.37), 0.24), between(-190, -140), 75)
        return [joined(top, corners(waist, 0.47), bowl)]
    return [joined(corners(0.15, 0.03, 0.5, 0.02, 0.8, 0.02, waist, 0.43), bowl)]


def four(between: Between) -> Strokes:
    form, stem, bar = between(0, 1), between(0.5, 0.75), between(0.5, 0.75)
    end = between(stem + 0.05, 1.05)
    if form < 0.5:
        angle = corners(between(0.2, 0.5), 0, between(0.12, 0.3), bar / 2, between(0.02, 0.12), bar)
        across = corners(0.5, bar + between(-0.06, 0.04), end, bar + between(-0.1, 0.03))
        top = corners(stem + between(-0.02, 0.15), between(0, bar - 0.1))
        down = joined(top, corners(stem, (bar + 1) / 2, stem + between(-0.12, 0.05), 1))
        return [joined(angle, across), down]
    if form < 0.75:
        closed = corners(stem, 0, 0.3, bar * 0.55, 0.02, bar, 0.5, bar, max(end, 0.85), bar)
        return [closed, corners(stem, between(0, 0.08), stem, 0.5, stem + between(-0.05, 0.03), 1)]
    left = corners(between(0.15, 0.4), 0, 0.18, bar / 2, between(0.05, 0.25), bar * 0.95, 0.4, bar)
    right = corners(stem + 0.1, bar * 0.8, stem + 0.12, between(0.02, 0.4), stem + 0.08, 0.6)
    return [joined(left, right, corners(stem + between(-0.05, 0.08), 1))]


def five(between: Between) -> Strokes:
    top = corners(between(0.7, 0.95), between(-0.02, 0.05), 0.5, 0.02, 0.22, 0.03)
    down = corners(0.22, 0.03, 0.2, 0.1, between(0.14, 0.2), 0.42)
    bowl = arc(0.42, 0.7, (between(0.33, 0.45), 0.3), between(-115, -95), between(120, 165))
    if between(0, 1) < 0.5:
        return [joined(top[:-1], down, bowl)]
    return [joined(down, bowl), top[::-1]]


def six(between: Between) -> Strokes:
    down = corners(between(0.5, 0.8), 0, 0.38, 0.15, between(0.15, 0.22), 0.45)
    return [joined(down, arc(0.48, 0.72, (between(0.28, 0.36), 0.28), 180, between(-150, 0)))]


def seven(between: Between) -> Strokes:
    foot = between(0.25, 0.55)
    has_serif = between(0, 1) < 0.3
    start = corners(0.1, between(0.1, 0.25), 0.1, 0.03) if has_serif else corners(0.08, 0.02)
    head = corners(0.5, between(0, 0.08), between(0.8, 0.95), 0, 0.9, 0.06)
    bend = (foot + 0.95) / 2 - between(0, 0.1)
    stem = joined(start, head, corners(bend, 0.45, foot, 1))
    if between(0, 1) < 0.45:
        return [stem]
    y = between(0.42, 0.58)
    left, right = between(0.2, 0.38), between(0.78, 0.98)
    return [stem, corners(left, y + between(-0.02, 0.08), 0.6, y, right, y + between(-0.08, 0.03))]


def eight(between: Between) -> Strokes:
    top, bottom = between(0.15, 0.36), between(0.22, 0.4)
    upper, lower = (top, 0.24), (bottom, 0.26)
    if between(0, 1) < 0.25:
        return [arc(0.5, 0.24, upper, -90, -460), arc(0.5, 0.74, lower, -90, -460)]
    start, end = corners(0.5 + 0.8 * top, 0.1), corners(0.52, 0.5, 0.5 + top, 0.22)
    last = corners(0.5 + 0.75 * top, 0.07)
    double = arc(0.5, 0.24, upper, -50, -225), corners(0.5, 0.48), arc(0.5, 0.74, lower, -30, 210)
    return [joined(start, *double, end, last)]


def nine(between: Between) -> Strokes:
    form, width, height = between(0, 1), between(0.18, 0.38), between(0.13, 0.3)
    right = 0.45 + width
    loop = arc(0.45, height, (width, height), between(-70, -5), -360 + between(-30, 15))
    if form < 0.25:
        tail = corners(right - between(0, 0.05), 0.6, right - between(0, 0.2), 1)
    elif form < 0.6:
        bend = corners(right + between(-0.02, 0.06), 0.6, right - between(0.05, 0.15), 0.88)
        tail = joined(bend, corners(0.4, 1, between(-0.25, 0.25), between(0.85, 1)))
    elif form < 0.8:
        tail = corners(right - 0.05, 0.6, 0.45, 0.85, between(0, 0.3), 1)
    else:
        bend = corners(right + between(0, 0.06), 0.7, right - 0.1, 0.93, 0.4, 1)
        end = between(-0.15, 0.12), between(0.66, 0.85)
        tail = joined(bend, corners(between(0, 0.2), 0.95, *end))
    return [joined(loop, corners(right, height), tail)]


FORMS = (zero, one, two, three, four, five, six, seven, eight, nine)

"""What formulas are built with: scripts, limits, fractions, roots, hats, brackets, columns."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from gui.report.block import COLORS, TEXT
from gui.report.mathematics import Box, layered, lifted, row, scaled, space, symbol
from gui.report.strokes import bracket, polyline, stroke

AXIS = 0.29 * TEXT  # from the baseline up to the middle of + and of a fraction's bar
LINE = 0.055 * TEXT  # how thick bars and brackets are
GAP = 0.2 * TEXT  # between a bar and what is above it
SCRIPT = 0.7  # as large as what it belongs to
RAISED, LOWERED = 0.38 * TEXT, 0.2 * TEXT
BRACKET = 0.5 * TEXT  # width of a drawn one
LARGE = 1.55  # a sum's sign
LEAST_TALL = 1.15 * TEXT  # what is higher gets drawn brackets


def with_scripts(base: Box, below: Box | None, above: Box | None) -> Box:
    """An index and an exponent, one over the other if there are both."""
    boxes = [(0.0, base)]
    if below:
        boxes.append((base.width, lifted(scaled(below, SCRIPT), -LOWERED)))
    if above:
        small = scaled(above, SCRIPT)
        up = max(RAISED, base.ascent - 0.45 * TEXT)
        boxes.append((base.width, lifted(small, up)))
    made = layered(boxes)
    return row([made, space(0.05 * TEXT)])


def with_limits(base: Box, below: Box | None, above: Box | None) -> Box:
    """A large sign with its limits beneath and above."""
    large = lifted(scaled(base, LARGE), AXIS - LARGE * (base.ascent - base.descent) / 2)
    limits = [(box, scaled(box, SCRIPT)) for box in (below, above) if box]
    width = max(large.width, *(small.width for _, small in limits), 0.0)
    boxes = [((width - large.width) / 2, large)]
    for box, small in limits:
        drop = large.descent + GAP + small.ascent
        up = -drop if box is below else large.ascent + GAP + small.descent
        boxes.append(((width - small.width) / 2, lifted(small, up)))
    made = layered(boxes)
    return replace(made, ascent=made.ascent + GAP / 2)


def fraction(top: Box, bottom: Box) -> Box:
    width = max(top.width, bottom.width) + 2 * GAP
    above = lifted(top, AXIS + LINE / 2 + GAP + top.descent)
    beneath = lifted(bottom, AXIS - LINE / 2 - GAP - bottom.ascent)
    bar = Box(width, AXIS, 0.0, lambda painter: _bar(painter, 0.0, width, -AXIS))
    return layered([((width - b.width) / 2, b) for b in (above, beneath, bar)])


def root(box: Box) -> Box:
    """A square root over a box."""
    sign, top = 0.62 * TEXT, box.ascent + GAP

    def draw(painter: QPainter) -> None:
        hook = (0.06 * TEXT, -0.26 * TEXT), (0.18 * TEXT, -0.34 * TEXT), (0.34 * TEXT, box.descent)
        line = polyline((*hook, (sign - 0.06 * TEXT, -top), (sign + box.width, -top)))
        stroke(painter, line, COLORS.text, LINE)
        box.paint(painter, sign, 0.0)

    return Box(sign + box.width + GAP / 2, top + LINE, box.descent, draw)


def hat(box: Box) -> Box:
    """A box with a circumflex above."""
    wide, high = 0.19 * TEXT, 0.15 * TEXT
    foot = box.ascent + 0.09 * TEXT
    middle = box.width / 2 + 0.04 * TEXT  # slanted letters lean to the right

    def draw(painter: QPainter) -> None:
        box.paint(painter, 0.0, 0.0)
        line = polyline(((middle - wide, -foot), (middle, -foot - high), (middle + wide, -foot)))
        stroke(painter, line, COLORS.text, 1.2 * LINE)

    return Box(box.width, foot + high + LINE, box.descent, draw)


def bracketed(left: str, box: Box, right: str) -> Box:
    """A box between brackets, either of which may be "", drawn where letters are too low."""
    if box.height < LEAST_TALL:
        return row([*map(symbol, left), box, *map(symbol, right)])
    reach = max(box.ascent - AXIS, box.descent + AXIS) + 0.05 * TEXT
    brackets = [[_tall(sign, reach) for sign in side] for side in (left, right)]
    beside = space(0.1 * TEXT)
    return row([*brackets[0], beside, box, beside, *brackets[1]])


def _tall(sign: str, reach: float) -> Box:
    """A bracket from reach above the axis to reach below it."""
    width = BRACKET

    def draw(painter: QPainter) -> None:
        painter.translate(0.0, -AXIS)
        stroke(painter, bracket(sign, width, 2 * reach), COLORS.text, 1.2 * LINE)

    return Box(width, reach + AXIS, reach - AXIS, draw)


def grid(rows: Sequence[Sequence[Box]], gap: float, leading: float) -> Box:
    """Rows of boxes in columns, each from its left; their middle lies on the axis."""
    columns = max(map(len, rows))
    widths = [max(r[c].width for r in rows if c < len(r)) for c in range(columns)]
    lefts = [sum(widths[:c]) + c * gap for c in range(columns)]
    lines = [layered(list(zip(lefts, r, strict=False))) for r in rows]
    height = sum(line.height for line in lines) + leading * (len(lines) - 1)
    top, boxes = AXIS + height / 2, []
    for line in lines:
        boxes.append((0.0, lifted(line, top - line.ascent)))
        top -= line.height + leading
    return layered(boxes)


def _bar(painter: QPainter, left: float, right: float, y: float) -> None:
    painter.fillRect(QRectF(left, y - LINE / 2, right - left, LINE), QColor(COLORS.text))

"""The report's figure 1: the network as columns of units, with what stands between them."""

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from core.activations import ACTIVATIONS
from core.network import NetworkSpec
from core.outputs import OUTPUTS
from gui.report.block import COLORS, SMALL, TEXT, Figure
from gui.report.lettering import Anchor, write
from gui.report.mathematics import scaled
from gui.report.notation import box
from gui.theme import mixed

SHOWN = 10  # units of a column; of more, the first and the last few
ENDS = 4
PITCH, RADIUS, DOT = 13.0, 4.2, 0.9  # points
HEAD, FOOT = 26.0, 40.0  # above the units, and beneath
WIRE = 0.25
MARGIN = 40.0  # at both sides, half of a column's words
WIDEST = 130.0  # between two columns
SLOTS = 2 * ENDS + 2  # of a column with dots: they take the place of two units


@dataclass(frozen=True, slots=True)
class Column:
    """A layer: its name, its size, what it applies, the colour of its units."""

    name: str
    units: int
    applies: str
    color: str

    @property
    def places(self) -> list[float]:
        """The heights of the units that are shown, in units' distances from the middle."""
        if self.units <= SHOWN:
            return [place - (self.units - 1) / 2 for place in range(self.units)]
        upper = [place - (SLOTS - 1) / 2 for place in range(ENDS)]
        return [*upper, *(-place for place in reversed(upper))]


def columns(spec: NetworkSpec) -> list[Column]:
    """What stands in the figure, from left to right."""
    first, *hidden, last = spec.sizes
    name, output = ACTIVATIONS[spec.activation].name, OUTPUTS[spec.output].name
    return [
        Column("Input", first, "pixels", COLORS.muted),
        *(
            Column(f"Hidden {place}" if len(hidden) > 1 else "Hidden", units, name, COLORS.loss)
            for place, units in enumerate(hidden, start=1)
        ),
        Column("Output", last, output, COLORS.testing),
    ]


def network_figure(spec: NetworkSpec) -> Figure:
    """The figure with its caption."""
    said = f"The network, {spec}, with the weights and biases of each layer."
    if max(spec.sizes) > SHOWN:
        said += f" Of more than {SHOWN} units in a layer only some are drawn."
    return Figure("network", said, NetworkFigure(spec))


@dataclass(frozen=True, slots=True)
class NetworkFigure:
    """Units in columns, all connected with those of the next; W and b of each layer between."""

    spec: NetworkSpec

    def height(self, width: float) -> float:
        rows = max(min(column.units, SLOTS) for column in columns(self.spec))
        return HEAD + rows * PITCH + FOOT

    def paint(self, painter: QPainter, width: float) -> None:
        shown = columns(self.spec)
        step = min((width - 2 * MARGIN) / (len(shown) - 1), WIDEST)
        left = (width - step * (len(shown) - 1)) / 2
        middle = HEAD + (self.height(width) - HEAD - FOOT) / 2
        at = [QPointF(left + step * place, middle) for place in range(len(shown))]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for (one, here), (other, there) in pairwise(zip(shown, at, strict=True)):
            _paint_wires(painter, _units(one, here), _units(other, there))
        for column, place in zip(shown, at, strict=True):
            _paint_units(painter, column, place)
        self._paint_words(painter, shown, at, self.height(width) - FOOT)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, shown: list[Column], at: list[QPointF], foot: float
    ) -> None:
        """Names above the columns; beneath, sizes, and the weights between."""
        painter.setPen(QColor(COLORS.text))
        for column, place in zip(shown, at, strict=True):
            write(painter, place.x(), SMALL, column.name, Anchor.MIDDLE, bold=True)
            write(
                painter, place.x(), 2.2 * SMALL, column.applies, Anchor.MIDDLE, color=COLORS.muted
            )
            write(painter, place.x(), foot + 1.4 * SMALL, f"{column.units:,}", Anchor.MIDDLE)
        self._paint_weights(painter, at, foot + 2.9 * SMALL)

    def _paint_weights(self, painter: QPainter, at: list[QPointF], baseline: float) -> None:
        """All as large as the longest has room for."""
        sizes = enumerate(pairwise(self.spec.sizes), start=1)
        made = [[box(text) for text in _shapes(layer, d, u)] for layer, (d, u) in sizes]
        room = at[1].x() - at[0].x() - 4
        scale = min(SMALL / TEXT, room / max(each.width for pair in made for each in pair))
        for (here, there), pair in zip(pairwise(at), made, strict=True):
            for line, each in enumerate(pair):
                small = scaled(each, scale)
                left = (here.x() + there.x() - small.width) / 2
                small.paint(painter, left, baseline + line * 1.6 * SMALL)


def _shapes(layer: int, inputs: int, units: int) -> tuple[str, str]:
    weights = rf"𝐖_{layer} ∈ ℝ^{{{inputs} × {units}}}"
    return weights, rf"𝐖_{{{layer},0}} ∈ ℝ^{{1 × {units}}}"


def _units(column: Column, at: QPointF) -> list[QPointF]:
    return [at + QPointF(0.0, PITCH * place) for place in column.places]


def _paint_wires(painter: QPainter, ones: list[QPointF], others: list[QPointF]) -> None:
    painter.setPen(QPen(QColor(mixed(COLORS.muted, COLORS.panel, 0.6)), WIRE))
    painter.drawLines([QLineF(one, other) for one in ones for other in others])


def _paint_units(painter: QPainter, column: Column, at: QPointF) -> None:
    painter.setPen(QPen(QColor(column.color), 0.9))
    painter.setBrush(QColor(mixed(column.color, COLORS.panel, 0.15)))
    for unit in _units(column, at):
        painter.drawEllipse(unit, RADIUS, RADIUS)
    if column.units > SHOWN:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(column.color))
        for place in (-0.4, 0.0, 0.4):
            painter.drawEllipse(at + QPointF(0.0, PITCH * place), DOT, DOT)

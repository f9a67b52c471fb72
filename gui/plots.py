"""The curve plot every page uses: which curves it shows, how much of them, and the crosshair."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.arrays import Floats
from gui import theme
from gui.plotting.curves import OUT_OF_SIGHT, Curve, met, nearest, stops, walked
from gui.plotting.ranges import Scale, decades_around, stepped_top
from gui.theme import Colors
from gui.widgets.keys import keeps_key

if TYPE_CHECKING:
    from gui.plotting.figure import Figure

__all__ = ["CurvePlot", "stepped_top"]

ENDLESS = 10**9
NEAR = 0.06  # of the height, between the pointer and a curve that it points at
BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Home: -ENDLESS,
    Qt.Key.Key_End: ENDLESS,
}


class CurvePlot(QWidget):
    """Curves over iterations. Until build() it keeps what it is told, and shows nothing.

    Ranges are stepped by the owner, since a plot that scales itself costs more than its curves;
    what the user zoomed stays until reset_view().
    """

    hovered = Signal(object)  # the x of the crosshair, None when it leaves
    met = Signal(object)  # the key of the curve under the pointer, None where there is none
    zoom_changed = Signal(bool)

    def __init__(self, x_label: str = "iteration", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._x_label = x_label
        self._curves: dict[str, Curve] = {}
        self._scale = Scale()
        self._reference: Sequence[tuple[float, str]] = ()
        self._marks: Sequence[tuple[float, str]] = ()
        self._crosshair: float | None = None
        self._zoomed = False
        self._focus_came_by_key = False
        self._figure: Figure | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleDescription("The arrow keys walk along the curve, Escape leaves it.")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(1, 1, 1, 1)

    def build(self) -> None:
        """Draw from now on; to be called once the window has painted."""
        if self._figure is not None:
            return
        from gui.plotting.figure import Figure  # takes a third of a second

        figure = self._figure = Figure(self, self._x_label)
        figure.pointed.connect(self._on_pointed)
        figure.moved.connect(self._on_moved)
        figure.double_clicked.connect(self.reset_view)
        self._refresh()
        self._box.addWidget(figure.widget)

    # what is shown

    def add_curve(
        self,
        key: str,
        color: Callable[[Colors], str],
        *,
        width: float = 2.0,
        dotted: bool = False,
        faint: bool = False,
        stops: bool = True,
    ) -> None:
        """A new curve, above the others; dotted marks its points while they are few.

        The crosshair goes from point to point of the curves that stop it.
        """
        self._curves[key] = Curve(color, width, dotted, faint, stops=stops)

    def set_curves(self, curves: Mapping[str, Curve]) -> None:
        """Show these curves, and none besides; the later ones lie above."""
        self._curves = dict(curves)
        if self._figure:
            self._figure.keep_only(self._curves)
        self._refresh()
        self.set_crosshair(self._crosshair)

    def set_data(self, key: str, x: Floats, y: Floats) -> None:
        """Show other points, in order of x; those that are not finite are left out."""
        curve = self._curves[key]
        if curve.put(x, y) and curve.visible:
            self._redraw(key)
            if self._crosshair is not None:
                self.set_crosshair(self._crosshair)

    def set_visible(self, key: str, visible: bool) -> None:
        if self._curves[key].visible != visible:
            self._curves[key].visible = visible
            self._redraw(key)

    def set_x_top(self, top: float) -> None:
        self._rescale(replace(self._scale, x_top=top))

    def set_y_top(self, top: float) -> None:
        """The top of the linear range; the logarithmic one follows from the data."""
        self._rescale(replace(self._scale, y_top=top))

    def set_log(self, log: bool) -> None:
        if log != bool(self._scale.decades):
            self._set_zoomed(False)
            self._scale = replace(self._scale, decades=decades_around(()) if log else None)
            self._refresh()

    def set_reference(self, value: float | None, label: str = "") -> None:
        """A dashed line across the plot, such as the report's error; None takes it away."""
        reference = () if value is None else ((value, label),)
        if reference != self._reference:
            self._reference = reference
            self._refresh()

    def set_marks(self, marks: Sequence[tuple[float, str]]) -> None:
        """Thin upright lines with a few words, such as where a setting changed."""
        if tuple(marks) != tuple(self._marks):
            self._marks = tuple(marks)
            self._refresh()

    # the view

    @property
    def zoomed(self) -> bool:
        return self._zoomed

    def reset_view(self) -> None:
        self._set_zoomed(False)
        self._look()

    def _set_zoomed(self, zoomed: bool) -> None:
        if zoomed != self._zoomed:
            self._zoomed = zoomed
            self.zoom_changed.emit(zoomed)

    def _on_moved(self) -> None:
        if self._figure:
            ends = zip(self._figure.span(), self._scale.home, strict=True)
            self._set_zoomed(not all(math.isclose(a, b, rel_tol=1e-6) for a, b in ends))
            self._look()

    def _rescale(self, scale: Scale) -> None:
        if scale != self._scale:
            self._scale = scale
            self._look()

    def _look(self) -> None:
        if self._figure:
            self._limit(self._figure)
            if not self._zoomed:
                self._figure.look_at(self._scale.home)

    def _limit(self, figure: "Figure") -> None:
        highest = max((max(c.extent(), default=0.0) for c in self._curves.values()), default=0.0)
        figure.limit(self._scale.limits(min(highest, OUT_OF_SIGHT)))

    # drawing

    def _refresh(self) -> None:
        """Hand everything to the figure anew; for what happens rarely."""
        if self._scale.decades:
            self._scale = replace(self._scale, decades=self._find_decades())
        if self._figure is None:
            return
        self._figure.set_decades(self._scale.decades is not None)
        for key, curve in self._curves.items():
            self._figure.draw(key, curve, self._scale.floor)
        level = [(self._scale.on_axis(value), label) for value, label in self._reference]
        self._figure.set_notes(level, self._marks)
        self._figure.dress(theme.colors())
        self._look()

    def _redraw(self, key: str) -> None:
        if self._scale.decades and self._find_decades() != self._scale.decades:
            self._refresh()
        elif self._figure:
            self._figure.draw(key, self._curves[key], self._scale.floor)
            self._limit(self._figure)

    def _find_decades(self) -> tuple[int, int]:
        values = [value for curve in self._curves.values() for value in curve.extent()]
        return decades_around([*values, *(value for value, _ in self._reference)])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and self._figure:
            self._figure.dress(theme.colors())

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._focus_came_by_key = event.reason() in BY_KEY
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The panel's colour until there is a figure; around it, a ring when it has the focus."""
        tokens = theme.colors()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.panel))
        if self.hasFocus() and self._focus_came_by_key:
            painter.setPen(QColor(tokens.accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    # the pointer and the crosshair

    def _on_pointed(self, place: QPointF | None) -> None:
        self.set_crosshair(place.x() if place else None)
        self.met.emit(self._curve_at(place) if place else None)

    def _curve_at(self, place: QPointF) -> str | None:
        """The curve that is under the pointer, or nearly."""
        home = self._scale.home if self._figure is None else self._figure.span()
        reach = NEAR * (home.top - home.bottom)
        return met(self._curves, place.x(), place.y(), reach, self._scale.decades is not None)

    @property
    def crosshair(self) -> float | None:
        return self._crosshair

    def value_at(self, key: str, x: float) -> float | None:
        """The value of the curve's point nearest to x, None without points."""
        return self._curves[key].at(x)

    def set_crosshair(self, x: float | None) -> None:
        """Move it to the point nearest to x, None takes it away; other plots may follow hovered."""
        x = nearest(stops(self._curves.values()), x)
        if x != self._crosshair:
            self._crosshair = x
            if self._figure:
                self._figure.set_crosshair(x)
            self.hovered.emit(x)

    def event(self, event: QEvent) -> bool:
        """Escape belongs to the plot while its crosshair is out, to the window otherwise."""
        keeps = self._crosshair is not None and keeps_key(event, Qt.Key.Key_Escape)
        return keeps or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS:
            places = stops(self._curves.values())
            self.set_crosshair(walked(places, self._crosshair, STEPS[key]))
        elif key == Qt.Key.Key_Escape and self._crosshair is not None:
            self.set_crosshair(None)
        else:
            super().keyPressEvent(event)

"""A curve as small as a word, without axes."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

DOT = 1.8  # pixels, half of the last point's width


def paint_sparkline(
    painter: QPainter, box: QRectF, values: Sequence[float], color: str, top: float | None = None
) -> None:
    """Draw values, evenly spaced, from 0 at the bottom of the box to top, their highest if None.

    Those that are not finite are left out; the last one has a dot.
    """
    top = max(filter(math.isfinite, values), default=0.0) if top is None else top
    step = box.width() / max(len(values) - 1, 1)
    points = [
        QPointF(box.left() + place * step, box.bottom() - box.height() * min(value / top, 1.0))
        for place, value in enumerate(values)
        if top > 0 and math.isfinite(value)
    ]
    if not points:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(color), 1.2))
    painter.drawPolyline(QPolygonF(points))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    painter.drawEllipse(points[-1], DOT, DOT)
    painter.restore()

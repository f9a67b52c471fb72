"""How the drawing canvas looks: its ground, ink, hint and frame, and the ring at the pointer."""

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QCursor, QImage, QPainter, QPainterPath, QPen, QPixmap

from core.arrays import PIXEL_MAX, Floats, Images
from gui import theme

HINT = "Draw a digit here"
RADIUS = 6.0
HINT_MARGIN = 6
PALE = 0.4
DARKER = 150
HATCHED = 8  # pixels for each of the network's, a line and a gap among them
DASHES = (4.0, 3.0)  # on and off, in widths of the line


def colored(cover: Images, *, is_enabled: bool) -> QImage:
    """Coverage 0..255 (H, W) from the ground's colour to the text's; shares the pixels."""
    tokens = theme.colors()
    ink = tokens.text if is_enabled else theme.mixed(tokens.text, _ground(tokens), PALE)
    height, width = cover.shape
    image = QImage(cover.data, width, height, width, QImage.Format.Format_Indexed8)
    image.setColorTable(_shades(ink, _ground(tokens)))
    return image


def _ground(tokens: theme.Colors) -> str:
    """White in the light; in the dark a little darker than all around, as paper is lighter."""
    dark = QColor(tokens.panel).lightness() < QColor(tokens.text).lightness()
    return QColor(tokens.window).darker(DARKER).name() if dark else tokens.panel


@lru_cache(maxsize=4)
def _shades(ink: str, ground: str) -> list[int]:
    return [QColor(theme.mixed(ink, ground, cover / 255)).rgb() for cover in range(256)]


def evidence_image(evidence: Floats) -> QImage:
    """Evidence (28, 28) in two colours, the stronger the more opaque; hatched below 0."""
    tokens = theme.colors()
    evidence = np.kron(evidence, np.ones((HATCHED, HATCHED), np.float32))
    strength = np.abs(evidence) / max(float(np.abs(evidence).max()), 1e-9)
    image = np.empty((*evidence.shape, 4), np.uint8)
    for is_sign, color in ((evidence >= 0, tokens.accent), (evidence < 0, tokens.warning)):
        image[is_sign, :3] = _rgb(color)
    rows, columns = np.indices(evidence.shape)
    is_gap = (evidence < 0) & ((rows + columns) % HATCHED < HATCHED // 2)
    opacity = np.sqrt(strength) * np.where(is_gap, PALE, 1.0)  # weak evidence is seen too
    image[..., 3] = np.rint(PIXEL_MAX * opacity)
    height, width = evidence.shape
    form = QImage.Format.Format_RGBA8888
    return QImage(image.tobytes(), width, height, 4 * width, form).copy()


def _rgb(color: str) -> tuple[int, int, int]:
    made = QColor(color)
    return made.red(), made.green(), made.blue()


def paint(painter: QPainter, square: QRect, pixels: QImage, *, has_focus: bool) -> None:
    """The ink with rounded corners, and its frame: a thin line, or the accent with the focus."""
    tokens = theme.colors()
    width = 2.0 if has_focus else 1.0
    frame = QPainterPath()
    inset = width / 2
    frame.addRoundedRect(QRectF(square).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(frame)
    painter.drawImage(square.topLeft(), pixels)
    painter.setClipping(False)
    painter.setPen(QPen(QColor(tokens.accent if has_focus else tokens.line), width))
    painter.drawPath(frame)


def paint_hint(painter: QPainter, square: QRect) -> None:
    painter.setPen(QColor(theme.colors().muted))
    area = square.adjusted(HINT_MARGIN, HINT_MARGIN, -HINT_MARGIN, -HINT_MARGIN)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, HINT)


def ring(diameter: float, ratio: float, *, dashed: bool) -> QCursor:
    """A cursor as wide as the brush; dark on light, to be seen on ground and ink alike.

    That of the eraser is dashed.
    """
    side = int(diameter) + 6
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = QPointF(side / 2, side / 2)
    for color, width in ((Qt.GlobalColor.white, 3.0), (Qt.GlobalColor.black, 1.2)):
        pen = QPen(color, width)
        if dashed and color == Qt.GlobalColor.black:
            pen.setDashPattern(DASHES)
        painter.setPen(pen)
        painter.drawEllipse(middle, diameter / 2, diameter / 2)
    painter.end()
    return QCursor(pixmap, side // 2, side // 2)

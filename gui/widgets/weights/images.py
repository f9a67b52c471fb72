"""Weights as pictures: blue above 0, orange below, the panel's own colour at 0."""

import numpy as np
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from core.arrays import Floats, Images
from gui.colormaps import diverging
from gui.theme import Colors

LEVELS = 255  # so that 0 has a level of its own, in the middle
SHADE = 0.35  # of the panel, over what is crossed out
LINE = 1.2  # pixels
FINE = 3  # times enlarged: from here on pixels are shown as they are


def levels(weights: Floats, largest: Floats | float) -> Images:
    """Weights as levels 0..254 of a scale from -largest to largest; 127 is 0, or not a number.

    A largest of 0 stands for weights that are all 0.
    """
    middle = LEVELS // 2
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        places = weights * (middle / np.asarray(largest, np.float32)) + (middle + 0.5)
    return np.nan_to_num(places, nan=middle).clip(0, LEVELS - 1).astype(np.uint8)


def weight_image(shown: Images, tokens: Colors) -> QImage:
    """Levels (H, W) as an image of its own."""
    red, green, blue = diverging(np.linspace(-1, 1, LEVELS), tokens).astype(np.uint32).T
    table = 0xFF000000 | red << 16 | green << 8 | blue
    height, width = shown.shape
    pixels = table[shown]
    return QImage(pixels.tobytes(), width, height, 4 * width, QImage.Format.Format_RGB32).copy()


def draw_enlarged(painter: QPainter, box: QRect, image: QImage, part: QRect) -> None:
    """Draw a part of an image into a box: evened while it is hardly larger, else its pixels."""
    times = box.width() * painter.device().devicePixelRatioF() / max(part.width(), 1)
    is_even = times == int(times)
    smooth = QPainter.RenderHint.SmoothPixmapTransform
    painter.setRenderHint(smooth, times < FINE and not is_even)
    painter.drawImage(QRectF(box), image, QRectF(part))


def cross_out(painter: QPainter, box: QRect, tokens: Colors) -> None:
    """Make what is in a box pale, with a line through it."""
    shade = QColor(tokens.panel)
    shade.setAlphaF(SHADE)
    painter.fillRect(box, shade)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.text), LINE))
    painter.drawLine(box.bottomLeft(), box.topRight())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

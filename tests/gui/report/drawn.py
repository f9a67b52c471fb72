"""What a block draws: as pixels, and as the texts among it."""

import re
from html import unescape

import numpy as np
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from core.arrays import Images
from gui.report.block import Block

WIDTH = 451.0  # points: what A4 leaves
AROUND = 20  # pixels beside the block


def pixels(block: Block, width: float = WIDTH) -> Images:
    """Brightness (H, W) with a margin around; one pixel a point."""
    wide, high = round(width) + 2 * AROUND, round(block.height(width)) + 2 * AROUND
    image = QImage(wide, high, QImage.Format.Format_Grayscale8)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.translate(AROUND, AROUND)
    block.paint(painter, width)
    painter.end()
    rows = np.frombuffer(bytes(image.constBits()), np.uint8).reshape(high, -1)
    return rows[:, :wide]


def texts(block: Block, width: float = WIDTH) -> list[str]:
    """Every text that it writes, in the order in which it does."""
    buffer = QBuffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    painter = QPainter(generator)
    block.paint(painter, width)
    painter.end()
    svg = bytes(buffer.data().data()).decode()
    return [unescape(text).strip() for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]


def sticks_out(block: Block, width: float = WIDTH, by: int = 1) -> bool:
    """Whether something is drawn beside the block, more than so many pixels away."""
    shown = pixels(block, width) < 250
    edge = AROUND - by
    inside = shown[edge:-edge, edge:-edge]
    return bool(shown.sum() > inside.sum())

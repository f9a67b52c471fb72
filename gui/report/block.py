"""What the pages of a report are made of: blocks, drawn one beneath the other.

Everything is measured in points, 1/72 inch, whatever it is drawn on, and always in light colours.
"""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QApplication

from gui.theme import LIGHT

COLORS = LIGHT
TEXT, SMALL, HEADING, TITLE = 10, 8, 13, 20  # points

# Their glyphs have no character of their own: in a PDF they could be neither found nor copied.
WITHOUT_CHARACTERS = ("tnum", "calt")


class Block(Protocol):
    """Something on a page: as wide as it is told, as high as it needs."""

    def height(self, width: float) -> float:
        """How high it is at that width."""
        ...

    def paint(self, painter: QPainter, width: float) -> None:
        """Draw it from the painter's origin to the right and downwards."""
        ...


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing; name is what its files are called, caption is said after "Figure 2: "."""

    name: str
    caption: str
    block: Block


def font(size: int = TEXT, *, bold: bool = False, italic: bool = False) -> QFont:
    """The program's typeface; a pixel of it is a point on the page."""
    made = QFont(QApplication.font())
    made.setPixelSize(size)
    made.setBold(bold)
    made.setItalic(italic)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for feature in WITHOUT_CHARACTERS:
        made.setFeature(QFont.Tag(feature), 0)
    return made

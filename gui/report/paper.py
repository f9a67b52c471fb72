"""The papers that a report fits on, in points."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet; the margins hold the header and the page's number."""

    name: str
    width: float
    height: float

    @property
    def text_width(self) -> float:
        return self.width - 2 * SIDE

    @property
    def text_height(self) -> float:
        return self.height - TOP - BOTTOM


SIDE, TOP, BOTTOM = 57.0, 62.0, 62.0  # margins; 20 mm at the sides
HEADER_AT, FOOTER_AT = 30.0, 40.0  # from the upper, and from the lower edge

PAPERS = {"a4": Paper("A4", 595.276, 841.89), "letter": Paper("Letter", 612.0, 792.0)}

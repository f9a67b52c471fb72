"""Numbers as colours: cividis for amounts, a diverging map for weights."""

import numpy as np

from core.arrays import Floats, Images
from gui.theme import Colors

# Every eighth of the map by Nuñez, Anderton and Renslow (PLOS ONE 13, 2018); it reads the same
# for people who do not see red or green.
CIVIDIS = np.array(
    [
        *((0, 32, 77), (5, 54, 110), (64, 77, 107), (96, 100, 111), (124, 123, 120)),
        *((155, 148, 119), (188, 175, 111), (224, 203, 93), (255, 234, 70)),
    ],
    float,
)


def cividis(shares: Floats) -> Images:
    """Shares (...), 0..1, as RGB (..., 3)."""
    return _between(shares * (len(CIVIDIS) - 1), CIVIDIS)


def diverging(values: Floats, tokens: Colors) -> Images:
    """Values (...), -1..1, as RGB (..., 3): 0 is the panel, above it the accent, below the warning.

    The same two colours tell evidence for and against an answer on the canvas.
    """
    colors = np.array([_rgb(c) for c in (tokens.warning, tokens.panel, tokens.accent)], float)
    return _between(values + 1.0, colors)


def _between(places: Floats, colors: Floats) -> Images:
    """The colours (n, 3) at places 0..n-1, and between them."""
    places = np.clip(places, 0, len(colors) - 1)
    lower = np.minimum(places.astype(np.intp), len(colors) - 2)
    part = (places - lower)[..., np.newaxis]
    mixed: Images = np.rint(colors[lower] * (1 - part) + colors[lower + 1] * part).astype(np.uint8)
    return mixed


def _rgb(color: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(color.removeprefix("#"))
    return red, green, blue

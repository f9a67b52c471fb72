"""The colours of runs laid over each other: Okabe and Ito's first, then variants of them."""

from gui.theme import DARK, Colors, mixed

LIGHT_FIRST = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8A7F00")
DARK_FIRST = ("#56B4E9", "#E69F00", "#2bc49a", "#CC79A7", "#F0E442", "#7B7BF0", "#E8602C")
DEEPER, PALER = 0.55, 0.5  # how much of the colour stays


def run_color(slot: int, tokens: Colors) -> str:
    """The colour of a slot from 0 on: no two of the first 21 are alike."""
    first = DARK_FIRST if tokens is DARK else LIGHT_FIRST
    turn, place = divmod(slot, len(first))
    color = first[place]
    if turn % 3 == 0:
        return color
    return mixed(color, tokens.text, DEEPER) if turn % 3 == 1 else mixed(color, tokens.panel, PALER)

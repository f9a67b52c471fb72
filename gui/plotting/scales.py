"""Where the vertical axes end: high enough for what matters, changing rarely."""

from collections.abc import Sequence

import numpy as np

from core.arrays import Floats
from gui.plotting.ranges import stepped_top

SETTLED = 0.05  # share of the run after which the loss has left its first steep fall
ALMOST_ALL = 0.995  # of the losses are below the top; single peaks may lie above
HEADROOM = 3.0  # times the latest error
LEAST_ERROR = 0.01  # shown where there is no mistake


def loss_top(iterations: Floats, losses: Floats) -> float:
    """Almost the highest loss after the first steep fall; 1 until there is one."""
    if not len(losses):
        return 1.0
    late = losses[iterations >= SETTLED * iterations[-1]]
    rank = int(ALMOST_ALL * (len(late) - 1))
    return stepped_top(float(np.partition(late, rank)[rank]) or 1.0)


def error_top(errors: Sequence[float]) -> float:
    """Some headroom over the latest error, at most 1; the first errors may lie above."""
    return stepped_top(min(1.0, HEADROOM * max(errors[-2:], default=1.0)) or LEAST_ERROR)

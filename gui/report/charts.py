"""The report's figures 2 to 4: the loss, the training error and the testing error of a run."""

from collections.abc import Sequence

import numpy as np

from core.arrays import Floats
from core.history import SMOOTHING, Curves
from core.network import NetworkSpec
from core.outputs import OUTPUTS
from core.past import Change
from gui.plotting.curves import FAINT, FEW_POINTS
from gui.plotting.ranges import stepped_top
from gui.plotting.scales import error_top, loss_top
from gui.report.block import COLORS, Figure
from gui.report.chart import Chart, Line
from gui.theme import mixed
from gui.words import change_mark

RAW, BOLD = 0.5, 1.3  # points
X_LABEL = "iteration"
ABOVE_REFERENCE = 1.2


def loss_figure(spec: NetworkSpec, curves: Curves, until: int, changes: Sequence[Change]) -> Figure:
    """Figure 2: the loss of every batch thin, and smoothed."""
    name = OUTPUTS[spec.output].loss_name
    raw = mixed(COLORS.loss, COLORS.panel, FAINT)
    top = loss_top(*curves.loss)
    lines = (
        Line(*curves.loss, raw, RAW, "of each batch"),
        Line(*curves.smoothed, COLORS.loss, BOLD, "smoothed"),
    )
    chart = Chart(X_LABEL, name.lower(), until, top, lines, _marks(changes))
    said = f"{name} of each batch, and smoothed over about {SMOOTHING} iterations."
    return Figure("loss", said + _cut(curves.loss[1], top), chart)


def training_figure(curves: Curves, until: int, changes: Sequence[Change]) -> Figure:
    """Figure 3."""
    scores = [score.train for score in curves.scores]
    errors = np.array([score.error for score in scores])
    samples = [score.images for score in scores if score.sampled]
    said = "Training error"
    if samples:
        on = f"on a sample of {samples[-1]:,} training images"
        all_at_end = not scores[-1].sampled
        said += f", measured {on}; at the end on all" if all_at_end else f", measured {on}"
    return _error_figure("training", f"{said}.", errors, curves, until, changes)


def testing_figure(
    curves: Curves, until: int, changes: Sequence[Change], reference: float | None
) -> Figure:
    """Figure 4, with the error of the course report to compare with, if any."""
    errors = np.array([score.test.error for score in curves.scores])
    said = "Testing error."
    if reference is not None:
        said = f"Testing error; dashed, that of the course report, {reference:.5f}."
    return _error_figure("testing", said, errors, curves, until, changes, reference)


def _error_figure(
    part: str,
    said: str,
    errors: Floats,
    curves: Curves,
    until: int,
    changes: Sequence[Change],
    reference: float | None = None,
) -> Figure:
    iterations = np.array([score.iteration for score in curves.scores], float)
    color = COLORS.training if part == "training" else COLORS.testing
    line = Line(iterations, errors, color, BOLD, has_dots=len(errors) < FEW_POINTS)
    top = error_top(errors[np.isfinite(errors)].tolist())
    dashed = None
    if reference is not None:
        top = max(top, stepped_top(ABOVE_REFERENCE * reference))
        dashed = (reference, f"report {reference:.4f}".replace("0.", ".", 1))
    chart = Chart(X_LABEL, f"{part} error", until, top, (line,), _marks(changes), dashed)
    return Figure(f"{part}-error", said + _cut(errors, top), chart)


def _marks(changes: Sequence[Change]) -> list[tuple[float, str]]:
    return [(float(change.iteration), change_mark(change.settings)) for change in changes]


def _cut(values: Floats, top: float) -> str:
    """That some values are not in sight, if it is so."""
    return f" Values above {top:g} are not shown." if (values > top).any() else ""

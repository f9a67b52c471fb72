"""Kept runs for tests: told without a folder, or written to one."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from core.about import About
from core.config import TrainConfig
from core.history import Curves, Score
from core.kept import Damaged, Kept, Measured
from core.metrics import Evaluation
from core.network import NetworkSpec
from core.past import Past
from core.runs import home
from core.samples import Dataset
from core.source import Source
from gui.job import Job
from gui.kept.kept_runs import KeptRuns
from tests.gui.models.kept import run_on

STARTED = "2026-11-24T03:59:08"
NOTHING_SAID = About()


def a_run(
    name: str = "a",
    mistakes: int = 138,
    *,
    started: str = STARTED,
    said: About = NOTHING_SAID,
    **changes: Any,
) -> Kept:
    """A finished run of the report's settings, or of these."""
    test = Measured(mistakes, 5000)
    run = Kept(
        Path(name),
        "report",
        "MNIST, report split",
        Source("report"),
        NetworkSpec(),
        Past(TrainConfig(), started=started),
        10_000,
        4.349,
        test.error,
        0.01,
        test,
        ((0, 0.9), (10_000, test.error)),
        said,
        False,
        True,
    )
    return replace(run, **changes)


def of(config: TrainConfig, started: str = STARTED) -> Past:
    return Past(config, started=started)


def keep(dataset: Dataset, name: str, until: int = 30, seed: int = 5) -> Path:
    """Write a run to the home, and return its folder."""
    run = run_on(dataset, until)
    run.past = replace(run.past, began_with=replace(run.past.began_with, seed=seed))
    run.folder = home() / "runs" / name
    run.evaluate()
    run.save()
    return run.folder


def look(qtbot: QtBot, kept_runs: KeptRuns) -> None:
    """Read the list now."""
    with qtbot.waitSignal(kept_runs.looked, timeout=20_000):
        kept_runs.refresh()


def settle(qtbot: QtBot, owner: QObject) -> None:
    """Wait for what is read."""
    qtbot.waitUntil(lambda: not owner.findChildren(Job), timeout=20_000)


def show(kept_runs: KeptRuns, *runs: Kept | Damaged) -> None:
    """List these, as if they had been read."""
    kept_runs._take(list(runs))


def lay_over(kept_runs: KeptRuns, *runs: Kept, errors: Sequence[float] = (0.5, 0.25)) -> None:
    """Tick runs whose errors are these, at 10, 20, ... iterations."""
    scores = tuple(
        Score(10 * place, 1.0, 1.0, _evaluation(error / 2), _evaluation(error))
        for place, error in enumerate(errors, start=1)
    )
    x = np.arange(1.0, 21.0)
    for slot, run in enumerate(runs):
        kept_runs.slots[run.folder] = slot
        kept_runs.curves[run.folder] = Curves((x, 1 / x), (x, 1 / x), scores)
    kept_runs.ticked.emit()


def _evaluation(error: float) -> Evaluation:
    wrong = round(1000 * error)
    return Evaluation(error, np.array([[1000 - wrong, wrong], [0, 0]]))

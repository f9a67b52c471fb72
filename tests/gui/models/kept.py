"""Models and runs for tests, and waiting for what is read and written in the background."""

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from core import checkpoint
from core.config import TrainConfig
from core.export import EXPORTS
from core.network import NetworkSpec
from core.runs import LOCK, Run
from core.samples import DIGITS, Dataset
from gui.job import Job
from gui.models.models import Models
from gui.models.recovery import Recovery
from gui.session import Session
from tests.core.tools import digest
from tests.gui.waiting import wait_until_ready

RUN = "20261123-120000-another-seed5"
OTHER = NetworkSpec((784, 50, 10), activation="tanh")
CONFIG = TrainConfig(30, batch_size=20, evaluate_every=10, optimizer="momentum", seed=5)


def run_on(dataset: Dataset, until: int, spec: NetworkSpec = OTHER) -> Run:
    """A run that stands at that iteration, with its learning rate changed on the way."""
    run = Run.new(spec, CONFIG, "another", dataset)
    for _ in run.events(until=min(until, 10)):
        pass
    run.change(replace(CONFIG, learning_rate=0.05))
    for _ in run.events(until=until):
        pass
    return run


def native(path: Path, run: Run) -> Path:
    checkpoint.save(path, run.checkpoint())
    return path


def course(path: Path, run: Run) -> Path:
    path.write_bytes(EXPORTS["course"].encode(run.state.network, DIGITS))
    return path


def folder(path: Path, run: Run) -> Path:
    run.folder = path
    run.save()
    return path


def done(qtbot: QtBot, owner: QObject) -> None:
    """Wait for what is read or written."""
    qtbot.waitUntil(lambda: not owner.findChildren(Job), timeout=20_000)


def open_now(qtbot: QtBot, models: Models, path: Path) -> None:
    models.open(path)
    done(qtbot, models)


def present(session: Session) -> str:
    """The weights of the present run."""
    assert session.run
    return digest(session.run.state.network)


def same_curves(one: Run, other: Run) -> bool:
    """Whether two runs remember the same, but for how long it took."""
    mine, theirs = one.history.to_arrays(), other.history.to_arrays()
    for arrays in (mine, theirs):
        arrays["evaluated"] = arrays["evaluated"][:, :2]
    return mine.keys() == theirs.keys() and all(
        np.array_equal(array, theirs[name]) for name, array in mine.items()
    )


def crash(path: Path, run: Run, saved: float = 0) -> Path:
    """Leave what a killed program does; saved is when, in seconds."""
    (folder(path, run) / LOCK).touch()
    if saved:
        os.utime(path / "model.npz", (saved, saved))
    return path


def go_on(qtbot: QtBot, recovery: Recovery, session: Session, path: Path) -> None:
    """Go on with that run to its end."""
    recovery.go_on(path)
    done(qtbot, recovery)
    wait_until_ready(qtbot, session)

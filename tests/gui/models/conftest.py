"""Data of one's own in files, and the models of a session."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.dataset import load_dataset
from core.samples import Dataset
from gui.job import end_jobs
from gui.models.models import Models
from gui.models.recovery import Recovery
from gui.recent import Recent
from gui.session import Session
from gui.settings import Settings
from tests.core.tools import write_idx
from tests.gui.models.kept import RUN, crash, native, open_now, run_on


@pytest.fixture
def own(tmp_path: Path, tiny: Dataset) -> Dataset:
    """The tiny images, brought in files."""
    return load_dataset(write_idx(tmp_path / "brought", tiny))


@pytest.fixture
def window_of(qtbot: QtBot) -> QWidget:
    """A window without anything in it, for dialogs to belong to."""
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def models(session: Session, settings: Settings, window_of: QWidget) -> Iterator[Models]:
    models = Models(session, settings, window_of)
    yield models
    end_jobs(models)


@pytest.fixture
def opened(qtbot: QtBot, models: Models, own: Dataset, tmp_path: Path) -> Path:
    """A model that was opened and stands at iteration 7."""
    path = native(tmp_path / "model.npz", run_on(own, 7))
    open_now(qtbot, models, path)
    return path


@pytest.fixture
def recent(settings: Settings) -> Recent:
    return Recent(settings, "recent_models")


@pytest.fixture
def recovery(session: Session, recent: Recent, window_of: QWidget) -> Iterator[Recovery]:
    recovery = Recovery(session, recent, window_of)
    yield recovery
    end_jobs(recovery)


@pytest.fixture
def crashed(home: Path, own: Dataset) -> Path:
    """The folder of a run that was killed after iteration 17."""
    return crash(home / "runs" / RUN, run_on(own, 17))

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
from gui.session import Session
from gui.settings import Settings
from tests.core.tools import write_idx


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

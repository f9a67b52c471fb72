"""A dataset so small that a run of it takes no time; a session, and a window, that train on it."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core.config import TrainConfig
from core.recipes import RECIPES
from core.samples import Dataset, Split
from gui.main_window import MainWindow
from gui.plan import Plan
from gui.session import Session
from gui.settings import Settings


def _split(count: int, seed: int) -> Split:
    """Images whose bright row tells their label."""
    draws = np.random.default_rng(seed)
    labels = np.arange(count) % 10
    images = draws.integers(0, 60, (count, 28, 28), dtype=np.uint8)
    images[np.arange(count), 4 + 2 * labels] = 255
    return Split(images.reshape(count, -1), labels)


@pytest.fixture(scope="session")
def tiny() -> Dataset:
    return Dataset("MNIST, report split", _split(230, 1), _split(100, 2))


@pytest.fixture
def plan() -> Plan:
    report = Plan.of(RECIPES["report"], 1)
    return replace(report, config=TrainConfig(iterations=40, batch_size=20, evaluate_every=10))


@pytest.fixture
def session(qtbot: QtBot, tiny: Dataset, plan: Plan) -> Iterator[Session]:
    """A session with its data there; nothing is loaded from the disk."""
    session = Session(plan)
    session.library.keep_dataset(plan.dataset, tiny)
    yield session
    session.close()


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def window(qtbot: QtBot, tiny: Dataset, plan: Plan, settings: Settings) -> Iterator[MainWindow]:
    """The window with the tiny data; it reads nothing from the disk until it is shown."""
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.session.library.keep_dataset(plan.dataset, tiny)
    window.session.change_plan(plan)
    yield window
    window.close()

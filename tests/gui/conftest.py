"""A dataset so small that a run of it takes no time, what trains on it, and what is drawn there."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core.checkpoint import Checkpoint
from core.config import TrainConfig
from core.recipes import RECIPES
from core.samples import Dataset, Split
from core.source import Source
from core.work import Work
from gui import fine_tuning, library
from gui.collection import Collection
from gui.drawing import Drawing
from gui.fine_tuning import FineTuning
from gui.job import end_jobs
from gui.main_window import MY_DIGITS, MainWindow
from gui.message import Message
from gui.plan import Plan
from gui.session import Session
from gui.settings import Settings
from tests.gui.own_digits import (
    ONE,
    OTHER_ONE,
    ZERO,
    ZERO_ASIDE,
    bundled_model,
    collection_of,
    give_model,
    kept_in,
    load,
)
from tests.gui.waiting import messages_of


def _split(count: int, seed: int) -> Split:
    """Images whose bright row tells their label."""
    draws = np.random.default_rng(seed)
    labels = np.arange(count) % 10
    images = draws.integers(0, 60, (count, 28, 28), dtype=np.uint8)
    images[np.arange(count), 4 + 2 * labels] = 255
    return Split(images.reshape(count, -1), labels)


@pytest.fixture(scope="session")
def tiny() -> Dataset:
    return Dataset("MNIST, report split", _split(230, 1), _split(100, 2), source=Source("report"))


@pytest.fixture
def plan() -> Plan:
    report = Plan.of(RECIPES["report"], 1)
    return replace(report, config=TrainConfig(iterations=40, batch_size=20, evaluate_every=10))


@pytest.fixture
def session(qtbot: QtBot, tiny: Dataset, plan: Plan) -> Iterator[Session]:
    """A session with its data there; nothing is loaded from the disk."""
    session = Session(plan)
    session.library.keep_dataset(plan.source, tiny)
    yield session
    session.close()


@pytest.fixture
def said(session: Session) -> list[Message]:
    """What the session says from now on."""
    return messages_of(session)


@pytest.fixture(scope="module")
def model() -> Checkpoint:
    return bundled_model()


@pytest.fixture
def drawing(qtbot: QtBot) -> Drawing:
    return Drawing()


@pytest.fixture
def folder(home: Path) -> Path:
    """Where the user's digits are kept."""
    return home / MY_DIGITS


@pytest.fixture
def collection(
    qtbot: QtBot, folder: Path, drawing: Drawing, session: Session
) -> Iterator[Collection]:
    """A collection of an empty folder, which is read already."""
    with collection_of(folder, drawing, session) as collection:
        load(qtbot, collection)
        yield collection


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture
def window(qtbot: QtBot, tiny: Dataset, plan: Plan, settings: Settings) -> Iterator[MainWindow]:
    """The window with the tiny data; it reads nothing from the disk until it is shown."""
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.session.library.keep_dataset(plan.source, tiny)
    window.session.change_plan(plan)
    yield window
    window.close()


@pytest.fixture
def small_data(monkeypatch: pytest.MonkeyPatch, tiny: Dataset) -> None:
    """The tiny dataset under the name of whichever bundled one is asked for."""

    def read(source: Source) -> Work[Dataset]:
        yield 0.0
        return replace(tiny, name=source.name, source=source)

    for module in (fine_tuning, library):
        monkeypatch.setattr(module, "read", read)


@pytest.fixture
def four_digits(qtbot: QtBot, collection: Collection, folder: Path) -> Collection:
    """Four digits, one of them kept aside."""
    kept_in(folder, (1, 7, 0, 0), (ONE, OTHER_ONE, ZERO, ZERO_ASIDE))
    load(qtbot, collection)
    return collection


@pytest.fixture
def tuning(
    session: Session, four_digits: Collection, model: Checkpoint, small_data: None
) -> Iterator[FineTuning]:
    give_model(session, model)
    tuning = FineTuning(session, four_digits, session)
    yield tuning
    end_jobs(tuning)

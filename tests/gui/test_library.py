"""What comes with the program is read in the background, once, and failures are told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

import resources
from core.samples import Dataset
from core.source import Source
from gui.job import Job, end_jobs
from gui.library import Library
from tests.gui import bundle

IMAGES = "mnist/train-images-idx3-ubyte.gz"


@pytest.fixture
def library(qtbot: QtBot) -> Iterator[Library]:
    owner = QObject()
    library = Library(owner)
    yield library
    end_jobs(library)


def told_by(library: Library) -> list[object]:
    """What the library says, in order: None for each change, sentences for failures."""
    told: list[object] = []
    library.changed.connect(lambda: told.append(None))
    library.failed.connect(told.append)
    return told


def wait_for_jobs(qtbot: QtBot, library: Library) -> None:
    qtbot.waitUntil(lambda: not library.findChildren(Job), timeout=20_000)


def test_the_model_and_the_dataset_come(qtbot: QtBot, library: Library) -> None:
    told = told_by(library)
    library.fetch_model()
    library.fetch_dataset(Source("report"))
    assert (library.model, library.dataset) == (None, None)
    wait_for_jobs(qtbot, library)
    assert library.model
    assert library.model.network.spec.sizes == (784, 400, 200, 10)
    assert library.dataset
    assert library.dataset.name == "MNIST, report split"
    assert told == [None, None, None]  # on its way, and each of the two here


def test_what_is_here_or_on_its_way_is_not_read_again(
    qtbot: QtBot, library: Library, tiny: Dataset
) -> None:
    library.keep_dataset(Source("report"), tiny)
    library.fetch_dataset(Source("report"))
    assert library.findChildren(Job) == []
    assert library.dataset is tiny
    library.fetch_dataset(Source("mnist"))
    library.fetch_dataset(Source("mnist"))
    assert len(library.findChildren(Job)) == 1


def test_of_two_on_their_way_the_one_asked_for_last_is_kept(qtbot: QtBot, library: Library) -> None:
    library.fetch_dataset(Source("mnist"))
    library.fetch_dataset(Source("report"))
    wait_for_jobs(qtbot, library)
    assert library.dataset
    assert library.dataset.name == "MNIST, report split"


def test_a_dataset_that_comes_too_late_does_not_replace_another(
    qtbot: QtBot, library: Library, tiny: Dataset
) -> None:
    library.fetch_dataset(Source("mnist"))
    library.keep_dataset(Source("report"), tiny)
    wait_for_jobs(qtbot, library)
    assert library.dataset is tiny


@pytest.mark.parametrize("spoil", [bundle.without, bundle.damaged])
def test_a_dataset_that_cannot_be_read_is_told_and_can_be_asked_for_again(
    qtbot: QtBot, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: object
) -> None:
    assert callable(spoil)
    told = told_by(library)
    with monkeypatch.context() as patch:
        patch.setattr(resources, "ROOT", spoil(tmp_path / "resources", IMAGES))
        library.fetch_dataset(Source("report"))
        wait_for_jobs(qtbot, library)
    change, sentence = told
    assert change is None
    assert "train-images" in str(sentence)
    assert library.dataset is None
    library.fetch_dataset(Source("report"))
    wait_for_jobs(qtbot, library)
    assert library.dataset


@pytest.mark.parametrize("spoil", [bundle.without, bundle.damaged])
def test_a_model_that_cannot_be_read_is_told_with_what_follows(
    qtbot: QtBot, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: object
) -> None:
    assert callable(spoil)
    told = told_by(library)
    monkeypatch.setattr(resources, "ROOT", spoil(tmp_path / "resources", "models/default.npz"))
    library.fetch_model()
    wait_for_jobs(qtbot, library)
    (sentence,) = [words for words in told if words is not None]
    assert "default.npz" in str(sentence)
    assert str(sentence).endswith("Drawings are read once you train.")
    assert (library.model, library.has_looked) == (None, True)


def test_closing_ends_every_thread_and_nothing_is_told_any_more(
    qtbot: QtBot, library: Library
) -> None:
    library.fetch_model()
    library.fetch_dataset(Source("report"))
    threads = library.findChildren(QThread)
    assert len(threads) == 2
    told = told_by(library)
    end_jobs(library)
    assert all(thread.isFinished() for thread in threads)
    wait_for_jobs(qtbot, library)
    assert told == []

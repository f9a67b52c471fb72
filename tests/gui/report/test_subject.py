"""A run is told of as far as its folder can be read; what cannot is said in sentences."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from core import locks
from core.runs import LOCK
from core.samples import Dataset
from core.work import finish
from gui.report.subject import ReportError, Subject, opened
from tests.gui.report.kept_run import ITERATIONS, trained


@pytest.fixture
def run_folder(tmp_path: Path, tiny: Dataset) -> Path:
    trained(tmp_path / "run", tiny)
    return tmp_path / "run"


def read(path: Path, at_hand: Dataset) -> Subject:
    return finish(opened(path, at_hand))


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 255
    path.write_bytes(content)


def test_a_whole_folder_lacks_nothing(run_folder: Path, tiny: Dataset) -> None:
    subject = read(run_folder, tiny)
    assert subject.missing == ()
    assert subject.sizes == (230, 100)
    assert subject.asked
    assert subject.asked.iteration == ITERATIONS


def test_a_model_file_is_told_of_like_its_run(run_folder: Path, tiny: Dataset) -> None:
    subject = read(run_folder / "model.npz", tiny)
    assert subject.folder == run_folder
    assert subject.iteration == ITERATIONS
    copy = run_folder.parent / "copy.npz"
    shutil.copy(run_folder / "model.npz", copy)
    assert read(copy, tiny).folder is None


@pytest.mark.parametrize("spoil", [damage, Path.unlink])
def test_without_its_model_the_last_moment_is_told_of(
    run_folder: Path, tiny: Dataset, spoil: Callable[[Path], None]
) -> None:
    spoil(run_folder / "model.npz")
    subject = read(run_folder, tiny)
    assert subject.asked
    assert subject.score
    assert subject.score.iteration == ITERATIONS
    (sentence,) = subject.missing
    assert "model.npz" in sentence
    assert f"kept last, at iteration {ITERATIONS}" in sentence


def test_without_any_network_the_record_is_told_of(run_folder: Path, tiny: Dataset) -> None:
    (run_folder / "model.npz").unlink()
    shutil.rmtree(run_folder / "moments")
    subject = read(run_folder, tiny)
    assert subject.asked is None
    assert subject.score
    assert subject.iteration == ITERATIONS
    assert "the network's answers are missing" in subject.missing[0]


def test_without_its_curves_too_the_settings_are_left(run_folder: Path, tiny: Dataset) -> None:
    for name in ("model.npz", "curves.npz"):
        (run_folder / name).unlink()
    shutil.rmtree(run_folder / "moments")
    subject = read(run_folder, tiny)
    assert subject.score is None
    assert subject.spec.sizes[-1] == 10


@pytest.mark.parametrize("name", ["none", "empty"])
def test_a_folder_without_a_run_is_refused_in_a_sentence(
    tmp_path: Path, tiny: Dataset, name: str
) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReportError, match=name):
        read(tmp_path / name, tiny)


def test_a_file_that_is_no_model_is_refused(run_folder: Path, tiny: Dataset) -> None:
    with pytest.raises(ReportError, match="no model"):
        read(run_folder / "run.json", tiny)


def test_without_its_data_all_but_the_mistakes_is_told(tmp_path: Path, tiny: Dataset) -> None:
    away = replace(tiny, source=replace(tiny.source, key="", path=str(tmp_path / "away.npz")))
    run = trained(tmp_path / "run", away)
    assert run.folder
    subject = finish(opened(run.folder))
    assert subject.score
    assert subject.asked is None
    (sentence,) = subject.missing
    assert "away.npz" in sentence
    assert str(tmp_path) not in sentence


def test_a_run_that_is_trained_now_is_told_of_as_it_was_saved(
    run_folder: Path, tiny: Dataset
) -> None:
    with locks.held(run_folder / LOCK):
        assert "is being trained" in read(run_folder, tiny).missing[0]
    assert read(run_folder, tiny).missing == ()


def test_the_mistakes_are_those_of_the_network_that_the_table_is_of(
    tmp_path: Path, tiny: Dataset
) -> None:
    run = trained(tmp_path / "run", tiny, until=7)
    assert run.folder
    subject = read(run.folder, tiny)
    assert subject.iteration == 7
    assert subject.score
    assert subject.asked
    assert subject.asked.iteration == subject.score.iteration == 4
    assert subject.asked.answers.is_mistake.sum() == subject.score.test.mistakes

"""The data that an opened model goes on with: its own, the present ones, or none."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core import checkpoint, parameters_file
from core.network import NetworkSpec
from core.samples import Dataset
from core.work import finish
from gui.message import Message, Severity
from gui.models import reading
from gui.models.models import Models
from gui.session import Session
from tests.core.tools import write_idx
from tests.gui.models import kept
from tests.gui.models.kept import native, open_now, run_on
from tests.gui.waiting import train


@pytest.mark.parametrize("spoil", ["gone", "changed"])
def test_where_its_data_are_gone_the_present_ones_do_if_they_have_its_classes(
    qtbot: QtBot,
    session: Session,
    said: list[Message],
    models: Models,
    own: Dataset,
    tiny: Dataset,
    tmp_path: Path,
    spoil: str,
) -> None:
    path, folder = native(tmp_path / "model.npz", run_on(own, 3)), tmp_path / "brought"
    if spoil == "gone":
        folder.rename(tmp_path / "elsewhere")
    else:
        write_idx(folder, replace(tiny, train=tiny.train.part(0, 200)))
    open_now(qtbot, models, path)
    assert f"trained on {own.name}, which cannot be read; Train goes on with MNIST" in said[-1].text
    assert session.images
    assert session.images.train is tiny.train
    train(qtbot, session)
    assert session.iteration == 30


@pytest.mark.parametrize(("name", "why"), [("model.npz", "brought"), ("nn.txt", "does not name")])
def test_without_data_of_its_classes_it_is_refused_and_nothing_changes(
    qtbot: QtBot,
    session: Session,
    said: list[Message],
    models: Models,
    own: Dataset,
    tiny: Dataset,
    tmp_path: Path,
    name: str,
    why: str,
) -> None:
    write = native if name == "model.npz" else kept.course
    path = write(tmp_path / name, run_on(own, 3, NetworkSpec((784, 50, 10))))
    (tmp_path / "brought").rename(tmp_path / "elsewhere")
    letters = replace(tiny, class_names=tuple("ABCDEFGHIJ"))
    session.library.keep_dataset(session.plan.source, letters)
    before = session.plan, session.attempt
    open_now(qtbot, models, path)
    assert said[-1].severity is Severity.WARNING
    assert why in said[-1].text
    assert "have other classes" in said[-1].text
    assert "(Ctrl+O)" in said[-1].text
    assert (session.plan, session.attempt) == before
    assert session.library.dataset is letters
    assert models.recent.paths == []


def test_a_model_on_other_data_than_its_own_is_saved_elsewhere(
    own: Dataset, tiny: Dataset, tmp_path: Path
) -> None:
    path = native(tmp_path / "model.npz", run_on(own, 3))
    (tmp_path / "brought").rename(tmp_path / "elsewhere")
    assert finish(reading.opened(path, own.source, own)).can_be_saved  # they are still at hand
    assert not finish(reading.opened(path, tiny.source, tiny)).can_be_saved


def test_while_the_present_data_are_still_being_read_they_are_waited_for(
    own: Dataset, tmp_path: Path
) -> None:
    path = kept.course(tmp_path / "nn.txt", run_on(own, 3, NetworkSpec((784, 50, 10))))
    found = finish(reading.opened(path, own.source, None))
    assert found.run.dataset.source == own.source
    assert not found.can_be_saved


def test_what_was_assumed_of_weights_alone_is_told(
    qtbot: QtBot, said: list[Message], models: Models, own: Dataset, tmp_path: Path
) -> None:
    path = kept.course(tmp_path / "nn.txt", run_on(own, 3, NetworkSpec((784, 50, 10))))
    open_now(qtbot, models, path)
    assert parameters_file.NOTE in said[-1].text
    assert "Its data are not known; Train goes on with MNIST" in said[-1].text


def test_of_a_fine_tuned_model_it_is_told_that_ones_own_digits_are_left_out(
    qtbot: QtBot,
    session: Session,
    said: list[Message],
    models: Models,
    own: Dataset,
    tmp_path: Path,
) -> None:
    tuned = own.joined(own.train.part(0, 4))
    open_now(qtbot, models, native(tmp_path / "model.npz", run_on(tuned, 3)))
    assert "Your own digits are no longer among its data" in said[-1].text
    answerer = session.answerer
    assert answerer
    assert answerer.saw_own_digits  # so the error on them is counted on those kept aside
    assert not answerer.source.has_own_digits
    assert session.images
    assert len(session.images.train) == len(own.train)


def test_data_of_other_classes_than_its_header_says_are_refused(
    qtbot: QtBot,
    session: Session,
    said: list[Message],
    models: Models,
    own: Dataset,
    tmp_path: Path,
) -> None:
    made = replace(run_on(own, 3).checkpoint(), class_names=tuple("ABCDEFGHIJ"))
    checkpoint.save(tmp_path / "model.npz", made)
    open_now(qtbot, models, tmp_path / "model.npz")
    assert "cannot go on with" in said[-1].text
    assert session.attempt is None

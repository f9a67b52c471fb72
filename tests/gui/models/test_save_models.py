"""Saving and exporting models: where to, what comes back, and what is left alone."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import sleep

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from core import checkpoint
from core.checkpoint import Checkpoint
from core.export import EXPORTS
from core.network import NetworkSpec
from core.samples import Dataset
from gui.chooser import Chooser
from gui.main_window import MainWindow
from gui.message import Message, Severity
from gui.models import words
from gui.models.models import Models
from gui.session import Session
from tests.core.tools import digest
from tests.gui.dialogs import choose, in_dialog
from tests.gui.models import kept
from tests.gui.models.kept import done, native, open_now, present, run_on
from tests.gui.own_digits import give_model
from tests.gui.waiting import take, train


def save(qtbot: QtBot, models: Models) -> None:
    models.save()
    done(qtbot, models)


def weights(path: Path) -> str:
    return digest(checkpoint.load(path).network)


@pytest.fixture
def unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no dialog may come, which would wait for ever."""

    def asks(chooser: Chooser, title: str, name: str, filter_: str) -> Path | None:
        raise AssertionError(f"{title!r} was asked")

    monkeypatch.setattr(Chooser, "target", asks)


def test_what_was_opened_is_saved_to_its_file(
    unasked: None, qtbot: QtBot, session: Session, said: list[Message], models: Models, opened: Path
) -> None:
    train(qtbot, session)
    save(qtbot, models)
    assert weights(opened) == present(session)
    assert said[-1].text == f"Saved the model as {opened}."


def test_saved_and_opened_again_it_is_the_same(
    qtbot: QtBot, session: Session, models: Models, tmp_path: Path, own: Dataset
) -> None:
    session.take_data(own)
    train(qtbot, session)
    session.change_plan(
        replace(session.plan, config=replace(session.plan.config, learning_rate=0.03))
    )
    session.step_iteration()
    qtbot.waitUntil(lambda: session.is_ready)
    before, run = session.plan, session.run
    assert run
    models.save_as(tmp_path / "model.npz")
    done(qtbot, models)
    session.reset()
    open_now(qtbot, models, tmp_path / "model.npz")
    assert session.run
    assert session.run is not run
    assert present(session) == digest(run.state.network)
    assert kept.same_curves(session.run, run)
    assert session.run.past == run.past
    assert session.plan == before
    assert models.recent.paths == [tmp_path / "model.npz"]


def test_what_was_never_saved_asks_where_and_then_no_more(
    request: pytest.FixtureRequest,
    qtbot: QtBot,
    session: Session,
    models: Models,
    tmp_path: Path,
) -> None:
    train(qtbot, session)
    in_dialog(choose(tmp_path / "mine"))
    save(qtbot, models)
    assert weights(tmp_path / "mine.npz") == present(session)
    request.getfixturevalue("unasked")
    train(qtbot, session)
    save(qtbot, models)
    assert weights(tmp_path / "mine.npz") == present(session)


def test_nothing_chosen_is_nothing_saved(
    qtbot: QtBot, session: Session, said: list[Message], models: Models, tmp_path: Path
) -> None:
    train(qtbot, session)
    before = len(said)
    in_dialog(QFileDialog.reject)
    save(qtbot, models)
    assert len(said) == before
    assert models.recent.paths == []


def test_another_run_is_not_written_over_what_was_opened(
    qtbot: QtBot, session: Session, models: Models, opened: Path, tmp_path: Path
) -> None:
    before = opened.read_bytes()
    session.reset()
    train(qtbot, session)
    in_dialog(choose(tmp_path / "other.npz"))
    save(qtbot, models)
    assert opened.read_bytes() == before
    assert weights(tmp_path / "other.npz") == present(session)


def test_after_undo_the_former_run_is_saved_to_its_own_file_again(
    unasked: None,
    qtbot: QtBot,
    session: Session,
    said: list[Message],
    models: Models,
    opened: Path,
    own: Dataset,
    tmp_path: Path,
) -> None:
    second = native(tmp_path / "second.npz", run_on(own, 3))
    before = second.read_bytes()
    train(qtbot, session)
    open_now(qtbot, models, second)
    take(said[-1])
    save(qtbot, models)
    assert weights(opened) == present(session)
    assert second.read_bytes() == before


@pytest.mark.parametrize("name", ["nn_parameters.txt", "weights.npz"])
def test_the_courses_file_is_not_replaced(
    qtbot: QtBot,
    session: Session,
    models: Models,
    own: Dataset,
    tmp_path: Path,
    name: str,
) -> None:
    path = kept.course(tmp_path / name, run_on(own, 3, NetworkSpec((784, 50, 10))))
    before = path.read_bytes()
    open_now(qtbot, models, path)
    in_dialog(choose(tmp_path / "mine.npz"))
    save(qtbot, models)
    assert path.read_bytes() == before
    assert weights(tmp_path / "mine.npz") == present(session)


@pytest.mark.parametrize("part", ["", "model.npz"])
def test_what_is_kept_in_the_folder_of_a_run_is_not_replaced(
    qtbot: QtBot, session: Session, models: Models, own: Dataset, tmp_path: Path, part: str
) -> None:
    folder = kept.folder(tmp_path / "run", run_on(own, 3))
    before = (folder / "model.npz").read_bytes()
    open_now(qtbot, models, folder / part)
    train(qtbot, session)
    in_dialog(choose(tmp_path / "mine.npz"))
    save(qtbot, models)
    assert (folder / "model.npz").read_bytes() == before
    assert weights(tmp_path / "mine.npz") == present(session)


def test_save_as_proposes_the_name_it_has(
    qtbot: QtBot, models: Models, opened: Path, tmp_path: Path
) -> None:
    proposed: list[str] = []

    def look(dialog: QFileDialog) -> None:
        proposed.extend(Path(name).name for name in dialog.selectedFiles())
        dialog.reject()

    opened.rename(tmp_path / "named.npz")
    open_now(qtbot, models, tmp_path / "named.npz")
    in_dialog(look)
    models.ask_to_save()
    assert proposed == ["named.npz"]


def test_without_a_run_the_bundled_model_is_saved(
    qtbot: QtBot, session: Session, models: Models, model: Checkpoint, tmp_path: Path
) -> None:
    give_model(session, model)
    models.save_as(tmp_path / "model.npz")
    done(qtbot, models)
    assert weights(tmp_path / "model.npz") == digest(model.network)


@pytest.mark.parametrize(
    "ask",
    [Models.save, Models.ask_to_save, lambda models: models.ask_to_export(EXPORTS["script"])],
)
def test_where_there_is_nothing_to_save_nobody_is_asked_where(
    unasked: None, models: Models, said: list[Message], ask: Callable[[Models], None]
) -> None:
    ask(models)
    assert [message.text for message in said] == [words.NOTHING_TO_SAVE]


@pytest.mark.case(69)
def test_while_it_trains_nothing_is_saved_and_that_is_said(
    unasked: None, qtbot: QtBot, window: MainWindow, model: Checkpoint, tmp_path: Path
) -> None:
    session, actions = window.session, window.actions_by_key
    give_model(session, model)
    config = replace(session.plan.config, iterations=1_000_000)
    session.change_plan(replace(session.plan, config=config))
    session.train()
    said: list[Message] = []
    session.said.connect(said.append)
    for key in ("save_model", "save_model_as"):
        actions[key].trigger()  # it can be pressed, and says why not
        assert said[-1] == Message(words.RUNNING, Severity.WARNING)


@pytest.mark.case(62)
def test_a_later_saving_is_never_overtaken(
    unasked: None,
    qtbot: QtBot,
    session: Session,
    models: Models,
    opened: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Though the disk takes its time for the first one."""
    sync, pauses = os.fsync, [0.2]

    def slowly(descriptor: int) -> None:
        sleep(pauses.pop() if pauses else 0)
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", slowly)
    models.save()
    qtbot.waitUntil(lambda: not pauses)
    assert session.run
    for _ in session.run.events(until=8):
        pass
    save(qtbot, models)
    assert weights(opened) == present(session)

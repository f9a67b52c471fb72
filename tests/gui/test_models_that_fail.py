"""Models that cannot be opened or saved, or are both at once: one message, nothing half done."""

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core import checkpoint
from core.export import EXPORTS
from core.network import NetworkSpec
from core.runs import Run
from core.samples import Dataset
from gui.job import Job
from gui.main_window import MainWindow
from gui.message import Message, Severity
from gui.plan import Plan
from tests.core.cases.models import MODELS, BadModel
from tests.core.faults import Disk, contents
from tests.core.tools import digest
from tests.gui.waiting import messages_of, take, train, wait_until_ready

REASONS = (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS, errno.EIO)
EXPORT = EXPORTS["course"]


@pytest.fixture
def trained(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """The window with a run of its own."""
    train(qtbot, window.session)
    return window


def done(qtbot: QtBot, window: MainWindow) -> None:
    """Wait for what is read or written in the background."""
    qtbot.waitUntil(lambda: not window.models.findChildren(Job), timeout=20_000)


def present(window: MainWindow) -> str:
    """The weights of the present run."""
    assert window.session.run
    return digest(window.session.run.state.network)


def file_of(path: Path, plan: Plan, dataset: Dataset, spec: NetworkSpec) -> Path:
    """A model of another shape, trained a little."""
    run = Run.new(spec, replace(plan.config, iterations=5), "another", dataset)
    for _ in run.events():
        pass
    checkpoint.save(path, run.checkpoint())
    return path


OTHER = NetworkSpec((784, 50, 10), activation="tanh")


@pytest.mark.case(53)
def test_a_model_of_another_shape_comes_with_its_own_and_one_undo_brings_back_the_former(
    qtbot: QtBot, trained: MainWindow, plan: Plan, tiny: Dataset, tmp_path: Path
) -> None:
    session, said = trained.session, messages_of(trained.session)
    before = session.plan, session.attempt
    trained.models.open(file_of(tmp_path / "other.npz", plan, tiny, OTHER))
    done(qtbot, trained)
    assert session.run
    assert session.run.state.network.spec == session.plan.spec == OTHER
    assert "784-50-10" in said[-1].text
    take(said[-1])
    assert (session.plan, session.attempt) == before


def test_of_a_bad_model_one_warning_is_all_that_is_seen(
    qtbot: QtBot, trained: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    session, models = trained.session, trained.models
    before = session.plan, session.attempt, session.library.dataset
    for parameters in MODELS:
        (bad,) = parameters.values
        assert isinstance(bad, BadModel)
        said = messages_of(session)
        models.open(bad.write(tmp_path))
        done(qtbot, trained)
        (message,) = said
        assert message.severity is Severity.WARNING
        assert bad.name in message.text
        session.said.disconnect(said.append)
    assert (session.plan, session.attempt, session.library.dataset) == before
    assert models.recent.paths == []


def folder(root: Path) -> Path:
    (root / "model.npz").mkdir()
    return root / "model.npz"


def gone(root: Path) -> Path:
    return root / "gone" / "model.npz"


def long_name(root: Path) -> Path:
    return root / ("x" * 300 + ".npz")


def pipe(root: Path) -> Path:
    os.mkfifo(root / "model.npz")
    return root / "model.npz"


def in_a_file(root: Path) -> Path:
    (root / "file").write_bytes(b"in the way")
    return root / "file" / "model.npz"


Save = Callable[[MainWindow, Path], None]
SAVES: dict[str, Save] = {
    "save": lambda window, path: window.models.save_as(path),
    "export": lambda window, path: window.models.export(path, EXPORT),
}


def refused(qtbot: QtBot, window: MainWindow, save: Save, path: Path) -> str:
    """What is said of a saving that fails: one warning, with what to do."""
    said: list[Message] = messages_of(window.session)
    save(window, path)
    done(qtbot, window)
    window.session.said.disconnect(said.append)
    (message,) = said
    assert message.severity is Severity.WARNING
    assert str(path) in message.text
    assert "Choose another" in message.text or "choose another" in message.text
    return message.text


@pytest.mark.case(61)
@pytest.mark.parametrize("save", SAVES.values(), ids=SAVES)
@pytest.mark.parametrize(
    ("target", "reason"),
    [
        (folder, "it is a folder"),
        (gone, "No such file or directory"),
        (long_name, "File name too long"),
        (pipe, "it is a device or a pipe"),
        (in_a_file, "Not a directory"),
    ],
)
def test_where_nothing_can_be_saved_that_is_said_and_all_is_as_it_was(
    qtbot: QtBot,
    trained: MainWindow,
    tmp_path: Path,
    save: Save,
    target: Callable[[Path], Path],
    reason: str,
) -> None:
    place = tmp_path / "place"
    place.mkdir()
    path = target(place)
    before = sorted(place.rglob("*"))
    assert reason in refused(qtbot, trained, save, path)
    assert sorted(place.rglob("*")) == before
    save(trained, tmp_path / "elsewhere.npz")
    done(qtbot, trained)
    assert (tmp_path / "elsewhere.npz").stat().st_size > 10_000


@pytest.mark.case(61)
@pytest.mark.parametrize("save", SAVES.values(), ids=SAVES)
@pytest.mark.parametrize("number", REASONS, ids=os.strerror)
def test_a_disk_that_takes_nothing_leaves_the_old_file(
    qtbot: QtBot,
    trained: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    save: Save,
    number: int,
) -> None:
    place = tmp_path / "place"
    place.mkdir()
    (place / "model.npz").write_bytes(b"the old one")
    before = contents(place)
    with monkeypatch.context() as patched:
        Disk(patched, 0, number, lasting=True)
        said = refused(qtbot, trained, save, place / "model.npz")
    assert os.strerror(number) in said
    assert contents(place) == before


@pytest.mark.case(62)
def test_a_model_saved_over_while_it_is_read_is_one_of_the_two(
    qtbot: QtBot, trained: MainWindow, plan: Plan, tiny: Dataset, tmp_path: Path
) -> None:
    path = file_of(tmp_path / "model.npz", plan, tiny, OTHER)
    ours, theirs = present(trained), digest(checkpoint.load(path).network)
    trained.models.open(path)
    trained.models.save_as(path)
    done(qtbot, trained)
    assert present(trained) in (ours, theirs)
    assert digest(checkpoint.load(path).network) == ours


@pytest.mark.case(62)
def test_saved_many_times_quickly_it_is_whole_and_the_last(
    qtbot: QtBot, trained: MainWindow, tmp_path: Path
) -> None:
    session, said = trained.session, messages_of(trained.session)
    for _ in range(5):
        trained.models.save_as(tmp_path / "model.npz")
        session.step_iteration()
        wait_until_ready(qtbot, session)
        for _ in range(5):
            trained.models.save_as(tmp_path / "model.npz")
    done(qtbot, trained)
    assert [path.name for path in tmp_path.glob("*.npz")] == ["model.npz"]
    assert not list(tmp_path.glob(".*"))
    assert digest(checkpoint.load(tmp_path / "model.npz").network) == present(trained)
    assert {message.severity for message in said} == {Severity.ANSWER}


@pytest.mark.case(69)
def test_a_model_opened_while_training_ends_that_first_and_undo_brings_it_back(
    qtbot: QtBot, window: MainWindow, plan: Plan, tiny: Dataset, tmp_path: Path
) -> None:
    session, said = window.session, messages_of(window.session)
    session.change_plan(replace(plan, config=replace(plan.config, iterations=1_000_000)))
    session.train()
    qtbot.waitUntil(lambda: session.iteration > 0)
    window.models.open(file_of(tmp_path / "other.npz", plan, tiny, OTHER))
    qtbot.waitUntil(lambda: session.plan.spec == OTHER, timeout=20_000)
    wait_until_ready(qtbot, session)
    assert session.run
    assert session.run.state.network.spec == OTHER
    assert session.run.state.iteration == 5
    offer = next(message for message in said if message.offer)
    take(offer)
    assert session.run
    assert session.run.state.network.spec == plan.spec
    assert session.run.state.network.is_finite()
    assert session.iteration == session.run.state.iteration > 0


@pytest.mark.case(69)
def test_a_model_cannot_be_saved_in_the_middle_of_a_batch(
    qtbot: QtBot, window: MainWindow, plan: Plan, tmp_path: Path
) -> None:
    session, said = window.session, messages_of(window.session)
    session.change_plan(replace(plan, config=replace(plan.config, iterations=1_000_000)))
    session.train()
    qtbot.waitUntil(lambda: session.iteration > 0)
    window.models.save_as(tmp_path / "model.npz")
    done(qtbot, window)
    assert not list(tmp_path.glob("*.npz"))
    warnings = [message.text for message in said if message.severity is Severity.WARNING]
    assert len(warnings) == 1
    session.stop()
    wait_until_ready(qtbot, session)

"""Opening models: they answer at once, go on exactly, and can be taken back."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event
from time import monotonic

import pytest
from pytestqt.qtbot import QtBot

from core import parameters_file
from core.models import open_model
from core.network import NetworkSpec
from core.runs import Run
from core.samples import Dataset
from core.source import Source
from core.training import BatchDone
from core.work import Work
from gui.job import Job, end_jobs
from gui.main_window import MainWindow
from gui.message import Message, Severity
from gui.models import reading
from gui.models.models import Models
from gui.session import Session
from gui.status import Status
from tests.core.tools import digest
from tests.gui.models import kept
from tests.gui.models.kept import OTHER, done, native, open_now, present, run_on, same_curves
from tests.gui.waiting import messages_of, take, train

Write = Callable[[Path, Run], Path]
FORMS = {"model.npz": native, "nn_parameters.txt": kept.course, "20261123-run": kept.folder}


@pytest.mark.case(53)
@pytest.mark.parametrize("until", [0, 7])
@pytest.mark.parametrize("name", FORMS)
def test_each_form_answers_at_once_with_its_own_architecture(
    qtbot: QtBot,
    session: Session,
    models: Models,
    own: Dataset,
    tmp_path: Path,
    name: str,
    until: int,
) -> None:
    spec = NetworkSpec((784, 50, 10)) if name == "nn_parameters.txt" else OTHER
    run = run_on(own, until, spec)
    open_now(qtbot, models, FORMS[name](tmp_path / name, run))
    assert session.plan.spec == spec
    assert session.answerer
    assert digest(session.answerer.network) == digest(run.state.network) == present(session)
    assert session.answerer.reads_digits
    assert models.recent.paths == [tmp_path / name]


@pytest.mark.parametrize("until", [0, 10, 17])
@pytest.mark.parametrize("name", ["model.npz", "20261123-run"])
def test_train_goes_on_with_the_same_bits_in_a_folder_of_its_own(
    qtbot: QtBot,
    session: Session,
    models: Models,
    own: Dataset,
    home: Path,
    tmp_path: Path,
    name: str,
    until: int,
) -> None:
    path = FORMS[name](tmp_path / name, run_on(own, until))
    before = open_model(path)
    open_now(qtbot, models, path)
    train(qtbot, session)
    straight = run_on(own, until)
    straight.finish()
    assert session.iteration == 30
    assert present(session) == digest(straight.state.network)
    assert session.run
    assert same_curves(session.run, straight)
    assert session.run.changes == straight.changes
    (new,) = (home / "runs").iterdir()
    assert digest(open_model(new).network) == present(session)
    assert digest(open_model(path).network) == digest(before.network)


def test_training_of_a_file_without_history_begins_at_its_weights(
    qtbot: QtBot, session: Session, models: Models, tiny: Dataset, tmp_path: Path
) -> None:
    run = run_on(tiny, 10, NetworkSpec((784, 50, 10)))
    path = kept.course(tmp_path / "nn_parameters.txt", run)
    open_now(qtbot, models, path)
    session.step_iteration()
    qtbot.waitUntil(lambda: session.status is Status.READY)
    expected = Run.restored(
        replace(parameters_file.load(path), dataset=tiny.name, source=tiny.source), tiny
    )
    assert [type(event) for event in expected.events(until=1)][-1] is BatchDone
    assert present(session) == digest(expected.state.network)


@pytest.mark.parametrize("has_run", [True, False])
def test_undo_brings_back_what_was_there_with_data_that_are_gone_meanwhile(
    qtbot: QtBot,
    session: Session,
    said: list[Message],
    models: Models,
    own: Dataset,
    tiny: Dataset,
    tmp_path: Path,
    has_run: bool,
) -> None:
    session.take_data(own)
    session.reset()
    if has_run:
        train(qtbot, session)
    before = session.plan, session.attempt
    path = native(tmp_path / "model.npz", run_on(replace(tiny, source=Source("report")), 3))
    open_now(qtbot, models, path)
    assert session.iteration == 3
    for part in (tmp_path / "brought").iterdir():
        part.unlink()
    take(said[-1])
    assert (session.plan, session.attempt) == before
    assert session.library.dataset is own
    session.step_iteration()
    qtbot.waitUntil(lambda: session.status is Status.READY)
    assert session.iteration == (41 if has_run else 1)
    assert not any(message.severity is Severity.WARNING for message in said)


def test_undo_of_a_model_opened_first_of_all_leaves_none(
    qtbot: QtBot,
    session: Session,
    said: list[Message],
    models: Models,
    own: Dataset,
    tmp_path: Path,
) -> None:
    before = session.plan
    open_now(qtbot, models, native(tmp_path / "model.npz", run_on(own, 3)))
    take(said[-1])
    assert (session.plan, session.attempt, session.answerer) == (before, None, None)


@pytest.mark.parametrize("inputs", [1, 100, 785])
def test_a_network_that_reads_no_images_is_refused(
    qtbot: QtBot,
    session: Session,
    said: list[Message],
    models: Models,
    own: Dataset,
    tmp_path: Path,
    inputs: int,
) -> None:
    run = Run.new(NetworkSpec((inputs, 5, 10)), kept.CONFIG, "other", own)
    open_now(qtbot, models, native(tmp_path / "model.npz", run))
    assert f"model.npz takes {inputs} numbers, but an image has 784 pixels" in said[-1].text
    assert session.attempt is None


def test_of_several_that_are_asked_for_the_last_counts(
    qtbot: QtBot,
    session: Session,
    models: Models,
    own: Dataset,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Though the first takes longer to read."""
    slow = native(tmp_path / "slow.npz", run_on(own, 3))
    quick = native(tmp_path / "quick.npz", run_on(own, 7))

    has_begun, may_end = Event(), Event()

    def slowly(source: Source) -> Work[Dataset]:
        has_begun.set()
        while not may_end.is_set():
            yield 0.0
        return own

    with monkeypatch.context() as patched:
        patched.setattr(reading, "read", slowly)
        models.open(slow)
        qtbot.waitUntil(has_begun.is_set)
    models.open(quick)
    qtbot.waitUntil(lambda: models.recent.paths == [quick])
    may_end.set()
    done(qtbot, models)
    assert session.iteration == 7
    assert models.recent.paths == [quick]


@pytest.mark.case(69)
def test_one_opened_while_training_keeps_that_run(
    qtbot: QtBot,
    session: Session,
    said: list[Message],
    models: Models,
    own: Dataset,
    home: Path,
    tmp_path: Path,
) -> None:
    config = replace(session.plan.config, iterations=1_000_000)
    session.change_plan(replace(session.plan, config=config))
    session.train()
    qtbot.waitUntil(lambda: session.iteration > 0)
    open_now(qtbot, models, native(tmp_path / "model.npz", run_on(own, 3)))
    assert (session.status, session.iteration) == (Status.READY, 3)
    take(said[-1])
    (stopped,) = (home / "runs").iterdir()
    held = open_model(stopped)
    assert held.state.iteration == session.iteration > 3
    assert digest(held.network) == present(session)


@pytest.mark.case(68)
def test_closing_the_window_ends_the_reading_and_nothing_is_taken(
    qtbot: QtBot,
    window: MainWindow,
    own: Dataset,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However long its data take."""
    has_begun = Event()

    def slowly(source: Source) -> Work[Dataset]:
        has_begun.set()
        end = monotonic() + 5
        while monotonic() < end:
            yield 0.0
        return own

    monkeypatch.setattr(reading, "read", slowly)
    window.models.open(native(tmp_path / "model.npz", run_on(own, 3)))
    qtbot.waitUntil(has_begun.is_set)
    started = monotonic()
    window.close()
    assert monotonic() - started < 2
    assert not any(job.isRunning() for job in window.findChildren(Job))
    qtbot.wait(20)
    assert window.session.attempt is None


def test_a_recent_one_that_is_gone_is_told(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    said = messages_of(window.session)
    open_now(qtbot, window.models, tmp_path / "gone.npz")
    assert said[-1].severity is Severity.WARNING
    assert "gone.npz cannot be read" in said[-1].text
    end_jobs(window.models)

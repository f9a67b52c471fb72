"""What is done with kept runs: opened, repeated, named, noted, deleted, and all of it undone."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QInputDialog, QWidget
from pytestqt.qtbot import QtBot

from core import about, locks, record
from core.about import About
from core.kept import Damaged, Kept
from core.runs import LOCK
from core.samples import Dataset
from gui.job import end_jobs
from gui.kept.kept_runs import KeptRuns
from gui.message import Message, Severity
from gui.runs import trash
from gui.runs.runs import Runs
from gui.session import Session
from tests.core.tools import digest
from tests.gui.kept_list import keep, look, settle
from tests.gui.models.kept import CONFIG, OTHER, run_on
from tests.gui.waiting import take, train


@pytest.fixture
def kept_runs(qtbot: QtBot, session: Session) -> Iterator[KeptRuns]:
    kept_runs = KeptRuns(session)
    yield kept_runs
    end_jobs(kept_runs)


@pytest.fixture
def runs(qtbot: QtBot, session: Session, kept_runs: KeptRuns) -> Iterator[Runs]:
    window = QWidget()
    qtbot.addWidget(window)
    runs = Runs(session, kept_runs, window)
    yield runs
    end_jobs(runs)


@pytest.fixture
def run(qtbot: QtBot, kept_runs: KeptRuns, tiny: Dataset) -> Kept:
    """A listed run that stopped at iteration 17."""
    folder = keep(tiny, "one", 17)
    look(qtbot, kept_runs)
    return listed(kept_runs, folder)


@pytest.fixture
def bin_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A trash of this test's own."""
    folder = tmp_path / "bin"

    def throw_away(path: Path) -> Path:
        folder.mkdir(exist_ok=True)
        return Path(shutil.move(path, folder / path.name))

    monkeypatch.setattr(trash, "throw_away", throw_away)
    return folder


def listed(kept_runs: KeptRuns, folder: Path) -> Kept:
    run = kept_runs.run_in(folder)
    assert isinstance(run, Kept)
    return run


def open_now(qtbot: QtBot, runs: Runs, run: Kept | Damaged) -> None:
    runs.open(run)
    settle(qtbot, runs)


def test_an_opened_run_takes_the_present_ones_place_with_its_folder(
    qtbot: QtBot, session: Session, said: list[Message], runs: Runs, run: Kept, tiny: Dataset
) -> None:
    train(qtbot, session)
    before = session.plan, session.attempt
    open_now(qtbot, runs, run)
    assert session.run
    assert session.snapshot
    assert session.snapshot.folder == run.folder
    assert digest(session.run.state.network) == digest(run_on(tiny, 17).state.network)
    assert "at iteration 17" in said[-1].text
    assert "Train goes on with it" in said[-1].text
    take(said[-1])
    assert (session.plan, session.attempt) == before


def test_training_goes_on_in_the_folder_of_an_opened_run(
    qtbot: QtBot, session: Session, runs: Runs, kept_runs: KeptRuns, run: Kept
) -> None:
    open_now(qtbot, runs, run)
    train(qtbot, session)
    look(qtbot, kept_runs)
    assert [each.folder for each in kept_runs.runs] == [run.folder]
    assert listed(kept_runs, run.folder).iteration == 30


def test_a_run_whose_data_are_gone_goes_on_with_those_at_hand_and_stays_as_it_is(
    qtbot: QtBot,
    session: Session,
    said: list[Message],
    runs: Runs,
    kept_runs: KeptRuns,
    own: Dataset,
    tmp_path: Path,
) -> None:
    folder = keep(own, "brought", 17)
    look(qtbot, kept_runs)
    (tmp_path / "brought").rename(tmp_path / "elsewhere")
    open_now(qtbot, runs, listed(kept_runs, folder))
    assert "cannot be read; Train goes on with MNIST" in said[-1].text
    assert session.snapshot
    assert session.snapshot.folder is None
    train(qtbot, session)
    look(qtbot, kept_runs)
    assert listed(kept_runs, folder).iteration == 17
    assert len(kept_runs.runs) == 2


@pytest.mark.parametrize("spoil", ["gone", "damaged", "held"])
def test_a_run_that_cannot_be_opened_says_why_and_nothing_changes(
    qtbot: QtBot, session: Session, said: list[Message], runs: Runs, run: Kept, spoil: str
) -> None:
    before, model = session.attempt, run.folder / record.MODEL
    if spoil == "gone":
        model.unlink()
    elif spoil == "damaged":
        model.write_bytes(model.read_bytes()[:-1])
    if spoil == "held":
        with locks.held(run.folder / LOCK):
            open_now(qtbot, runs, run)
        assert "is being trained" in said[-1].text
    else:
        open_now(qtbot, runs, run)
        assert str(model) in said[-1].text
    assert said[-1].severity is Severity.WARNING
    assert session.attempt is before


def test_the_present_run_is_not_opened_again(
    qtbot: QtBot, session: Session, said: list[Message], runs: Runs, run: Kept
) -> None:
    open_now(qtbot, runs, run)
    before = session.attempt
    open_now(qtbot, runs, run)
    assert "present run already" in said[-1].text
    assert session.attempt is before


def test_a_damaged_folder_is_not_opened(runs: Runs, said: list[Message], tmp_path: Path) -> None:
    runs.open(Damaged(tmp_path, "It holds nothing."))
    assert said[-1].text == "It holds nothing."


def test_settings_are_repeated_by_the_next_run(
    qtbot: QtBot, session: Session, said: list[Message], runs: Runs, run: Kept
) -> None:
    train(qtbot, session)
    before = session.plan, session.attempt
    runs.duplicate(run)
    assert session.attempt is None
    assert (session.plan.spec, session.plan.config) == (OTHER, run.config)
    assert session.plan.config.seed == CONFIG.seed
    assert session.plan.source == run.source
    assert said[-1].text.startswith("Train makes a new network with the settings of another")
    take(said[-1])
    assert (session.plan, session.attempt) == before


def test_a_name_and_a_note_are_kept_beside_what_else_is_said(
    qtbot: QtBot, said: list[Message], runs: Runs, kept_runs: KeptRuns, run: Kept
) -> None:
    about.write(run.folder, About(discussion="long"))
    runs.rename(run, "  the best ")
    look(qtbot, kept_runs)
    assert kept_runs.names[run.folder] == "the best"
    renamed = said[-1]
    runs.note(listed(kept_runs, run.folder), "wider")
    assert about.read(run.folder) == About("the best", "wider", "long")
    take(renamed)
    assert about.read(run.folder) == About("", "wider", "long")
    take(next(message for message in said if "Noted" in message.text))
    assert about.read(run.folder) == About("", "", "long")


def test_a_name_that_is_the_same_writes_nothing(runs: Runs, said: list[Message], run: Kept) -> None:
    runs.rename(run, "")
    runs.note(run, " ")
    assert said == []
    assert not (run.folder / about.FILE).exists()


def test_a_note_is_asked_for(qtbot: QtBot, runs: Runs, run: Kept) -> None:
    runs.ask_for_note(run)
    (dialog,) = runs._window.findChildren(QInputDialog)
    dialog.setTextValue("two\nlines")
    dialog.accept()
    assert about.read(run.folder).note == "two\nlines"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_name_that_cannot_be_written_is_told(runs: Runs, said: list[Message], run: Kept) -> None:
    run.folder.chmod(0o500)
    runs.rename(run, "x")
    run.folder.chmod(0o700)
    assert "as they were" in said[-1].text


def test_a_deleted_run_can_be_taken_back(
    qtbot: QtBot, said: list[Message], runs: Runs, kept_runs: KeptRuns, run: Kept, bin_: Path
) -> None:
    with qtbot.waitSignal(kept_runs.looked):
        runs.delete(run)
    assert not kept_runs.runs
    assert (bin_ / run.folder.name / record.RECORD).exists()
    with qtbot.waitSignal(kept_runs.looked):
        take(said[-1])
    assert kept_runs.runs == (run,)
    assert "is back" in said[-1].text


def test_what_took_the_place_of_a_deleted_run_stays(
    qtbot: QtBot, said: list[Message], runs: Runs, run: Kept, bin_: Path
) -> None:
    runs.delete(run)
    run.folder.mkdir()
    take(said[-1])
    assert "could not be taken back" in said[-1].text
    assert str(bin_ / run.folder.name) in said[-1].text
    assert list(run.folder.iterdir()) == []


@pytest.mark.parametrize("why", ["present", "held"])
def test_neither_the_present_run_nor_one_in_training_is_deleted(
    qtbot: QtBot, said: list[Message], runs: Runs, run: Kept, bin_: Path, why: str
) -> None:
    if why == "present":
        open_now(qtbot, runs, run)
        runs.delete(run)
    else:
        with locks.held(run.folder / LOCK):
            runs.delete(run)
    assert said[-1].severity is Severity.WARNING
    assert run.folder.exists()
    assert not bin_.exists()


def test_where_there_is_no_trash_nothing_is_deleted(
    said: list[Message], runs: Runs, run: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", os.devnull)
    monkeypatch.setenv("HOME", os.devnull)
    runs.delete(run)
    assert run.folder.exists()
    assert "There is no trash here" in said[-1].text


def test_the_folder_is_opened_by_the_desktop(
    runs: Runs, said: list[Message], run: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def open_url(url: QUrl) -> bool:
        asked.append(url.toLocalFile())
        return len(asked) == 1

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    runs.show_folder(run)
    assert (asked, said) == ([str(run.folder)], [])
    runs.show_folder(run)
    assert str(run.folder) in said[-1].text

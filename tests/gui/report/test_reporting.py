"""The report in the window: looked at, completed, saved, and what is remembered of it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from core import about
from core.samples import Dataset
from gui.main_window import MainWindow
from gui.message import Message
from gui.report import words
from gui.report.dialog import TYPING, ReportDialog
from tests.gui.dialogs import choose, in_dialog
from tests.gui.report.kept_run import trained
from tests.gui.waiting import messages_of, train


@pytest.fixture
def spoken(window: MainWindow) -> list[Message]:
    return messages_of(window.session)


@pytest.fixture
def trained_window(qtbot: QtBot, window: MainWindow) -> MainWindow:
    train(qtbot, window.session)
    return window


def shown(window: MainWindow) -> ReportDialog | None:
    """The dialog that stands over the window."""
    open_ones = [each for each in window.findChildren(ReportDialog) if each.isVisible()]
    return open_ones[-1] if open_ones else None


def ask(window: MainWindow, folder: Path | None = None) -> ReportDialog:
    window.reporting.ask(folder)
    dialog = shown(window)
    assert dialog
    return dialog


def save_button(dialog: ReportDialog) -> bool:
    return dialog.buttons.button(QDialogButtonBox.StandardButton.Save).isEnabled()


def wait_for_pages(qtbot: QtBot, dialog: ReportDialog) -> None:
    qtbot.waitUntil(lambda: save_button(dialog), timeout=20_000)


def run_folder(window: MainWindow) -> Path:
    assert window.session.run
    assert window.session.run.folder
    return window.session.run.folder


def test_the_key_opens_it_at_once_and_the_pages_come(
    qtbot: QtBot, trained_window: MainWindow
) -> None:
    trained_window.actions_by_key["report"].trigger()
    dialog = shown(trained_window)
    assert dialog
    assert not save_button(dialog)
    assert dialog.note.text() == words.PREPARING
    wait_for_pages(qtbot, dialog)
    assert dialog.note.text() == words.pages(dialog.preview.pages, 0)
    dialog.reject()


def test_without_a_run_it_says_what_to_do(window: MainWindow, spoken: list[Message]) -> None:
    window.reporting.ask()
    assert shown(window) is None
    assert spoken[-1].text == words.NO_RUN


def test_a_run_that_is_being_trained_is_told_of_as_it_was_saved(
    qtbot: QtBot, window: MainWindow
) -> None:
    session = window.session
    session.train()
    qtbot.waitUntil(lambda: session.snapshot is not None and session.snapshot.folder is not None)
    window.reporting.ask()
    dialog = shown(window)
    assert dialog
    wait_for_pages(qtbot, dialog)
    dialog.reject()


def test_a_kept_run_is_told_of_by_its_folder(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, tiny: Dataset
) -> None:
    trained(tmp_path / "other", tiny)
    about.write(tmp_path / "other", about.About(discussion="Of another."))
    dialog = ask(window, tmp_path / "other")
    wait_for_pages(qtbot, dialog)
    assert dialog.cover.discussion == "Of another."
    dialog.reject()


def test_a_folder_that_holds_no_run_is_said_in_the_dialog(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    dialog = ask(window, tmp_path)
    qtbot.waitUntil(lambda: dialog.note.text().startswith("⚠"))
    assert "holds no run" in dialog.note.text()
    assert not save_button(dialog)
    dialog.reject()


def test_the_pages_follow_a_moment_after_the_last_key(
    qtbot: QtBot, trained_window: MainWindow
) -> None:
    dialog = ask(trained_window)
    wait_for_pages(qtbot, dialog)
    before = dialog.preview.pages
    dialog.discussion_field.setPlainText("Line\n\n" * 200)
    assert dialog.preview.pages == before
    qtbot.waitUntil(lambda: dialog.preview.pages > before, timeout=20 * TYPING)
    dialog.reject()


def test_what_was_typed_is_kept_before_the_dialog_is_closed(
    qtbot: QtBot, trained_window: MainWindow
) -> None:
    dialog = ask(trained_window)
    wait_for_pages(qtbot, dialog)
    dialog.discussion_field.setPlainText("Nines are read as fours.")
    folder = run_folder(trained_window)
    qtbot.waitUntil(lambda: about.read(folder).discussion == "Nines are read as fours.")
    dialog.reject()


def test_name_course_paper_and_discussion_are_there_the_next_time(
    qtbot: QtBot, trained_window: MainWindow
) -> None:
    folder = run_folder(trained_window)
    about.write(folder, about.About("a name", "a note"))
    dialog = ask(trained_window)
    dialog.name_field.setText(" A. Student ")
    dialog.course_field.setText("Deep Learning")
    dialog.paper_field.set_value("letter")
    dialog.discussion_field.setPlainText("It reads well.")
    dialog.reject()
    assert about.read(folder) == about.About("a name", "a note", "It reads well.")
    again = ask(trained_window)
    assert (again.cover.name, again.cover.course) == ("A. Student", "Deep Learning")
    assert (again.paper, again.cover.discussion) == ("letter", "It reads well.")
    again.reject()


def test_it_is_saved_in_the_background_and_said_where(
    qtbot: QtBot, trained_window: MainWindow, spoken: list[Message], tmp_path: Path
) -> None:
    dialog = ask(trained_window)
    wait_for_pages(qtbot, dialog)
    target = tmp_path / "mine.pdf"
    in_dialog(choose(target))
    dialog.buttons.button(QDialogButtonBox.StandardButton.Save).click()
    assert dialog.note.text() == words.SAVING
    qtbot.waitUntil(lambda: bool(spoken) and "Report saved" in spoken[-1].text, timeout=20_000)
    assert str(target) in spoken[-1].text
    assert target.read_bytes().rstrip().endswith(b"%%EOF")
    assert shown(trained_window) is None


def test_where_it_cannot_be_saved_the_dialog_stays_and_says_so(
    qtbot: QtBot, trained_window: MainWindow, tmp_path: Path
) -> None:
    dialog = ask(trained_window)
    wait_for_pages(qtbot, dialog)
    dialog.save(tmp_path)
    qtbot.waitUntil(lambda: "could not be saved" in dialog.note.text(), timeout=20_000)
    assert save_button(dialog)
    assert dialog.isVisible()
    dialog.reject()


def test_closing_while_it_reads_or_saves_is_safe(
    qtbot: QtBot, trained_window: MainWindow, tmp_path: Path
) -> None:
    ask(trained_window).reject()
    dialog = ask(trained_window)
    wait_for_pages(qtbot, dialog)
    dialog.save(tmp_path / "mine.pdf")
    trained_window.close()
    assert sorted(path.name for path in tmp_path.glob("mine*")) == ["mine-files", "mine.pdf"]
    assert (tmp_path / "mine.pdf").read_bytes().rstrip().endswith(b"%%EOF")


def test_the_dialog_fits_into_the_smallest_window(qtbot: QtBot, trained_window: MainWindow) -> None:
    dialog = ask(trained_window)
    assert dialog.minimumSizeHint().width() <= 1240
    assert dialog.minimumSizeHint().height() <= 680
    dialog.reject()

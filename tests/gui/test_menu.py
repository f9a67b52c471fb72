"""The window's menu: what was opened last, what the network leaves as, and the look."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from core import checkpoint
from core.checkpoint import Checkpoint
from core.export import EXPORTS
from gui import theme
from gui.job import Job
from gui.main_window import MainWindow
from gui.menu import NONE_YET, THEMES, Menu
from gui.message import Severity
from gui.opening.dialog import OpenDialog
from gui.settings import Settings
from tests.gui.dialogs import choose, in_dialog
from tests.gui.own_digits import give_model
from tests.gui.waiting import messages_of


def actions(menu: QMenu) -> dict[str, QAction]:
    return {action.text(): action for action in menu.actions()}


def below(window: MainWindow, title: str) -> dict[str, QAction]:
    """The entries of a menu in the menu, as it is when it is opened."""
    (menu,) = window.findChildren(Menu)
    inner = actions(menu)[title].menu()
    assert isinstance(inner, QMenu)
    inner.aboutToShow.emit()
    return actions(inner)


def test_before_anything_was_opened_the_recent_files_say_so(window: MainWindow) -> None:
    for title in ("Recent data", "Recent models"):
        ((text, action),) = below(window, title).items()
        assert text == NONE_YET
        assert not action.isEnabled()


def test_recent_files_are_named_as_they_are_and_tell_where(
    window: MainWindow, tmp_path: Path
) -> None:
    for name in ("old.npz", "R&D.npz"):
        window.models.recent.note(tmp_path / name)
    listed = below(window, "Recent models")
    assert list(listed) == ["R&&D.npz", "old.npz"]
    window.models.recent.note(tmp_path / "new.npz")
    listed = below(window, "Recent models")
    assert list(listed) == ["new.npz", "R&&D.npz", "old.npz"]
    assert listed["old.npz"].toolTip() == str(tmp_path / "old.npz")


def test_a_recent_model_is_opened(
    qtbot: QtBot, window: MainWindow, model: Checkpoint, tmp_path: Path
) -> None:
    checkpoint.save(tmp_path / "model.npz", model)
    window.models.recent.note(tmp_path / "gone.npz")
    window.models.recent.note(tmp_path / "model.npz")
    below(window, "Recent models")["model.npz"].trigger()
    qtbot.waitUntil(lambda: window.session.attempt is not None, timeout=20_000)
    assert window.session.iteration == model.state.iteration


def test_a_recent_model_that_is_gone_is_told(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    said = messages_of(window.session)
    window.models.recent.note(tmp_path / "gone.npz")
    below(window, "Recent models")["gone.npz"].trigger()
    qtbot.waitUntil(lambda: bool(said))
    assert said[-1].severity is Severity.WARNING
    assert str(tmp_path / "gone.npz") in said[-1].text


def test_recent_data_are_opened_in_their_dialog(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.opening.recent.note(tmp_path / "gone.csv")
    below(window, "Recent data")["gone.csv"].trigger()
    (dialog,) = window.findChildren(OpenDialog)
    dialog.reject()


@pytest.mark.parametrize("name", EXPORTS)
def test_each_export_has_an_entry_that_writes_it(
    qtbot: QtBot, window: MainWindow, model: Checkpoint, tmp_path: Path, name: str
) -> None:
    export, path = EXPORTS[name], tmp_path / EXPORTS[name].file_name
    give_model(window.session, model)
    entry = below(window, "Export the network")[f"{export.name}..."]
    assert entry.toolTip() == export.purpose
    in_dialog(choose(path))
    entry.trigger()
    qtbot.waitUntil(lambda: not window.models.findChildren(Job))
    assert path.read_bytes() == export.encode(model.network, model.class_names)


def test_an_export_that_is_called_off_writes_nothing(
    window: MainWindow, model: Checkpoint, tmp_path: Path
) -> None:
    give_model(window.session, model)
    said = messages_of(window.session)
    in_dialog(QFileDialog.reject)
    below(window, "Export the network")[f"{EXPORTS['script'].name}..."].trigger()
    assert said == []


@pytest.fixture
def undressed(qapp: QApplication) -> Iterator[None]:
    """Other tests find the application as it was."""
    style, font, palette = qapp.style().objectName(), qapp.font(), qapp.palette()
    yield
    theme.apply(qapp, "light")
    qapp.setStyle(style)
    qapp.setFont(font)
    qapp.setPalette(palette)


def test_the_look_that_is_chosen_is_there_at_once_marked_and_remembered(
    undressed: None, window: MainWindow, settings: Settings
) -> None:
    listed = below(window, "Appearance")
    assert [text for text, action in listed.items() if action.isChecked()] == [THEMES["system"]]
    listed[THEMES["dark"]].trigger()
    assert theme.colors() == theme.DARK
    assert [text for text, action in listed.items() if action.isChecked()] == [THEMES["dark"]]
    assert settings.text("theme", "") == "dark"

"""What a report of a problem gets: versions, machine and errors, and nobody's folders."""

import logging
import os
import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core import __version__, runs
from gui import details
from gui.app import ErrorReporter
from gui.details import KEPT, LAST_ERRORS, LONGEST, PROGRAM, without_folders
from gui.main_window import MainWindow

log = logging.getLogger("core.test")
HOME = os.path.expanduser("~")


@pytest.fixture(autouse=True)
def kept_errors(qtbot: QtBot) -> Iterator[None]:
    """The log as the program has it, with no errors yet."""
    before = list(LAST_ERRORS.texts)
    LAST_ERRORS.texts.clear()
    logging.getLogger().addHandler(LAST_ERRORS)
    log.setLevel(logging.INFO)
    yield
    logging.getLogger().removeHandler(LAST_ERRORS)
    LAST_ERRORS.texts.clear()
    LAST_ERRORS.texts.extend(before)


def test_versions_machine_and_data_folder_are_told(home: Path) -> None:
    lines = details.details().splitlines()
    assert f"mlp-lab: {__version__}" in lines
    assert f"python: {platform.python_version()}" in lines
    assert f"numpy: {np.__version__}" in lines
    assert f"data folder: {home}" in lines
    assert f"machine: {platform.system()} {platform.machine()}" in lines
    for package in ("PySide6-Essentials", "pyqtgraph", "Pillow", "Qt platform", "processor"):
        (line,) = [line for line in lines if line.startswith(f"{package}: ")]
        assert len(line) > len(f"{package}: ")
    assert lines[-2:] == ["Last warnings and errors:", "none"]


def test_a_package_that_the_system_brought_along_is_no_obstacle(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(package: str) -> str:
        raise PackageNotFoundError(package)

    monkeypatch.setattr(details, "version", missing)
    assert "Pillow: not known" in details.details()


def test_the_last_warnings_and_errors_are_told_in_their_order() -> None:
    for number in range(KEPT + 3):
        log.warning("warning %d.", number)
    log.info("a remark")
    log.error("%s", "x" * 10 * LONGEST)
    text = details.details()
    assert "warning 3." not in text
    assert text.index("warning 4.") < text.index(f"warning {KEPT + 2}.") < text.index("x" * LONGEST)
    assert "x" * (LONGEST + 1) not in text
    assert "a remark" not in text


def test_of_an_unexpected_error_the_places_in_the_program_are_told() -> None:
    try:
        runs.empty_folder(None)  # type: ignore[arg-type]
    except TypeError:
        log.exception("unexpected error")
    text = details.details()
    assert f'File "{os.path.join("core", "record.py")}", line' in text
    assert "TypeError" in text
    assert str(PROGRAM) not in text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{HOME}/Documents/My models/a b.npz is damaged", ".../a b.npz is damaged"),
        (f'File "{PROGRAM}{os.sep}core{os.sep}runs.py", line 3', 'File "core/runs.py", line 3'),
        ("/media/anna/stick/model.npz cannot be read", ".../model.npz cannot be read"),
        (r"C:\Users\Anna\model.npz cannot be read", ".../model.npz cannot be read"),
        (r"\\server\anna\model.npz cannot be read", ".../model.npz cannot be read"),
        ("The run (/home/anna/run): no room", "The run (.../run): no room"),
        ("'/mnt/anna/x.csv', line 7", "'.../x.csv', line 7"),
        ("training and/or testing, 1/2, a / b", "training and/or testing, 1/2, a / b"),
        ("see https://example.org/a/b", "see https://example.org/a/b"),
        ("nothing of that kind", "nothing of that kind"),
    ],
)
def test_folders_of_people_are_left_out(text: str, told: str) -> None:
    assert without_folders(text) == told


def test_a_home_that_is_the_root_of_the_disk_takes_nothing_else_along(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOME", "/")
    monkeypatch.setenv("USERPROFILE", "/")
    assert without_folders("and/or 1/2") == "and/or 1/2"


def test_the_action_copies_them(qtbot: QtBot, window: MainWindow) -> None:
    log.warning("something odd")
    window.actions_by_key["copy_details"].trigger()
    text = QGuiApplication.clipboard().text()
    assert text == details.details()
    assert "something odd" in text


def test_the_dialog_on_an_unexpected_error_copies_them(qtbot: QtBot) -> None:
    top = QWidget()
    qtbot.addWidget(top)
    error = ValueError("odd <Status.READY: 1>")
    ErrorReporter(top).on_exception(ValueError, error, None)
    (box,) = top.findChildren(QMessageBox)
    assert "odd <Status.READY: 1>" in box.informativeText()
    assert box.textFormat() is box.textFormat().PlainText
    (button,) = [b for b in box.findChildren(QPushButton) if b.text() == "Copy details"]
    button.click()
    assert "ValueError: odd" in QGuiApplication.clipboard().text()
    assert not box.isVisible()

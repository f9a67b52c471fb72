"""What every panel needs beside the session."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.actions import make_actions
from gui.session import Session
from tests.gui.waiting import wait_until_ready


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def actions(owner: QWidget) -> dict[str, QAction]:
    """All actions, as long as their owner lives."""
    return make_actions(owner)


@pytest.fixture
def wait(qtbot: QtBot, session: Session) -> Callable[[], None]:
    """Let the training under way come to its end."""
    return lambda: wait_until_ready(qtbot, session)

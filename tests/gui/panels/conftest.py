"""What panels need beside the session, and the list of the user's digits."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.actions import make_actions
from gui.collection import Collection
from gui.panels.my_digits import MyDigitsPanel
from gui.session import Session
from tests.gui.own_digits import ONE, OTHER_ONE, ZERO, kept_in, load
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


@pytest.fixture
def no_digits(
    qtbot: QtBot, session: Session, collection: Collection, actions: dict[str, QAction]
) -> MyDigitsPanel:
    """The panel before anything is kept."""
    panel = MyDigitsPanel(session, collection, actions)
    qtbot.addWidget(panel)
    panel.resize(300, 500)
    panel.show()
    return panel


@pytest.fixture
def three_digits(
    qtbot: QtBot, no_digits: MyDigitsPanel, collection: Collection, folder: Path
) -> MyDigitsPanel:
    """Two ones and a zero; the second one is labelled 7."""
    kept_in(folder, (1, 7, 0), (ONE, OTHER_ONE, ZERO))
    load(qtbot, collection)
    return no_digits

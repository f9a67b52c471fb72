"""Bad data in the window: one message in the dialog, and everything else stays as it was."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.opening.dialog import OpenDialog
from gui.opening.glance import Glance
from gui.words import legible
from tests.core.cases.making import Bad
from tests.core.cases.pictures import FOLDERS
from tests.core.cases.streams import ARCHIVES, IDX
from tests.core.cases.tables import TABLES
from tests.gui.waiting import messages_of, train

TABLE = {"idx": IDX, "archives": ARCHIVES, "tables": TABLES, "folders": FOLDERS}
SECONDS = 2
WIDEST = 700  # pixels


def refused(qtbot: QtBot, window: MainWindow, path: Path) -> str:
    """What the dialog says of a path; then it is closed."""
    window.opening.open(path)
    dialog = window.findChildren(OpenDialog)[-1]
    title = dialog.findChildren(QLabel)[0]
    qtbot.waitUntil(lambda: title.text().startswith("⚠"), timeout=1000 * SECONDS)
    said = title.text()
    assert title.textFormat() is Qt.TextFormat.PlainText
    assert not dialog.findChildren(Glance)
    assert dialog.width() < WIDEST
    dialog.findChildren(QDialogButtonBox)[0].buttons()[0].click()
    qtbot.waitUntil(lambda: not window.findChildren(OpenDialog))
    return said


@pytest.mark.parametrize("cases", TABLE.values(), ids=TABLE)
def test_of_bad_data_one_message_is_all_that_is_seen(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, cases: Sequence[ParameterSet]
) -> None:
    session = window.session
    train(qtbot, session)
    before = session.plan, session.attempt, session.library.dataset
    said = messages_of(session)
    for number, parameters in enumerate(cases):
        (bad,) = parameters.values
        assert isinstance(bad, Bad)
        place = tmp_path / str(number)
        place.mkdir()
        sentence = refused(qtbot, window, bad.make(place))
        assert legible(bad.named) in sentence
        assert re.search(bad.reason, sentence)
    assert (session.plan, session.attempt, session.library.dataset) == before
    assert said == []
    assert window.opening.recent.paths == []

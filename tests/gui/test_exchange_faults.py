"""Whatever step of saving the drawing fails, the old picture is intact, and the window says so."""

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from gui import drawing_words
from gui.drawing import Drawing
from gui.exchange import Exchange
from gui.session import Session
from tests.core.faults import REASONS, outcomes
from tests.gui.waiting import messages_of


@pytest.mark.parametrize("reason", REASONS, ids=os.strerror)
def test_when_any_step_fails_the_old_picture_is_intact(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, session: Session, reason: int
) -> None:
    drawing = Drawing()
    exchange = Exchange(drawing, session, rng=np.random.default_rng(1))
    said = messages_of(session)

    def prepare(folder: Path) -> Callable[[], object]:
        drawing.clear()
        exchange.save(folder / "digit.png")
        drawing.insert(np.full((20, 20), 255, np.uint8))
        return lambda: exchange.save(folder / "digit.png")

    failed = 0
    for outcome in outcomes(tmp_path, monkeypatch, prepare, reason):
        path = outcome.folder / "digit.png"
        assert outcome.error is None
        assert [*outcome.after] == ["digit.png"]
        if said[-1].text == drawing_words.drawing_not_saved(str(path), os.strerror(reason)):
            assert outcome.after == outcome.before
            failed += 1
        else:
            assert said[-1].text == drawing_words.drawing_saved(str(path))
            assert outcome.after != outcome.before
            assert not QImage(str(path)).isNull()
    assert failed >= 7  # to open twice, write, flush, sync, close, replace

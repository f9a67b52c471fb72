"""The start does without a search for garbage; once the window is there, it goes on."""

import gc
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from gui import garbage
from gui.main_window import MainWindow


@pytest.fixture(autouse=True)
def searched_again() -> Iterator[None]:
    yield
    gc.enable()
    gc.unfreeze()


def test_it_is_paused_until_the_window_has_begun(qtbot: QtBot, window: MainWindow) -> None:
    garbage.pause()
    assert not gc.isenabled()
    window.show()
    qtbot.waitUntil(gc.isenabled)
    assert gc.get_freeze_count() > 0


def test_a_window_that_cannot_begin_leaves_it_on(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise RuntimeError("no plots today")

    monkeypatch.setattr(window.train_page, "build_plots", fail)
    garbage.pause()
    with qtbot.captureExceptions() as raised:
        window.show()
        qtbot.waitUntil(gc.isenabled)
    assert [str(error) for _, error, _ in raised] == ["no plots today"]


def test_where_nothing_was_paused_nothing_is_frozen() -> None:
    garbage.resume()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0

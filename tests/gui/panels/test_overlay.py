"""The curves of ticked runs over each other."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from core.arrays import Bools
from gui import theme
from gui.job import end_jobs
from gui.kept import words as runs_words
from gui.kept.colors import run_color
from gui.kept.kept_runs import KeptRuns
from gui.kept.words import TESTING, TRAINING
from gui.panels.overlay import OverlayPanel, points
from gui.session import Session
from gui.settings import Settings
from gui.theme import DARK, LIGHT
from tests.gui.kept_list import a_run, lay_over, show
from tests.gui.panels.showing import menu_action
from tests.gui.plotting import application, picture, shows, where

ONE, TWO = a_run("one", iteration=20), a_run("two", 100, iteration=20)


@pytest.fixture
def kept_runs(qtbot: QtBot, session: Session) -> Iterator[KeptRuns]:
    kept_runs = KeptRuns(session)
    show(kept_runs, ONE, TWO)
    yield kept_runs
    end_jobs(kept_runs)


@pytest.fixture
def panel(qtbot: QtBot, kept_runs: KeptRuns, settings: Settings) -> OverlayPanel:
    theme.apply(application(), "light")
    panel = OverlayPanel(kept_runs, settings)
    qtbot.addWidget(panel)
    panel.resize(600, 300)
    panel.show()
    return panel


def test_without_a_tick_it_says_what_to_do(panel: OverlayPanel) -> None:
    assert not panel.plot.isVisible()
    assert panel.info() == ""


def test_each_ticked_run_has_its_colour(panel: OverlayPanel, kept_runs: KeptRuns) -> None:
    lay_over(kept_runs, ONE, TWO)
    assert panel.plot.isVisible()
    image = picture(panel.plot)
    kept_runs.choose(TWO.folder)
    assert shows(picture(panel.plot), run_color(1, LIGHT))
    kept_runs.choose(ONE.folder)
    assert shows(picture(panel.plot), run_color(0, LIGHT))
    assert picture(panel.plot) != image
    assert panel.info() == runs_words.LEGEND


def test_a_tick_taken_away_takes_its_curves(panel: OverlayPanel, kept_runs: KeptRuns) -> None:
    lay_over(kept_runs, ONE)
    assert shows(picture(panel.plot), run_color(0, LIGHT))
    kept_runs.tick(ONE.folder)
    lay_over(kept_runs)
    kept_runs.slots[TWO.folder] = 1  # its curves are still being read
    kept_runs.ticked.emit()
    assert not shows(picture(panel.plot), run_color(0, LIGHT))


def test_the_training_error_is_dashed(panel: OverlayPanel, kept_runs: KeptRuns) -> None:
    kept_runs.choose(ONE.folder)  # its lines are thick, so that they have the very colour
    lay_over(kept_runs, ONE, errors=[0.2] * 70)
    rows = where(picture(panel.plot), run_color(0, LIGHT))
    longest = {_longest(row) for row in rows if row.sum() > 100}
    assert max(longest) > 200
    assert min(longest) < 40


def _longest(row: Bools) -> int:
    """How many pixels of a row stand together at most."""
    ends = np.flatnonzero(np.diff(np.pad(row.astype(int), 1)))
    return int((ends[1::2] - ends[::2]).max(initial=0))


def test_losses_take_the_place_of_errors_and_that_is_remembered(
    qtbot: QtBot, panel: OverlayPanel, kept_runs: KeptRuns, settings: Settings
) -> None:
    lay_over(kept_runs, ONE)
    before = picture(panel.plot)
    menu_action(panel, runs_words.LOSSES).trigger()
    assert panel.title() == runs_words.LOSSES
    assert picture(panel.plot) != before
    again = OverlayPanel(kept_runs, settings)
    qtbot.addWidget(again)
    again.show()
    assert again.title() == runs_words.LOSSES


def test_the_curve_under_the_pointer_says_whose_it_is(
    panel: OverlayPanel, kept_runs: KeptRuns
) -> None:
    lay_over(kept_runs, ONE)
    lay_over(kept_runs, TWO, errors=(0.9, 0.8))
    kept_runs.slots = {ONE.folder: 0, TWO.folder: 1}
    kept_runs.ticked.emit()
    panel.plot._on_pointed(QPointF(20, 0.81))
    assert panel.info() == f"{kept_runs.names[TWO.folder]}   testing 0.80000 at 20"
    panel.plot._on_pointed(QPointF(20, 0.12))
    assert panel.info() == f"{kept_runs.names[ONE.folder]}   training 0.12500 at 20"
    panel.plot._on_pointed(None)
    assert panel.info() == runs_words.LEGEND


def test_by_key_the_run_with_the_cursor_is_read_off(
    panel: OverlayPanel, kept_runs: KeptRuns
) -> None:
    lay_over(kept_runs, ONE, TWO)
    kept_runs.choose(ONE.folder)
    panel.plot.set_crosshair(10)
    assert panel.info().startswith(f"{kept_runs.names[ONE.folder]}   testing 0.50000 at 10")


def test_a_change_of_theme_changes_the_colours(panel: OverlayPanel, kept_runs: KeptRuns) -> None:
    lay_over(kept_runs, ONE)
    theme.apply(application(), "dark")
    assert shows(picture(panel.plot), run_color(0, DARK))
    theme.apply(application(), "light")


@pytest.mark.parametrize(
    ("part", "of_loss", "values"),
    [
        (TESTING, False, [0.5, 0.25]),
        (TRAINING, False, [0.25, 0.125]),
        (TESTING, True, [0.5, 0.25]),
    ],
)
def test_points_are_those_of_the_evaluations(
    kept_runs: KeptRuns, part: str, of_loss: bool, values: list[float]
) -> None:
    lay_over(kept_runs, ONE)
    x, y = points(kept_runs.curves[ONE.folder], part, of_loss=of_loss)
    assert x.tolist() == [10, 20]
    assert y.tolist() == values


def test_the_training_loss_is_the_smoothed_one(kept_runs: KeptRuns) -> None:
    lay_over(kept_runs, ONE)
    curves = kept_runs.curves[ONE.folder]
    assert points(curves, TRAINING, of_loss=True) is curves.smoothed

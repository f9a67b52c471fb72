"""The toolbar: what can be pressed when, the highlighted button, recipe, seed and progress."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.recipes import RECIPES
from gui import words
from gui.main_window import MainWindow
from gui.status import Status
from gui.widgets.buttons import PrimaryButton
from gui.widgets.fields import ChoiceField, SpinField
from gui.widgets.progress import ProgressLine
from tests.gui.panels.showing import child
from tests.gui.waiting import wait_until_ready

ALWAYS = {
    *("page_train", "page_draw", "help", "copy_details", "quit", "eraser", "open", "paste", "why"),
    *("open_data", "open_folder", "open_model", "report"),
    *("page_mistakes", "page_weights", "page_runs"),
}
SAVES = {"save_model", "save_model_as"}
STEPS = {"step_iteration", "step_epoch"}
RESETS = {"reset", "reset_next"}
MOMENTS = {"play", "earlier"}


def begin(window: MainWindow, qtbot: QtBot) -> None:
    """Train, for long."""
    plan = window.session.plan
    config = replace(plan.config, iterations=99_999, evaluate_every=5_000)
    window.session.change_plan(replace(plan, config=config))
    window.session.train()
    qtbot.waitUntil(lambda: window.session.iteration > 0)


def nothing_read(window: MainWindow, qtbot: QtBot) -> None:
    window.session.library.keep_dataset(None, None)


def new(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session.status is Status.READY


def training(window: MainWindow, qtbot: QtBot) -> None:
    begin(window, qtbot)
    assert window.session.status is Status.TRAINING


def paused(window: MainWindow, qtbot: QtBot) -> None:
    begin(window, qtbot)
    window.session.pause_or_resume()
    assert window.session.status is Status.PAUSED


def stopped(window: MainWindow, qtbot: QtBot) -> None:
    begin(window, qtbot)
    window.session.stop()
    wait_until_ready(qtbot, window.session)


@pytest.mark.parametrize(
    ("reach", "possible", "highlighted"),
    [
        (nothing_read, ALWAYS, "trainButton"),
        (new, {*ALWAYS, *STEPS, "train", "random"}, "trainButton"),
        (training, {*ALWAYS, *RESETS, *SAVES, *MOMENTS, "pause", "stop", "random"}, "stopButton"),
        (
            paused,
            {*ALWAYS, *RESETS, *STEPS, *SAVES, *MOMENTS, "pause", "stop", "random"},
            "pauseButton",
        ),
        (stopped, {*ALWAYS, *RESETS, *STEPS, *SAVES, *MOMENTS, "train", "random"}, "trainButton"),
    ],
)
def test_only_what_can_be_done_can_be_pressed_and_one_button_is_highlighted(
    qtbot: QtBot,
    window: MainWindow,
    reach: Callable[[MainWindow, QtBot], None],
    possible: set[str],
    highlighted: str,
) -> None:
    reach(window, qtbot)
    enabled = {key for key, action in window.actions_by_key.items() if action.isEnabled()}
    assert enabled == possible
    buttons = window.findChildren(PrimaryButton)
    assert [button.objectName() for button in buttons if button.is_primary] == [highlighted]
    assert child(window, PrimaryButton, highlighted).isEnabled() == bool(possible - ALWAYS)


def test_undo_and_clear_can_be_pressed_once_there_is_ink(window: MainWindow) -> None:
    keys = ("undo", "clear")
    assert not any(window.actions_by_key[key].isEnabled() for key in keys)
    window.actions_by_key["random"].trigger()
    assert all(window.actions_by_key[key].isEnabled() for key in keys)
    window.actions_by_key["clear"].trigger()
    assert [window.actions_by_key[key].isEnabled() for key in keys] == [True, False]


def test_one_button_pauses_and_the_same_one_resumes_and_says_so(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.show()
    begin(window, qtbot)
    button = child(window, PrimaryButton, "pauseButton")
    for status, text in (
        (Status.TRAINING, "Pause"),
        (Status.PAUSED, "Resume"),
        (Status.TRAINING, "Pause"),
    ):
        assert window.session.status is status
        assert (button.text(), button.accessibleName()) == (text, text)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("length", [1, 88_888, words.LONGEST_NAMED, 100_000, 100_000_000])
def test_the_train_button_has_room_for_any_of_its_texts(window: MainWindow, length: int) -> None:
    button = child(window, PrimaryButton, "trainButton")
    before = button.width()
    button.set_primary(True)
    for iteration in (0, 1, length):
        button.setText(words.train_button(iteration, length))
        assert button.sizeHint().width() <= button.width() == before


def texts(box: ChoiceField) -> list[str]:
    return [box.itemText(row) for row in range(box.count())]


def test_choosing_a_recipe_changes_the_plan_and_keeps_the_seed(window: MainWindow) -> None:
    window.session.change_plan(window.session.plan.with_seed(7))
    box = child(window, ChoiceField, "recipeBox")
    assert texts(box) == ["report *", *list(RECIPES)[1:]]  # the plan is no longer the recipe's
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert texts(box) == list(RECIPES)
    plan = window.session.plan
    assert (plan.recipe, plan.name, plan.config.seed) == (RECIPES["standard"], "standard", 7)
    assert child(window, SpinField, "seedBox").value() == 7


def test_a_recipe_set_by_a_program_is_chosen_too_and_showing_a_plan_chooses_none(
    window: MainWindow,
) -> None:
    box = child(window, ChoiceField, "recipeBox")
    changed = window.session.plan
    assert changed.name == "report-changed"
    box.setCurrentText("standard")
    assert window.session.plan.recipe is RECIPES["standard"]
    window.session.change_plan(changed)
    assert (window.session.plan, box.currentText()) == (changed, "report *")


def test_the_progress_is_told_and_drawn(qtbot: QtBot, window: MainWindow) -> None:
    line = child(window, ProgressLine)
    assert line.text.startswith("iteration 0 / 40")
    window.session.train()
    wait_until_ready(qtbot, window.session)
    assert line.text.startswith("iteration 40 / 40 · epoch 4")
    assert line.accessibleName() == line.text


def test_while_training_the_speed_and_the_time_left_are_told(
    qtbot: QtBot, window: MainWindow
) -> None:
    begin(window, qtbot)
    line = child(window, ProgressLine)
    qtbot.waitUntil(lambda: " it/s" in line.text and " left" in line.text)
    window.session.pause_or_resume()
    assert "it/s" not in line.text
    assert "left" not in line.text

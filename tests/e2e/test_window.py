"""The main job in the real window, on the real MNIST: train, stop, draw, read the table, close."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt, QThread
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.status import Status
from tests.gui.waiting import wait_until_ready

W = TypeVar("W", bound=QWidget)

NAMES = (
    *("trainButton", "pauseButton", "stopButton", "stepIterationButton", "stepEpochButton"),
    *("resetButton", "recipeBox", "seedBox", "lossPlot", "trainingErrorPlot", "testingErrorPlot"),
    *("digitErrorTable", "drawingCanvas", "predictionLabel", "clearButton"),
    *("pageTabs", "largeCanvas", "myDigitsList"),
)
THREE = (
    *((30, 22), (45, 15), (62, 18), (68, 30), (60, 42), (45, 48)),
    *((62, 52), (70, 65), (62, 80), (45, 86), (28, 78)),
)  # per cent of the canvas's side


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    window = MainWindow()
    qtbot.addWidget(window)
    yield window
    window.close()


@pytest.fixture
def ready(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """The window once Train can be pressed."""
    window.show()
    button = child(window, "trainButton", QPushButton)
    qtbot.waitUntil(button.isEnabled, timeout=20_000)
    return window


def child(window: MainWindow, name: str, kind: type[W]) -> W:
    found = window.findChild(kind, name)
    assert found is not None
    return found


def click(qtbot: QtBot, window: MainWindow, name: str) -> None:
    QTest.mouseClick(child(window, name, QPushButton), Qt.MouseButton.LeftButton)


def shorten(window: MainWindow, iterations: int) -> None:
    plan = window.session.plan
    window.session.change_plan(
        replace(plan, config=replace(plan.config, iterations=iterations, evaluate_every=100))
    )


def draw_three(qtbot: QtBot, window: MainWindow) -> None:
    canvas = child(window, "drawingCanvas", QWidget)
    side = min(canvas.width(), canvas.height())
    first, *others = [QPoint(x * side // 100, y * side // 100) for x, y in THREE]
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=first)
    for point in others:
        QTest.mouseMove(canvas, point)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=others[-1])


def test_every_named_widget_exists_before_the_window_is_shown(window: MainWindow) -> None:
    for name in NAMES:
        widget = child(window, name, QWidget)
        assert widget.accessibleName(), name


def test_a_drawn_three_is_read_as_three_at_the_first_start(qtbot: QtBot, ready: MainWindow) -> None:
    label = child(ready, "predictionLabel", QLabel)
    assert label.text() == "-"
    qtbot.waitUntil(lambda: ready.session.answerer is not None)
    draw_three(qtbot, ready)
    qtbot.waitUntil(lambda: label.text() == "3")
    click(qtbot, ready, "clearButton")
    assert label.text() == "-"


def test_train_stop_and_go_on_to_the_end_with_curves_and_table(
    qtbot: QtBot, ready: MainWindow
) -> None:
    shorten(ready, 600)
    click(qtbot, ready, "trainButton")
    qtbot.waitUntil(lambda: ready.session.iteration > 0)
    click(qtbot, ready, "stopButton")
    wait_until_ready(qtbot, ready.session)
    assert child(ready, "trainButton", QPushButton).text() == "Continue"
    click(qtbot, ready, "trainButton")
    wait_until_ready(qtbot, ready.session)
    assert ready.session.iteration == 600
    assert child(ready, "trainButton", QPushButton).text() == "Train 600 more"
    assert ready.session.score
    table = child(ready, "digitErrorTable", QTableWidget)
    overall = [item.text() for column in range(4) if (item := table.item(10, column))]
    assert (overall[0], overall[3].split()[-1]) == ("Overall", "5,000")
    shown = float(overall[1])
    assert shown == pytest.approx(ready.session.score.test.error, abs=5e-6)
    assert 0.02 < shown < 0.2
    testing = ready.train_page.testing.plot
    assert testing.value_at("error", 600) == ready.session.score.test.error
    assert ready.train_page.loss.plot.value_at("smoothed", 600) < 1.0  # type: ignore[operator]


def test_ctrl_c_copies_the_table_tab_separated(qtbot: QtBot, ready: MainWindow) -> None:
    shorten(ready, 100)
    click(qtbot, ready, "trainButton")
    wait_until_ready(qtbot, ready.session)
    QTest.keyClick(ready, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("Digit\tImages\tMistakes\tError\t")
    assert len(lines) == 12
    assert lines[-1].startswith("Overall\t5000\t")


def test_the_drawing_is_read_anew_by_the_network_as_it_learns(
    qtbot: QtBot, ready: MainWindow
) -> None:
    draw_three(qtbot, ready)
    shorten(ready, 600)
    click(qtbot, ready, "trainButton")
    wait_until_ready(qtbot, ready.session)
    assert ready.train_page.draw.info() == "read by this run"
    assert child(ready, "predictionLabel", QLabel).text() == "3"


def test_keys_do_what_buttons_do(qtbot: QtBot, ready: MainWindow) -> None:
    QTest.keyClick(ready, Qt.Key.Key_I)
    wait_until_ready(qtbot, ready.session)
    assert ready.session.iteration == 1
    QTest.keyClick(ready, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: ready.session.status is Status.TRAINING)
    QTest.keyClick(ready, Qt.Key.Key_Space)
    assert ready.session.status is Status.PAUSED
    QTest.keyClick(ready, Qt.Key.Key_Escape)
    wait_until_ready(qtbot, ready.session)
    QTest.keyClick(ready, Qt.Key.Key_R)
    assert ready.session.iteration == 0


@pytest.mark.case(67, 68)
@pytest.mark.parametrize("state", ["loading", "ready", "training", "paused", "drawing"])
def test_closing_in_any_state_ends_every_thread(
    qtbot: QtBot, window: MainWindow, state: str
) -> None:
    window.show()
    if state != "loading":
        qtbot.waitUntil(child(window, "trainButton", QPushButton).isEnabled, timeout=20_000)
    if state in ("training", "paused"):
        click(qtbot, window, "trainButton")
        qtbot.waitUntil(lambda: window.session.iteration > 0)
    if state == "paused":
        click(qtbot, window, "pauseButton")
    if state == "drawing":
        canvas = child(window, "drawingCanvas", QWidget)
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert window.close()
    assert window.session.status is Status.READY


def test_closing_right_after_the_first_paint_begins_no_thread(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.show()
    window.grab()  # paints it
    window.close()
    qtbot.wait(50)
    assert not window.findChildren(QThread)


def test_what_was_chosen_is_remembered(qtbot: QtBot, home: Path) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.session.choose_recipe("standard")
    window.session.change_plan(window.session.plan.with_seed(7))
    window.close()
    again = MainWindow()
    qtbot.addWidget(again)
    assert (again.session.plan.recipe.name, again.session.plan.config.seed) == ("standard", 7)


def test_a_damaged_settings_file_gives_the_defaults(qtbot: QtBot, home: Path) -> None:
    home.mkdir()
    (home / "settings.ini").write_bytes(b"\x00\xff[General\nseed=many\nrecipe=\x01")
    window = MainWindow()
    qtbot.addWidget(window)
    assert (window.session.plan.recipe.name, window.session.plan.config.seed) == ("report", 1)

"""The curve plot: what it keeps, how its ranges step, zoom, crosshair, and its colours."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui import theme
from gui.plots import CurvePlot, stepped_top
from gui.theme import DARK, LIGHT
from gui.widgets.ranges import decades_around
from gui.widgets.ticks import linear_ticks, log_ticks, tick_text

ITERATIONS = np.arange(0.0, 1001.0, 100.0)
ERRORS = 0.9 * 0.5 ** np.arange(11.0)


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    yield
    theme.apply(qapp, "light")


@pytest.fixture
def plot(qtbot: QtBot) -> CurvePlot:
    """A built plot of one curve that halves eleven times, seen whole."""
    plot = CurvePlot()
    qtbot.addWidget(plot)
    plot.resize(600, 300)
    plot.add_curve("error", lambda colors: colors.testing, dotted=True)
    plot.set_x_top(1000)
    plot.set_y_top(1)
    plot.set_data("error", ITERATIONS, ERRORS)
    plot.build()
    plot.show()
    QApplication.processEvents()
    return plot


def picture(plot: CurvePlot) -> QImage:
    QApplication.processEvents()
    return plot.grab().toImage()


def canvas(plot: CurvePlot) -> QWidget:
    """What gets the pointer's events."""
    child = plot.childAt(plot.rect().center())
    assert child is not None
    return child


def shows(image: QImage, color: str) -> bool:
    """Whether any pixel is close to a colour; thin lines are never quite it."""
    return bool(where(image, color).any())


def where(image: QImage, color: str) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """(H, W): which pixels are close to a colour."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    pixels = rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).astype(int)
    made = QColor(color)
    near = np.abs(pixels - [made.red(), made.green(), made.blue()]).max(2) < 24
    return np.asarray(near)


def wheel(plot: CurvePlot, steps: int) -> None:
    """Turn the wheel over the middle of the plot."""
    target = canvas(plot)
    place = QPointF(target.rect().center())
    event = QWheelEvent(
        place,
        target.mapToGlobal(place),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(target, event)


@pytest.mark.parametrize(
    ("value", "top"),
    [
        (1.0, 1.0),
        (1.01, 1.2),
        (1.3, 1.5),
        (1.6, 2.0),
        (2.1, 2.5),
        (2.6, 5.0),
        (5.1, 10.0),
        (0.0276, 0.05),
        (0.3, 0.5),
        (9_999, 10_000),
        (10_000, 10_000),
        (0, 1.0),
        (-1, 1.0),
        (float("nan"), 1.0),
        (float("inf"), 1.0),
    ],
)
def test_tops_step(value: float, top: float) -> None:
    assert stepped_top(value) == top


@pytest.mark.parametrize(
    ("values", "decades"),
    [
        ([], (-3, 0)),
        ([0.0], (-3, 0)),
        ([0.02, 0.9], (-2, 0)),
        ([0.01, 1.0], (-2, 0)),
        ([1.0], (0, 1)),
        ([0.0, 0.02, 0.9], (-3, 0)),
        ([1e-300, 1.0], (-9, 0)),
    ],
)
def test_decades_hold_the_values(values: list[float], decades: tuple[int, int]) -> None:
    low, high = decades_around(values)
    assert (low, high) == decades


@pytest.mark.parametrize(
    ("low", "high", "most", "texts"),
    [
        (-150, 10_150, 7, ["0", "2,000", "4,000", "6,000", "8,000", "10,000"]),
        (-150, 10_150, 3, ["0", "5,000", "10,000"]),
        (-0.018, 1.2, 4, ["0", "0.5", "1.0"]),
        (0, 0.15, 5.7, ["0", "0.05", "0.10", "0.15"]),
        (0.0501, 0.0503, 3, ["0.0501", "0.0502", "0.0503"]),
        (0, 4e9, 3, ["0", "2e9", "4e9"]),
    ],
)
def test_ticks_are_few_and_plain(low: float, high: float, most: float, texts: list[str]) -> None:
    step, ticks = linear_ticks(low, high, most)
    assert [tick_text(tick, step, 6) for tick in ticks] == texts


@pytest.mark.parametrize(
    ("low", "high", "texts"),
    [
        (-3.0, 0.0, ["0.001", "0.01", "0.1", "1"]),
        (-9.0, 0.0, ["1e-9", "1e-6", "0.001", "1"]),
        (-1.3, -1.1, ["0.06", "0.07"]),
    ],
)
def test_a_log_axis_names_decades_or_what_lies_inside_one(
    low: float, high: float, texts: list[str]
) -> None:
    said, bare = log_ticks(low, high, 4)
    assert [tick_text(10**tick, 10**tick, 6) for tick in said] == texts
    assert not set(said) & set(bare)


def test_what_was_set_before_building_is_drawn_then(qtbot: QtBot) -> None:
    plot = CurvePlot()
    qtbot.addWidget(plot)
    plot.resize(400, 200)
    plot.add_curve("error", lambda colors: colors.testing)
    plot.set_x_top(1000)
    plot.set_data("error", ITERATIONS, ERRORS)
    plot.show()
    assert not shows(picture(plot), LIGHT.testing)
    plot.build()
    plot.build()
    assert shows(picture(plot), LIGHT.testing)


def test_an_invisible_curve_is_not_drawn(plot: CurvePlot) -> None:
    plot.set_visible("error", False)
    assert not shows(picture(plot), LIGHT.testing)
    plot.set_visible("error", True)
    assert shows(picture(plot), LIGHT.testing)


def test_a_removed_curve_is_gone(plot: CurvePlot) -> None:
    plot.remove_curve("error")
    assert not shows(picture(plot), LIGHT.testing)


def test_a_change_of_theme_reaches_the_curves(plot: CurvePlot, qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    image = picture(plot)
    assert shows(image, DARK.testing)
    assert not shows(image, LIGHT.testing)
    assert not shows(image, LIGHT.panel)


def test_unchanged_data_paint_nothing(plot: CurvePlot, qtbot: QtBot) -> None:
    picture(plot)
    painted = Painted(plot)
    plot.set_data("error", ITERATIONS.copy(), ERRORS.copy())
    plot.set_x_top(1000)
    plot.set_y_top(1)
    qtbot.wait(50)
    assert painted.times == 0
    plot.set_data("error", ITERATIONS, ERRORS / 2)
    qtbot.waitUntil(lambda: painted.times > 0)


class Painted(QObject):
    """Counts how often the picture of a plot is painted."""

    def __init__(self, plot: CurvePlot) -> None:
        super().__init__()
        self.times = 0
        canvas(plot).installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.Paint
        return False


@pytest.mark.parametrize("log", [False, True])
def test_values_that_are_not_finite_or_enormous_break_nothing(plot: CurvePlot, log: bool) -> None:
    plot.set_log(log)
    wild = ERRORS.copy()
    wild[3:7] = np.nan, np.inf, -np.inf, 1e300
    plot.set_data("error", ITERATIONS, wild)
    picture(plot)
    assert plot.value_at("error", 600.0) == 1e300


def test_zero_lies_at_the_bottom_of_a_log_axis(plot: CurvePlot) -> None:
    errors = ERRORS.copy()
    errors[6:] = 0
    plot.set_log(True)
    plot.set_data("error", ITERATIONS, errors)
    rows = where(picture(plot), LIGHT.testing)[:, 450:560].nonzero()[0]
    assert len(rows) > 0
    assert rows.min() > 230


def test_the_value_axis_never_widens(plot: CurvePlot) -> None:
    def left_end() -> int:
        return int(where(picture(plot), LIGHT.testing).nonzero()[1].min())

    plot.set_data("error", ITERATIONS, np.full(11, 0.5))
    before = left_end()
    plot.set_y_top(1.2e7)
    plot.set_data("error", ITERATIONS, np.full(11, 6e6))
    assert left_end() == before


def test_the_user_zooms_and_what_follows_moves_nothing(plot: CurvePlot) -> None:
    heard: list[bool] = []
    plot.zoom_changed.connect(heard.append)
    wheel(plot, 3)
    assert plot.zoomed
    before = picture(plot)
    plot.set_x_top(5000)
    plot.set_y_top(2)
    assert picture(plot) == before
    plot.reset_view()
    assert not plot.zoomed
    assert picture(plot) != before
    assert heard == [True, False]


def test_zooming_out_ends_where_everything_is_seen(plot: CurvePlot) -> None:
    before = picture(plot)
    wheel(plot, 5)
    for _ in range(20):
        wheel(plot, -5)
    assert not plot.zoomed
    assert picture(plot) == before


def test_a_double_click_shows_all_again(plot: CurvePlot) -> None:
    wheel(plot, 3)
    target = canvas(plot)
    QTest.mouseDClick(target, Qt.MouseButton.LeftButton)
    assert not plot.zoomed


def test_the_crosshair_goes_to_the_nearest_point(plot: CurvePlot) -> None:
    heard: list[float | None] = []
    plot.hovered.connect(heard.append)
    plot.set_crosshair(340.0)
    plot.set_crosshair(260.0)
    plot.set_crosshair(1e9)
    plot.set_crosshair(None)
    assert heard == [300.0, 1000.0, None]


def test_the_pointer_moves_the_crosshair_and_takes_it_along(plot: CurvePlot, qtbot: QtBot) -> None:
    target = canvas(plot)
    QTest.mouseMove(target, QPoint(320, 100))
    qtbot.waitUntil(lambda: plot.crosshair is not None)
    assert plot.crosshair in (400.0, 500.0, 600.0)
    QTest.mouseMove(target, QPoint(3, 100))
    qtbot.waitUntil(lambda: plot.crosshair is None)


def test_keys_walk_the_crosshair_from_point_to_point(plot: CurvePlot) -> None:
    walk = [
        (Qt.Key.Key_Left, 1000.0),
        (Qt.Key.Key_Left, 900.0),
        (Qt.Key.Key_Right, 1000.0),
        (Qt.Key.Key_Right, 1000.0),
        (Qt.Key.Key_Home, 0.0),
        (Qt.Key.Key_Left, 0.0),
        (Qt.Key.Key_End, 1000.0),
        (Qt.Key.Key_Escape, None),
    ]
    for key, place in walk:
        QTest.keyClick(plot, key)
        assert plot.crosshair == place


def test_the_crosshair_passes_over_faint_curves(plot: CurvePlot) -> None:
    plot.add_curve("raw", lambda colors: colors.loss, faint=True)
    plot.set_data("raw", np.array([0.0, 333.0]), np.array([1.0, 1.0]))
    plot.set_crosshair(333.0)
    assert plot.crosshair == 300.0


def test_value_at_takes_the_nearest_point(plot: CurvePlot) -> None:
    assert plot.value_at("error", 149.0) == ERRORS[1]
    assert plot.value_at("error", 151.0) == ERRORS[2]
    assert plot.value_at("error", -np.inf) == ERRORS[0]
    assert plot.value_at("error", np.inf) == ERRORS[10]
    plot.set_data("error", np.empty(0), np.empty(0))
    assert plot.value_at("error", 0.0) is None


def test_an_empty_plot_has_no_crosshair(plot: CurvePlot) -> None:
    plot.set_data("error", np.empty(0), np.empty(0))
    plot.set_crosshair(5.0)
    QTest.keyClick(plot, Qt.Key.Key_Left)
    assert plot.crosshair is None


@pytest.mark.parametrize(("value", "below"), [(0.5, True), (0.01, False)])
def test_a_reference_has_its_words_where_they_are_not_cut(
    plot: CurvePlot, value: float, below: bool
) -> None:
    plot.set_visible("error", False)
    plot.set_y_top(1)
    empty = where(picture(plot), LIGHT.muted)
    plot.set_reference(value, "report")
    rows = (where(picture(plot), LIGHT.muted) & ~empty).nonzero()[0]
    line = int(np.bincount(rows).argmax())
    words = rows[rows != line]
    assert len(words) > 20
    assert (words.mean() > line) == below
    assert abs(words - line).max() < 20


def test_words_keep_away_from_where_the_curve_ends(plot: CurvePlot) -> None:
    plot.set_data("error", ITERATIONS, np.full(11, 0.45))
    plot.set_reference(0.5, "report")
    rows = where(picture(plot), LIGHT.muted)[:, 480:570].nonzero()[0]
    line = int(np.bincount(rows[rows < 200]).argmax())
    assert not (rows[(rows > line) & (rows < 200)]).any()


def test_marks_are_drawn_and_taken_away(plot: CurvePlot) -> None:
    before = picture(plot)
    plot.set_marks([(500.0, "rate 0.05")])
    assert picture(plot) != before
    plot.set_marks([])
    assert picture(plot) == before

"""The tiles: painted, marked, rolled through, chosen by mouse and by key."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from core.arrays import Floats
from gui import theme
from gui.widgets.weights.tiles import LEAST_SIDE, WeightTiles

SHAPE = (2, 3)


def weights(count: int) -> Floats:
    """Every unit has weights of its number's sign: even ones above 0, odd ones below."""
    signs = np.where(np.arange(count) % 2, -1.0, 1.0)
    return np.tile(signs.astype(np.float32), (6, 1))


def shown(tiles: WeightTiles, count: int, scale: float | None = 1.0) -> None:
    w = weights(count)
    tiles.show_weights(w, np.abs(w).max(axis=0), scale)


@pytest.fixture
def tiles(qtbot: QtBot) -> WeightTiles:
    """Ten tiles that all have room."""
    tiles = WeightTiles(lambda unit: f"This is {unit}.", SHAPE)
    qtbot.addWidget(tiles)
    tiles.resize(420, 200)
    shown(tiles, 10)
    tiles.show()
    qtbot.waitExposed(tiles)
    return tiles


def picture(tiles: WeightTiles) -> QImage:
    return tiles.viewport().grab().toImage()


def color(tiles: WeightTiles, unit: int) -> QColor:
    """Near the upper left corner of a unit's tile, where no mark is."""
    corner = tiles.box(unit).topLeft() + QPoint(4, 4)
    return picture(tiles).pixelColor(corner)


def press(tiles: WeightTiles, point: QPoint) -> None:
    button = Qt.MouseButton.LeftButton
    QTest.mousePress(tiles.viewport(), button, Qt.KeyboardModifier.NoModifier, point)


def test_weights_above_and_below_0_have_their_colours(tiles: WeightTiles) -> None:
    tokens = theme.colors()
    assert color(tiles, 2) == QColor(tokens.accent)
    assert color(tiles, 3) == QColor(tokens.warning)


def test_a_shared_scale_pales_what_is_small_and_an_own_one_does_not(tiles: WeightTiles) -> None:
    w = weights(10)
    w[:, 4] *= 0.1
    largest = np.abs(w).max(axis=0)
    tiles.show_weights(w, largest, 1.0)
    pale = color(tiles, 4)
    tiles.show_weights(w, largest, None)
    assert color(tiles, 4) == QColor(theme.colors().accent) != pale


def test_other_weights_are_seen_at_once(tiles: WeightTiles) -> None:
    w = -weights(10)
    tiles.show_weights(w, np.abs(w).max(axis=0), 1.0)
    assert color(tiles, 2) == QColor(theme.colors().warning)


def test_all_tiles_have_room_where_they_can(tiles: WeightTiles) -> None:
    assert tiles.verticalScrollBar().maximum() == 0
    boxes = [tiles.box(unit) for unit in range(10)]
    assert all(tiles.viewport().rect().contains(box) for box in boxes)
    assert all(not a.intersects(b) for a in boxes for b in boxes if a is not b)


def test_too_many_are_rolled_through_and_only_those_in_sight_are_made(tiles: WeightTiles) -> None:
    shown(tiles, 2500)
    picture(tiles)
    assert tiles.box(0).width() >= LEAST_SIDE
    assert tiles.verticalScrollBar().maximum() > 1000
    assert tiles._image
    assert len(tiles._image[0]) < 200


def test_the_last_tile_can_be_rolled_into_sight(tiles: WeightTiles) -> None:
    shown(tiles, 2500)
    tiles.select(2499)
    assert tiles.viewport().rect().contains(tiles.box(2499))
    assert color(tiles, 2499) == QColor(theme.colors().warning)
    tiles.select(0)
    assert tiles.viewport().rect().contains(tiles.box(0))


def test_rolling_brings_other_tiles_into_the_picture(tiles: WeightTiles) -> None:
    shown(tiles, 2500)
    w = weights(2500)
    w[:, 2000:] *= 0
    tiles.show_weights(w, np.ones(2500, np.float32), 1.0)
    accent = QColor(theme.colors().accent)
    assert color(tiles, 0) == accent
    bar = tiles.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert color(tiles, 2498) == QColor(theme.colors().panel)


def test_a_click_selects_and_the_frame_goes_there(qtbot: QtBot, tiles: WeightTiles) -> None:
    box: QRect = tiles.box(7)
    outside = box.topLeft() - QPoint(2, 2)
    before = picture(tiles).pixelColor(outside)
    with qtbot.waitSignal(tiles.chosen) as chosen:
        press(tiles, box.center())
    assert chosen.args == [7]
    assert picture(tiles).pixelColor(outside) != before


def test_a_click_beside_the_tiles_selects_nothing(qtbot: QtBot, tiles: WeightTiles) -> None:
    with qtbot.assertNotEmitted(tiles.chosen):
        press(tiles, QPoint(1, tiles.viewport().height() - 1))


@pytest.mark.parametrize(
    ("order", "there"),
    [(range(10), 1), (range(9, -1, -1), 0), ([0, 5, 1, *range(2, 5), 6, 7, 8, 9], 5)],
)
def test_keys_walk_in_the_order_that_is_seen(
    tiles: WeightTiles, order: list[int], there: int
) -> None:
    tiles.set_order(np.array(order))
    QTest.keyClick(tiles, Qt.Key.Key_Right)
    assert tiles.unit == there


def test_another_order_moves_the_tiles_and_keeps_the_selected_unit(tiles: WeightTiles) -> None:
    tiles.select(3)
    first = tiles.box(0)
    tiles.set_order(np.arange(10)[::-1])
    assert tiles.box(9) == first
    assert color(tiles, 9) == QColor(theme.colors().warning)
    assert tiles.unit == 3


def test_a_constant_unit_is_crossed_out(tiles: WeightTiles) -> None:
    middle = tiles.box(4).center()
    assert picture(tiles).pixelColor(middle) == QColor(theme.colors().accent)
    tiles.set_constant(np.arange(10) == 4)
    ink = QColor(theme.colors().text)
    crossed = picture(tiles)
    box = tiles.box(4)
    line = [crossed.pixelColor(x, box.center().y()) for x in range(box.left(), box.right())]
    assert min(abs(each.lightness() - ink.lightness()) for each in line) < 60
    assert color(tiles, 4) != QColor(theme.colors().accent)
    assert color(tiles, 2) == QColor(theme.colors().accent)


def test_the_pointer_is_told_of_the_tile_below_it(tiles: WeightTiles) -> None:
    point = tiles.box(6).center()
    QApplication.sendEvent(
        tiles.viewport(),
        QHelpEvent(QHelpEvent.Type.ToolTip, point, tiles.viewport().mapToGlobal(point)),
    )
    assert QToolTip.text() == "This is 6."


def test_who_does_not_see_it_hears_what_is_selected(tiles: WeightTiles) -> None:
    tiles.select(6)
    assert tiles.accessibleDescription() == "This is 6."


def test_fewer_units_than_before_leave_a_valid_one_selected(tiles: WeightTiles) -> None:
    tiles.select(9)
    shown(tiles, 4)
    assert tiles.unit == 3
    picture(tiles)


def test_without_weights_keys_and_painting_do_nothing(qtbot: QtBot) -> None:
    empty = WeightTiles(str, SHAPE)
    qtbot.addWidget(empty)
    empty.show()
    with qtbot.assertNotEmitted(empty.chosen):
        QTest.keyClick(empty, Qt.Key.Key_Right)
        press(empty, QPoint(20, 20))


def test_weights_that_are_no_numbers_can_be_painted(tiles: WeightTiles) -> None:
    w = weights(10)
    w[:, 2] = np.nan
    tiles.show_weights(w, np.abs(w).max(axis=0), None)
    assert color(tiles, 2) == QColor(theme.colors().panel)

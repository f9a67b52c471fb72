"""The gallery: what it paints, how keys and the pointer select, and which keys are its own."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from core.arrays import Images
from gui.widgets.gallery.gallery import Gallery
from gui.widgets.gallery.shelf import GAP
from gui.widgets.gallery.tile import enlarged
from gui.widgets.gallery.view import NOTHING, SIDES, USUAL_SIDE, Exhibition

Key, Modifier = Qt.Key, Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton
COUNT = 60_000
COLUMNS = 6


def images() -> Images:
    """Each image is of one brightness, by its index."""
    brightness = (np.arange(COUNT) % 251).astype(np.uint8)
    return np.broadcast_to(brightness[:, None, None], (COUNT, 28, 28))


def exhibition(indices: object, captioned: list[int] | None = None) -> Exhibition:
    def caption(index: int) -> tuple[str, str]:
        if captioned is not None:
            captioned.append(index)
        return f"{index} → 0", "98.3 %"

    return Exhibition(images(), np.asarray(indices, np.intp), caption, lambda i: f"image {i}")


@pytest.fixture
def gallery(qtbot: QtBot) -> Gallery:
    gallery = Gallery()
    qtbot.addWidget(gallery)
    gallery.resize(620, 450)
    gallery.show_images(exhibition(range(0, COUNT, 2)))
    gallery.show()
    return gallery


@pytest.mark.parametrize("side", [28.0, 56.0, 84.0, 100.0, 252.0, 9.0])
def test_enlarging_repeats_whole_pixels(side: float) -> None:
    picture = np.arange(784, dtype=np.int64).reshape(1, 28, 28).astype(np.uint8)
    large = enlarged(picture, side)
    times = max(int(side) // 28, 1)
    assert large.shape == (1, 28 * times, 28 * times)
    assert (large[:, ::times, ::times] == 0xFF000000 + 0x010101 * picture.astype(np.uint32)).all()
    assert (large[:, times - 1 :: times, times - 1 :: times] == large[:, ::times, ::times]).all()


def test_only_the_tiles_in_sight_are_painted(gallery: Gallery) -> None:
    captioned: list[int] = []
    gallery.show_images(exhibition(range(COUNT), captioned))
    gallery.grab()
    assert 0 < len(set(captioned)) <= 5 * COLUMNS
    captioned.clear()
    gallery.verticalScrollBar().setValue(gallery.verticalScrollBar().maximum())
    gallery.grab()
    assert COUNT - 1 in captioned
    assert len(set(captioned)) <= 5 * COLUMNS


@pytest.mark.parametrize("first", [0, 100 * COLUMNS])
def test_a_tile_shows_its_own_image(gallery: Gallery, first: int) -> None:
    gallery.verticalScrollBar().setValue(gallery.box(first).top() - GAP)
    grabbed = gallery.viewport().grab().toImage()
    for place in (first + 1, first + 2, first + 8):
        point = gallery.box(place).topLeft() + QPoint(40, 40)
        assert grabbed.pixelColor(point).red() == 2 * place % 251


WALKS = (
    (Key.Key_Right, 10, 11),
    (Key.Key_Left, 10, 9),
    (Key.Key_Down, 10, 10 + COLUMNS),
    (Key.Key_Up, 10, 10 - COLUMNS),
    (Key.Key_Home, 10, 0),
    (Key.Key_End, 10, COUNT // 2 - 1),
    (Key.Key_PageDown, 10, 10 + 3 * COLUMNS),
    (Key.Key_PageUp, 10 + 3 * COLUMNS, 10),
    (Key.Key_PageUp, 2, 0),
    (Key.Key_PageDown, COUNT // 2 - 2, COUNT // 2 - 1),
    (Key.Key_Left, 0, 0),
    (Key.Key_Up, 2, 2),
)


@pytest.mark.parametrize(("key", "start", "end"), WALKS)
def test_keys_walk_and_what_they_lead_to_is_seen(
    gallery: Gallery, key: Qt.Key, start: int, end: int
) -> None:
    gallery._picks.go(start)
    QTest.keyClick(gallery, key)
    assert gallery.current == 2 * end
    assert gallery.chosen.tolist() == [2 * end]
    assert gallery.viewport().rect().contains(gallery.box(end))
    assert gallery.accessibleDescription() == f"image {2 * end}"


def test_shift_extends_and_control_keeps(gallery: Gallery) -> None:
    QTest.keyClick(gallery, Key.Key_Right)
    QTest.keyClick(gallery, Key.Key_Right, Modifier.ShiftModifier)
    assert gallery.chosen.tolist() == [2, 4]
    QTest.keyClick(gallery, Key.Key_Right, Modifier.ControlModifier)
    assert gallery.chosen.tolist() == [2, 4]
    assert gallery.current == 6


def test_the_pointer_selects_extends_and_toggles(gallery: Gallery) -> None:
    def click(place: int, held: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        QTest.mouseClick(gallery.viewport(), LEFT, held, gallery.box(place).center())

    click(1)
    click(3, Modifier.ShiftModifier)
    assert gallery.chosen.tolist() == [2, 4, 6]
    click(2, Modifier.ControlModifier)
    click(7, Modifier.ControlModifier)
    assert gallery.chosen.tolist() == [2, 6, 14]
    QTest.mouseClick(gallery.viewport(), LEFT, pos=QPoint(2, 2))  # between the tiles
    assert gallery.chosen.tolist() == [2, 6, 14]
    click(5)
    assert gallery.chosen.tolist() == [10]


def test_all_are_selected_at_once_and_escape_selects_none(gallery: Gallery) -> None:
    QTest.keyClick(gallery, Key.Key_A, Modifier.ControlModifier)
    assert len(gallery.chosen) == COUNT // 2
    QTest.keyClick(gallery, Key.Key_Escape)
    assert not len(gallery.chosen)


def test_d_and_a_double_click_send_the_current_image(qtbot: QtBot, gallery: Gallery) -> None:
    with qtbot.waitSignal(gallery.sent) as blocker:
        QTest.keyClick(gallery, Key.Key_D)
    assert blocker.args == [0]
    with qtbot.waitSignal(gallery.sent) as blocker:
        QTest.mouseClick(gallery.viewport(), LEFT, pos=gallery.box(4).center())
        QTest.mouseDClick(gallery.viewport(), LEFT, pos=gallery.box(4).center())
    assert blocker.args == [8]


def test_ctrl_e_asks_for_an_export(qtbot: QtBot, gallery: Gallery) -> None:
    with qtbot.waitSignal(gallery.export_wanted):
        QTest.keyClick(gallery, Key.Key_E, Modifier.ControlModifier)


CONTROL, NONE = Modifier.ControlModifier, Modifier.NoModifier


@pytest.mark.parametrize(
    ("key", "held", "is_its_own"),
    [
        (Key.Key_D, NONE, True),
        (Key.Key_E, CONTROL, True),
        (Key.Key_A, CONTROL, True),
        (Key.Key_D, CONTROL, False),  # opens a folder
        (Key.Key_E, NONE, False),  # trains an epoch
        (Key.Key_Space, NONE, False),
        (Key.Key_Escape, NONE, False),  # stops, where nothing is selected
    ],
)
def test_keys_of_the_window_stay_the_window_s(
    gallery: Gallery, key: Qt.Key, held: Qt.KeyboardModifier, is_its_own: bool
) -> None:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, held)
    event.ignore()
    QApplication.sendEvent(gallery, event)
    assert event.isAccepted() == is_its_own


def test_the_menu_acts_on_what_is_under_the_pointer(qtbot: QtBot, gallery: Gallery) -> None:
    point = gallery.box(3).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, gallery.mapToGlobal(point))
    QApplication.sendEvent(gallery.viewport(), event)
    (menu,) = gallery.findChildren(QMenu)
    assert gallery.chosen.tolist() == [6]
    with qtbot.waitSignal(gallery.sent) as blocker:
        menu.actions()[0].trigger()
    assert blocker.args == [6]
    menu.close()


def test_a_tooltip_describes_an_image(gallery: Gallery) -> None:
    point = gallery.box(2).center()
    event = QHelpEvent(QEvent.Type.ToolTip, point, gallery.mapToGlobal(point))
    QApplication.sendEvent(gallery.viewport(), event)
    assert QToolTip.text() == "image 4"
    QToolTip.hideText()


def test_pictures_grow_and_shrink_between_their_limits(qtbot: QtBot, gallery: Gallery) -> None:
    with qtbot.waitSignal(gallery.side_changed) as blocker:
        QTest.keyClick(gallery, Key.Key_Plus, Modifier.ControlModifier)
    assert blocker.args == [gallery.side] == [SIDES[SIDES.index(USUAL_SIDE) + 1]]
    for _ in SIDES:
        QTest.keyClick(gallery, Key.Key_Minus, Modifier.ControlModifier)
    assert gallery.side == SIDES[0]
    for _ in SIDES:
        turned = QWheelEvent(
            QPointF(9, 9),
            QPointF(9, 9),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Modifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(gallery.viewport(), turned)
    assert gallery.side == SIDES[-1]
    assert gallery.box(0).width() > SIDES[-1]


def test_a_size_that_is_none_is_the_usual_one(qtbot: QtBot) -> None:
    gallery = Gallery(77)
    qtbot.addWidget(gallery)
    assert gallery.side == USUAL_SIDE


def test_other_answers_of_the_same_images_do_not_roll_it(gallery: Gallery) -> None:
    gallery.verticalScrollBar().setValue(5000)
    gallery.show_images(exhibition(range(0, COUNT, 2)))
    assert gallery.verticalScrollBar().value() == 5000


@pytest.fixture
def empty(gallery: Gallery) -> Gallery:
    gallery.show_images(NOTHING, "Nothing here.")
    return gallery


@pytest.mark.parametrize("key", [Key.Key_Right, Key.Key_End, Key.Key_D, Key.Key_A, Key.Key_Escape])
def test_an_empty_gallery_says_why_and_hears_no_key(
    qtbot: QtBot, empty: Gallery, key: Qt.Key
) -> None:
    with qtbot.assertNotEmitted(empty.sent):
        QTest.keyClick(empty, key, CONTROL if key == Key.Key_A else NONE)
    assert empty.current is None
    assert empty.accessibleDescription() == "Nothing here."
    assert not empty.verticalScrollBar().maximum()
    assert not empty.grab().isNull()

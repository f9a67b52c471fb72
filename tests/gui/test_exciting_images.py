"""The images that excite a unit: seen, walked along, and sent to the canvas."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from core.arrays import Images
from gui.widgets.weights.exciting import ExcitingImages

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier


def brightness(place: int) -> Images:
    return np.full((28, 28), 20 * place + 40, np.uint8)


def fill(images: ExcitingImages, count: int) -> None:
    places = range(count)
    images.show_images(
        [brightness(place) for place in places],
        [str(place) for place in places],
        [f"Image {place}." for place in places],
    )


@pytest.fixture
def images(qtbot: QtBot) -> ExcitingImages:
    images = ExcitingImages()
    qtbot.addWidget(images)
    images.resize(190, 190)
    fill(images, 9)
    images.show()
    qtbot.waitExposed(images)
    return images


def test_each_image_stands_in_its_place(images: ExcitingImages) -> None:
    seen = images.grab().toImage()
    for place in range(9):
        middle = seen.pixelColor(images.box(place).center())
        assert middle.red() == middle.blue() == brightness(place)[0, 0]


def test_a_double_click_sends_the_image(qtbot: QtBot, images: ExcitingImages) -> None:
    with qtbot.waitSignal(images.sent) as sent:
        QTest.mouseDClick(images, LEFT, PLAIN, images.box(5).center())
    np.testing.assert_array_equal(sent.args[0], brightness(5))


def test_keys_walk_and_d_sends(qtbot: QtBot, images: ExcitingImages) -> None:
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(images, key)
    assert images.accessibleDescription() == "Image 4."
    with qtbot.waitSignal(images.sent) as sent:
        QTest.keyClick(images, Qt.Key.Key_D)
    np.testing.assert_array_equal(sent.args[0], brightness(4))


def test_d_is_the_images_own_while_they_have_the_focus(qtbot: QtBot) -> None:
    window, images = QWidget(), ExcitingImages()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(images)
    fill(images, 9)
    heard: list[str] = []
    QShortcut(QKeySequence("D"), window).activated.connect(lambda: heard.append("D"))
    window.show()
    window.activateWindow()
    images.setFocus()
    qtbot.waitUntil(images.hasFocus)
    with qtbot.waitSignal(images.sent):
        QTest.keyClick(images, Qt.Key.Key_D)
    assert not heard


def test_an_empty_place_sends_nothing_and_says_nothing(
    qtbot: QtBot, images: ExcitingImages
) -> None:
    fill(images, 2)
    with qtbot.assertNotEmitted(images.sent):
        QTest.mouseDClick(images, LEFT, PLAIN, images.box(5).center())
    center = images.box(5).center()
    assert images.text_at(center.x(), center.y()) == ""
    center = images.box(1).center()
    assert images.text_at(center.x(), center.y()) == "Image 1."


def test_without_images_keys_do_nothing(qtbot: QtBot, images: ExcitingImages) -> None:
    fill(images, 0)
    with qtbot.assertNotEmitted(images.sent):
        for key in (Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_D):
            QTest.keyClick(images, key)
    assert images.place == 0


def test_fewer_images_keep_the_selected_one_among_them(images: ExcitingImages) -> None:
    QTest.keyClick(images, Qt.Key.Key_End)
    fill(images, 3)
    assert images.place == 2

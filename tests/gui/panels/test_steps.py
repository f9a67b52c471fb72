"""The ink on its way: a picture of each step, and switches that leave steps out."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from core.drawing import Steps
from gui.drawing import Drawing
from gui.panels.steps import ALL_ON, SOME_OFF, STEPS, StepsPanel
from gui.reader import Reader
from gui.session import Session
from gui.timeline import Timeline
from gui.widgets.thumbnail import Thumbnail
from tests.gui.strokes import DOWN, stroke


@pytest.fixture
def reader(session: Session, drawing: Drawing) -> Reader:
    return Reader(session, Timeline(session), drawing)


@pytest.fixture
def panel(qtbot: QtBot, reader: Reader) -> StepsPanel:
    panel = StepsPanel(reader)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def switch(panel: StepsPanel, name: str) -> QCheckBox:
    (found,) = [box for box in panel.findChildren(QCheckBox) if box.text() == name]
    return found


def pictures(panel: StepsPanel) -> list[QImage]:
    """From the ink to what the network sees."""
    thumbnails = sorted(panel.findChildren(Thumbnail), key=lambda thumbnail: thumbnail.x())
    return [thumbnail.grab().toImage() for thumbnail in thumbnails]


def draw_what_every_step_changes(drawing: Drawing) -> None:
    """A thin line in a corner, and a dot apart from it."""
    stroke(drawing, (0.1, 0.1), (0.3, 0.5), wide=0.3)
    stroke(drawing, (0.9, 0.9), wide=0.3)


def test_there_is_a_switch_for_each_step_that_core_can_leave_out(panel: StepsPanel) -> None:
    assert [field for field, _, _ in STEPS] == list(Steps.__slots__)
    assert all(box.isChecked() and box.toolTip() for box in panel.findChildren(QCheckBox))
    assert panel.info() == ALL_ON


def test_each_picture_is_named_for_those_who_do_not_see_it(panel: StepsPanel) -> None:
    names = [thumbnail.accessibleName() for thumbnail in panel.findChildren(Thumbnail)]
    assert names == ["Ink", "No dots", "Evened", "20 px", "Centred"]


@pytest.mark.parametrize(("field", "name"), [step[:2] for step in STEPS])
def test_switching_a_step_off_changes_what_the_network_sees_its_picture_and_the_words(
    panel: StepsPanel, reader: Reader, drawing: Drawing, field: str, name: str
) -> None:
    draw_what_every_step_changes(drawing)
    before, seen = pictures(panel), reader.stages.seen
    switch(panel, name).click()
    assert getattr(reader.steps, field) is False
    assert panel.info() == SOME_OFF
    assert not np.array_equal(reader.stages.seen, seen)
    after = pictures(panel)
    assert after[-1] != before[-1]
    step = [field for field, _, _ in STEPS].index(field) + 1
    assert after[:step] == before[:step]
    switch(panel, name).click()
    assert panel.info() == ALL_ON
    assert pictures(panel) == before
    np.testing.assert_array_equal(reader.stages.seen, seen)


def test_each_switch_leaves_the_others_as_they_are(panel: StepsPanel, reader: Reader) -> None:
    switch(panel, "Centred").click()
    switch(panel, "20 px").click()
    assert reader.steps == Steps(scale=False, centre=False)
    switch(panel, "Centred").click()
    assert reader.steps == Steps(scale=False)
    assert panel.info() == SOME_OFF


def test_the_pictures_follow_the_drawing(panel: StepsPanel, drawing: Drawing) -> None:
    empty = pictures(panel)
    assert len(empty) == len(STEPS) + 1
    stroke(drawing, *DOWN)
    drawn = pictures(panel)
    assert all(picture != nothing for picture, nothing in zip(drawn, empty, strict=True))
    drawing.clear()
    assert pictures(panel) == empty


def test_a_single_dot_is_shown_at_every_step(panel: StepsPanel, drawing: Drawing) -> None:
    empty = pictures(panel)
    stroke(drawing, (0.5, 0.5))
    assert all(picture != nothing for picture, nothing in zip(pictures(panel), empty, strict=True))


def test_what_was_drawn_while_it_was_hidden_is_there_when_it_is_seen(
    panel: StepsPanel, drawing: Drawing
) -> None:
    empty = pictures(panel)
    panel.hide()
    stroke(drawing, *DOWN)
    panel.show()
    assert pictures(panel)[-1] != empty[-1]


def test_space_switches_the_step_that_has_the_focus(qtbot: QtBot, panel: StepsPanel) -> None:
    QShortcut(QKeySequence("Space"), panel)  # which trains, in the window
    panel.activateWindow()
    box = switch(panel, "20 px")
    box.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(box.hasFocus)
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert not box.isChecked()


def test_a_click_leaves_the_focus_where_it_was(panel: StepsPanel) -> None:
    box = switch(panel, "20 px")
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center() / 2)
    assert not box.hasFocus()

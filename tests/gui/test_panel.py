"""Panels: folding, and words at the right that move nothing."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from gui.widgets.panel import FoldButton, Panel


def test_a_title_folds_its_panel_by_mouse_and_by_key(qtbot: QtBot) -> None:
    panel = Panel("Network", foldable=True)
    qtbot.addWidget(panel)
    inside = QLineEdit()
    panel.body.addWidget(inside)
    panel.show()
    folded: list[bool] = []
    panel.folded.connect(folded.append)
    title = panel.findChild(FoldButton)
    assert title is not None
    QTest.mouseClick(title, Qt.MouseButton.LeftButton)
    assert (panel.is_folded, inside.isVisible()) == (True, False)
    QTest.keyClick(title, Qt.Key.Key_Space)
    assert (panel.is_folded, inside.isVisible()) == (False, True)
    assert folded == [True, False]


def test_info_of_any_length_moves_nothing(qtbot: QtBot) -> None:
    panel = Panel("Cross-entropy loss")
    qtbot.addWidget(panel)
    hint = panel.minimumSizeHint()
    panel.set_info("0.1173   smoothed 0.0540 " * 50)
    assert panel.minimumSizeHint() == hint
    assert panel.info().startswith("0.1173")


def test_info_that_does_not_fit_loses_its_end(qtbot: QtBot) -> None:
    panel = Panel("Cross-entropy loss")
    qtbot.addWidget(panel)
    panel.resize(300, 60)
    panel.set_info("1" + "8" * 200)
    before = panel.grab().toImage()
    panel.set_info("2" + "8" * 200)
    assert panel.grab().toImage() != before
    panel.set_info("2" + "8" * 200 + "9")
    after = panel.grab().toImage()
    panel.set_info("2" + "8" * 200)
    assert panel.grab().toImage() == after

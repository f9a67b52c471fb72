"""The list of the user's digits: what is read in each, the errors, keys, menu and export."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from core import handwriting
from core.checkpoint import Checkpoint
from gui import drawing_words, theme, words
from gui.collection import Collection
from gui.drawing import Drawing
from gui.panels.my_digits import UNKNOWN, MyDigitsPanel
from gui.session import Session
from tests.gui.own_digits import give_model, ones
from tests.gui.panels.showing import child, digit_list, digit_texts, score, show_snapshot
from tests.gui.waiting import messages_of


def says(panel: MyDigitsPanel, text: str) -> bool:
    return any(label.text() == text for label in panel.findChildren(QLabel) if label.isVisible())


def test_before_the_first_digit_it_says_how_to_keep_one(no_digits: MyDigitsPanel) -> None:
    hints = [label for label in no_digits.findChildren(QLabel) if "press its key" in label.text()]
    assert [label.isVisible() for label in hints] == [True]
    assert not digit_list(no_digits).isVisible()
    assert not child(no_digits, QPushButton, "").isVisible() or no_digits.info() == ""
    (export,) = [b for b in no_digits.findChildren(QPushButton) if b.text() == "Export"]
    assert not export.isEnabled()
    assert says(no_digits, UNKNOWN)


def test_digits_stand_with_their_labels_the_newest_first(three_digits: MyDigitsPanel) -> None:
    assert digit_texts(three_digits) == ["0", "7", "1"]
    assert three_digits.info() == "3 digits"
    assert digit_list(three_digits).isVisible()
    assert not any(digit_list(three_digits).item(row).icon().isNull() for row in range(3))


def test_a_kept_digit_comes_first(
    three_digits: MyDigitsPanel, collection: Collection, drawing: Drawing
) -> None:
    drawing.insert(ones(4)[-1])
    collection.keep_drawing(4)
    assert digit_texts(three_digits)[0] == "4"
    assert three_digits.info() == "4 digits"


def test_a_wrong_answer_is_marked_in_words_and_by_colour(
    three_digits: MyDigitsPanel, session: Session, model: Checkpoint
) -> None:
    give_model(session, model)
    assert digit_texts(three_digits) == ["0", "7, read 1", "1"]
    warning = QColor(theme.colors().warning)
    marked = [
        digit_list(three_digits).item(row).foreground().color() == warning for row in range(3)
    ]
    assert marked == [False, True, False]


def test_the_mark_goes_once_the_label_is_right(
    three_digits: MyDigitsPanel, session: Session, model: Checkpoint, collection: Collection
) -> None:
    give_model(session, model)
    collection.relabel(collection.digits[1:2], 1)
    assert digit_texts(three_digits) == ["0", "1", "1"]


def test_both_errors_are_those_of_the_network_that_answers(
    three_digits: MyDigitsPanel, session: Session, model: Checkpoint, collection: Collection
) -> None:
    give_model(session, model)
    own = handwriting.errors_on(model.network, collection.digits)
    assert says(three_digits, drawing_words.own_error(own, aside=False))
    assert own.mistakes == 1
    assert model.evaluation
    assert says(three_digits, words.percent(model.evaluation.test.error))
    show_snapshot(session, 10, [score(10)])
    assert session.answerer
    own = handwriting.errors_on(session.answerer.network, collection.digits)
    assert says(three_digits, drawing_words.own_error(own, aside=False))
    assert says(three_digits, "3.00 %")


def test_without_a_network_both_errors_are_unknown(three_digits: MyDigitsPanel) -> None:
    unknown = [label for label in three_digits.findChildren(QLabel) if label.text() == UNKNOWN]
    assert len(unknown) == 2
    assert digit_texts(three_digits) == ["0", "7", "1"]


def test_what_changed_while_it_was_hidden_is_there_when_it_is_seen(
    three_digits: MyDigitsPanel, session: Session, model: Checkpoint
) -> None:
    three_digits.hide()
    give_model(session, model)
    three_digits.show()
    assert digit_texts(three_digits) == ["0", "7, read 1", "1"]


def test_a_hidden_panel_asks_no_network(
    three_digits: MyDigitsPanel, session: Session, model: Checkpoint, collection: Collection
) -> None:
    three_digits.hide()
    give_model(session, model)
    assert collection._answers is None


def test_a_new_drawing_takes_the_selection_away_so_that_its_key_is_its_own(
    three_digits: MyDigitsPanel, drawing: Drawing
) -> None:
    digit_list(three_digits).selectAll()
    drawing.insert(np.full((5, 5), 255, np.uint8))
    assert not digit_list(three_digits).selectedItems()


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_labels_are_readable_in_another_theme(
    qtbot: QtBot,
    qapp: QApplication,
    three_digits: MyDigitsPanel,
    session: Session,
    model: Checkpoint,
    choice: str,
) -> None:
    give_model(session, model)
    before = qapp.palette()
    try:
        for look in ("dark" if choice == "light" else "light", choice):
            theme.apply(qapp, look)
        right, wrong = digit_list(three_digits).item(0), digit_list(three_digits).item(1)
        warning = QColor(theme.colors().warning)
        qtbot.waitUntil(lambda: wrong.foreground().color() == warning)
        assert right.data(Qt.ItemDataRole.ForegroundRole) is None  # so it follows the palette
    finally:
        qapp.setPalette(before)


def test_all_are_exported_into_a_folder_of_choice(
    qtbot: QtBot, three_digits: MyDigitsPanel, session: Session, tmp_path: Path
) -> None:
    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            dialog.setDirectory(str(tmp_path))
            child(dialog, QLineEdit, "fileNameEdit").setText("out")
            dialog.accept()
        else:
            QTimer.singleShot(20, choose)

    (tmp_path / "out").mkdir()
    said = messages_of(session)
    (menu,) = [menu for menu in three_digits.findChildren(QMenu) if len(menu.actions()) == 2]
    QTimer.singleShot(20, choose)
    menu.actions()[1].trigger()
    qtbot.waitUntil(lambda: bool(said))
    assert said[0].text == drawing_words.exported(3, tmp_path / "out")
    assert len(list((tmp_path / "out").glob("*/*.png"))) == 3

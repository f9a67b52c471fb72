"""The list of the user's digits: what is read in each, the errors, keys, menu and export."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from core import handwriting
from core.checkpoint import Checkpoint
from gui import drawing_words, theme, words
from gui.collection import Collection
from gui.drawing import Drawing
from gui.panels.my_digits import UNKNOWN, MyDigitsPanel
from gui.session import Session
from tests.gui.own_digits import (
    ONE,
    OTHER_ONE,
    ZERO,
    bundled_model,
    collection_of,
    give_model,
    kept_in,
    ones,
)
from tests.gui.panels.showing import child, score, show_snapshot
from tests.gui.waiting import messages_of


@pytest.fixture(scope="module")
def model() -> Checkpoint:
    return bundled_model()


@pytest.fixture
def drawing(qtbot: QtBot) -> Drawing:
    return Drawing()


@pytest.fixture
def collection(home: Path, drawing: Drawing, session: Session) -> Iterator[Collection]:
    with collection_of(home / "my-digits", drawing, session) as collection:
        yield collection


@pytest.fixture
def empty(
    qtbot: QtBot, session: Session, collection: Collection, actions: dict[str, QAction]
) -> MyDigitsPanel:
    """The panel before anything is kept."""
    panel = MyDigitsPanel(session, collection, actions)
    qtbot.addWidget(panel)
    panel.resize(300, 500)
    panel.show()
    return panel


@pytest.fixture
def panel(qtbot: QtBot, empty: MyDigitsPanel, collection: Collection, home: Path) -> MyDigitsPanel:
    """Two ones and a zero; the second one is labelled 7."""
    kept_in(home / "my-digits", (1, 7, 0), (ONE, OTHER_ONE, ZERO))
    load(qtbot, collection)
    return empty


def load(qtbot: QtBot, collection: Collection) -> None:
    with qtbot.waitSignal(collection.changed):
        collection.load()


def digits(panel: MyDigitsPanel) -> QListWidget:
    return child(panel, QListWidget, "myDigitsList")


def texts(panel: MyDigitsPanel) -> list[str]:
    """What stands under the pictures, the newest first."""
    listed = digits(panel)
    return [listed.item(row).text() for row in range(listed.count())]


def says(panel: MyDigitsPanel, text: str) -> bool:
    return any(label.text() == text for label in panel.findChildren(QLabel) if label.isVisible())


def test_before_the_first_digit_it_says_how_to_keep_one(empty: MyDigitsPanel) -> None:
    hints = [label for label in empty.findChildren(QLabel) if "press its key" in label.text()]
    assert [label.isVisible() for label in hints] == [True]
    assert not digits(empty).isVisible()
    assert not child(empty, QPushButton, "").isVisible() or empty.info() == ""
    (export,) = [b for b in empty.findChildren(QPushButton) if b.text() == "Export"]
    assert not export.isEnabled()
    assert says(empty, UNKNOWN)


def test_digits_stand_with_their_labels_the_newest_first(panel: MyDigitsPanel) -> None:
    assert texts(panel) == ["0", "7", "1"]
    assert panel.info() == "3 digits"
    assert digits(panel).isVisible()
    assert not any(digits(panel).item(row).icon().isNull() for row in range(3))


def test_a_kept_digit_comes_first(
    panel: MyDigitsPanel, collection: Collection, drawing: Drawing
) -> None:
    drawing.insert(ones(4)[-1])
    collection.keep_drawing(4)
    assert texts(panel)[0] == "4"
    assert panel.info() == "4 digits"


def test_a_wrong_answer_is_marked_in_words_and_by_colour(
    panel: MyDigitsPanel, session: Session, model: Checkpoint
) -> None:
    give_model(session, model)
    assert texts(panel) == ["0", "7, read 1", "1"]
    warning = QColor(theme.colors().warning)
    marked = [digits(panel).item(row).foreground().color() == warning for row in range(3)]
    assert marked == [False, True, False]


def test_the_mark_goes_once_the_label_is_right(
    panel: MyDigitsPanel, session: Session, model: Checkpoint, collection: Collection
) -> None:
    give_model(session, model)
    collection.relabel(collection.digits[1:2], 1)
    assert texts(panel) == ["0", "1", "1"]


def test_both_errors_are_those_of_the_network_that_answers(
    panel: MyDigitsPanel, session: Session, model: Checkpoint, collection: Collection
) -> None:
    give_model(session, model)
    own = handwriting.errors_on(model.network, collection.digits)
    assert says(panel, drawing_words.own_error(own, aside=False))
    assert own.mistakes == 1
    assert model.evaluation
    assert says(panel, words.percent(model.evaluation.test.error))
    show_snapshot(session, 10, [score(10)])
    assert session.answerer
    own = handwriting.errors_on(session.answerer.network, collection.digits)
    assert says(panel, drawing_words.own_error(own, aside=False))
    assert says(panel, "3.00 %")


def test_without_a_network_both_errors_are_unknown(panel: MyDigitsPanel) -> None:
    unknown = [label for label in panel.findChildren(QLabel) if label.text() == UNKNOWN]
    assert len(unknown) == 2
    assert texts(panel) == ["0", "7", "1"]


def test_what_changed_while_it_was_hidden_is_there_when_it_is_seen(
    panel: MyDigitsPanel, session: Session, model: Checkpoint
) -> None:
    panel.hide()
    give_model(session, model)
    panel.show()
    assert texts(panel) == ["0", "7, read 1", "1"]


def test_a_hidden_panel_asks_no_network(
    panel: MyDigitsPanel, session: Session, model: Checkpoint, collection: Collection
) -> None:
    panel.hide()
    give_model(session, model)
    assert collection._answers is None


def test_a_new_drawing_takes_the_selection_away_so_that_its_key_is_its_own(
    panel: MyDigitsPanel, drawing: Drawing
) -> None:
    digits(panel).selectAll()
    drawing.insert(np.full((5, 5), 255, np.uint8))
    assert not digits(panel).selectedItems()


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_labels_are_readable_in_another_theme(
    qtbot: QtBot,
    qapp: QApplication,
    panel: MyDigitsPanel,
    session: Session,
    model: Checkpoint,
    choice: str,
) -> None:
    give_model(session, model)
    before = qapp.palette()
    try:
        for look in ("dark" if choice == "light" else "light", choice):
            theme.apply(qapp, look)
        right, wrong = digits(panel).item(0), digits(panel).item(1)
        warning = QColor(theme.colors().warning)
        qtbot.waitUntil(lambda: wrong.foreground().color() == warning)
        assert right.data(Qt.ItemDataRole.ForegroundRole) is None  # so it follows the palette
    finally:
        qapp.setPalette(before)


def test_all_are_exported_into_a_folder_of_choice(
    qtbot: QtBot, panel: MyDigitsPanel, session: Session, tmp_path: Path
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
    (menu,) = [menu for menu in panel.findChildren(QMenu) if len(menu.actions()) == 2]
    QTimer.singleShot(20, choose)
    menu.actions()[1].trigger()
    qtbot.waitUntil(lambda: bool(said))
    assert said[0].text == drawing_words.exported(3, tmp_path / "out")
    assert len(list((tmp_path / "out").glob("*/*.png"))) == 3

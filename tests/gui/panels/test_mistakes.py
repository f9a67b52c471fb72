"""The page Mistakes: matrix and gallery together, before, while and after a run."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.answers import ALL_MISTAKES, Choice
from core.history import Score
from core.samples import Dataset
from gui.message import Message
from gui.mistakes import words
from gui.mistakes.inspection import Inspection
from gui.mistakes.question import TESTING, TRAINING
from gui.pages.mistakes import MistakesPage
from gui.plan import Plan
from gui.session import Session
from gui.settings import Settings
from gui.widgets.choice_button import ChoiceButton
from gui.widgets.matrix.places import LABELS, Place
from tests.gui.dialogs import choose, in_dialog
from tests.gui.inspecting import answers_of, gallery_of, inspection_of, matrix_of
from tests.gui.panels.showing import child, evaluation, show_snapshot
from tests.gui.waiting import train

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def plan(plan: Plan) -> Plan:
    """So slow that mistakes are left."""
    return replace(plan, config=replace(plan.config, learning_rate=0.003))


@pytest.fixture
def inspection(session: Session) -> Inspection:
    return inspection_of(session)


@pytest.fixture
def make_page(
    qtbot: QtBot,
    session: Session,
    inspection: Inspection,
    settings: Settings,
    actions: dict[str, QAction],
) -> Callable[[], MistakesPage]:
    """Makes the page, as at another start of the program too."""

    def make() -> MistakesPage:
        page = MistakesPage(session, inspection._timeline, inspection, settings, actions)
        qtbot.addWidget(page)
        return page

    return make


@pytest.fixture
def page(make_page: Callable[[], MistakesPage]) -> MistakesPage:
    page = make_page()
    page.resize(1216, 555)
    page.show()
    return page


@pytest.fixture
def trained(
    qtbot: QtBot, page: MistakesPage, session: Session, inspection: Inspection
) -> MistakesPage:
    """The page of a run at its end."""
    train(qtbot, session)
    answers_of(qtbot, inspection)
    return page


def choose_in(page: QWidget, purpose: str, text: str) -> None:
    """Choose from the menu of the button with such a tooltip."""
    button = child(page, ChoiceButton, purpose)
    button.show_choice(text)
    button.chosen.emit(text)


def some_mistake(inspection: Inspection) -> Choice:
    found = inspection.found
    assert found
    index = inspection.indices[0]
    return Choice(int(found.answers.truth[index]), int(found.answers.given[index]))


def test_before_the_first_run_it_says_what_to_do(page: MistakesPage) -> None:
    assert gallery_of(page).accessibleDescription() == words.NO_RUN
    assert page.matrix.info() == words.NOT_EVALUATED
    assert not any(button.isEnabled() for button in page.gallery.findChildren(QPushButton))
    assert not page.grab().isNull()


def test_matrix_and_gallery_show_the_same_run(trained: MistakesPage, session: Session) -> None:
    assert session.score
    mistakes = session.score.test.mistakes
    assert trained.gallery.title() == words.title((), ALL_MISTAKES, mistakes)
    assert trained.gallery.info() == "at 40"
    assert trained.matrix.info() == "at 40, 100 images"
    assert matrix_of(trained).sentence.startswith(f"Read wrongly: {mistakes} of 100 images")
    gallery_of(trained).choose_all()
    assert len(gallery_of(trained).chosen) == mistakes > 0
    assert trained.gallery.info() == f"at 40  ·  {mistakes} selected"


def test_a_click_on_a_cell_shows_its_images_and_another_releases_it(
    trained: MistakesPage, inspection: Inspection, session: Session
) -> None:
    cell = some_mistake(inspection)
    assert session.score
    assert cell.truth is not None
    assert cell.given is not None
    count = int(session.score.test.confusion[cell.truth, cell.given])
    matrix = matrix_of(trained)
    point = matrix.box(Place(cell.truth, cell.given)).center()
    QTest.mouseClick(matrix, LEFT, pos=point)
    names = inspection.class_names
    assert trained.gallery.title() == words.title(names, cell, count)
    QTest.mouseClick(matrix, LEFT, pos=point)
    assert inspection.choice == ALL_MISTAKES


def test_escape_on_the_matrix_shows_all_mistakes_again(
    trained: MistakesPage, inspection: Inspection
) -> None:
    matrix = matrix_of(trained)
    QTest.mouseClick(matrix, LEFT, pos=matrix.box(Place(LABELS, 4)).center())
    assert inspection.choice == Choice(given=4)
    QTest.keyClick(matrix, Qt.Key.Key_Escape)
    assert inspection.choice == ALL_MISTAKES


def test_a_digit_of_the_table_shows_its_mistakes_and_gets_the_keys(
    qtbot: QtBot, trained: MistakesPage, inspection: Inspection
) -> None:
    trained.activateWindow()
    trained.show_mistakes(5)
    assert inspection.choice == Choice(truth=5)
    assert trained.focusProxy() is gallery_of(trained)
    trained.show_mistakes(5)
    assert inspection.choice == Choice(truth=5)
    trained.show_mistakes(None)
    assert inspection.choice == ALL_MISTAKES


def test_training_images_come_by_loss_with_a_word_on_their_labels(
    qtbot: QtBot, trained: MistakesPage, inspection: Inspection
) -> None:
    def notes() -> list[QLabel]:
        labels = trained.findChildren(QLabel)
        return [each for each in labels if each.text() == words.SUSPICIOUS and each.isVisible()]

    assert not notes()
    choose_in(trained, "Show the testing or", TRAINING)
    answers_of(qtbot, inspection)
    assert inspection.order == "loss"
    assert notes()
    assert trained.matrix.info() == "at 40, 230 images"
    choose_in(trained, "What comes first", "by confidence")
    assert not notes()
    choose_in(trained, "Show the testing or", TESTING)
    assert inspection.order == "confidence"


def test_a_sample_is_called_so(
    page: MistakesPage, session: Session, inspection: Inspection
) -> None:
    sampled = evaluation(images=20, sampled=True)
    show_snapshot(session, 10, [Score(10, 1.0, 1.0, sampled, evaluation())])
    inspection.part = TRAINING
    assert page.matrix.info() == "at 10, 20 sampled"


def test_shares_by_row_are_remembered(
    trained: MistakesPage, make_page: Callable[[], MistakesPage]
) -> None:
    before = matrix_of(trained).grab().toImage()
    choose_in(trained, "Numbers of images", "share by row")
    assert matrix_of(trained).grab().toImage() != before
    again = make_page()
    assert child(again, ChoiceButton, "Numbers of images").choice == "share by row"


def test_the_size_of_the_pictures_is_remembered(
    trained: MistakesPage, make_page: Callable[[], MistakesPage]
) -> None:
    choose_in(trained, "The size of the pictures", "largest")
    assert gallery_of(trained).side == 168
    QTest.keyClick(gallery_of(trained), Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert child(trained, ChoiceButton, "The size of the pictures").choice == "large"
    again = make_page()
    assert gallery_of(again).side == 112


def test_an_image_is_sent_to_the_canvas(
    qtbot: QtBot,
    trained: MistakesPage,
    inspection: Inspection,
    tiny: Dataset,
    said: list[Message],
) -> None:
    index = int(inspection.indices[1])
    QTest.keyClick(gallery_of(trained), Qt.Key.Key_Right)
    with qtbot.waitSignal(trained.sent) as blocker:
        QTest.keyClick(gallery_of(trained), Qt.Key.Key_D)
    (image,) = blocker.args
    assert (image == tiny.test.images[index].reshape(28, 28)).all()
    assert (image.dtype, image.shape) == (np.uint8, (28, 28))
    label = str(tiny.test.labels[index])
    assert said[-1].text == words.sent(TESTING, index, label)


@pytest.mark.parametrize("selected", [0, 2])
def test_what_is_selected_is_exported_or_else_all(
    qtbot: QtBot,
    trained: MistakesPage,
    inspection: Inspection,
    said: list[Message],
    tmp_path: Path,
    selected: int,
) -> None:
    gallery = gallery_of(trained)
    if selected:
        QTest.keyClick(gallery, Qt.Key.Key_Home)
        QTest.keyClick(gallery, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    (tmp_path / "out").mkdir()
    in_dialog(choose(tmp_path / "out"))
    QTest.keyClick(gallery, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    count = selected or len(inspection.indices)
    qtbot.waitUntil(lambda: bool(said) and said[-1].text.startswith("Exported"))
    assert len(list((tmp_path / "out").glob("*/*.png"))) == count
    assert said[-1].text == words.exported(count, tmp_path / "out" / "testing-read-wrongly")


def test_a_hidden_page_asks_nothing_and_catches_up_when_it_is_seen(
    qtbot: QtBot, trained: MistakesPage, session: Session, inspection: Inspection
) -> None:
    trained.hide()
    found = inspection.found
    train(qtbot, session)
    assert inspection.found is found
    assert trained.gallery.info() == "at 40"
    trained.show()
    qtbot.waitUntil(lambda: trained.gallery.info() == "at 80")
    assert trained.matrix.info() == "at 80, 100 images"


def test_reset_empties_the_page(trained: MistakesPage, session: Session) -> None:
    session.reset()
    assert trained.gallery.title() == "Images"
    assert gallery_of(trained).current is None
    assert gallery_of(trained).accessibleDescription() == words.NO_RUN
    assert matrix_of(trained).sentence == ""
    assert trained.matrix.info() == words.NOT_EVALUATED

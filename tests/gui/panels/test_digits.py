"""The table of errors by digit: empty, filled, switched, emphasised, chosen from and copied."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableWidget, QTableWidgetItem
from pytestqt.qtbot import QtBot

from core.metrics import Evaluation
from core.samples import DIGITS, Dataset
from core.source import Source
from core.tables import FORMS, as_tabbed, error_rows
from gui import digit_words, theme, words
from gui.digit_words import DIGIT, ERROR, MISTAKES, READ_AS, TIMES
from gui.panels.digits import DigitErrorPanel
from gui.session import Session
from gui.timeline import Timeline
from tests.core.tools import report_evaluation
from tests.gui.panels.showing import (
    child,
    evaluation,
    menu_action,
    score,
    show_snapshot,
)
from tests.gui.waiting import messages_of, wait_until_ready

REPORT = report_evaluation()
WORST = 5  # the report's digit with the highest error


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> DigitErrorPanel:
    panel = DigitErrorPanel(session, Timeline(session))
    qtbot.addWidget(panel)
    panel.show()
    return panel


def table(panel: DigitErrorPanel) -> QTableWidget:
    return child(panel, QTableWidget, "digitErrorTable")


def item(panel: DigitErrorPanel, row: int, column: int) -> QTableWidgetItem:
    found = table(panel).item(row, column)
    assert found is not None
    return found


def column(panel: DigitErrorPanel, number: int) -> list[str]:
    return [item(panel, row, number).text() for row in range(11)]


def emphasised(panel: DigitErrorPanel) -> list[int]:
    """The digits whose row is bold and says why."""
    bold = [row for row in range(10) if item(panel, row, DIGIT).font().bold()]
    said = [row for row in range(10) if "highest error" in panel.table.lines[row].about]
    assert bold == said
    assert all(item(panel, row, ERROR).font().bold() for row in bold)
    return bold


def test_before_the_first_evaluation_there_are_digits_and_no_figures(
    panel: DigitErrorPanel,
) -> None:
    assert column(panel, DIGIT) == [*DIGITS, "Overall"]
    assert set(column(panel, ERROR)) == {"–"}
    assert set(column(panel, MISTAKES)) == {""}
    assert panel.info() == "after the first evaluation"
    assert emphasised(panel) == []


def test_the_last_evaluation_fills_the_table_as_the_report_prints_it(
    panel: DigitErrorPanel, session: Session
) -> None:
    show_snapshot(session, 500, [score(0), score(500, test=REPORT)])
    rows = [digit_words.cells(row) for row in error_rows(REPORT, DIGITS)]
    assert [tuple(column(panel, each)) for each in range(7)] == list(zip(*rows, strict=True))
    assert column(panel, ERROR)[-1] == "0.02760"
    titles = [table(panel).horizontalHeaderItem(each) for each in range(7)]
    assert tuple(title.text() for title in titles if title) == digit_words.TITLES
    assert panel.info() == words.evaluated_on(500, REPORT)


def test_the_menu_switches_between_testing_and_training_images(
    panel: DigitErrorPanel, session: Session
) -> None:
    sample = evaluation(7, 2_000, sampled=True)
    show_snapshot(session, 500, [score(500, train=sample, test=REPORT)])
    menu_action(panel, "training").trigger()
    assert column(panel, MISTAKES)[-1] == "7 of 2,000"
    assert panel.info() == words.evaluated_on(500, sample) != words.evaluated_on(500, REPORT)
    menu_action(panel, "testing").trigger()
    assert column(panel, MISTAKES)[-1] == "138 of 5,000"
    assert panel.info() == words.evaluated_on(500, REPORT)


def test_the_worst_digit_is_told_by_weight_and_words_and_colour(
    panel: DigitErrorPanel, session: Session
) -> None:
    show_snapshot(session, 500, [score(500, test=REPORT)])
    assert emphasised(panel) == [WORST]
    assert item(panel, WORST, ERROR).foreground().color().name() == theme.colors().warning.lower()
    show_snapshot(session, 600, [score(600, test=evaluation(9))])
    assert emphasised(panel) == [0]
    show_snapshot(session, 700, [score(700, test=evaluation(0))])
    assert emphasised(panel) == []


def test_the_overall_row_is_always_bold(panel: DigitErrorPanel, session: Session) -> None:
    assert item(panel, 10, DIGIT).font().bold()
    show_snapshot(session, 500, [score(500, test=REPORT)])
    assert item(panel, 10, ERROR).font().bold()


def test_the_emphasis_follows_the_theme(
    qapp: QApplication, panel: DigitErrorPanel, session: Session
) -> None:
    show_snapshot(session, 500, [score(500, test=REPORT)])
    for choice, tokens in (("dark", theme.DARK), ("light", theme.LIGHT)):
        theme.apply(qapp, choice)
        QTest.qWait(1)
        assert item(panel, WORST, ERROR).foreground().color().name() == tokens.warning.lower()


@pytest.mark.parametrize("part", ["testing", "training"])
def test_ctrl_c_copies_what_is_shown_tab_separated(
    panel: DigitErrorPanel, session: Session, part: str
) -> None:
    shown = {"testing": REPORT, "training": replace(REPORT, sampled=True)}
    show_snapshot(session, 500, [score(500, shown["training"], shown["testing"])])
    menu_action(panel, part).trigger()
    said = messages_of(session)
    QTest.keyClick(panel, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text = QGuiApplication.clipboard().text()
    assert text == as_tabbed(error_rows(shown[part], DIGITS))
    assert text.splitlines()[-1] == "Overall\t5000\t138\t0.02760\t0.02341\t0.03252\t\t"
    assert said[-1].text == "Copied 11 rows, tab-separated."


def test_ctrl_c_before_the_first_evaluation_says_why_nothing_is_copied(
    panel: DigitErrorPanel, session: Session
) -> None:
    QGuiApplication.clipboard().setText("mine")
    said = messages_of(session)
    QTest.keyClick(panel, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "mine"
    assert "before the first evaluation" in said[-1].text


def test_reset_empties_the_table(qtbot: QtBot, panel: DigitErrorPanel, session: Session) -> None:
    session.train()
    wait_until_ready(qtbot, session)
    assert column(panel, MISTAKES)[-1].endswith("of 100")
    session.reset()
    assert set(column(panel, ERROR)) == {"–"}
    assert emphasised(panel) == []
    said = messages_of(session)
    panel.copy()
    assert said[-1].text == words.NOTHING_TO_COPY


def test_nothing_in_it_can_be_changed_by_hand(panel: DigitErrorPanel, session: Session) -> None:
    show_snapshot(session, 500, [score(500, test=REPORT)])
    before = column(panel, ERROR)
    cell = table(panel).visualItemRect(item(panel, 2, ERROR)).center()
    QTest.mouseDClick(table(panel).viewport(), Qt.MouseButton.LeftButton, pos=cell)
    QTest.keyClicks(table(panel).viewport(), "9")
    assert column(panel, ERROR) == before


@pytest.mark.parametrize("name", FORMS)
def test_the_menu_copies_in_each_form(panel: DigitErrorPanel, session: Session, name: str) -> None:
    show_snapshot(session, 500, [score(500, test=REPORT)])
    said = messages_of(session)
    menu_action(panel, f"Copy as {name}").trigger()
    assert QGuiApplication.clipboard().text() == FORMS[name](error_rows(REPORT, DIGITS))
    assert said[-1].text == f"Copied 11 rows, as {name}."


def test_the_table_offers_the_same_copies_as_the_menu(panel: DigitErrorPanel) -> None:
    offered = [action.text() for action in table(panel).actions()]
    assert offered == ["Copy for a spreadsheet", *(f"Copy as {name}" for name in FORMS)]
    assert menu_action(panel, offered[0]) in table(panel).actions()


def test_a_digit_and_the_overall_row_ask_for_their_mistakes(
    panel: DigitErrorPanel, session: Session
) -> None:
    show_snapshot(session, 500, [score(500, test=REPORT)])
    asked: list[object] = []
    panel.digit_chosen.connect(asked.append)
    panel.all_chosen.connect(lambda: asked.append("all"))
    for row in (3, 10):
        cell = table(panel).visualItemRect(item(panel, row, READ_AS)).center()
        QTest.mouseClick(table(panel).viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert asked == [3, "all"]


def test_rows_without_mistakes_ask_for_nothing(panel: DigitErrorPanel, session: Session) -> None:
    asked: list[int] = []
    panel.digit_chosen.connect(asked.append)
    table(panel).setCurrentCell(1, 0)
    QTest.keyClick(table(panel), Qt.Key.Key_Return)
    show_snapshot(session, 500, [score(500, test=evaluation(9))])
    QTest.keyClick(table(panel), Qt.Key.Key_Return)
    assert asked == []
    table(panel).setCurrentCell(0, 0)
    QTest.keyClick(table(panel), Qt.Key.Key_Return)
    assert asked == [0]


@pytest.mark.parametrize("classes", [2, 62])
def test_other_data_have_as_many_rows_as_classes(
    qtbot: QtBot, session: Session, tiny: Dataset, classes: int
) -> None:
    names = tuple(f"class {number}" for number in range(classes))
    data = replace(tiny, class_names=names)
    session.library.keep_dataset(session.plan.source, data)
    panel = DigitErrorPanel(session, Timeline(session))
    qtbot.addWidget(panel)
    found = Evaluation(0.5, np.full((classes, classes), 2))
    show_snapshot(session, 500, [score(0, found, found), score(500, found, found)])
    assert table(panel).rowCount() == classes + 1
    assert item(panel, 1, DIGIT).text() == "class 1"
    assert item(panel, 1, READ_AS).text() == "class 0"
    assert item(panel, classes, ERROR).text() == f"{1 - 1 / classes:.5f}"
    assert panel.table.lines[classes].about.startswith("Read wrongly: ")
    assert "Overall" not in panel.table.lines[classes].about


def test_the_classes_of_other_data_are_named_once_those_are_chosen(
    panel: DigitErrorPanel, session: Session, tiny: Dataset
) -> None:
    session.take_data(replace(tiny, class_names=("cat", "dog"), source=Source("own")))
    assert [item(panel, row, DIGIT).text() for row in range(3)] == ["cat", "dog", "Overall"]


def test_columns_have_room_for_the_names_and_counts_of_what_is_shown(
    qtbot: QtBot, session: Session, tiny: Dataset
) -> None:
    names = ("a rather long name", *DIGITS[1:])
    data = replace(tiny, test=tiny.test.part(0, 5), class_names=names)
    session.library.keep_dataset(session.plan.source, data)
    panel = DigitErrorPanel(session, Timeline(session))
    qtbot.addWidget(panel)
    panel.setFixedWidth(900)
    panel.show()
    before = table(panel).columnWidth(MISTAKES)
    menu_action(panel, "training").trigger()
    assert table(panel).columnWidth(MISTAKES) != before
    assert table(panel).columnWidth(DIGIT) > panel.fontMetrics().horizontalAdvance(names[0])


def test_a_class_without_images_is_said_to_have_none(
    panel: DigitErrorPanel, session: Session
) -> None:
    show_snapshot(session, 500, [score(500, test=evaluation(9))])
    texts = [item(panel, 7, each).text() for each in (ERROR, MISTAKES, TIMES)]
    assert texts == ["none", "none", ""]
    assert panel.table.lines[7].about == "There are no testing images of the digit 7."
    panel.grab()

"""The table of errors by digit: empty, filled, switched, emphasised and copied."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableWidget, QTableWidgetItem
from pytestqt.qtbot import QtBot

from core.samples import DIGITS
from core.tables import as_tabbed, error_rows
from gui import theme, words
from gui.panels.digits import DigitErrorPanel
from gui.session import Session
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
    panel = DigitErrorPanel(session)
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
    """The digits whose whole row is bold and says why."""
    bold = [
        row
        for row in range(10)
        if all(item(panel, row, each).font().bold() for each in range(5))
        and item(panel, row, 0).toolTip() == "The digit with the highest error"
    ]
    others = [row for row in range(10) if row not in bold]
    assert not any(item(panel, row, 0).font().bold() for row in others)
    assert not any(item(panel, row, 0).toolTip() for row in others)
    return bold


def test_before_the_first_evaluation_there_are_digits_and_no_figures(
    panel: DigitErrorPanel,
) -> None:
    assert column(panel, 0) == [*DIGITS, "Overall"]
    assert set(column(panel, 3)) == {"–"}
    assert set(column(panel, 1)) == {""}
    assert panel.info() == "after the first evaluation"
    assert emphasised(panel) == []


def test_the_last_evaluation_fills_the_table_as_the_report_prints_it(
    panel: DigitErrorPanel, session: Session
) -> None:
    show_snapshot(session, 500, [score(0), score(500, test=REPORT)])
    assert column(panel, 3)[0] == "0.00797"
    assert column(panel, 3)[-1] == "0.02760"
    assert column(panel, 1)[-1] == "5,000"
    assert column(panel, 2)[-1] == "138"
    assert panel.info() == words.evaluated_on(500, REPORT)


def test_the_menu_switches_between_testing_and_training_images(
    panel: DigitErrorPanel, session: Session
) -> None:
    sample = evaluation(7, 2_000, sampled=True)
    show_snapshot(session, 500, [score(500, train=sample, test=REPORT)])
    menu_action(panel, "training").trigger()
    assert column(panel, 1)[-1] == "2,000"
    assert panel.info() == words.evaluated_on(500, sample) != words.evaluated_on(500, REPORT)
    menu_action(panel, "testing").trigger()
    assert column(panel, 1)[-1] == "5,000"
    assert panel.info() == words.evaluated_on(500, REPORT)


def test_the_worst_digit_is_told_by_weight_and_words_and_colour(
    panel: DigitErrorPanel, session: Session
) -> None:
    show_snapshot(session, 500, [score(500, test=REPORT)])
    assert emphasised(panel) == [WORST]
    assert item(panel, WORST, 3).foreground().color().name() == theme.colors().warning.lower()
    show_snapshot(session, 600, [score(600, test=evaluation(9))])
    assert emphasised(panel) == [0]
    show_snapshot(session, 700, [score(700, test=evaluation(0))])
    assert emphasised(panel) == []


def test_the_overall_row_is_always_bold(panel: DigitErrorPanel, session: Session) -> None:
    assert item(panel, 10, 0).font().bold()
    show_snapshot(session, 500, [score(500, test=REPORT)])
    assert item(panel, 10, 3).font().bold()


def test_the_emphasis_follows_the_theme(
    qapp: QApplication, panel: DigitErrorPanel, session: Session
) -> None:
    show_snapshot(session, 500, [score(500, test=REPORT)])
    for choice, tokens in (("dark", theme.DARK), ("light", theme.LIGHT)):
        theme.apply(qapp, choice)
        QTest.qWait(1)
        assert item(panel, WORST, 3).foreground().color().name() == tokens.warning.lower()


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
    assert text.splitlines()[-1] == "Overall\t5000\t138\t0.02760\t"
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
    assert column(panel, 1)[-1] == "100"
    session.reset()
    assert set(column(panel, 3)) == {"–"}
    assert emphasised(panel) == []


def test_nothing_in_it_can_be_changed_by_hand(panel: DigitErrorPanel, session: Session) -> None:
    show_snapshot(session, 500, [score(500, test=REPORT)])
    before = column(panel, 3)
    cell = table(panel).visualItemRect(item(panel, 2, 3)).center()
    QTest.mouseDClick(table(panel).viewport(), Qt.MouseButton.LeftButton, pos=cell)
    QTest.keyClicks(table(panel).viewport(), "9")
    assert column(panel, 3) == before

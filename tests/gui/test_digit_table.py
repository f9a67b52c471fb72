"""The table of errors by digit as a widget: its columns, marks, curves and rows to choose."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle
from pytestqt.qtbot import QtBot

from core.samples import DIGITS
from core.tables import error_rows
from gui import theme
from gui.digit_words import (
    DIGIT,
    ERROR,
    INTERVAL,
    PAST,
    READ_AS,
    TIMES,
    TITLES,
    cells,
    widest_cells,
)
from gui.widgets.digits.columns import BOLD, fitted_widths
from gui.widgets.digits.table import ROW_HEIGHT, DigitTable, Line
from tests.core.tools import report_evaluation

NARROWEST = 326  # pixels, in the window of 1280x720
WIDEST = 576
ROWS = [cells(row) for row in error_rows(report_evaluation(), DIGITS)]
WORST = 5
CURVE = (0.2, 0.1, 0.05)


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """The bundled typeface and the light theme, as the program starts."""
    style, font, palette = qapp.style().objectName(), qapp.font(), qapp.palette()
    theme.load_fonts(qapp)
    theme.apply(qapp, "light")
    yield
    qapp.setStyle(style)
    qapp.setFont(font)
    qapp.setPalette(palette)


@pytest.fixture
def table(qtbot: QtBot) -> DigitTable:
    table = DigitTable()
    qtbot.addWidget(table)
    table.make_room_for(widest_cells((*DIGITS, "Overall"), 5_000))
    table.show_lines([Line(row, f"about {row[0]}", CURVE, True) for row in ROWS], WORST, 0.2)
    table.setFixedWidth(NARROWEST)
    table.show()
    return table


def shown(table: DigitTable) -> list[int]:
    return [column for column in range(len(TITLES)) if not table.isColumnHidden(column)]


def at(table: DigitTable, row: int, column: int) -> QPoint:
    return table.visualRect(table.model().index(row, column)).center()


def click(table: DigitTable, row: int) -> None:
    place = at(table, row, ERROR)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def picture(table: DigitTable, row: int, column: int) -> QImage:
    box = table.visualRect(table.model().index(row, column))
    return table.viewport().grab(box).toImage()


def colors_in(image: QImage) -> set[str]:
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {QColor(image.pixel(x, y)).name() for x, y in places}


def test_in_the_smallest_window_the_most_important_columns_are_whole(table: DigitTable) -> None:
    assert shown(table) == [DIGIT, ERROR, INTERVAL, READ_AS, PAST]
    assert_nothing_is_cut(table)


def test_a_wide_table_shows_all_columns(table: DigitTable) -> None:
    table.setFixedWidth(WIDEST)
    assert shown(table) == list(range(len(TITLES)))


def test_nothing_is_cut_at_any_width(table: DigitTable) -> None:
    for width in range(NARROWEST, WIDEST):
        table.setFixedWidth(width)
        assert_nothing_is_cut(table)


def test_columns_make_room_for_other_texts_and_another_typeface(table: DigitTable) -> None:
    before = table.columnWidth(DIGIT)
    table.make_room_for(widest_cells(("Ankle boot",), 5_000))
    wider = table.columnWidth(DIGIT)
    assert wider > before
    font = table.font()
    font.setPixelSize(theme.FONT_PIXELS + 1)
    table.setFont(font)
    assert table.columnWidth(DIGIT) > wider


def test_a_selected_row_is_drawn_in_the_colour_of_its_text(table: DigitTable) -> None:
    click(table, WORST)
    assert theme.colors().warning.lower() not in colors_in(picture(table, WORST, DIGIT))
    assert theme.colors().on_accent.lower() in colors_in(picture(table, WORST, PAST))


def assert_nothing_is_cut(table: DigitTable) -> None:
    """Neither texts nor titles, and the columns fill the table."""
    margin = 2 * (table.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1)
    around = 2 * table.style().pixelMetric(QStyle.PixelMetric.PM_HeaderMargin)
    plain = QFontMetrics(table.font())
    for column in shown(table):
        width = table.columnWidth(column)
        metrics = QFontMetrics(theme.bold(table.font())) if column in BOLD else plain
        texts = [item.text() for row in range(11) if (item := table.item(row, column))]
        assert max(map(metrics.horizontalAdvance, texts)) + margin <= width
        assert plain.horizontalAdvance(TITLES[column]) + around <= width
    total = sum(table.columnWidth(column) for column in shown(table))
    assert total == table.viewport().width()


def test_rows_are_as_low_as_the_canvas_below_needs_them(table: DigitTable) -> None:
    assert {table.rowHeight(row) for row in range(11)} == {ROW_HEIGHT}
    assert table.height() == 12 * ROW_HEIGHT + 4
    assert not table.verticalScrollBar().isVisible()


NEEDED = {"digits": [50, 60, 120, 100, 50, 45, 30], "words": [90, 60, 120, 100, 80, 45, 30]}


@pytest.mark.parametrize(
    ("names", "room", "columns"),
    [
        ("digits", 160, {DIGIT, ERROR, READ_AS}),
        ("digits", 190, {DIGIT, ERROR, READ_AS, PAST}),
        ("digits", 280, {DIGIT, ERROR, READ_AS, INTERVAL}),
        ("digits", 310, {DIGIT, ERROR, READ_AS, INTERVAL, PAST}),
        ("digits", 355, {DIGIT, ERROR, READ_AS, INTERVAL, PAST, TIMES}),
        ("digits", 455, {*range(7)}),
        ("words", 326, {DIGIT, ERROR, READ_AS, PAST, TIMES}),
    ],
)
def test_columns_are_shown_as_room_allows_the_most_important_first(
    names: str, room: int, columns: set[int]
) -> None:
    widths = fitted_widths(NEEDED[names], room)
    assert set(widths) == columns
    assert all(width >= NEEDED[names][column] for column, width in widths.items())
    assert room - len(widths) < sum(widths.values()) <= room


def test_names_of_any_length_leave_room_for_the_errors() -> None:
    widths = fitted_widths([5_000, 60, 120, 100, 5_000, 45, 30], 326)
    assert widths == {DIGIT: 133, ERROR: 60, READ_AS: 133}


def test_the_worst_row_has_a_sign_beside_its_digit(table: DigitTable) -> None:
    warning = theme.colors().warning.lower()
    left = picture(table, WORST, DIGIT).copy(0, 0, 11, ROW_HEIGHT)
    assert warning in colors_in(left)
    table.show_lines(table.lines, 3, 0.2)
    assert warning not in colors_in(picture(table, WORST, DIGIT))
    assert warning in colors_in(picture(table, 3, DIGIT).copy(0, 0, 11, ROW_HEIGHT))


def test_each_row_draws_its_curve(table: DigitTable) -> None:
    drawn = [colors_in(picture(table, row, PAST)) for row in range(11)]
    assert all(len(colors) > 3 for colors in drawn)
    table.show_lines([Line(row) for row in ROWS], None, 0.0)
    assert {len(colors_in(picture(table, row, PAST))) for row in range(11)} == {1}


def test_a_long_table_draws_the_curves_of_the_rows_in_sight(
    qtbot: QtBot, table: DigitTable
) -> None:
    rows = [Line(ROWS[0], "", CURVE, True)] * 40
    table.show_lines([*rows, Line(ROWS[-1], "", CURVE, True)], 39, 0.2)
    table.setFixedWidth(WIDEST)
    table.scrollToBottom()
    assert len(colors_in(picture(table, 40, PAST))) > 3
    assert table.verticalScrollBar().maximum() > 0


def chosen(table: DigitTable) -> list[int]:
    rows: list[int] = []
    table.chosen.connect(rows.append)
    return rows


def test_a_click_and_enter_choose_a_row(table: DigitTable) -> None:
    rows = chosen(table)
    click(table, 3)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    QTest.keyClick(table, Qt.Key.Key_Enter)
    assert rows == [3, 4, 4]


def test_a_row_without_mistakes_cannot_be_chosen(table: DigitTable) -> None:
    rows = chosen(table)
    table.show_lines([Line(row) for row in ROWS], None, 0.0)
    click(table, 3)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert rows == []


def test_the_pointer_tells_which_rows_can_be_chosen(table: DigitTable) -> None:
    lines = [Line(row, f"about {row[0]}", CURVE, row[DIGIT] != "2") for row in ROWS]
    table.show_lines(lines, None, 0.2)
    seen = []
    for row in (3, 2):
        table.cellEntered.emit(row, ERROR)
        seen.append((table.viewport().cursor().shape(), is_framed(table, row)))
        item = table.item(row, ERROR)
        assert item
        assert item.toolTip() == f"about {row}"
    hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
    assert seen == [(hand, True), (arrow, False)]


def is_framed(table: DigitTable, row: int) -> bool:
    edge = picture(table, row, DIGIT).copy(0, 0, 1, ROW_HEIGHT)
    return theme.colors().accent.lower() in colors_in(edge)


def test_the_frame_goes_as_the_pointer_leaves(table: DigitTable) -> None:
    table.cellEntered.emit(3, ERROR)
    QApplication.sendEvent(table, QEvent(QEvent.Type.Leave))
    assert not is_framed(table, 3)


def test_what_the_tooltip_says_follows_the_evaluations(table: DigitTable) -> None:
    table.cellEntered.emit(3, ERROR)
    table.show_lines([Line(row, "later") for row in ROWS], None, 0.0)
    item = table.item(3, ERROR)
    assert item
    assert item.toolTip() == "later"


def test_nothing_stays_selected_once_the_focus_is_elsewhere(table: DigitTable) -> None:
    click(table, 3)
    assert table.selectedItems()
    QApplication.sendEvent(
        table, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.PopupFocusReason)
    )
    assert table.selectedItems()
    QApplication.sendEvent(table, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert not table.selectedItems()

"""The confusion matrix: its colours and numbers, where its places are, and how they are chosen."""

from collections.abc import Sequence

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from core.answers import ALL_MISTAKES, Choice
from core.arrays import Counts
from core.metrics import Evaluation
from core.samples import DIGITS
from gui.colormaps import cividis
from gui.theme import DARK, LIGHT, Colors
from gui.widgets.matrix import look
from gui.widgets.matrix.matrix import ConfusionMatrix
from gui.widgets.matrix.places import LABELS, Place, Places, place_of
from tests.core.tools import report_evaluation

REPORT = report_evaluation()
MANY = tuple(f"class {number}" for number in range(62))
CORNER = Place(LABELS, LABELS)


def counts(*cells: tuple[int, int, int], classes: int = 3) -> Counts:
    confusion = np.zeros((classes, classes), np.int64)
    for truth, given, count in cells:
        confusion[truth, given] = count
    return confusion


THREE = counts((0, 0, 90), (0, 1, 9), (0, 2, 1), (1, 1, 1000), (1, 0, 3))  # none of class 2


def wide(names: Sequence[str]) -> Evaluation:
    """Each class is read as the next one three times."""
    confusion = 5 * np.eye(len(names), dtype=np.int64)
    confusion += 3 * np.roll(np.eye(len(names), dtype=np.int64), 1, axis=1)
    return Evaluation(0.1, confusion)


@pytest.fixture
def matrix(qtbot: QtBot) -> ConfusionMatrix:
    matrix = ConfusionMatrix()
    qtbot.addWidget(matrix)
    matrix.resize(520, 480)
    matrix.set_matrix(REPORT, DIGITS)
    matrix.show()
    return matrix


def chosen_of(matrix: ConfusionMatrix) -> list[Choice]:
    chosen: list[Choice] = []
    matrix.chosen.connect(chosen.append)
    return chosen


def test_colours_grow_with_the_logarithm_of_the_mistakes() -> None:
    strength = look.strength(THREE, shares=False)
    assert strength[0, 1] == 1.0
    assert strength[0, 2] == pytest.approx(np.log(2) / np.log(10))
    assert strength[0, 0] == strength[1, 1] == strength[2, 0] == 0.0


def test_shares_are_coloured_by_their_part_of_the_row() -> None:
    strength = look.strength(THREE, shares=True)
    assert strength[0, 1] == 1.0
    assert 0 < strength[1, 0] < strength[0, 2]  # 3 of 1,003 against 1 of 100


def test_no_mistakes_have_no_colour() -> None:
    assert not look.strength(5 * np.eye(3, dtype=np.int64), shares=False).any()
    assert not look.strength(counts(), shares=True).any()


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_diagonal_and_classes_without_images_are_muted(tokens: Colors) -> None:
    rgb = look.colors(THREE, tokens, shares=False)
    greys = [rgb[place] for place in ((0, 0), (1, 1), (2, 0), (2, 1), (2, 2))]
    assert all(np.ptp(grey.astype(int)) < 20 for grey in greys)
    assert np.ptp(rgb[0, 1].astype(int)) > 100  # yellow
    assert (greys[2] == greys[3]).all()


def test_numbers_can_be_read_on_every_colour() -> None:
    shades = np.stack([cividis(np.linspace(0, 1, 64))])

    def luminance(color: QColor) -> float:
        parts = np.array([color.redF(), color.greenF(), color.blueF()])
        linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        return float(linear @ look.LINEAR)

    for shade, ink in zip(shades[0], look.inks(shades)[0], strict=True):
        ends = sorted((luminance(QColor(*shade.tolist())), luminance(QColor(ink))))
        assert (ends[1] + 0.05) / (ends[0] + 0.05) >= 4.5  # WCAG's contrast for text


def test_counts_and_shares_stand_in_the_cells_and_nothing_for_no_image() -> None:
    assert look.texts(THREE, shares=False) == [
        ["90", "9", "1"],
        ["3", "1,000", ""],
        ["", "", ""],
    ]
    shares = look.texts(THREE, shares=True)
    assert shares == [["90.0", "9.0", "1.0"], ["0.3", "99.7", ""], ["", "", ""]]
    assert look.texts(counts((0, 0, 9999), (0, 1, 1)), shares=True)[0][1] == "<.1"


def test_sums_are_images_or_errors_and_none_for_a_class_without_images() -> None:
    evaluation = Evaluation(0.1, THREE)
    assert look.sums(evaluation, shares=False) == ["100", "1,003", "none"]
    assert look.sums(evaluation, shares=True) == ["10.0 %", "0.3 %", "none"]


@pytest.mark.parametrize("classes", [1, 2, 3, 10, 26, 62, 200])
@pytest.mark.parametrize("room", [(380, 320), (520, 450), (1900, 1200)])
def test_every_place_is_found_where_it_is_painted(classes: int, room: tuple[int, int]) -> None:
    places = Places.fitting(classes, QRect(0, 0, *room), 30, 20)
    indices = range(LABELS, classes)
    for row, column in [(i, i) for i in indices] + [(0, i) for i in indices] + [(LABELS, 0)]:
        box = places.box(Place(row, column))
        assert box.width() > 0
        for corner in (box.topLeft(), box.center(), box.bottomRight()):
            assert places.place_at(corner) == Place(row, column)
    if places.side > 1:  # else there are more classes than pixels
        assert QRect(0, 0, *room).contains(places.cells)
        assert places.sums(0).right() < room[0]


def test_a_row_s_sum_belongs_to_its_label() -> None:
    places = Places.fitting(10, QRect(0, 0, 520, 450), 30, 20)
    assert places.place_at(places.sums(4).center()) == Place(4, LABELS)
    assert places.place_at(places.cells.bottomRight() + QPoint(4, 9)) is None


@pytest.mark.parametrize("choice", [ALL_MISTAKES, Choice(2), Choice(None, 3), Choice(2, 3)])
def test_a_choice_is_where_its_answers_are_counted(choice: Choice) -> None:
    places = Places.fitting(10, QRect(0, 0, 520, 450), 30, 20)
    assert place_of(choice).choice == choice
    region = places.region(choice)
    assert places.cells.contains(region)
    assert (region.width() == places.cells.width()) == (choice.given is None)
    assert (region.height() == places.cells.height()) == (choice.truth is None)


@pytest.mark.parametrize(
    "place", [Place(9, 4), Place(5, 5), Place(5, LABELS), Place(LABELS, 4), CORNER], ids=str
)
def test_a_click_chooses_cell_row_column_or_all(matrix: ConfusionMatrix, place: Place) -> None:
    chosen = chosen_of(matrix)
    QTest.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=matrix.box(place).center())
    assert chosen == [place.choice]


def test_a_click_beside_the_matrix_or_without_numbers_chooses_nothing(
    matrix: ConfusionMatrix,
) -> None:
    chosen = chosen_of(matrix)
    QTest.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=QPoint(519, 479))
    QTest.mouseClick(matrix, Qt.MouseButton.RightButton, pos=matrix.box(Place(1, 2)).center())
    matrix.set_matrix(None, DIGITS)
    QTest.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=matrix.box(Place(1, 2)).center())
    QTest.keyClick(matrix, Qt.Key.Key_Return)
    assert chosen == []
    assert matrix.sentence == ""


def test_arrows_walk_to_every_place_and_enter_chooses(matrix: ConfusionMatrix) -> None:
    chosen = chosen_of(matrix)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
        QTest.keyClick(matrix, key)
    assert matrix.sentence.startswith("1 read as 0:")
    QTest.keyClick(matrix, Qt.Key.Key_Return)
    QTest.keyClick(matrix, Qt.Key.Key_Left)
    QTest.keyClick(matrix, Qt.Key.Key_Enter)
    for _ in range(99):
        QTest.keyClick(matrix, Qt.Key.Key_Down)
    QTest.keyClick(matrix, Qt.Key.Key_Return)
    assert chosen == [Choice(1, 0), Choice(truth=1), Choice(truth=9)]


def test_arrows_begin_at_what_is_chosen(matrix: ConfusionMatrix) -> None:
    matrix.set_matrix(REPORT, DIGITS, Choice(5, 3))
    QTest.keyClick(matrix, Qt.Key.Key_Up)
    assert matrix.sentence.startswith("4 read as 3:")


def test_escape_is_the_matrix_s_own_only_while_something_is_chosen(
    qtbot: QtBot, matrix: ConfusionMatrix
) -> None:
    def is_wanted() -> bool:
        key = Qt.Key.Key_Escape
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        QApplication.sendEvent(matrix, event)
        return event.isAccepted()

    assert not is_wanted()  # so it stops the training
    matrix.set_matrix(REPORT, DIGITS, Choice(5, 3))
    assert is_wanted()
    with qtbot.waitSignal(matrix.released):
        QTest.keyClick(matrix, Qt.Key.Key_Escape)


@pytest.mark.parametrize("names", [DIGITS, MANY, ("no", "yes")], ids=["10", "62", "2"])
def test_the_tooltip_is_right_for_any_number_of_classes(
    matrix: ConfusionMatrix, names: tuple[str, ...]
) -> None:
    matrix.set_matrix(wide(names), names)
    last = len(names) - 1
    point = matrix.box(Place(last, 0)).center()
    event = QHelpEvent(QEvent.Type.ToolTip, point, matrix.mapToGlobal(point))
    QApplication.sendEvent(matrix, event)
    assert QToolTip.text() == f"{names[last]} read as {names[0]}: 3 of 8 images, 37.5 %"
    QToolTip.hideText()


def test_what_the_pointer_is_at_is_said_until_it_leaves(matrix: ConfusionMatrix) -> None:
    QTest.mouseMove(matrix, matrix.box(Place(5, 3)).center())
    assert matrix.sentence.startswith("5 read as 3:")
    assert matrix.accessibleDescription() == matrix.sentence
    QApplication.sendEvent(matrix, QEvent(QEvent.Type.Leave))
    assert matrix.sentence == "Read wrongly: 138 of 5,000 images, 2.8 %"


def brightest(matrix: ConfusionMatrix, place: Place) -> float:
    """How far the colours inside a cell are apart."""
    image = matrix.grab(matrix.box(place).adjusted(2, 2, -3, -3)).toImage()
    lights = {
        image.pixelColor(x, y).lightness()
        for x in range(image.width())
        for y in range(image.height())
    }
    return max(lights) - min(lights)


def test_numbers_stand_where_they_have_room_only(matrix: ConfusionMatrix) -> None:
    matrix.set_matrix(wide(DIGITS), DIGITS)
    assert brightest(matrix, Place(3, 4)) > 50
    assert brightest(matrix, Place(3, 5)) == 0  # nobody
    matrix.set_matrix(wide(MANY), MANY)
    assert brightest(matrix, Place(3, 4)) == 0


@pytest.mark.parametrize("count", [9, 99, 999, 9999])
def test_numbers_shrink_before_they_are_left_out(matrix: ConfusionMatrix, count: int) -> None:
    confusion = count * np.ones((10, 10), np.int64)
    matrix.set_matrix(Evaluation(0.1, confusion), DIGITS)
    assert brightest(matrix, Place(3, 4)) > 50
    assert brightest(matrix, Place(3, 3)) > 50


def test_data_of_fewer_classes_can_follow_a_choice_of_a_late_class(
    matrix: ConfusionMatrix,
) -> None:
    matrix.set_matrix(wide(MANY), MANY, Choice(61, 60))
    QTest.mouseMove(matrix, matrix.box(Place(61, 61)).center())
    matrix.set_matrix(wide(("no", "yes")), ("no", "yes"))
    assert matrix.sentence == "Read wrongly: 6 of 16 images, 37.5 %"
    assert not matrix.grab().isNull()


def test_the_same_matrix_is_not_painted_anew(matrix: ConfusionMatrix, qtbot: QtBot) -> None:
    described: list[None] = []
    matrix.described.connect(lambda: described.append(None))
    matrix.set_matrix(REPORT, DIGITS)
    assert not described
    matrix.set_matrix(REPORT, DIGITS, shares=True)
    assert described

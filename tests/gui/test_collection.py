"""The user's digits: kept, taken back, relabelled, removed, measured; what goes wrong is said."""

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core.formats import png
from core.my_digits import MyDigit, MyDigits
from gui import drawing_words, words
from gui.collection import Collection
from gui.drawing import Drawing
from gui.message import Message, Severity
from tests.gui.own_digits import (
    ONE,
    OTHER_ONE,
    ZERO,
    kept_in,
    labels,
    load,
    names,
    ones,
)
from tests.gui.strokes import ACROSS, DOWN, stroke
from tests.gui.waiting import take


def spoil(folder: Path) -> None:
    """Let a file stand where the folder should be."""
    folder.rename(folder.with_name("elsewhere"))
    folder.write_text("in the way")


def test_the_drawing_is_kept_in_the_folder_and_makes_room(
    collection: Collection, drawing: Drawing, folder: Path, said: list[Message]
) -> None:
    stroke(drawing, *DOWN)
    ink = drawing.ink()
    collection.keep_drawing(1)
    (digit,) = collection.digits
    assert digit.label == 1
    np.testing.assert_array_equal(
        png.decode((folder / digit.name).read_bytes(), "", (280, 280)), ink
    )
    assert drawing.is_empty
    assert [message.text for message in said] == [drawing_words.kept(1, 1)]


def test_nothing_is_kept_of_an_empty_canvas_and_that_is_said(
    collection: Collection, folder: Path, said: list[Message]
) -> None:
    collection.keep_drawing(4)
    assert [message.text for message in said] == [drawing_words.DRAW_FIRST]
    assert collection.digits == ()
    assert not folder.exists()


def test_undo_of_keeping_puts_the_drawing_back(
    collection: Collection, drawing: Drawing, folder: Path, said: list[Message]
) -> None:
    stroke(drawing, *DOWN)
    ink = drawing.ink()
    collection.keep_drawing(1)
    take(said[-1])
    np.testing.assert_array_equal(drawing.ink(), ink)
    assert collection.digits == ()
    assert names(folder) == []
    assert said[-1].text == words.TAKEN_BACK
    drawing.brush = 2 * drawing.brush  # what came back are strokes, not their picture
    assert (drawing.ink() > 0).sum() > 1.5 * (ink > 0).sum()


def test_undo_of_keeping_leaves_what_was_drawn_since(
    collection: Collection, drawing: Drawing, said: list[Message]
) -> None:
    stroke(drawing, *DOWN)
    collection.keep_drawing(1)
    stroke(drawing, *ACROSS)
    ink = drawing.ink()
    take(said[-1])
    assert collection.digits == ()
    np.testing.assert_array_equal(drawing.ink(), ink)


def test_a_folder_that_cannot_be_written_is_told_once_and_the_drawing_stays(
    collection: Collection, drawing: Drawing, folder: Path, said: list[Message]
) -> None:
    folder.parent.mkdir()
    folder.write_text("in the way")
    stroke(drawing, *DOWN)
    ink = drawing.ink()
    collection.keep_drawing(1)
    assert [message.severity for message in said] == [Severity.WARNING]
    assert str(folder) in said[0].text
    np.testing.assert_array_equal(drawing.ink(), ink)
    assert collection.digits == ()


def test_digits_change_their_label_keep_their_place_and_undo_gives_it_back(
    qtbot: QtBot, collection: Collection, folder: Path, said: list[Message]
) -> None:
    before = kept_in(folder, (1, 7, 0), (ONE, OTHER_ONE, ZERO))
    load(qtbot, collection)
    collection.relabel(before[1:], 4)
    assert labels(collection) == [1, 4, 4]
    assert [digit.moment for digit in collection.digits] == [digit.moment for digit in before]
    assert said[-1].text == drawing_words.relabelled(2, 4)
    take(said[-1])
    assert collection.digits == before
    assert names(folder) == [digit.name for digit in before]
    assert said[-1].text == words.TAKEN_BACK


def test_the_same_label_again_changes_nothing_and_says_nothing(
    qtbot: QtBot, collection: Collection, folder: Path, said: list[Message]
) -> None:
    digits = kept_in(folder, (1,), (ONE,))
    load(qtbot, collection)
    collection.relabel(digits, 1)
    assert collection.digits == digits
    assert said == []


def test_removed_digits_are_gone_and_undo_gives_all_back(
    qtbot: QtBot, collection: Collection, folder: Path, said: list[Message]
) -> None:
    digits = kept_in(folder, (1, 7, 0), (ONE, OTHER_ONE, ZERO))
    load(qtbot, collection)
    collection.remove(digits[:2])
    assert labels(collection) == [0]
    assert names(folder) == [digits[2].name]
    assert said[-1].text == drawing_words.removed(2)
    take(said[-1])
    assert collection.digits == digits
    np.testing.assert_array_equal(collection.digits[1].ink, digits[1].ink)
    assert names(folder) == [digit.name for digit in digits]


@pytest.mark.parametrize("act", ["remove", "relabel"])
def test_what_cannot_be_changed_is_told_and_nothing_else_is_said(
    qtbot: QtBot, collection: Collection, folder: Path, said: list[Message], act: str
) -> None:
    digits = kept_in(folder, (1, 7), (ONE, OTHER_ONE))
    load(qtbot, collection)
    spoil(folder)
    if act == "remove":
        collection.remove(digits)
    else:
        collection.relabel(digits, 4)
    assert collection.digits == digits
    assert said
    assert {message.severity for message in said} == {Severity.WARNING}


@pytest.mark.parametrize("act", ["keep", "remove", "relabel"])
def test_an_undo_that_fails_is_not_said_to_be_done(
    qtbot: QtBot,
    collection: Collection,
    drawing: Drawing,
    folder: Path,
    said: list[Message],
    act: str,
) -> None:
    digits = kept_in(folder, (1, 7), (ONE, OTHER_ONE))
    load(qtbot, collection)
    if act == "keep":
        drawing.insert(ZERO)
        collection.keep_drawing(0)
    elif act == "remove":
        collection.remove(digits)
    else:
        collection.relabel(digits, 4)
    spoil(folder)
    before = collection.digits
    take(said[-1])
    assert said[-1].severity is Severity.WARNING
    assert collection.digits == before
    assert drawing.is_empty


def test_a_digit_goes_onto_the_canvas(
    qtbot: QtBot, collection: Collection, drawing: Drawing, folder: Path
) -> None:
    (digit,) = kept_in(folder, (0,), (ZERO,))
    load(qtbot, collection)
    collection.show(digit)
    np.testing.assert_array_equal(drawing.ink(), ZERO)


def test_many_digits_removed_at_once_are_told_of_once(
    qtbot: QtBot, collection: Collection, folder: Path
) -> None:
    digits = kept_in(folder, [1] * 10, ones(10))
    load(qtbot, collection)
    heard: list[tuple[MyDigit, ...]] = []
    collection.changed.connect(lambda: heard.append(collection.digits))
    collection.remove(digits)
    assert heard == [()]


def test_a_digit_gone_from_the_folder_cannot_be_relabelled_and_is_not_shown_any_more(
    qtbot: QtBot, collection: Collection, folder: Path, said: list[Message]
) -> None:
    digits = kept_in(folder, (1, 7), (ONE, OTHER_ONE))
    load(qtbot, collection)
    other = MyDigits(folder)
    other.load()
    other.remove(digits[0])
    collection.relabel(digits, 4)
    assert labels(collection) == [4]
    assert [message.severity for message in said] == [Severity.ANSWER, Severity.WARNING]
    take(said[0])
    assert labels(collection) == [7]


def test_the_very_same_drawing_is_kept_once_and_gets_the_label(
    collection: Collection, drawing: Drawing, said: list[Message]
) -> None:
    for label in (1, 7, 7):
        drawing.insert(ONE)
        collection.keep_drawing(label)
        assert labels(collection) == [label]
        assert drawing.is_empty
    assert said[-1].text == drawing_words.KEPT_ALREADY


def test_an_image_of_the_data_is_not_kept_as_one_s_own(
    collection: Collection, drawing: Drawing, said: list[Message]
) -> None:
    drawing.show_picture(np.eye(28, dtype=np.uint8) * 255)
    collection.keep_drawing(1)
    assert [message.text for message in said] == [drawing_words.NOT_YOURS]
    assert collection.digits == ()
    assert not drawing.is_empty

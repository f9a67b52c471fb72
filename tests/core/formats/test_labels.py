"""Labels are whole numbers, and stand for digits or for classes that are all there."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from core.arrays import AnyArray
from core.formats.labels import (
    MAX_CLASSES,
    digit_of,
    first,
    named,
    numbered,
    single_ones,
    whole,
)
from core.samples import DIGITS, DatasetError

MANY = np.repeat(np.arange(47), 5)


@pytest.mark.parametrize(
    "values",
    [
        np.array([7, 0, 9], np.uint8),
        np.array([7, 0, 9], ">i4"),
        np.array([7.0, -0.0, 9.0], ">f8"),
        np.array(["7", "0.0", " 9 "]),
        np.array([b"7", b"0", b"9.0"]),
        np.array([[7], [0], [9]]),
        np.eye(10)[[7, 0, 9]],
        np.eye(10, dtype=np.uint8)[[7, 0, 9]],
        np.eye(10, dtype=bool)[[7, 0, 9]],
        np.eye(10)[[7, 0, 9]].astype(str),
    ],
)
def test_whole_numbers_are_read_however_they_are_written(values: AnyArray) -> None:
    labels = whole(values, "file")
    assert labels.tolist() == [7, 0, 9]
    assert labels.dtype == np.intp


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (np.array([7, 7.5]), "label 2 is '7.5', not a whole number such as 7"),
        (np.array([1, 2, -1]), "label 3 is '-1'"),
        (np.array([np.nan, 1]), "label 1 is 'nan'"),
        (np.array([1, np.inf]), "label 2 is 'inf'"),
        (np.array(["7", "seven"]), "label 2 is 'seven'"),
        (np.array(["7", ""]), "label 2 is ''"),
        (np.array([b"7", b"\xff"]), "label 2 is 'ÿ'"),
        (np.array([1j, 2]), "label 1 is "),
        (np.array(["2020-01-01"], "M8[D]"), "label 1 is "),
        (np.zeros(2, [("a", "i4")]), "label 1 is "),
        (np.array([[1.0, 1.0], [0.0, 1.0]]), "row 1 of the labels is not a single 1"),
        (np.array([[1, 0], [0, 0]]), "row 2 of the labels"),
        (np.array([[1, 0], [2, -1]]), "row 2 of the labels"),
        (np.array([[1, 0], [np.nan, 1]]), "row 2 of the labels"),
        (np.array([[np.inf, -np.inf], [0, 1]]), "row 1 of the labels"),
    ],
)
def test_what_is_no_whole_number_is_named_with_its_place(values: AnyArray, message: str) -> None:
    with pytest.raises(DatasetError, match=f"^file: {re.escape(message)}.*Correct it"):
        whole(values, "file")


def test_a_single_1_among_zeros_is_one_of_k() -> None:
    rows = np.array([[0, 1, 0], [0, 0, 0], [1, 1, 0], [0, 0.5, 0.5], [np.nan, 1, 0], [-1, 1, 1]])
    assert single_ones(rows).tolist() == [True, *[False] * 5]


@given(
    hnp.arrays(
        st.one_of(hnp.scalar_dtypes(), hnp.byte_string_dtypes(), hnp.unicode_string_dtypes()),
        st.one_of(st.tuples(st.integers(0, 6)), st.tuples(st.integers(0, 4), st.integers(0, 4))),
    )
)
def test_whatever_the_array_it_is_labels_or_a_sentence(values: AnyArray) -> None:
    try:
        sentence = ""
        labels = whole(values, "file")
        assert (labels >= 0).all()
        if len(labels):
            numbered(labels, labels[:2], "file")
    except DatasetError as error:
        sentence = str(error)
    assert not sentence or sentence.startswith("file: ")


@pytest.mark.parametrize(
    "train", [np.arange(10), np.array([1, 2, 3, 4, 5]), np.array([7]), np.array([], int)]
)
def test_small_numbers_are_digits_whichever_occur(train: AnyArray) -> None:
    assert numbered(train, None, "file") == DIGITS
    assert first(train) == 0


def test_more_numbers_are_more_classes_if_all_are_there_often_enough() -> None:
    assert numbered(MANY, np.array([46]), "file")[-1] == "46"
    assert numbered(MANY[MANY < 30], None, "file") == tuple(map(str, range(30)))
    letters = MANY[(MANY > 0) & (MANY < 27)]
    assert (first(letters), numbered(letters, None, "file")[0]) == (1, "1")
    largest = np.repeat(np.arange(MAX_CLASSES), 5)
    assert len(numbered(largest, None, "file")) == MAX_CLASSES


@pytest.mark.parametrize(
    ("train", "test", "place"),
    [
        (np.array([1, 10, 2]), None, "train: label 2 is 10"),
        (np.array([1, 255]), None, "train: label 2 is 255"),
        (MANY[4:], None, "train: label 47 is 10"),  # a single 0
        (MANY[MANY != 20], None, "train: label 51 is 10"),
        (np.append(MANY, 47), None, "train: label 51 is 10"),
        (np.repeat(np.arange(MAX_CLASSES + 1), 5), None, "train: label 51 is 10"),
        (MANY, np.array([3, 47]), "test: label 2 is 47"),
        (MANY[(MANY > 0) & (MANY < 27)], np.array([1, 0]), "test: label 2 is 0"),
        (np.arange(10), np.array([1, 2, 26]), "test: label 3 is 26"),
        (np.arange(5).repeat(5), np.array([7, 12]), "test: label 2 is 12"),
    ],
)
def test_a_number_that_stands_for_no_class_is_named_with_its_place(
    train: AnyArray, test: AnyArray | None, place: str
) -> None:
    with pytest.raises(DatasetError, match=rf"^{place}\. Labels are digits from 0 to 9"):
        numbered(train, test, "train", "test")


def test_a_testing_label_in_the_same_file_is_called_one() -> None:
    with pytest.raises(DatasetError, match="file: label 2 of the testing images is 12"):
        numbered(np.arange(10), np.array([3, 12]), "file")


@given(
    hnp.arrays(np.intp, st.integers(1, 300), elements=st.integers(0, 30)),
    hnp.arrays(np.intp, st.integers(1, 20), elements=st.integers(0, 30)),
)
def test_every_label_stands_for_one_of_the_names(train: AnyArray, test: AnyArray) -> None:
    spread = np.concatenate([train, np.repeat(np.arange(train.min(), train.max() + 1), 5)])
    try:
        names = numbered(spread, test, "file")
    except DatasetError:
        return
    classes = np.concatenate([spread, test]) - first(spread)
    assert classes.min() >= 0
    assert classes.max() < len(names)


@pytest.mark.parametrize(
    ("name", "digit"),
    [
        *(("7", 7), ("07", 7), ("class_7", 7), ("digit 7", 7), ("seven", 7), ("Zero", 0)),
        *(("00", 0), ("10", None), ("cat", None), ("7a", None), ("", None), ("12", None)),
    ],
)
def test_the_digit_of_a_folders_name(name: str, digit: int | None) -> None:
    assert digit_of(name) == digit


@pytest.mark.parametrize(
    ("folders", "classes", "places"),
    [
        (["zero", "one", "class_3"], DIGITS, [0, 1, 3]),
        (["cat", "dog"], ("cat", "dog"), [0, 1]),
        (["b10", "b9", "a"], ("a", "b9", "b10"), [2, 1, 0]),
        (["7", "07"], ("7", "07"), [0, 1]),
    ],
)
def test_folders_names_stand_for_digits_or_for_classes_in_natural_order(
    folders: list[str], classes: tuple[str, ...], places: list[int]
) -> None:
    assert named(folders) == (classes, places)

"""Folders name classes, in all the ways that people lay them out; what is odd is said."""

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.formats.folders import FORMAT
from core.formats.format import Found
from core.formats.labels import MAX_CLASSES
from core.samples import DIGITS, DatasetError
from core.work import finish
from tests.core.formats.folder_files import NOISE, marks, plain, saved, write, write_classes

WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def read(path: Path) -> Found:
    return finish(FORMAT.read(path))


def refused(path: Path) -> str:
    with pytest.raises(DatasetError) as caught:
        read(path)
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize(
    "names",
    [DIGITS, WORDS, [f"class_{digit}" for digit in DIGITS], [f"0{digit}" for digit in DIGITS]],
)
def test_folders_that_name_digits_hold_digits(tmp_path: Path, names: tuple[str, ...]) -> None:
    found = read(write_classes(tmp_path / "mine", names))
    assert (found.name, found.class_names, found.test, found.notes) == ("mine", DIGITS, None, ())
    by_mark = dict(zip(marks(found.train.images), found.train.labels.tolist(), strict=True))
    assert by_mark == {10 * (digit + 1) + number: digit for digit in range(10) for number in (1, 2)}


@pytest.mark.parametrize(
    ("train", "test"),
    [("train", "test"), ("training", "testing"), ("Train", "val"), ("TRAINING", "Validation")],
)
def test_training_and_testing_have_their_folders(tmp_path: Path, train: str, test: str) -> None:
    write_classes(tmp_path / train, DIGITS, each=3)
    write_classes(tmp_path / test, DIGITS, each=1)
    found = read(tmp_path)
    assert found.test is not None
    assert (len(found.train), len(found.test)) == (30, 10)
    assert found.test.labels.tolist() == list(range(10))
    assert marks(found.test.images) == [10 * (digit + 1) + 1 for digit in range(10)]
    assert found.notes == ()


def test_what_lies_beside_training_and_testing_is_noted(tmp_path: Path) -> None:
    for part in ("train", "test", "val"):
        write_classes(tmp_path / part, DIGITS)
    found = read(tmp_path)
    assert found.notes == ("Only train and test were read, and not val.",)


def test_a_folder_for_training_alone_is_enough(tmp_path: Path) -> None:
    write_classes(tmp_path / "mine" / "train", DIGITS)
    found = read(tmp_path / "mine")
    assert (found.name, len(found.train), found.test) == ("mine", 20, None)


def test_pictures_and_classes_are_in_natural_order(tmp_path: Path) -> None:
    write_classes(tmp_path, [f"sign {number}" for number in (1, 2, 9, 10, 11)], each=11)
    found = read(tmp_path)
    assert found.class_names == ("sign 1", "sign 2", "sign 9", "sign 10", "sign 11")
    assert marks(found.train.images)[:11] == list(range(11, 22))


def test_other_names_are_classes_of_their_own(tmp_path: Path) -> None:
    write_classes(tmp_path, ["dog", "cat", "²", "x y é 😀"])
    found = read(tmp_path)
    assert found.class_names == ("cat", "dog", "x y é 😀", "²")
    assert found.train.labels.tolist() == [0, 0, 1, 1, 2, 2, 3, 3]


def test_classes_are_those_of_training_and_testing(tmp_path: Path) -> None:
    write_classes(tmp_path / "train", ["b", "c"])
    write_classes(tmp_path / "test", ["a", "c"])
    found = read(tmp_path)
    assert found.test is not None
    assert found.class_names == ("a", "b", "c")
    assert found.train.labels.tolist() == [1, 1, 2, 2]
    assert found.test.labels.tolist() == [0, 0, 2, 2]
    assert found.notes == ()


def test_training_and_testing_may_name_digits_in_different_ways(tmp_path: Path) -> None:
    write_classes(tmp_path / "train", DIGITS, each=1)
    write_classes(tmp_path / "test", WORDS, each=1)
    found = read(tmp_path)
    assert found.test is not None
    assert found.class_names == DIGITS
    by_mark = dict(zip(marks(found.test.images), found.test.labels.tolist(), strict=True))
    assert by_mark == {10 * (digit + 1) + 1: digit for digit in range(10)}


def test_empty_folders_are_noted(tmp_path: Path) -> None:
    root = write_classes(tmp_path / "mine", "01245689")
    (root / "3").mkdir()
    found = read(root)
    assert found.class_names == DIGITS
    assert found.notes == (f"{os.path.join('mine', '3')} holds no pictures.",)


@pytest.mark.case(42)
def test_what_systems_and_people_leave_there_is_counted(tmp_path: Path) -> None:
    root = write_classes(tmp_path / "mine", DIGITS)
    for name in ("desktop.ini", "Thumbs.db", ".DS_Store", "._1.png", "0.txt"):
        write(root / "3" / name, b"x")
    write(root / ".ipynb_checkpoints" / "1.png", NOISE)
    write(root / "all.png", NOISE)
    found = read(root)
    assert len(found.train) == 20
    assert found.notes == (
        "mine: 2 files left out, such as all.png.",
        "mine: 5 files of the system left out.",
    )


@pytest.mark.parametrize("inside", ["mnist", "a/b"])
def test_folders_around_the_classes_are_opened(tmp_path: Path, inside: str) -> None:
    write_classes(tmp_path / inside, DIGITS)
    found = read(tmp_path)
    assert (len(found.train), found.name) == (20, inside[-5:].split("/")[-1])


def test_a_single_class_of_digits_is_read(tmp_path: Path) -> None:
    found = read(write_classes(tmp_path, "7"))
    assert found.train.labels.tolist() == [7, 7]
    assert found.notes == ()


def test_a_single_class_of_another_name_is_refused(tmp_path: Path) -> None:
    assert "name 1 of what could be classes, such as photos; from 2 to 100" in refused(
        write_classes(tmp_path, ["photos"])
    )


def test_more_classes_than_are_taken_are_refused(tmp_path: Path) -> None:
    for number in range(MAX_CLASSES + 1):
        (tmp_path / f"{number}").mkdir()
    assert f"holds {MAX_CLASSES + 1} folders" in refused(tmp_path)


def test_an_empty_folder_says_what_was_looked_for(tmp_path: Path) -> None:
    sentence = refused(tmp_path)
    assert "holds no pictures that can be read. Looked for a folder for each class" in sentence
    assert "inside train and test" in sentence


def test_folders_without_pictures_say_what_was_looked_for(tmp_path: Path) -> None:
    write(tmp_path / "0" / "deep" / "1.png", NOISE)
    write(tmp_path / "1" / "notes.txt", b"7")
    assert "Looked for a folder for each class" in refused(tmp_path)


def test_pictures_without_folders_have_no_labels(tmp_path: Path) -> None:
    write(tmp_path / "1.png", NOISE)
    write(tmp_path / "2.png", NOISE)
    assert "holds 2 pictures but no folders that say what is on them" in refused(tmp_path)


def test_a_single_picture_is_no_dataset(tmp_path: Path) -> None:
    write(tmp_path / "1.png", NOISE)
    assert FORMAT.looks_like(tmp_path / "1.png")
    assert "is a single picture" in refused(tmp_path / "1.png")


def test_only_folders_and_pictures_look_like_it(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", b"1")
    (tmp_path / "loop").symlink_to("loop")
    assert FORMAT.looks_like(tmp_path)
    for name in ("a.csv", "loop", "nothing", "\0", "x" * 300):
        assert not FORMAT.looks_like(tmp_path / name)


def test_a_picture_of_a_kind_that_is_not_read_is_named(tmp_path: Path) -> None:
    root = write_classes(tmp_path, DIGITS)
    write(root / "5" / "five.svg", b"<svg/>")
    assert f"{os.path.join('5', 'five.svg')} is an SVG drawing" in refused(root)


def test_a_damaged_picture_is_named(tmp_path: Path) -> None:
    root = write_classes(tmp_path, DIGITS)
    write(root / "5" / "2.png", saved(NOISE)[:99])
    assert f"{os.path.join('5', '2.png')} is damaged" in refused(root)


@pytest.mark.case(51)
def test_a_circle_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "self").symlink_to(tmp_path)
    assert "holds no pictures" in refused(tmp_path)
    write_classes(tmp_path, DIGITS)
    (tmp_path / "3" / "up").symlink_to(tmp_path)
    (tmp_path / "3" / "loop.png").symlink_to("loop.png")
    assert len(read(tmp_path).train) == 20


@pytest.mark.case(50)
@pytest.mark.parametrize("name", ["a b.png", "é😀.png", "a\nb.png", "x" * 251 + ".png"])
def test_any_name_that_a_disk_allows_is_read(tmp_path: Path, name: str) -> None:
    root = write_classes(tmp_path, DIGITS)
    write(root / "5" / name, plain(99))
    found = read(root)
    assert found.train.labels[marks(found.train.images).index(99)] == 5
    write(root / "5" / name, b"")
    assert "is an empty file" in refused(root)


@pytest.mark.case(50)
def test_a_name_that_is_no_text_is_read(tmp_path: Path) -> None:
    root = write_classes(tmp_path, ["a", os.fsdecode(b"b\xe9")])
    found = read(root)
    assert found.class_names == ("a", "b�")
    write(root / "a" / os.fsdecode(b"1\xe9.png"), b"")
    assert refused(root).encode()


@pytest.mark.skipif(os.geteuid() == 0, reason="everything may be read by root")
def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    root = write_classes(tmp_path, DIGITS)
    (root / "3").chmod(0)
    assert "3 cannot be read: Permission denied" in refused(root)


def test_sizes_may_differ_between_training_and_testing(tmp_path: Path) -> None:
    write(tmp_path / "train" / "1" / "1.png", np.zeros((32, 32), np.uint8))
    write(tmp_path / "test" / "1" / "1.png", NOISE)
    found = read(tmp_path)
    assert found.test is not None
    assert found.train.images.shape == found.test.images.shape == (1, 28, 28)
    np.testing.assert_array_equal(found.test.images[0], NOISE)


@given(st.binary(max_size=300))
def test_whatever_stands_in_a_file_only_a_dataset_error_comes_out(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    root = write_classes(tmp_path_factory.mktemp("any"), "01", each=1)
    write(root / "1" / "2.png", content)
    refused(root)

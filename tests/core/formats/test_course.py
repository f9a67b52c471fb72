"""The course's folders: every picture gets its own label, whatever is missing, or one sentence."""

import os
from pathlib import Path

import pytest

from core.formats.course import FORMAT
from core.samples import DIGITS
from tests.core.formats.course_files import (
    TEST,
    TRAIN,
    assert_paired,
    grey,
    label,
    lines,
    read,
    refused,
    relabel,
    write_course,
    write_part,
)
from tests.core.formats.folder_files import NOISE, marks, saved, write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_course(tmp_path / "mine")


def test_pictures_get_their_own_labels(root: Path) -> None:
    found = read(root)
    assert_paired(found)
    assert (found.name, found.class_names, found.notes) == ("mine", DIGITS, ())


@pytest.mark.parametrize("name", ["p2", "data_prog2", "train_data", "labels", "test_data"])
def test_the_root_its_parent_or_what_it_holds_can_be_chosen(tmp_path: Path, name: str) -> None:
    if name.startswith(("p2", "data_")):
        write_course(tmp_path / name)
        chosen = tmp_path
    else:
        chosen = write_course(tmp_path / "any") / name
    assert FORMAT.looks_like(chosen)
    assert_paired(read(chosen))


@pytest.mark.parametrize("file", ["labels/train_label.txt", "train_data/00007.jpg"])
def test_a_file_of_it_can_be_chosen(root: Path, file: str) -> None:
    assert FORMAT.looks_like(root / file)
    assert_paired(read(root / file))


def test_other_folders_and_files_do_not_look_like_it(root: Path) -> None:
    write(root / "other.csv", b"1")
    write(root / "labels" / "other.csv", b"1")
    write(root.parent / "classes" / "train" / "1" / "1.png", NOISE)
    others = ("mine/other.csv", "mine/labels/other.csv", "classes", "classes/train", "no", "\0")
    assert [name for name in others if FORMAT.looks_like(root.parent / name)] == []


@pytest.mark.case(49)
@pytest.mark.parametrize("first", [0, 1, 2, 95])
def test_numbers_give_the_order_with_or_without_zeros_in_front(tmp_path: Path, first: int) -> None:
    numbers = range(first, first + TRAIN)
    write_part(tmp_path, "train", numbers, 1)
    found = read(tmp_path)
    assert marks(found.train.images) == list(map(grey, numbers))
    assert found.train.labels.tolist() == list(map(label, numbers))


def test_numbers_give_the_order_whatever_stands_before_them(tmp_path: Path) -> None:
    write_part(tmp_path, "train", range(1, 4), 1)
    for old, new in (("1", "c 01"), ("2", "b_2"), ("3", "a-3")):
        (tmp_path / "train_data" / f"{old}.jpg").rename(tmp_path / "train_data" / f"{new}.jpg")
    found = read(tmp_path)
    assert marks(found.train.images) == list(map(grey, range(1, 4)))
    assert found.train.labels.tolist() == list(map(label, range(1, 4)))


def test_labels_from_1_to_5_are_digits(root: Path) -> None:
    relabel(root, "".join(f"{1 + number % 5}\n" for number in range(TRAIN)))
    found = read(root)
    assert found.class_names == DIGITS
    assert found.train.labels.tolist() == [1 + number % 5 for number in range(TRAIN)]


@pytest.mark.parametrize("part", ["train", "test"])
@pytest.mark.parametrize("less", [1, -1])
def test_other_counts_are_named_and_nothing_is_paired(root: Path, part: str, less: int) -> None:
    count = TRAIN if part == "train" else TEST
    relabel(root, "\n".join(lines("{l}", count - less)), part)
    sentence = refused(root)
    assert f"{part}_data holds {count} pictures, " in sentence
    assert f"but labels/{part}_label.txt {count - less} labels" in sentence


@pytest.mark.case(49)
def test_a_missing_picture_never_shifts_the_labels(root: Path) -> None:
    (root / "train_data" / "00017.jpg").unlink()
    sentence = refused(root)
    assert "train_data holds 22 pictures, 00001 to 00023 without 00017, but" in sentence
    assert "23 labels" in sentence


def test_a_missing_first_picture_is_seen_from_the_numbers(root: Path) -> None:
    (root / "train_data" / "00001.jpg").unlink()
    assert "holds 22 pictures, 00002 to 00023, but" in refused(root)


@pytest.mark.case(49)
def test_a_gap_with_as_many_labels_is_noted(tmp_path: Path) -> None:
    numbers = [number for number in range(1, TRAIN + 1) if number not in (3, 4, 9, 17, 18)]
    write_part(tmp_path, "train", numbers, 5)
    write_part(tmp_path, "test", range(1, TEST + 1), 4)
    found = read(tmp_path)
    assert_paired(found, len(numbers))
    assert found.notes == (
        "train_data has no 00003, 00004, 00009 and 2 more: check that the labels below are right.",
    )


def test_a_huge_gap_takes_no_time(root: Path) -> None:
    write(root / "train_data" / "999999999999999999.jpg", NOISE)
    assert "without 00024, 00025, 00026 and 999,999,999,999,999,972 more" in refused(root)


def test_a_number_that_is_there_twice_is_refused(root: Path) -> None:
    write(root / "train_data" / "1.jpg", NOISE)
    assert "train_data holds 00001.jpg and 1.jpg, which are the same number" in refused(root)


@pytest.mark.parametrize("name", ["00001 (1).jpg", "copy.jpg", "1-2.png", "²" + ".jpg"])
def test_a_picture_without_a_number_is_refused(root: Path, name: str) -> None:
    write(root / "train_data" / name, NOISE)
    assert f"train_data/{name} has no number" in refused(root)


@pytest.mark.parametrize("missing", ["train_data", "labels/train_label.txt"])
def test_what_is_missing_for_training_is_named(root: Path, missing: str) -> None:
    (root / missing).rename(root / "elsewhere")
    assert FORMAT.looks_like(root)
    assert f"has no {missing}" in refused(root)


@pytest.mark.parametrize("missing", ["test_data", "labels/test_label.txt"])
def test_half_of_testing_is_no_testing(root: Path, missing: str) -> None:
    (root / missing).rename(root / "elsewhere")
    assert f"has no {missing}" in refused(root)


def test_without_anything_for_testing_that_is_noted(tmp_path: Path) -> None:
    write_part(tmp_path, "train", range(1, TRAIN + 1), 5)
    found = read(tmp_path)
    assert found.test is None
    assert found.notes == ("There are no images for testing.",)


def test_pictures_without_any_labels_are_known_and_refused(root: Path) -> None:
    (root / "labels").rename(root / "elsewhere")
    assert FORMAT.looks_like(root)
    assert "has no labels/train_label.txt" in refused(root).replace(os.sep, "/")


def test_an_empty_folder_or_label_file_is_named(root: Path) -> None:
    relabel(root, "\n \n")
    assert "labels/train_label.txt holds no labels" in refused(root)
    (root / "train_data").rename(root / "elsewhere")
    (root / "train_data").mkdir()
    assert "train_data holds no pictures" in refused(root)


@pytest.mark.case(42)
def test_what_systems_leave_there_is_counted(root: Path) -> None:
    for name in ("desktop.ini", "Thumbs.db", ".DS_Store", "._00001.jpg"):
        write(root / "train_data" / name, b"x")
    write(root / "labels" / "desktop.ini", b"x")
    write(root / "test_data" / "notes.txt", b"x")
    found = read(root)
    assert_paired(found)
    assert found.notes == (
        "train_data: 4 files of the system left out.",
        "test_data: 1 file left out, such as notes.txt.",
    )


@pytest.mark.case(43)
def test_a_damaged_picture_is_named_and_nothing_is_paired(root: Path) -> None:
    write(root / "train_data" / "00017.jpg", saved(NOISE, "JPEG")[:300])
    write(root / "test_data" / "0005.jpg", b"")
    sentence = refused(root)
    assert f"{os.path.join('train_data', '00017.jpg')} is damaged" in sentence
    assert "Of the 35 pictures, 1 more cannot be read." in sentence


def test_a_label_file_that_is_none_is_refused(root: Path) -> None:
    (root / "labels" / "train_label.txt").unlink()
    (root / "labels" / "train_label.txt").mkdir()
    assert "train_label.txt" in refused(root)


def test_a_label_file_beyond_the_limit_is_refused(root: Path) -> None:
    with (root / "labels" / "train_label.txt").open("wb") as file:
        file.truncate(2 << 30)  # takes no room on the disk
    assert "train_label.txt has 2,147,483,648 bytes" in refused(root)

"""Archives of NumPy's are read under the names and in the shapes that people save."""

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.arrays import AnyArray
from core.dataset import load_dataset
from core.formats.npz import FORMAT, looks_like
from core.samples import DIGITS, DatasetError
from tests.core.formats.npz_files import COUNT, IMAGES, LABELS, read, refused, saved
from tests.core.model_files import small_model


def test_what_keras_saves_is_read_as_it_is(tmp_path: Path) -> None:
    path = saved(tmp_path, x_test=IMAGES[:9], x_train=IMAGES, y_train=LABELS, y_test=LABELS[:9])
    found = read(path)
    assert looks_like(path)
    assert (found.name, found.class_names, found.notes) == ("mnist.npz", DIGITS, ())
    assert found.test
    np.testing.assert_array_equal(found.train.images, IMAGES, strict=True)
    np.testing.assert_array_equal(found.train.labels, LABELS.astype(np.intp), strict=True)
    np.testing.assert_array_equal(found.test.images, IMAGES[:9], strict=True)
    assert found.test.labels.tolist() == LABELS[:9].tolist()


def test_it_is_one_of_the_formats(tmp_path: Path) -> None:
    path = saved(tmp_path, x_train=IMAGES, y_train=LABELS, x_test=IMAGES, y_test=LABELS)
    dataset = load_dataset(path)
    np.testing.assert_array_equal(dataset.train.images.reshape(-1, 28, 28), IMAGES)


@pytest.mark.parametrize(
    "names",
    [
        ("x", "y"),
        ("X", "Y"),
        ("images", "labels"),
        ("data", "target"),
        ("x_train", "y_train"),
        ("X_Train", "Y_Train"),
        ("train_images", "train_labels"),
        ("x_test", "y_test"),
    ],
)
def test_a_single_pair_is_for_training(tmp_path: Path, names: tuple[str, str]) -> None:
    found = read(saved(tmp_path, **{names[0]: IMAGES, names[1]: LABELS}))
    assert found.test is None
    np.testing.assert_array_equal(found.train.images, IMAGES)


def test_what_is_not_read_is_noted(tmp_path: Path) -> None:
    found = read(saved(tmp_path, x=IMAGES, y=LABELS, x_val=IMAGES, authors=np.array(["me"])))
    assert found.notes == ("Not read: authors, x_val.",)


SAVING = "numpy.savez('digits.npz', x_train=..., y_train=..., x_test=..., y_test=...)."
TRUTHS: dict[str, AnyArray] = {
    "one of ten": np.eye(10)[LABELS],
    "one of ten, bools": np.eye(10, dtype=bool)[LABELS],
    "texts": LABELS.astype(str),
    "bytes": LABELS.astype("S1"),
    "floats": LABELS.astype(np.float64),
    "a column": LABELS[:, np.newaxis],
    "wide": LABELS.astype(np.int64),
}


@pytest.mark.case(32)
@pytest.mark.parametrize("truth", TRUTHS.values(), ids=TRUTHS)
def test_labels_may_be_anything_that_says_a_digit(tmp_path: Path, truth: AnyArray) -> None:
    assert read(saved(tmp_path, x=IMAGES, y=truth)).train.labels.tolist() == LABELS.tolist()


@pytest.mark.parametrize(
    "truth", [LABELS + 0.5, np.array(["seven"] * COUNT), np.eye(10)[LABELS] * 2, LABELS - 5.0]
)
def test_other_labels_are_refused_with_their_place(tmp_path: Path, truth: AnyArray) -> None:
    assert "mnist.npz, y" in refused(saved(tmp_path, x=IMAGES, y=truth))


def test_a_wrong_testing_label_is_named_by_its_array(tmp_path: Path) -> None:
    wrong = np.where(np.arange(COUNT) == 3, 12, LABELS)
    sentence = refused(saved(tmp_path, x_train=IMAGES, y_train=LABELS, x_test=IMAGES, y_test=wrong))
    assert "mnist.npz, y_test: label 4 is 12" in sentence


def test_letters_counted_from_one_are_classes(tmp_path: Path) -> None:
    letters = np.repeat(np.arange(1, 27), 5)
    images = np.zeros((len(letters), 28, 28), np.uint8)
    path = saved(tmp_path, x=images, y=letters)
    assert read(path).class_names == tuple(map(str, range(1, 27)))
    assert not read(path).transposed
    found = read(path.rename(tmp_path / "emnist-letters.npz"))
    assert found.class_names == tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    assert found.train.labels.tolist() == (letters - 1).tolist()
    assert found.transposed


def test_missing_arrays_are_told_with_those_that_are_there(tmp_path: Path) -> None:
    sentence = refused(saved(tmp_path, pictures=IMAGES, y_train=LABELS))
    assert "holds pictures (30x28x28), y_train (30)." in sentence
    assert "x_train and y_train" in sentence
    assert "numpy.savez" in sentence


@pytest.mark.parametrize(
    "images",
    [
        np.zeros((COUNT, 783), np.uint8),
        np.zeros((COUNT, 28, 28, 4), np.uint8),
        np.zeros((COUNT, 28, 28, 3, 1), np.uint8),
        np.zeros((COUNT, 5000, 2), np.uint8),
        np.zeros(COUNT, np.uint8),
    ],
    ids=lambda images: str(images.shape),
)
def test_what_has_no_sides_of_an_image_is_refused(tmp_path: Path, images: AnyArray) -> None:
    sentence = refused(saved(tmp_path, x=images, y=LABELS))
    assert "x".join(map(str, images.shape)) in sentence
    assert "no images" in sentence


@pytest.mark.parametrize(
    ("images", "truth", "said"),
    [
        (IMAGES, LABELS[:20], "x (30x28x28) and y (20): every image needs one label"),
        (IMAGES[:0], LABELS[:0], "no images"),
        (IMAGES[:, :0], LABELS, "no images"),
        (IMAGES, np.array(3), "no images"),
        (IMAGES.astype(str), LABELS, "texts"),
        (IMAGES, np.array(["7" * 50] * COUNT), "texts"),
    ],
)
def test_what_does_not_fit_is_refused_before_it_is_read(
    tmp_path: Path, images: AnyArray, truth: AnyArray, said: str
) -> None:
    assert said in refused(saved(tmp_path, x=images, y=truth))


def test_a_damaged_archive_is_refused_with_the_way_out(tmp_path: Path) -> None:
    path = saved(tmp_path, x=IMAGES, y=LABELS)
    path.write_bytes(path.read_bytes()[:-500])
    assert looks_like(path)
    assert "is damaged or incomplete. Download it again" in refused(path)


def test_objects_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "objects.npz"
    np.savez(path, x=np.array([{}, {}], object), y=LABELS[:2], allow_pickle=True)
    sentence = refused(path)
    assert "not loaded for safety" in sentence
    assert sentence.endswith("Load it where you trust it and save its arrays with " + SAVING)


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"PK\x05\x06" + bytes(18), b"<html>", b"\x93NUMPY", small_model()]
)
def test_what_does_not_begin_with_an_array_is_left_to_others(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "other.npz").write_bytes(data)
    assert not looks_like(tmp_path / "other.npz")


def test_a_folder_or_a_pipe_is_none(tmp_path: Path) -> None:
    assert not looks_like(tmp_path)
    assert not looks_like(tmp_path / "gone.npz")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.npz")
        assert not looks_like(tmp_path / "pipe.npz")
        refused(tmp_path / "pipe.npz")


def test_reading_can_be_ended_between_any_two_shares(tmp_path: Path) -> None:
    path = saved(tmp_path, x_train=IMAGES / 255, y_train=LABELS, x_test=IMAGES, y_test=LABELS)
    shares = list(FORMAT.read(path))
    assert shares == sorted(shares)
    assert 0 <= shares[0] < shares[-1] <= 1
    for count in range(len(shares)):
        work = FORMAT.read(path)
        for _ in range(count + 1):
            next(work)
        work.close()
    path.unlink()


@settings(max_examples=40)
@given(st.data())
def test_changed_bytes_give_images_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = saved(tmp_path_factory.getbasetemp(), x=IMAGES[:3], y=LABELS[:3])
    damaged = bytearray(path.read_bytes())
    for at in data.draw(st.lists(st.integers(0, len(damaged) - 1), min_size=1, max_size=4)):
        damaged[at] = data.draw(st.integers(0, 255))
    path.write_bytes(damaged)
    try:
        outcome = len(read(path).train.images) == 3
    except DatasetError as error:
        outcome = path.name in str(error)
    assert outcome

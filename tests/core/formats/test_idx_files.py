"""IDX files are found by their names, as MNIST, EMNIST and QMNIST or people call them."""

import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from core.formats.idx_files import FORMAT, looks_like
from core.samples import DIGITS, Dataset, DatasetError
from tests.core.formats.idx_pairs import IMAGES, LABELS, read, write, write_pair
from tests.core.tools import idx_bytes, write_idx

RENAMES: list[Callable[[str], str]] = [
    lambda name: name,
    lambda name: name.replace("t10k", "test"),
    lambda name: name.replace("-idx", ".idx"),
    lambda name: name.upper(),
    lambda name: name.split("-idx")[0].replace("-", "_"),
    lambda name: name.removesuffix(".gz") if name.endswith(".gz") else name + ".gz",
    lambda name: "emnist-letters-" + name.replace("t10k", "test"),
]


@pytest.mark.case(7)
@pytest.mark.parametrize("packed", [True, False], ids=["gzip", "raw"])
@pytest.mark.parametrize("rename", RENAMES)
def test_a_folder_is_read_under_the_names_that_occur(
    tmp_path: Path, toy: Dataset, packed: bool, rename: Callable[[str], str]
) -> None:
    write_idx(tmp_path, toy, packed=packed)
    for path in list(tmp_path.iterdir()):
        path.rename(path.with_name(rename(path.name)))
    assert looks_like(tmp_path)
    found = read(tmp_path)
    assert found.test
    for ours, theirs in ((found.train, toy.train), (found.test, toy.test)):
        images = theirs.images.reshape(-1, 28, 28)
        np.testing.assert_array_equal(ours.images, images, strict=True)
        np.testing.assert_array_equal(ours.labels, theirs.labels, strict=True)
    assert found.class_names == DIGITS
    assert found.notes == ()


def test_one_of_the_four_files_stands_for_its_folder(tmp_path: Path, toy: Dataset) -> None:
    write_idx(tmp_path / "mine", toy)
    for path in (tmp_path / "mine").iterdir():
        assert looks_like(path)
        assert read(path).name == "mine"


@pytest.mark.parametrize("within", ["raw", "gzip"])
def test_the_files_may_be_one_folder_below(tmp_path: Path, toy: Dataset, within: str) -> None:
    (tmp_path / "MNIST").mkdir()
    write_idx(tmp_path / "MNIST" / within, toy)
    assert looks_like(tmp_path / "MNIST")
    assert read(tmp_path / "MNIST").name == "MNIST"
    assert not looks_like(tmp_path)


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path, toy: Dataset) -> None:
    write_idx(tmp_path, toy)
    for name in (".DS_Store", "desktop.ini", "train-images-idx3-ubyte.gz.part", "t10k-images.zip"):
        (tmp_path / name).write_bytes(b"?")
    (tmp_path / "my-images").write_bytes(b"?")
    assert len(read(tmp_path).train) == len(toy.train)


def test_what_is_no_such_folder_does_not_look_like_one(tmp_path: Path) -> None:
    for name in ("train.csv", "labels", "test_images.gz"):
        (tmp_path / name).write_bytes(b"1,2,3")
        assert not looks_like(tmp_path / name)
    assert not looks_like(tmp_path)
    assert not looks_like(tmp_path / "gone")


def test_a_folder_of_such_a_name_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "my-images-idx3-ubyte").mkdir()
    assert not looks_like(tmp_path)


def test_of_two_files_of_the_same_images_the_chosen_one_is_read(tmp_path: Path) -> None:
    path = write_pair(tmp_path, "my-", IMAGES, LABELS)
    path.with_suffix("").write_bytes(idx_bytes(255 - IMAGES))
    assert (read(path).train.images == IMAGES).all()
    assert (read(path.with_suffix("")).train.images == 255 - IMAGES).all()
    assert (read(tmp_path).train.images == 255 - IMAGES).all()


@pytest.mark.parametrize(("prefix", "name"), [("my-digits-", "my-digits"), ("", "mine")])
def test_a_pair_of_ones_own_is_for_training(tmp_path: Path, prefix: str, name: str) -> None:
    found = read(write_pair(tmp_path / "mine", prefix, IMAGES, LABELS))
    assert (found.name, found.test, found.notes) == (name, None, ())
    np.testing.assert_array_equal(found.train.images, IMAGES, strict=True)
    assert found.train.labels.tolist() == LABELS.tolist()


def test_without_testing_files_that_is_said(tmp_path: Path) -> None:
    found = read(write_pair(tmp_path, "train-", IMAGES, LABELS))
    assert found.test is None
    assert found.notes == ("The files do not say which images are for testing.",)


@pytest.mark.case(18)
@pytest.mark.parametrize(
    ("name", "numbers", "names"),
    [
        ("letters", range(1, 27), tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")),
        ("balanced", range(47), tuple("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabdefghnqrt")),
        ("byclass", range(62), None),
        ("digits", range(10), DIGITS),
    ],
)
def test_emnist_has_letters_and_stands_on_its_side(
    tmp_path: Path, name: str, numbers: range, names: tuple[str, ...] | None
) -> None:
    labels = np.repeat(numbers, 5)
    images = np.zeros((len(labels), 28, 28))
    path = write_pair(tmp_path, f"emnist-{name}-train-", images, labels)
    write_pair(tmp_path, f"emnist-{name}-test-", images[:20], labels[-20:])
    found = read(path)
    assert (found.name, found.transposed) == (f"emnist-{name}", True)
    assert len(found.class_names) == len(numbers)
    assert names is None or found.class_names == names
    assert found.train.labels.tolist() == sorted(list(range(len(numbers))) * 5)
    assert found.test
    assert found.test.labels.max() == len(numbers) - 1


def test_of_several_sets_in_a_folder_one_is_to_be_chosen(tmp_path: Path) -> None:
    letters = write_pair(tmp_path, "emnist-mnist-train-", IMAGES, LABELS)
    digits = write_pair(tmp_path, "emnist-digits-train-", IMAGES[:50], LABELS[:50])
    write_pair(tmp_path, "my-", IMAGES[:20], LABELS[:20])
    with pytest.raises(
        DatasetError, match=r"3 datasets: .*emnist-digits-.*, emnist-mnist-.*, my-.*\. Choose one"
    ):
        read(tmp_path)
    assert [len(read(path).train) for path in (letters, digits)] == [60, 50]


def test_qmnists_labels_are_the_first_of_eight_numbers(tmp_path: Path) -> None:
    table = np.full((60, 8), 77, ">i4")
    table[:, 0] = LABELS
    data = struct.pack(">4B2I", 0, 0, 0x0C, 2, *table.shape) + table.tobytes()
    write(
        tmp_path,
        qmnist_train_images_idx3_ubyte=idx_bytes(IMAGES),
        qmnist_train_labels_idx2_int=data,
    )
    found = read(tmp_path)
    assert (found.name, found.transposed) == ("qmnist", False)
    assert found.train.labels.tolist() == LABELS.tolist()


@pytest.mark.case(19)
@pytest.mark.parametrize(
    ("folder", "first"), [("FashionMNIST", "T-shirt"), ("kmnist", "o"), ("mine", "0")]
)
def test_a_dataset_with_mnists_names_is_told_by_its_folder(
    tmp_path: Path, folder: str, first: str
) -> None:
    assert read(write_pair(tmp_path / folder, "train-", IMAGES, LABELS)).class_names[0] == first


@pytest.mark.case(20)
def test_images_of_numbers_other_than_bytes_are_read(tmp_path: Path) -> None:
    images = np.linspace(0, 1, 10 * 64, dtype=">f8").reshape(10, 8, 8)
    data = struct.pack(">4B3I", 0, 0, 0x0E, 3, *images.shape) + images.tobytes()
    write(tmp_path, images_idx3_ubyte=data, labels_idx1_ubyte=idx_bytes(LABELS[:10]))
    found = read(tmp_path).train.images
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, images, rtol=1e-6)
    images[3, 0, 5] = images[4, 0, 0] = np.inf
    data = data[:16] + images.tobytes()
    write(tmp_path, images_idx3_ubyte=data)
    with pytest.raises(DatasetError, match=r"2 pixels are no finite .* image 4, pixel 6"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("code", "kind", "value", "said"),
    [
        (0x09, "i1", -1, r"image 4, pixel 6 is -1\. Pixels are numbers from 0 to 255"),
        (0x0B, ">i2", 900, r"image 4, pixel 6 is 900\."),
        (0x0B, ">i2", -500, r"image 4, pixel 6 is -500\."),
        (0x0C, ">i4", 1 << 30, r"image 4, pixel 6 is 1\.07374e\+09\."),
        (0x0D, ">f4", -1.5, r"image 4, pixel 6 is -1\.5\."),
        (0x0E, ">f8", 1e300, r"image 4, pixel 6 is 1e\+300\."),
        (0x0E, ">f8", -0.5, r"go from -0\.5 to 7, and not all from 0 to 255"),
    ],
)
def test_numbers_that_are_no_pixels_are_refused_with_their_place(
    tmp_path: Path, code: int, kind: str, value: float, said: str
) -> None:
    images = np.full((10, 8, 8), 7, kind)
    images[3, 0, 5] = value
    data = struct.pack(">4B3I", 0, 0, code, 3, *images.shape) + images.tobytes()
    write(tmp_path, images_idx3_ubyte=data, labels_idx1_ubyte=idx_bytes(LABELS[:10]))
    with pytest.raises(DatasetError, match=f"^images-idx3-ubyte: .*{said}"):
        read(tmp_path)


@pytest.mark.parametrize(("code", "kind"), [(0x09, "i1"), (0x0B, ">i2"), (0x0C, ">i4")])
def test_wide_numbers_become_bytes(tmp_path: Path, code: int, kind: str) -> None:
    images = (np.arange(10 * 64) % 128).astype(kind).reshape(10, 8, 8)
    data = struct.pack(">4B3I", 0, 0, code, 3, *images.shape) + images.tobytes()
    write(tmp_path, images_idx3_ubyte=data, labels_idx1_ubyte=idx_bytes(LABELS[:10]))
    np.testing.assert_array_equal(read(tmp_path).train.images, images.astype("u1"), strict=True)


def test_classes_without_images_are_no_matter_of_the_format(tmp_path: Path) -> None:
    """core.remarks tells them."""
    assert read(write_pair(tmp_path, "my-", IMAGES[:20], np.full(20, 7))).notes == ()


def test_the_share_that_is_done_grows_to_one(tmp_path: Path, toy: Dataset) -> None:
    shares = list(FORMAT.read(write_idx(tmp_path, toy)))
    assert shares == sorted(shares)
    assert shares[0] < 0.02
    assert shares[-1] == pytest.approx(1)


@pytest.mark.parametrize("name", ["with space", "ünïcödé", "digits 😀", "two\nlines", "n" * 220])
def test_names_may_hold_anything(tmp_path: Path, name: str) -> None:
    path = write_pair(tmp_path / name, f"{name}-", IMAGES, LABELS)
    assert looks_like(path)
    assert looks_like(path.parent)
    assert read(path.parent).name == name


def test_the_format_offers_what_formats_offer() -> None:
    assert FORMAT.looks_like is looks_like
    assert "IDX" in FORMAT.name

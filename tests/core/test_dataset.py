"""The bundled data are the right images, and damage to them is told."""

import shutil
from pathlib import Path

import numpy as np
import pytest

import resources
from core.dataset import BUNDLED, DatasetError, bundled, load_dataset
from core.samples import Dataset
from tests.core.tools import REPORT_IMAGES, write_idx

IMAGES = "train-images-idx3-ubyte.gz"
LABELS = "train-labels-idx1-ubyte.gz"
HOMES = {"report": "mnist", "drawn": "drawn"}  # by dataset, the folder whose files it needs


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the resources, there to be damaged."""
    for folder in HOMES.values():
        shutil.copytree(resources.path(folder), tmp_path / folder, dirs_exist_ok=True)
    monkeypatch.setattr(resources, "ROOT", tmp_path)
    return tmp_path


def test_mnist_is_all_of_mnist(mnist: Dataset) -> None:
    assert mnist.train.images.shape == (60_000, 784)
    assert mnist.test.images.shape == (10_000, 784)
    assert mnist.train.images.dtype == np.uint8
    assert mnist.train.labels.dtype == np.intp
    assert mnist.train.labels[:5].tolist() == [5, 0, 4, 1, 9]
    assert mnist.test.labels[:5].tolist() == [7, 2, 1, 0, 4]
    assert mnist.train.images.max() == 255


def test_the_report_split_is_the_one_its_table_identifies(mnist: Dataset) -> None:
    report = bundled("report")
    assert report.train.images.shape == (50_000, 784)
    assert report.test.images.shape == (5_000, 784)
    assert tuple(np.bincount(report.test.labels)) == REPORT_IMAGES
    assert (report.train.images == mnist.train.images[:50_000]).all()
    assert (report.test.images == mnist.train.images[50_000:55_000]).all()
    assert (report.train.labels == mnist.train.labels[:50_000]).all()


def test_drawn_digits_come_after_all_of_mnist_and_only_in_training(mnist: Dataset) -> None:
    drawn = bundled("drawn")
    assert drawn.train.images.shape == (72_000, 784)
    assert (drawn.train.images[:60_000] == mnist.train.images).all()
    assert (drawn.train.labels[:60_000] == mnist.train.labels).all()
    assert np.bincount(drawn.train.labels[60_000:]).tolist() == [1_200] * 10
    assert drawn.test.images is mnist.test.images
    assert drawn.test.labels is mnist.test.labels


def test_drawn_digits_look_like_mnists(mnist: Dataset) -> None:
    drawn = bundled("drawn").train.images[60_000:].astype(np.float32)
    assert (drawn.max(axis=1) >= 250).all()
    assert drawn.mean() == pytest.approx(mnist.train.images.mean(), rel=0.15)


def test_no_other_name_is_bundled() -> None:
    with pytest.raises(DatasetError, match=r"'fashion' is no bundled dataset; .*report.*mnist"):
        bundled("fashion")
    assert set(BUNDLED) == {"report", "mnist", "drawn"}


@pytest.mark.parametrize("dataset", HOMES)
@pytest.mark.parametrize("name", [IMAGES, LABELS, "SHA256SUMS"])
def test_a_missing_file_is_named_with_the_remedy(copied: Path, name: str, dataset: str) -> None:
    path = copied / HOMES[dataset] / name
    path.unlink()
    with pytest.raises(DatasetError, match=f"{name} cannot be read: .*original file back") as error:
        bundled(dataset)
    assert str(path) in str(error.value)


@pytest.mark.parametrize("dataset", HOMES)
@pytest.mark.parametrize("name", [IMAGES, LABELS])
@pytest.mark.parametrize("damage", ["bit", "cut", "empty"])
def test_a_damaged_file_is_named_with_the_remedy(
    copied: Path, name: str, damage: str, dataset: str
) -> None:
    path = copied / HOMES[dataset] / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    kept = {"bit": len(data), "cut": len(data) // 2, "empty": 0}[damage]
    path.write_bytes(data[:kept])
    with pytest.raises(DatasetError, match=f"{name} is damaged: .*original file back") as error:
        bundled(dataset)
    assert str(path) in str(error.value)


@pytest.mark.parametrize("sums", [b"", b"\xff\xfe\x00", b"0000  " + IMAGES.encode()])
def test_damaged_sums_vouch_for_nothing(copied: Path, sums: bytes) -> None:
    (copied / "mnist" / "SHA256SUMS").write_bytes(sums)
    with pytest.raises(DatasetError, match=f"{IMAGES} is damaged"):
        bundled("report")


def test_the_report_split_needs_no_testing_images(copied: Path) -> None:
    (copied / "mnist" / "t10k-images-idx3-ubyte.gz").unlink()
    assert len(bundled("report").test) == 5_000
    with pytest.raises(DatasetError, match="t10k-images"):
        bundled("mnist")


def test_a_folder_of_four_files_is_a_dataset(tmp_path: Path, toy: Dataset) -> None:
    loaded = load_dataset(write_idx(tmp_path / "mine", toy))
    assert loaded.name == "mine"
    assert (loaded.train.images == toy.train.images).all()
    assert (loaded.test.labels == toy.test.labels).all()


def test_the_bundled_datasets_share_their_images_and_nobody_can_change_them() -> None:
    report, mnist = bundled("report"), bundled("mnist")
    assert np.shares_memory(report.test.images, mnist.train.images)
    for array in (mnist.train.images, mnist.train.labels):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


@pytest.mark.parametrize("name", ["gone", "gone/too", "n" * 300])
def test_a_path_to_nothing_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(DatasetError, match=r"cannot be read: .* Check the name") as error:
        load_dataset(tmp_path / name)
    assert str(tmp_path / name) in str(error.value)


def test_what_no_format_knows_is_refused_with_the_list_of_formats(tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7")
    for path in (tmp_path, tmp_path / "paper.pdf"):
        with pytest.raises(DatasetError, match=r"not a dataset this program knows.*IDX") as error:
            load_dataset(path)
        assert str(path) in str(error.value)

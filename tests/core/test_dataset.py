"""The bundled data are the right images, and damage to them is told."""

import os
import shutil
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import resources
from core.dataset import BUNDLED, DatasetError, bundled, load_dataset, read
from core.formats import known
from core.formats.format import Format, Found, Labelled
from core.samples import Dataset
from core.source import Source
from core.work import Work, finish
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


@pytest.mark.case(79)
@pytest.mark.parametrize("dataset", HOMES)
@pytest.mark.parametrize("name", [IMAGES, LABELS, "SHA256SUMS"])
def test_a_missing_file_is_named_with_the_remedy(copied: Path, name: str, dataset: str) -> None:
    path = copied / HOMES[dataset] / name
    path.unlink()
    with pytest.raises(DatasetError, match=f"{name} cannot be read: .*original file back") as error:
        bundled(dataset)
    assert str(path) in str(error.value)


@pytest.mark.case(79)
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


def test_a_folder_of_four_files_is_a_dataset(tmp_path: Path, tiny: Dataset) -> None:
    loaded = load_dataset(write_idx(tmp_path / "mine", tiny))
    assert loaded.name == "mine"
    for ours, theirs in ((loaded.train, tiny.train), (loaded.test, tiny.test)):
        np.testing.assert_array_equal(ours.images, theirs.images, strict=True)
        np.testing.assert_array_equal(ours.labels, theirs.labels, strict=True)


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


@pytest.mark.parametrize(
    ("name", "data"), [("paper.pdf", b"%PDF-1.7"), ("a.exe", b"MZ"), ("random", b"\x93\x01\x80")]
)
def test_what_no_format_knows_is_refused_with_the_list_of_formats(
    tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(
        DatasetError, match=r"not a dataset this program knows\. It reads IDX"
    ) as error:
        load_dataset(tmp_path / name)
    assert str(tmp_path / name) in str(error.value)


def test_what_is_known_not_to_open_is_refused_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "mnist.pkl"
    path.write_bytes(b"\x80\x04K\x01.")
    with pytest.raises(DatasetError, match=r"is a Python pickle.*numpy\.savez\(.*\)\.$"):
        load_dataset(path)


def test_an_empty_folder_is_no_dataset(tmp_path: Path) -> None:
    with pytest.raises(DatasetError) as error:
        load_dataset(tmp_path)
    assert str(tmp_path) in str(error.value)


def test_an_empty_file_is_called_empty(tmp_path: Path) -> None:
    (tmp_path / "mnist.dat").touch()
    with pytest.raises(DatasetError, match=r"mnist\.dat is an empty file\. Copy or download"):
        load_dataset(tmp_path / "mnist.dat")


def test_a_link_that_leads_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(tmp_path / "data")
    with pytest.raises(DatasetError, match=r"data cannot be read: .*links"):
        load_dataset(tmp_path / "data")


@pytest.mark.case(51)
def test_a_pipe_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    told: list[str] = []

    def wait() -> None:
        with pytest.raises(DatasetError, match="a pipe or a device") as error:
            load_dataset(tmp_path / "pipe")
        told.append(str(error.value))

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    thread.join(5)
    assert len(told) == 1


def test_a_dataset_is_read_again_from_its_source(tmp_path: Path, toy: Dataset) -> None:
    loaded = load_dataset(write_idx(tmp_path / "mine", toy))
    again = finish(read(loaded.source))
    assert (again.train.images == loaded.train.images).all()
    assert again.source == loaded.source
    assert finish(read(bundled("mnist").source)).test.images is bundled("mnist").test.images


def test_a_dataset_that_has_changed_is_not_taken_for_the_old_one(
    tmp_path: Path, toy: Dataset
) -> None:
    source = load_dataset(write_idx(tmp_path / "mine", toy)).source
    write_idx(tmp_path / "mine", replace(toy, test=toy.train))
    with pytest.raises(DatasetError, match="mine holds other images or labels than before"):
        finish(read(source))


def test_a_pair_of_ones_own_keeps_some_images_for_testing(tmp_path: Path, toy: Dataset) -> None:
    folder = write_idx(tmp_path / "mine", toy)
    for path in folder.glob("t10k*"):
        path.unlink()
    loaded = load_dataset(folder)
    assert (len(loaded.train), len(loaded.test)) == (175, 35)


def test_what_needs_more_memory_than_there_is_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_much(path: Path) -> Work[Found]:
        yield 0.0
        return Found(path.name, Labelled(np.empty(1 << 60, np.uint8), np.empty(0, np.intp)))

    monkeypatch.setattr(known, "FORMATS", (Format("much", lambda _: True, read_much),))
    with pytest.raises(DatasetError, match="needs more memory than there is"):
        load_dataset(tmp_path)


def test_data_that_no_file_names_are_not_looked_for_in_the_current_folder(
    tmp_path: Path, toy: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A model of the course's says nothing of its data."""
    monkeypatch.chdir(write_idx(tmp_path, toy))
    with pytest.raises(DatasetError, match="not known where its data are"):
        finish(read(Source()))

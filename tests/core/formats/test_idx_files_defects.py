"""What is wrong with IDX files that belong together is told by name, with what to do."""

import gzip
import os
import struct
import threading
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.formats.idx_files import looks_like
from core.samples import Dataset, DatasetError
from tests.core.formats.idx_pairs import IMAGES, LABELS, read, write, write_pair
from tests.core.tools import idx_bytes, write_idx


@pytest.mark.parametrize("wrong", [10, 26, 255])
def test_a_label_that_is_no_digit_is_named_with_its_place(
    tmp_path: Path, toy: Dataset, wrong: int
) -> None:
    labels = toy.test.labels.copy()
    labels[[37, 50]] = wrong
    write_idx(tmp_path, toy, packed=False)
    (tmp_path / "t10k-labels-idx1-ubyte").write_bytes(idx_bytes(labels))
    with pytest.raises(DatasetError, match=f"t10k-labels-idx1-ubyte: label 38 is {wrong}. .*0 to"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("part", "other", "guess"), [("train", "t10k", "testing"), ("t10k", "train", "training")]
)
def test_labels_of_the_other_split_are_told_by_both_counts(
    tmp_path: Path, toy: Dataset, part: str, other: str, guess: str
) -> None:
    write_idx(tmp_path, toy)
    labels = (tmp_path / f"{other}-labels-idx1-ubyte.gz").read_bytes()
    (tmp_path / f"{part}-labels-idx1-ubyte.gz").write_bytes(labels)
    with pytest.raises(
        DatasetError,
        match=rf"{part}-images\S+ holds \d+ images but {part}-labels\S+ \d+ labels\. Perhaps they "
        rf"are the {guess} labels",
    ):
        read(tmp_path)


def test_unequal_counts_are_told_before_the_images_are_read(tmp_path: Path) -> None:
    path = write_pair(tmp_path, "my-", IMAGES, LABELS)
    images = gzip.compress(struct.pack(">4I", 0x0803, 100_000, 28, 28) + bytes(78_400_000), 1)
    path.write_bytes(images)  # 78 MB, once unpacked
    tracemalloc.start()
    try:
        with pytest.raises(DatasetError, match="holds 100,000 images but"):
            read(path)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_other_counts_are_told_without_a_guess(tmp_path: Path) -> None:
    path = write_pair(tmp_path, "my-", IMAGES, LABELS[:50])
    with pytest.raises(DatasetError, match=r"60 images but my-\S+ 50 labels\. Choose two files"):
        read(path)


@pytest.mark.parametrize("kind", ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3"])
def test_a_missing_file_is_named_with_its_folder(tmp_path: Path, toy: Dataset, kind: str) -> None:
    write_idx(tmp_path, toy)
    (tmp_path / f"{kind}-ubyte.gz").unlink()
    with pytest.raises(DatasetError, match=f"has no {kind}-ubyte") as error:
        read(tmp_path)
    assert str(tmp_path) in str(error.value)


def test_a_name_that_says_nothing_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "digits.dat"
    path.write_bytes(idx_bytes(IMAGES))
    assert looks_like(path)
    with pytest.raises(DatasetError, match=r"is an IDX file, but its name .*-images-idx3-ubyte"):
        read(path)


def test_a_folder_that_goes_away_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"gone cannot be read: .*Check the name"):
        read(tmp_path / "gone" / "train-images-idx3-ubyte")


def test_a_link_that_leads_to_itself_is_told(tmp_path: Path) -> None:
    path = write_pair(tmp_path, "train-", IMAGES, LABELS)
    path.unlink()
    path.symlink_to(path)
    with pytest.raises(DatasetError, match=r"train-images\S+ cannot be read: .*links"):
        read(tmp_path)


def test_a_pipe_never_blocks(tmp_path: Path) -> None:
    path = write_pair(tmp_path, "train-", IMAGES, LABELS)
    path.unlink()
    os.mkfifo(path)
    told: list[str] = []

    def wait() -> None:
        for chosen in (tmp_path, path):
            assert looks_like(chosen)
            with pytest.raises(DatasetError, match="a pipe or a device") as error:
                read(chosen)
            told.append(str(error.value))

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    thread.join(5)
    assert len(told) == 2


@given(
    at=st.integers(0, 40), new=st.binary(max_size=20), which=st.sampled_from(["images", "labels"])
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_files_hold_it_is_a_dataset_or_a_sentence(
    tmp_path: Path, at: int, new: bytes, which: str
) -> None:
    files = {"images": idx_bytes(IMAGES[:6]), "labels": idx_bytes(LABELS[:6])}
    damaged = bytearray(files[which])
    damaged[at : at + len(new)] = new
    files[which] = bytes(damaged)
    write(tmp_path, images_idx3_ubyte=files["images"], labels_idx1_ubyte=files["labels"])
    try:
        sentence = ""
        found = read(tmp_path).train
        assert len(found.images) == len(found.labels)
    except DatasetError as error:
        sentence = str(error)
    assert not sentence or "idx" in sentence


def test_a_web_page_under_mnists_name_is_told_before_its_partners_are_missed(
    tmp_path: Path,
) -> None:
    path = tmp_path / "train-images-idx3-ubyte.gz"
    path.write_bytes(b"\n<!DOCTYPE html><html>")
    with pytest.raises(DatasetError, match=r"is a web page, not data\. Download"):
        read(path)

"""Many pictures become one array in their order, or one sentence; no file is left out silently."""

import os
from pathlib import Path

import numpy as np
import pytest

from core.arrays import AnyArray
from core.formats import album, listing
from core.formats.album import Album
from core.formats.pictures import COLOUR, MAX_BYTES, SEVERAL
from core.samples import DatasetError
from core.work import finish
from tests.core.formats.folder_files import NOISE, marks, plain, saved, write


def read(folder: Path, *pictures: AnyArray | bytes) -> Album:
    """Files 0.png and on of these, read."""
    for place, picture in enumerate(pictures):
        write(folder / f"{place}.png", picture)
    return finish(album.read(folder, [f"{place}.png" for place in range(len(pictures))]))


def refused(folder: Path, *pictures: AnyArray | bytes) -> str:
    with pytest.raises(DatasetError) as caught:
        read(folder, *pictures)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_pictures_stay_in_their_order(tmp_path: Path) -> None:
    found = read(tmp_path, *map(plain, range(1, 60)))
    assert marks(found.images) == list(range(1, 60))
    assert found.notes == ()


@pytest.mark.parametrize("shape", [(28, 28), (32, 32), (20, 30)])
def test_images_of_one_size_stay_as_they_are(tmp_path: Path, shape: tuple[int, int]) -> None:
    found = read(tmp_path, plain(1, shape), plain(2, shape))
    assert found.images.shape == (2, *shape)
    assert marks(found.images) == [1, 2]
    assert found.notes == ()


@pytest.mark.case(47)
@pytest.mark.parametrize("order", [1, -1])
def test_images_of_several_sizes_are_fitted_and_counted(tmp_path: Path, order: int) -> None:
    sizes = [(28, 28), (28, 27), (1, 1), (300, 400), (300, 400), (40, 30), (28, 28)][::order]
    found = read(tmp_path, *(np.full(size, 9, np.uint8) for size in sizes))
    np.testing.assert_array_equal(found.images, np.full((7, 28, 28), 9, np.uint8))
    sizes_named = "400x300, 27x28, 1x1" if order == 1 else "400x300, 30x40, 1x1"
    assert found.notes == (
        f"5 of 7 images fitted to 28x28 pixels, from {sizes_named} and 1 more sizes.",
    )


def test_two_sizes_of_which_none_fits_are_fitted(tmp_path: Path) -> None:
    found = read(tmp_path, plain(0, (40, 30)), plain(0, (30, 40)))
    assert found.images.shape == (2, 28, 28)


def test_too_many_large_images_are_fitted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(album, "MAX_HELD", 2 * 56 * 56)
    assert read(tmp_path, *[plain(1, (56, 56))] * 2).images.shape == (2, 56, 56)
    found = read(tmp_path, *[plain(1, (56, 56))] * 3)
    assert found.images.shape == (3, 28, 28)
    assert found.notes == ("3 of 3 images fitted to 28x28 pixels, from 56x56.",)


def test_what_was_done_to_images_is_counted(tmp_path: Path) -> None:
    coloured = saved(np.stack([NOISE, NOISE.T, NOISE[::-1]], axis=2), "TIFF")
    found = read(tmp_path, coloured, coloured, NOISE)
    assert found.notes[0] == f"2 images {COLOUR}."
    double = saved(NOISE, "GIF", save_all=True, append_images=[])
    assert not any(SEVERAL in note for note in read(tmp_path, double).notes)


@pytest.mark.parametrize(("bright", "is_noted"), [(0, False), (1, True), (9, True), (10, False)])
def test_images_on_black_among_those_on_paper_are_noted(
    tmp_path: Path, bright: int, is_noted: bool
) -> None:
    found = read(tmp_path, *[255 - plain(9)] * bright, *[plain(9)] * (10 - bright))
    counted = f"{bright} of 10 images have a bright ground and the others a dark one."
    assert any(note.startswith(counted) for note in found.notes) == is_noted


def test_a_slip_among_many_is_not_noted(tmp_path: Path) -> None:
    assert read(tmp_path, 255 - plain(9), *[plain(9)] * 30).notes == ()


def test_the_first_damaged_one_is_named(tmp_path: Path) -> None:
    damaged = saved(NOISE)[:200]
    assert refused(tmp_path, NOISE, NOISE, damaged, NOISE) == (
        "2.png is damaged: its picture cannot be decoded. Copy or download it again."
    )


def test_the_other_damaged_ones_are_counted(tmp_path: Path) -> None:
    sentence = refused(tmp_path, NOISE, b"", saved(NOISE)[:200], b"<html>")
    assert sentence.startswith("1.png is an empty file.")
    assert sentence.endswith("Of the 4 pictures, 2 more cannot be read.")


def test_nobody_waits_for_all_damaged_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(album, "MOST_DAMAGED", 3)
    assert refused(tmp_path, *[b""] * 5).endswith(
        "Of the 5 pictures, at least 2 more cannot be read."
    )


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    write(tmp_path / "0.png", NOISE)
    with pytest.raises(DatasetError, match=r"1\.png cannot be read: No such file"):
        finish(album.read(tmp_path, ["0.png", "1.png"]))


@pytest.mark.case(52)
def test_a_folder_that_vanishes_while_it_is_read_is_named(tmp_path: Path) -> None:
    for number in range(200):
        write(tmp_path / "a" / f"{number}.png", NOISE)
    work = album.read(tmp_path, [f"a/{number}.png" for number in range(200)])
    next(work)
    (tmp_path / "a").rename(tmp_path / "b")
    with pytest.raises(DatasetError, match="cannot be read: No such file"):
        finish(work)


def test_reading_says_how_far_it_is_and_can_be_ended(tmp_path: Path) -> None:
    for number in range(200):
        write(tmp_path / f"{number}.png", NOISE)
    names = [f"{number}.png" for number in range(200)]
    shares = list(album.read(tmp_path, names))
    assert len(shares) >= 3
    assert shares == sorted(shares)
    assert 0 < shares[0] < 0.5
    assert shares[-1] <= 1
    work = album.read(tmp_path, names)
    next(work)
    work.close()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.timeout(10)
def test_a_pipe_does_not_hold_up_anybody(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "0.png")
    with pytest.raises(DatasetError, match="is no file but a folder, a pipe or a device"):
        finish(album.read(tmp_path, ["0.png"]))


def test_a_folder_is_no_picture(tmp_path: Path) -> None:
    (tmp_path / "0.png").mkdir()
    with pytest.raises(DatasetError, match=r"0\.png"):
        finish(album.read(tmp_path, ["0.png"]))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no file here claims no bytes")
def test_a_file_with_other_bytes_than_it_claims_is_refused(tmp_path: Path) -> None:
    (tmp_path / "0.png").symlink_to("/proc/self/status")
    with pytest.raises(DatasetError, match=r"0\.png changed while it was read"):
        finish(album.read(tmp_path, ["0.png"]))


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "0.png").open("wb") as file:
        file.truncate(MAX_BYTES + 1)  # takes no room on the disk
    with pytest.raises(DatasetError, match=r"0\.png has 134,217,729 bytes"):
        finish(album.read(tmp_path, ["0.png"]))


def test_a_listing_is_in_natural_order_and_sorts_what_lies_there(tmp_path: Path) -> None:
    for name in ("10.png", "9.PNG", "1.jpg", "notes.txt", ".DS_Store", "._1.jpg", "Thumbs.db"):
        (tmp_path / name).touch()
    for name in ("12", "7", ".ipynb_checkpoints", "__MACOSX"):
        (tmp_path / name).mkdir()
    (tmp_path / "loop.png").symlink_to("loop.png")
    found = finish(listing.listing(tmp_path))
    assert found.pictures == ["1.jpg", "9.PNG", "10.png"]
    assert found.folders == ["7", "12"]
    assert found.others == ["loop.png", "notes.txt"]
    assert found.system == 5


def test_a_folder_with_too_many_files_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "MAX_FILES", 3)
    for name in "abcde":
        (tmp_path / name).touch()
    with pytest.raises(DatasetError, match="holds more than 3 files"):
        finish(listing.listing(tmp_path))

"""Only regular files are read, whole and unchanged, and never more than was allowed."""

import os
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from core.formats import content
from core.samples import DatasetError
from core.work import Work, finish


def test_a_file_is_read_a_block_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "file"
    data = os.urandom(2 * content.BLOCK + 10)
    path.write_bytes(data)
    assert finish(content.read(path)) == data
    shares = list(content.read(path))
    assert len(shares) == 3
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_an_empty_file_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    assert finish(content.read(path)) == b""
    assert content.start(path) == content.end(path) == b""


@pytest.mark.parametrize("change", [1, -1], ids=["grows", "shrinks"])
def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, change: int) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(2 * content.BLOCK))
    work = content.read(path)
    next(work)
    os.truncate(path, 2 * content.BLOCK + change)
    with pytest.raises(DatasetError, match="file changed while it was read"):
        finish(work)


def test_a_file_that_goes_on_growing_is_not_read_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(content.BLOCK))
    steps: list[float] = []

    def watch(work: Work[bytes]) -> None:
        for share in work:
            steps.append(share)
            os.truncate(path, (len(steps) + 1) * content.BLOCK)
            assert len(steps) < 5

    with pytest.raises(DatasetError, match="changed while it was read"):
        watch(content.read(path))
    assert steps == [1, 1]


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    os.truncate(path, content.MAX_BYTES + 1)
    tracemalloc.start()
    try:
        with pytest.raises(DatasetError, match=r"2,147,483,649 bytes, more than the 2,147,483,648"):
            finish(content.read(path))
        assert tracemalloc.get_traced_memory()[1] < 100_000
    finally:
        tracemalloc.stop()


def unreadable(folder: Path) -> dict[str, Path]:
    """By the reason, what cannot be read as a file."""
    places = {
        name: folder / name for name in ("No such", "links", "Not a directory", "pipe", "dangling")
    }
    places["links"].symlink_to(places["links"])
    places["dangling"].symlink_to(folder / "nowhere")
    os.mkfifo(places["pipe"])
    (folder / "plain").touch()
    return {
        **places,
        "Not a directory": folder / "plain" / "inside",
        "a folder": folder,
        "a device": Path("/dev/null"),
        "too long": folder / ("n" * 300),
    }


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("No such", "cannot be read: No such"),
        ("links", "cannot be read: .*links"),
        ("dangling", "cannot be read: No such"),
        ("Not a directory", "cannot be read: Not a directory"),
        ("too long", "cannot be read: .*too long"),
        *((kind, "is no file but") for kind in ("pipe", "a folder", "a device")),
    ],
)
def test_what_cannot_be_read_is_told_and_begins_with_nothing(
    tmp_path: Path, kind: str, reason: str
) -> None:
    path = unreadable(tmp_path)[kind]
    for look in (content.check, content.size, lambda path: finish(content.read(path))):
        with pytest.raises(DatasetError, match=reason):
            look(path)
    assert content.start(path) == content.end(path) == b""


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch(0o000)
    for look in (content.check, lambda path: finish(content.read(path))):
        with pytest.raises(DatasetError, match="cannot be read: Permission denied"):
            look(path)
    assert content.start(path) == b""


def test_the_start_and_the_end_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"0123456789")
    assert (content.start(path, 4), content.end(path, 4)) == (b"0123", b"6789")
    assert content.start(path) == content.end(path) == b"0123456789"


def test_pixels_that_are_no_numbers_are_counted_and_the_first_one_is_named() -> None:
    images = np.zeros((5, 4, 6), np.float32)
    content.check_finite(images, "file")
    content.check_finite(np.zeros((5, 4, 6), np.uint8), "file")
    images[2, 1, 3] = np.nan
    images[4] = -np.inf
    with pytest.raises(DatasetError, match=r"file: 25 pixels .* in image 3, pixel 10\."):
        content.check_finite(images, "file")

"""Only regular files are read, whole and unchanged, and never more than was allowed."""

import os
import tracemalloc
from pathlib import Path

import pytest

from core.formats import content
from core.samples import DatasetError
from core.work import Work, finish


def test_a_file_is_read_a_block_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "file"
    data = os.urandom(2 * content.BLOCK + 10)
    path.write_bytes(data)
    assert finish(content.read(path)) == data
    assert content.whole(path) == data
    shares = list(content.read(path))
    assert len(shares) == 3
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_an_empty_file_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    assert finish(content.read(path)) == b""
    assert content.start(path) == content.end(path) == b""


@pytest.mark.case(52)
@pytest.mark.parametrize("change", [1, -1], ids=["grows", "shrinks"])
def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, change: int) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(2 * content.BLOCK))
    work = content.read(path)
    next(work)
    os.truncate(path, 2 * content.BLOCK + change)
    with pytest.raises(DatasetError, match="file changed while it was read"):
        finish(work)


@pytest.mark.case(52)
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
    assert steps == [1]


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


def test_what_is_read_in_one_go_may_have_a_limit_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"0123456789")
    assert content.whole(path, 10) == b"0123456789"
    with pytest.raises(DatasetError, match="has 10 bytes, more than the 9 that can be held"):
        content.whole(path, 9)


@pytest.mark.parametrize("name", ["two\nlines", "no \udce9 letter"])
def test_a_message_is_one_line_of_letters_whatever_the_name(tmp_path: Path, name: str) -> None:
    for path in (tmp_path / name / "gone", tmp_path / name):
        with pytest.raises(DatasetError) as caught:
            content.check(path)
        assert "\n" not in str(caught.value)
        assert str(caught.value).encode()
        (tmp_path / name).mkdir(exist_ok=True)


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
    for look in (content.check, content.size, content.whole):
        with pytest.raises(DatasetError, match=reason):
            look(path)
    assert content.start(path) == content.end(path) == b""


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch(0o000)
    for look in (content.check, lambda path: finish(content.read(path)), content.whole):
        with pytest.raises(DatasetError, match="cannot be read: Permission denied"):
            look(path)
    assert content.start(path) == b""


def test_the_start_and_the_end_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"0123456789")
    assert (content.start(path, 4), content.end(path, 4)) == (b"0123", b"6789")
    assert content.start(path) == content.end(path) == b"0123456789"

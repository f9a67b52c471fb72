"""A file is held while its process lives, however that ends, and by one alone."""

import errno
import os
from contextlib import ExitStack
from pathlib import Path

import pytest

from core import locks
from core.locks import Locked, discard, held, is_held
from tests.core import another_program
from tests.core.another_program import killed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "marker"


def test_the_file_is_there_while_it_is_held_and_gone_afterwards(path: Path) -> None:
    assert not is_held(path)
    with held(path):
        assert path.exists()
        assert is_held(path)
    assert not path.exists()


def fail_while_held(path: Path, error: BaseException) -> None:
    with held(path):
        raise error


@pytest.mark.parametrize("error", [ValueError("no"), KeyboardInterrupt(), GeneratorExit()])
def test_an_error_ends_it_in_order_too(path: Path, error: BaseException) -> None:
    with pytest.raises(type(error)):
        fail_while_held(path, error)
    assert not path.exists()


def test_nobody_else_can_take_it_not_even_the_same_program(path: Path) -> None:
    with held(path):
        with pytest.raises(Locked, match="another program") as caught, held(path):
            pass
        assert caught.value.filename == str(path)
        assert is_held(path)


def test_another_program_that_holds_it_is_noticed(path: Path) -> None:
    with another_program.holding(path):
        assert is_held(path)
        with pytest.raises(Locked), held(path):
            pass
        discard(path)
        assert path.exists()


def test_a_killed_program_leaves_a_file_that_nobody_holds_and_all_may_take(path: Path) -> None:
    with another_program.holding(path) as process:
        killed(process)
        assert path.exists()
        assert not is_held(path)
        with held(path):
            assert is_held(path)
        assert not path.exists()


def test_a_program_that_ends_in_order_leaves_nothing(path: Path) -> None:
    with another_program.holding(path) as process:
        process.communicate()
        assert not path.exists()


def test_what_is_left_can_be_discarded_and_only_that(path: Path) -> None:
    discard(path)  # there is none
    path.touch()
    with held(path):
        discard(path)
        assert path.exists()
    path.touch()
    discard(path)
    assert not path.exists()


def test_to_ask_takes_nothing_away(path: Path) -> None:
    path.write_bytes(b"12345")
    assert not is_held(path)
    assert not is_held(path)
    assert path.read_bytes() == b"12345"


def test_a_file_that_was_made_anew_meanwhile_is_not_removed(path: Path) -> None:
    with held(path):
        path.unlink()
        path.write_bytes(b"another's")
    assert path.read_bytes() == b"another's"


def test_a_file_removed_between_opening_and_locking_is_made_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever held it before removes it at that very moment."""
    lock, times = locks._lock, 0

    def late(descriptor: int) -> None:
        nonlocal times
        times += 1
        if times == 1:
            path.unlink()
        lock(descriptor)

    monkeypatch.setattr(locks, "_lock", late)
    with held(path):
        assert os.path.exists(path)
        assert times == 2


def test_somebody_who_only_asks_does_not_get_in_the_way(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.touch()
    with ExitStack() as asking:
        assert asking.enter_context(locks._tried(path))
        monkeypatch.setattr(locks, "sleep", lambda seconds: asking.close())
        with held(path):
            assert is_held(path)


@pytest.mark.parametrize("reason", [errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS])
def test_where_a_disk_knows_no_locks_all_may_take_and_nobody_may_remove(
    path: Path, monkeypatch: pytest.MonkeyPatch, reason: int
) -> None:
    def refuse(descriptor: int) -> None:
        raise OSError(reason, os.strerror(reason))

    monkeypatch.setattr(locks, "_lock", refuse)
    with held(path), held(path):
        discard(path)
        assert path.exists()
    assert not path.exists()
    path.touch()
    assert is_held(path)


@pytest.mark.parametrize("place", ["gone/marker", "plain/marker", "folder"])
def test_what_cannot_be_made_raises(tmp_path: Path, place: str) -> None:
    (tmp_path / "plain").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match=place), held(tmp_path / place):
        pass
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "plain"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="makes a named pipe")
def test_neither_a_pipe_nor_a_link_is_opened_or_removed(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("plain")
    for name in ("pipe", "link"):
        assert is_held(tmp_path / name)
        discard(tmp_path / name)
        assert os.path.lexists(tmp_path / name)


def test_no_file_stays_open(path: Path) -> None:
    before = len(os.listdir("/proc/self/fd")) if os.path.exists("/proc/self/fd") else 0
    for _ in range(3):
        with held(path), pytest.raises(Locked), held(path):
            pass
        is_held(path)
    after = len(os.listdir("/proc/self/fd")) if os.path.exists("/proc/self/fd") else 0
    assert after == before

"""Saving replaces a file as a whole or leaves it as it was."""

import os
import stat
import threading
from pathlib import Path

import pytest

from core.files import replacing
from tests.core import another_program


def test_the_new_content_takes_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with replacing(path) as file:
        file.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def write_half(path: Path, error: BaseException) -> None:
    with replacing(path) as file:
        file.write(b"half of the n")
        raise error


@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()])
def test_a_failure_in_the_middle_leaves_the_old_file_and_no_litter(
    tmp_path: Path, error: BaseException
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with pytest.raises(type(error)):
        write_half(path, error)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_at_the_very_end_leaves_the_old_file_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(source: object, target: object) -> None:
        raise PermissionError("in use")

    path = tmp_path / "file"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(PermissionError), replacing(path) as file:
        file.write(b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_content_is_on_the_disk_before_it_takes_the_place_and_then_the_name_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, steps = tmp_path / "file", []
    sync, replace = os.fsync, os.replace

    def noted_sync(descriptor: int) -> None:
        status = os.fstat(descriptor)
        steps.append(f"sync {'folder' if stat.S_ISDIR(status.st_mode) else status.st_size}")
        sync(descriptor)

    def noted_replace(source: Path, target: Path) -> None:
        steps.append("replace")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(os, "replace", noted_replace)
    with replacing(path) as file:
        file.write(b"12345")
    assert steps == ["sync 5", "replace", *(["sync folder"] if os.name == "posix" else [])]


@pytest.mark.case(62)
def test_of_two_savings_at_once_the_last_to_end_wins(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with replacing(path) as first:
        first.write(b"first, ")
        with replacing(path) as second:
            second.write(b"second")
        assert path.read_bytes() == b"second"
        first.write(b"to its end")
    assert path.read_bytes() == b"first, to its end"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.case(62)
def test_threads_that_save_to_one_file_never_mix(tmp_path: Path) -> None:
    path = tmp_path / "file"
    versions = [bytes([letter]) * 50_000 for letter in b"abcd"]
    path.write_bytes(versions[0])

    def save_often(version: bytes) -> None:
        for _ in range(10):
            with replacing(path) as file:
                for start in range(0, len(version), 10_000):
                    file.write(version[start : start + 10_000])

    threads = [threading.Thread(target=save_often, args=(version,)) for version in versions]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        assert path.read_bytes() in versions
    assert path.read_bytes() in versions
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.case(62)
def test_two_programs_that_save_to_one_file_never_mix(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with another_program.writing(path) as process:
        with replacing(path) as file:
            file.write(b"ours")
        assert path.read_bytes() == b"ours"
        process.communicate()
    assert path.read_bytes() == b"half of it, and the rest"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("place", ["gone/file", "plain/file"])
def test_a_folder_that_is_none_raises_and_makes_nothing(tmp_path: Path, place: str) -> None:
    (tmp_path / "plain").write_bytes(b"")
    with pytest.raises(OSError, match="file"), replacing(tmp_path / place):
        pass
    assert list(tmp_path.iterdir()) == [tmp_path / "plain"]

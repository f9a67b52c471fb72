"""Saving replaces a file as a whole or leaves it as it was."""

import os
import re
from pathlib import Path
from time import time

import numpy as np
import pytest

from core.arrays import AnyArray
from core.files import STALE, replacing, save_arrays, sweep


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


def test_the_content_is_on_the_disk_before_it_takes_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, steps = tmp_path / "file", []
    sync, replace = os.fsync, os.replace

    def noted_sync(descriptor: int) -> None:
        steps.append(f"sync {os.fstat(descriptor).st_size}")
        sync(descriptor)

    def noted_replace(source: Path, target: Path) -> None:
        steps.append("replace")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(os, "replace", noted_replace)
    with replacing(path) as file:
        file.write(b"12345")
    assert steps == ["sync 5", "replace"]


@pytest.mark.parametrize("place", ["gone/file", "plain/file"])
def test_a_folder_that_is_none_raises_and_makes_nothing(tmp_path: Path, place: str) -> None:
    (tmp_path / "plain").write_bytes(b"")
    with pytest.raises(OSError, match="file"), replacing(tmp_path / place):
        pass
    assert list(tmp_path.iterdir()) == [tmp_path / "plain"]


def test_arrays_come_back_as_they_were(tmp_path: Path) -> None:
    arrays: dict[str, AnyArray] = {
        "a": np.arange(6, dtype=np.float32).reshape(2, 3),
        "turned": np.arange(6).reshape(2, 3).T,
        "none": np.zeros((0, 4)),
        "group/text": np.array("héllo"),
    }
    save_arrays(tmp_path / "arrays.npz", arrays)
    with np.load(tmp_path / "arrays.npz", allow_pickle=False) as stored:
        assert set(stored) == set(arrays)
        for name, array in arrays.items():
            np.testing.assert_array_equal(stored[name], array, strict=True)


def test_python_objects_are_never_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="allow_pickle"):
        save_arrays(tmp_path / "arrays.npz", {"objects": np.array([{}])})
    assert list(tmp_path.iterdir()) == []


def test_only_what_a_crash_left_long_ago_of_our_files_is_swept(tmp_path: Path) -> None:
    names = {".7.png.1.tmp": True, ".notes.txt.1.tmp": False, "7.png": False, ".7.png.tmp": False}
    for name in names:
        (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / name, (0, time() - STALE - 60))
    (tmp_path / ".8.png.1.tmp").write_bytes(b"")
    os.utime(tmp_path / ".8.png.1.tmp", (0, time() - STALE + 60))
    (tmp_path / ".9.png.1.tmp").mkdir()
    os.utime(tmp_path / ".9.png.1.tmp", (0, 0))
    sweep(tmp_path, re.compile(r"[0-9]\.png"))
    kept = {name for name, goes in names.items() if not goes}
    assert {path.name for path in tmp_path.iterdir()} == {*kept, ".8.png.1.tmp", ".9.png.1.tmp"}


def test_what_is_left_in_the_middle_of_writing_is_what_sweep_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with replacing(tmp_path / "7.png"):
        (left,) = tmp_path.iterdir()
        os.link(left, tmp_path / "copy")
    (tmp_path / "copy").rename(left)
    os.utime(left, (0, 0))
    sweep(tmp_path, re.compile(r"7\.png"))
    assert [path.name for path in tmp_path.iterdir()] == ["7.png"]

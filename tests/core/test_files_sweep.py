"""What a killed program left half written is removed, and nothing else."""

import os
import re
from pathlib import Path

import pytest

from core import locks
from core.files import replacing, sweep
from tests.core import another_program
from tests.core.another_program import killed


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_another_program_writes_now_is_left_until_that_is_killed(tmp_path: Path) -> None:
    with another_program.writing(tmp_path / "7.png") as process:
        (left,) = names(tmp_path)
        sweep(tmp_path)
        assert names(tmp_path) == [left]
        killed(process)
        assert names(tmp_path) == [left]
        sweep(tmp_path)
        assert names(tmp_path) == []


def test_what_another_program_writes_comes_to_its_end_whoever_sweeps(tmp_path: Path) -> None:
    with another_program.writing(tmp_path / "7.png") as process:
        sweep(tmp_path)
        process.communicate()
        assert process.returncode == 0
    assert names(tmp_path) == ["7.png"]
    assert (tmp_path / "7.png").read_bytes() == b"half of it, and the rest"


def test_what_this_program_writes_is_left(tmp_path: Path) -> None:
    with replacing(tmp_path / "7.png") as file:
        sweep(tmp_path)
        file.write(b"new")
        sweep(tmp_path)
    assert names(tmp_path) == ["7.png"]


@pytest.mark.parametrize(
    ("name", "goes"),
    [
        (".7.png.4711-1.tmp", True),
        (".7.png.4711-123456.tmp", True),
        (".line\nbreak.4711-1.tmp", True),
        (".7.png.4711.tmp", False),
        (".7.png.tmp", False),
        ("7.png.4711-1.tmp", False),
        (".4711-1.tmp", False),
        (".7.png.4711-1.tmp.bak", False),
        ("7.png", False),
    ],
)
def test_only_our_temporary_files_are_swept(tmp_path: Path, name: str, goes: bool) -> None:
    (tmp_path / name).write_bytes(b"")
    sweep(tmp_path)
    assert names(tmp_path) == ([] if goes else [name])


def test_only_those_of_the_files_so_named_are_swept(tmp_path: Path) -> None:
    for name in (".7.png.1-1.tmp", ".notes.txt.1-1.tmp", ".17.png.1-1.tmp"):
        (tmp_path / name).write_bytes(b"")
    sweep(tmp_path, re.compile(r"[0-9]\.png"))
    assert names(tmp_path) == [".17.png.1-1.tmp", ".notes.txt.1-1.tmp"]


def test_of_a_name_cut_to_fit_what_is_left_is_swept_too(tmp_path: Path) -> None:
    with another_program.writing(tmp_path / ("n" * 255)) as process:
        killed(process)
    assert len(names(tmp_path)) == 1
    sweep(tmp_path)
    assert names(tmp_path) == []


@pytest.mark.skipif(os.name != "posix", reason="makes a pipe and a link")
def test_what_is_no_file_stays(tmp_path: Path) -> None:
    (tmp_path / ".folder.1-1.tmp").mkdir()
    os.mkfifo(tmp_path / ".pipe.1-1.tmp")
    (tmp_path / ".link.1-1.tmp").symlink_to("gone")
    before = names(tmp_path)
    sweep(tmp_path)
    assert names(tmp_path) == before


def test_one_that_cannot_be_removed_does_not_save_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink = os.unlink

    def refuse(path: Path) -> None:
        if "8.png" in str(path):
            raise PermissionError(13, "Permission denied", str(path))
        unlink(path)

    for name in (".7.png.1-1.tmp", ".8.png.1-1.tmp", ".9.png.1-1.tmp"):
        (tmp_path / name).touch()
    monkeypatch.setattr(os, "unlink", refuse)
    sweep(tmp_path)
    assert names(tmp_path) == [".8.png.1-1.tmp"]


def test_a_sweep_between_making_and_locking_a_temporary_does_not_spoil_the_saving(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = locks._lock
    swept: list[list[str]] = []

    def late(descriptor: int) -> None:
        if not swept:
            swept.append(names(tmp_path))
            sweep(tmp_path)
        lock(descriptor)

    monkeypatch.setattr(locks, "_lock", late)
    with replacing(tmp_path / "7.png") as file:
        file.write(b"new")
    assert len(swept[0]) == 1
    assert (tmp_path / "7.png").read_bytes() == b"new"


def test_a_folder_that_is_not_there_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        sweep(tmp_path / "gone")

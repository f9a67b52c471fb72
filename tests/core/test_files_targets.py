"""What may be saved over: links, long names and permissions; and what is refused untouched."""

import os
import stat
from pathlib import Path

import pytest

from core.files import replacing

IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
posix = pytest.mark.skipif(os.name != "posix", reason="as POSIX has them")


def save(path: Path, content: bytes = b"new") -> None:
    with replacing(path) as file:
        file.write(content)


@posix
@pytest.mark.parametrize("points_to", ["elsewhere/file", "link2"])
def test_a_link_stays_and_what_it_points_to_is_replaced(tmp_path: Path, points_to: str) -> None:
    target, link = tmp_path / "elsewhere" / "file", tmp_path / "link"
    target.parent.mkdir()
    target.write_bytes(b"old")
    (tmp_path / "link2").symlink_to(target)
    link.symlink_to(points_to)
    save(link)
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert list(target.parent.iterdir()) == [target]


@posix
def test_a_link_to_nothing_yet_makes_what_it_points_to(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("file")
    save(tmp_path / "link")
    assert (tmp_path / "file").read_bytes() == b"new"
    assert (tmp_path / "link").is_symlink()


@posix
@pytest.mark.parametrize("points_to", ["link", "gone/file", "folder"])
def test_a_link_that_leads_nowhere_is_refused(tmp_path: Path, points_to: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(points_to)
    with pytest.raises(OSError, match=points_to.split("/")[0]):
        save(tmp_path / "link")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "link"]


@pytest.mark.parametrize("content", [[], ["kept"]])
def test_a_folder_is_no_target(tmp_path: Path, content: list[str]) -> None:
    target = tmp_path / "model.npz"
    target.mkdir()
    for name in content:
        (target / name).touch()
    with pytest.raises(IsADirectoryError, match="it is a folder"):
        save(target)
    assert list(tmp_path.iterdir()) == [target]
    assert [path.name for path in target.iterdir()] == content


@posix
def test_a_pipe_or_a_device_is_neither_replaced_nor_opened(tmp_path: Path) -> None:
    pipe, device = tmp_path / "pipe", tmp_path / "device"
    os.mkfifo(pipe)
    device.symlink_to(os.devnull)
    for target in (pipe, device):
        with pytest.raises(OSError, match="it is a device or a pipe"):
            save(target)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)
    assert sorted(tmp_path.iterdir()) == [device, pipe]


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o777])
def test_permissions_stay(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(mode)
    with replacing(path) as file:
        file.write(b"new")
        (temporary,) = {*tmp_path.iterdir()} - {path}
        assert stat.S_IMODE(temporary.stat().st_mode) == mode  # nobody else may read it meanwhile
    assert stat.S_IMODE(path.stat().st_mode) == mode


@posix
def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    save(tmp_path / "file")
    (tmp_path / "other").touch()
    assert (tmp_path / "file").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_write_protected_file_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(0o444)
    if IS_ROOT:  # who may write everything
        monkeypatch.setattr(os, "access", lambda target, mode: mode != os.W_OK)
    with pytest.raises(PermissionError, match="write-protected"):
        save(path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(IS_ROOT or os.name != "posix", reason="root may write everywhere")
def test_a_read_only_folder_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "file"
    path.parent.mkdir()
    path.write_bytes(b"old")
    path.parent.chmod(0o555)
    with pytest.raises(PermissionError):
        save(path)
    path.parent.chmod(0o755)
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("letter", ["n", "é", "数", "🖊"])
def test_the_longest_name_a_folder_takes_can_be_saved(tmp_path: Path, letter: str) -> None:
    name = letter * (255 // len(letter.encode()))
    save(tmp_path / name, b"old")
    save(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_bytes() == b"new"


def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nnn"):
        save(tmp_path / ("n" * 256))
    assert list(tmp_path.iterdir()) == []


@posix
@pytest.mark.parametrize("name", ["two words", "line\nbreak", ".hidden", "é🖊", "-rf", "a.b.tmp"])
def test_any_name_can_be_saved(tmp_path: Path, name: str) -> None:
    save(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [name]

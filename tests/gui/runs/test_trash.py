"""Folders go to the system's trash and come back."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from gui.runs import trash


@pytest.fixture
def data_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QCoreApplication) -> Path:
    """Where the desktop keeps its trash, for this test."""
    folder = tmp_path / "share"
    folder.mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    return folder


def a_folder(path: Path) -> Path:
    path.mkdir()
    (path / "run.json").write_text("{}")
    return path


@pytest.mark.skipif(sys.platform != "linux", reason="only there it has a place of its own")
def test_what_is_thrown_away_lies_in_the_trash_and_comes_back(
    data_home: Path, tmp_path: Path
) -> None:
    folder = a_folder(tmp_path / "a run")
    place = trash.throw_away(folder)
    assert not folder.exists()
    assert place
    assert place.is_relative_to(data_home)
    assert list(data_home.rglob("*.trashinfo"))
    trash.bring_back(place, folder)
    assert (folder / "run.json").read_text() == "{}"
    assert not place.exists()
    assert not list(data_home.rglob("*.trashinfo"))


@pytest.mark.skipif(sys.platform != "linux", reason="only there it has a place of its own")
def test_what_is_there_is_not_replaced(data_home: Path, tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "a run")
    place = trash.throw_away(folder)
    assert place
    a_folder(folder)
    with pytest.raises(FileExistsError):
        trash.bring_back(place, folder)
    assert place.exists()


def test_what_is_not_there_cannot_be_thrown_away(data_home: Path, tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"."):
        trash.throw_away(tmp_path / "nothing")

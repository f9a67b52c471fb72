"""What is remembered comes back from the file as it was; what is damaged is as if never kept."""

import gc
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from gui.settings import Settings

TEXTS = [
    "report",
    "",
    "a, b; c",
    "true",
    "7",
    '"quoted" %20 \\ back',
    "Größe – 数",
    "@ByteArray(x)",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "settings"


def reread(settings: list[Settings], folder: Path) -> Settings:
    """The file read anew: end the only writer, and open a copy that Qt has never seen."""
    settings.clear()
    gc.collect()
    again = folder.with_name("copy")
    shutil.copytree(folder, again)
    return Settings(again)


def kept(folder: Path, key: str, value: str | int | bool | QByteArray) -> Settings:
    settings = [Settings(folder)]
    settings[0].keep(key, value)
    return reread(settings, folder)


def written(folder: Path, lines: bytes) -> Settings:
    folder.mkdir()
    (folder / "settings.ini").write_bytes(lines)
    return Settings(folder)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_comes_back(folder: Path, text: str) -> None:
    assert kept(folder, "recipe", text).text("recipe", "default") == text


@pytest.mark.parametrize("number", [0, -1, 1, 999_999, 2**40])
def test_a_number_comes_back(folder: Path, number: int) -> None:
    assert kept(folder, "seed", number).number("seed", 5) == number


@pytest.mark.parametrize("flag", [True, False])
def test_a_flag_comes_back_against_its_default(folder: Path, flag: bool) -> None:
    assert kept(folder, "loss/log", flag).flag("loss/log", not flag) is flag


def test_a_block_comes_back_byte_for_byte(folder: Path) -> None:
    block = QByteArray(bytes(range(256)))
    assert kept(folder, "geometry", block).block("geometry") == block


def test_keys_in_groups_are_apart(folder: Path) -> None:
    settings = [Settings(folder)]
    settings[0].keep("loss/log", True)
    settings[0].keep("testing/log", False)
    settings[0].keep("folded/Network", True)
    again = reread(settings, folder)
    assert [again.flag(key, False) for key in ("loss/log", "testing/log")] == [True, False]
    assert again.flag("folded/Network", False)


def test_what_is_missing_has_its_default(folder: Path) -> None:
    settings = Settings(folder)
    assert settings.text("recipe", "report") == "report"
    assert settings.number("seed", 5) == 5
    assert (settings.flag("on", True), settings.flag("on", False)) == (True, False)
    assert settings.block("geometry").isEmpty()


def test_without_a_folder_they_are_in_the_home(home: Path) -> None:
    settings = [Settings()]
    settings[0].keep("seed", 3)
    assert reread(settings, home).number("seed", 0) == 3


@pytest.mark.parametrize(
    "value", ["many", "", "1e3", "1.5", "0x10", "1, 2", "9" * 5000, "@Invalid()"]
)
def test_a_number_out_of_form_has_its_default(folder: Path, value: str) -> None:
    assert written(folder, f"[General]\nseed={value}\n".encode()).number("seed", 5) == 5


@pytest.mark.parametrize("value", ["1, 2", "@ByteArray(x)", "@Variant(\\0\\0)"])
def test_what_is_no_text_has_its_default(folder: Path, value: str) -> None:
    assert written(folder, f"[General]\nrecipe={value}\n".encode()).text("recipe", "d") == "d"


@pytest.mark.parametrize("value", ["report", "1, 2", "@Size(1 2)"])
def test_what_is_no_block_is_empty(folder: Path, value: str) -> None:
    assert written(folder, f"[General]\ngeometry={value}\n".encode()).block("geometry").isEmpty()


@pytest.mark.parametrize("lines", [b"\x00\xff\xfe[General\nseed", b"", b"\x89PNG\r\n\x1a\n" * 99])
def test_a_damaged_file_gives_defaults_and_can_be_written_anew(folder: Path, lines: bytes) -> None:
    settings = [written(folder, lines)]
    assert settings[0].number("seed", 5) == 5
    settings[0].keep("seed", 8)
    assert reread(settings, folder).number("seed", 5) == 8


@pytest.mark.case(75)
def test_a_folder_that_cannot_be_written_is_silently_no_memory(folder: Path) -> None:
    folder.write_text("a file in the way")
    settings = Settings(folder)
    settings.keep("seed", 8)
    assert settings.number("seed", 5) == 8


@pytest.mark.case(75)
@pytest.mark.parametrize(
    "lines", [b"[General]\nversion=2\nseed=8\n", b"\x00\xff\xfe[General\nseed"]
)
def test_an_unfit_file_is_kept_beside_and_told(folder: Path, lines: bytes) -> None:
    settings = written(folder, lines)
    assert settings.number("seed", 5) == 5
    assert "settings.old" in settings.note
    assert (folder / "settings.old").read_bytes() == lines


def test_settings_of_this_version_are_not_remarked_upon(folder: Path) -> None:
    settings = kept(folder, "seed", 8)
    assert (settings.note, settings.number("seed", 5)) == ("", 8)

"""What is no sound drawing in the folder stays there, is left out, and is named."""

from datetime import datetime
from pathlib import Path

import pytest

from core import files
from core.formats import png
from core.my_digits import MyDigits
from tests.core.tools import ring

NOON = datetime(2026, 11, 23, 12)
INK = ring()
SOUND = png.encode(INK)
FOREIGN = {
    "notes.txt": (b"7", "is no drawing's name"),
    "20261123-120009-000.png": (SOUND, "is no drawing's name"),
    "20261123-120009-000-x.png": (SOUND, "is no drawing's name"),
    "20261123-120009-000-10.png": (SOUND, "is no drawing's name"),
    "20261123-120009-000-٧.png": (SOUND, "is no drawing's name"),
    "20261123-120009-000-7.PNG": (SOUND, "is no drawing's name"),
    "20261123-120009-001-7.png": (b"", "is no PNG file"),
    "20261123-120009-002-7.png": (b"GIF89a" + bytes(99), "is no PNG file"),
    "20261123-120009-003-7.png": (SOUND[:1000], "is damaged"),
    "20261123-120009-004-7.png": (png.encode(INK[:28, :28].copy()), "has 28x28 pixels"),
    "20261123-120009-005-7.png": (png.encode(0 * INK), "is black all over"),
    "20261123-120009-006-7.png": (SOUND + bytes(1 << 20), "is too large"),
}


@pytest.fixture
def mine(tmp_path: Path) -> MyDigits:
    digits = MyDigits(tmp_path / "my-digits")
    for label in (5, 0, 9):
        digits.add(ring(50 + label), label, now=NOON)
    return digits


def loaded(folder: Path) -> MyDigits:
    digits = MyDigits(folder)
    digits.load()
    return digits


@pytest.mark.parametrize("name", FOREIGN)
def test_a_file_that_is_no_sound_drawing_is_named_and_left(mine: MyDigits, name: str) -> None:
    content, reason = FOREIGN[name]
    (mine.folder / name).write_bytes(content)
    again = loaded(mine.folder)
    assert again.digits == mine.digits
    (sentence,) = again.skipped
    assert sentence.startswith(f"{name} {reason}")
    assert sentence.endswith(".")
    assert (mine.folder / name).read_bytes() == content


def test_a_folder_named_like_a_drawing_is_left_out(mine: MyDigits) -> None:
    (mine.folder / "20261123-120009-000-7.png").mkdir()
    again = loaded(mine.folder)
    assert again.digits == mine.digits
    assert again.skipped == ("20261123-120009-000-7.png is a folder or a device, not a file.",)


def test_a_file_that_cannot_be_read_is_left_out(
    mine: MyDigits, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Path.read_bytes

    def fail(path: Path) -> bytes:
        if path.name == mine.digits[1].name:
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", fail)
    again = loaded(mine.folder)
    assert [digit.label for digit in again.digits] == [5, 9]
    assert again.skipped == (f"{mine.digits[1].name} cannot be read: Permission denied.",)


def test_hidden_files_are_none_of_ours_and_not_worth_a_word(mine: MyDigits) -> None:
    (mine.folder / ".DS_Store").write_bytes(b"?")
    assert loaded(mine.folder).skipped == ()
    assert (mine.folder / ".DS_Store").exists()


def test_what_a_crash_left_is_removed_and_what_is_being_written_is_not(mine: MyDigits) -> None:
    left = mine.folder / ".20261123-120009-000-7.png.4711-1.tmp"
    foreign = mine.folder / ".letter.txt.4711-1.tmp"
    for path in (left, foreign):
        path.write_bytes(SOUND[:100])
    with files.replacing(mine.folder / "20261123-120009-001-7.png") as file:
        again = loaded(mine.folder)
        file.write(SOUND)
    assert (left.exists(), foreign.exists()) == (False, True)
    assert (again.digits, again.skipped) == (mine.digits, ())
    assert len(loaded(mine.folder).digits) == len(mine.digits) + 1

"""Drawings are kept as they were made, in order of time, and what is no drawing stays untouched."""

from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from core import my_digits
from core.arrays import Floats, Images
from core.drawing import to_input
from core.formats import png
from core.my_digits import DigitsError, MyDigit, MyDigits
from tests.core.tools import ring

NOON = datetime(2026, 11, 23, 12, 0, 0, 7_999)
SECOND = timedelta(seconds=1)
INK = ring()


@pytest.fixture
def mine(tmp_path: Path) -> MyDigits:
    """Three drawings: a 5, a 0 and a 9, each a second after the other."""
    digits = MyDigits(tmp_path / "my-digits")
    for nth, label in enumerate((5, 0, 9)):
        digits.add(ring(50 + 10 * nth), label, now=NOON + nth * SECOND)
    return digits


def loaded(folder: Path) -> MyDigits:
    digits = MyDigits(folder)
    digits.load()
    return digits


def names(digits: MyDigits) -> list[str]:
    return [digit.name for digit in digits.digits]


def labels(digits: MyDigits) -> list[int]:
    return [digit.label for digit in digits.digits]


def on_disk(digits: MyDigits) -> list[str]:
    return sorted(path.name for path in digits.folder.iterdir())


def test_drawings_come_back_as_they_were_in_order_of_time(mine: MyDigits) -> None:
    again = loaded(mine.folder)
    assert names(again) == [
        "20261123-120000-007-5.png",
        "20261123-120001-007-0.png",
        "20261123-120002-007-9.png",
    ]
    assert labels(again) == [5, 0, 9]
    assert again.digits == mine.digits
    assert again.skipped == ()
    for nth, digit in enumerate(again.digits):
        np.testing.assert_array_equal(digit.ink, ring(50 + 10 * nth), strict=True)
        np.testing.assert_array_equal(digit.ink, mine.digits[nth].ink, strict=True)


def test_a_drawing_is_named_by_the_time_at_which_it_is_added(tmp_path: Path) -> None:
    before = datetime.now()
    digit = MyDigits(tmp_path).add(INK, 7)
    at = datetime.strptime(digit.moment, "%Y%m%d-%H%M%S-%f")
    assert before - timedelta(milliseconds=1) <= at <= datetime.now()


def test_what_is_drawn_later_does_not_change_what_is_kept(tmp_path: Path) -> None:
    mine, canvas = MyDigits(tmp_path), INK.copy()
    digit = mine.add(canvas, 0)
    canvas[:] = 0
    assert (digit.ink == INK).all()
    for kept in (digit, loaded(tmp_path).digits[0]):
        with pytest.raises(ValueError, match="read-only"):
            kept.ink[0, 0] = 1


@pytest.mark.case(73)
def test_a_drawing_added_late_with_an_earlier_time_is_sorted_in(mine: MyDigits) -> None:
    mine.add(INK, 3, now=NOON + 0.5 * SECOND)
    assert labels(mine) == [5, 3, 0, 9]
    assert loaded(mine.folder).digits == mine.digits


def test_two_in_one_millisecond_have_names_of_their_own_and_keep_their_order(
    tmp_path: Path,
) -> None:
    mine = MyDigits(tmp_path)
    for label in (4, 4, 1, 4):
        mine.add(INK, label, now=NOON)
    assert names(mine) == [
        f"20261123-120000-{7 + n:03}-{d}.png" for n, d in enumerate((4, 4, 1, 4))
    ]
    assert loaded(tmp_path).digits == mine.digits


def test_the_millisecond_after_the_last_of_a_year_is_the_first_of_the_next(tmp_path: Path) -> None:
    mine = MyDigits(tmp_path)
    for _ in range(2):
        mine.add(INK, 1, now=datetime(2026, 12, 31, 23, 59, 59, 999_999))
    assert names(mine) == ["20261231-235959-999-1.png", "20270101-000000-000-1.png"]


def test_another_window_never_takes_a_name_that_is_there(mine: MyDigits) -> None:
    other = MyDigits(mine.folder)  # knows of nothing
    added = other.add(ring(20), 5, now=NOON)
    assert added.moment == "20261123-120000-008"
    assert len(loaded(mine.folder).digits) == 4
    assert (loaded(mine.folder).digits[0].ink == ring(50)).all()


def test_a_removed_drawing_keeps_its_name_for_its_return(mine: MyDigits) -> None:
    first = mine.digits[0]
    mine.remove(first)
    mine.add(ring(20), 5, now=NOON)
    mine.restore(first)
    assert labels(mine) == [5, 5, 0, 9]
    assert loaded(mine.folder).digits == mine.digits
    assert (loaded(mine.folder).digits[0].ink == first.ink).all()


def test_relabelling_renames_the_file_and_nothing_else(mine: MyDigits) -> None:
    digit = mine.digits[1]
    content = (mine.folder / digit.name).read_bytes()
    changed = mine.relabel(digit, 6)
    assert (changed.label, changed.moment) == (6, digit.moment)
    assert changed.ink is digit.ink
    assert labels(mine) == [5, 6, 9]
    assert on_disk(mine) == names(mine)
    assert (mine.folder / changed.name).read_bytes() == content


def test_relabelling_as_before_changes_nothing(mine: MyDigits) -> None:
    digit = mine.digits[1]
    assert mine.relabel(digit, 0) is digit
    assert on_disk(mine) == names(mine)


def test_relabelling_never_replaces_a_copy_made_by_hand(mine: MyDigits) -> None:
    digit = mine.digits[0]
    copy = mine.folder / digit.name.replace("-5.png", "-6.png")
    copy.write_bytes(png.encode(ring(20)))
    with pytest.raises(DigitsError, match=r"holds 20261123-120000-007-6\.png already"):
        mine.relabel(digit, 6)
    assert copy.read_bytes() == png.encode(ring(20))
    assert labels(loaded(mine.folder)) == [5, 6, 0, 9]


def test_removing_and_restoring_gives_the_same_order(mine: MyDigits) -> None:
    before = mine.digits
    mine.remove(before[1])
    assert labels(mine) == [5, 9]
    assert on_disk(mine) == names(mine)
    mine.restore(before[1])
    assert mine.digits == before == loaded(mine.folder).digits


def test_what_is_there_cannot_be_restored_twice(mine: MyDigits) -> None:
    digit = mine.digits[0]
    mine.relabel(digit, 6)
    with pytest.raises(DigitsError, match="holds the drawing of 20261123-120000-007 already"):
        mine.restore(digit)
    assert labels(mine) == [6, 0, 9]
    assert on_disk(mine) == names(mine)


def test_removing_what_is_gone_already_is_fine(mine: MyDigits) -> None:
    digit = mine.digits[2]
    (mine.folder / digit.name).unlink()
    mine.remove(digit)
    assert labels(mine) == [5, 0]


def test_relabelling_what_is_gone_is_told_and_forgotten(mine: MyDigits) -> None:
    digit = mine.digits[2]
    (mine.folder / digit.name).unlink()
    with pytest.raises(DigitsError, match=rf"{digit.name} is gone from .*Draw it again"):
        mine.relabel(digit, 1)
    assert mine.digits == loaded(mine.folder).digits
    assert labels(mine) == [5, 0]


def test_the_folder_is_made_with_the_first_drawing(tmp_path: Path) -> None:
    mine = MyDigits(tmp_path / "home" / "my-digits")
    mine.load()
    assert (mine.digits, mine.skipped) == ((), ())
    assert not mine.folder.parent.exists()
    mine.add(INK, 0)
    assert on_disk(mine) == names(mine)


@pytest.mark.parametrize("label", [-1, 10, 70])
def test_a_label_is_a_digit(mine: MyDigits, label: int) -> None:
    before = on_disk(mine)
    with pytest.raises(DigitsError, match=f"from 0 to 9, not {label}"):
        mine.add(INK, label)
    with pytest.raises(DigitsError, match=f"from 0 to 9, not {label}"):
        mine.relabel(mine.digits[0], label)
    assert on_disk(mine) == names(mine) == before


def test_what_could_not_be_read_again_is_not_kept(tmp_path: Path) -> None:
    mine = MyDigits(tmp_path)
    with pytest.raises(DigitsError, match=r"the canvas is empty\. Draw a digit first"):
        mine.add(np.zeros((280, 280), np.uint8), 0)
    with pytest.raises(DigitsError, match="has 280x280 pixels, not"):
        mine.add(INK[:279], 0)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_bytes(b"precious")
    mine = MyDigits(place)
    with pytest.raises(DigitsError, match=r"file cannot be read: Not a directory\. Check it"):
        mine.load()
    with pytest.raises(DigitsError, match=r"The drawing is not kept: .*file cannot be .*Make room"):
        mine.add(INK, 7)
    assert mine.digits == ()
    assert place.read_bytes() == b"precious"


def test_what_the_network_sees_is_to_input_in_bytes_and_made_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls = []

    def counted(ink: Images) -> Floats:
        calls.append(ink)
        return to_input(ink)

    monkeypatch.setattr(my_digits, "to_input", counted)
    digit = MyDigit("20261123-120000-000-0.png", INK)
    assert digit.seen is digit.seen
    assert len(calls) == 1
    assert digit.seen.shape == (28, 28)
    assert digit.seen.dtype == np.uint8
    assert np.abs(digit.seen / 255 - to_input(INK)).max() <= 0.5 / 255 + 1e-6
    assert digit.seen.max() == 255
    assert not digit.seen.flags.writeable

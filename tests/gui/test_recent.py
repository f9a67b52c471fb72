"""The files that were opened last come back, the last one first."""

from pathlib import Path

import pytest

from gui.recent import MOST, Recent
from gui.settings import Settings


@pytest.fixture
def recent(settings: Settings) -> Recent:
    return Recent(settings, "recent_data")


def test_the_last_one_comes_first_and_each_once(recent: Recent) -> None:
    for name in ("a", "b", "a"):
        recent.note(Path("/data") / name)
    assert recent.paths == [Path("/data/a"), Path("/data/b")]


def test_only_the_last_few_are_kept(recent: Recent) -> None:
    for number in range(MOST + 3):
        recent.note(Path(f"/data/{number}"))
    assert recent.paths == [Path(f"/data/{MOST + 2 - number}") for number in range(MOST)]


@pytest.mark.parametrize("text", ["", "[", "7", '{"a": 1}', "[1, null]", '["/data/a", 7]'])
def test_a_damaged_list_is_none_or_what_can_be_read(
    settings: Settings, recent: Recent, text: str
) -> None:
    settings.keep("recent_data", text)
    assert recent.paths in ([], [Path("/data/a")])


def test_names_of_any_kind_come_back(recent: Recent) -> None:
    path = Path("/data/a, b; ü – 数/with space&.npz")
    recent.note(path)
    assert recent.paths == [path]

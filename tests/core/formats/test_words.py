"""Names, numbers and lists stand well in a sentence."""

import pytest

from core.formats.words import count, legible, listed, shown


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a b é 😀.png", "a b é 😀.png"),
        ("a\nb.png", "a�b.png"),
        ("a\udce9.png", "a�.png"),
        ("x" * 251 + ".png", "x" * 80 + "…" + "x" * 15 + ".png"),
    ],
)
def test_a_name_can_stand_in_a_sentence(name: str, told: str) -> None:
    assert shown(name) == told
    assert shown(name).encode()


def test_a_path_is_told_whole() -> None:
    path = "/folder" * 50
    assert legible(path) == path
    assert legible(f"{path}\r\n") == f"{path}��"


def test_one_thing_has_no_s() -> None:
    said = [count(number, "file") for number in (0, 1, 1234)]
    assert said == ["0 files", "1 file", "1,234 files"]


@pytest.mark.parametrize(
    ("things", "said"), [(["1"], "1"), (["1", "2"], "1 and 2"), (["1", "2", "3"], "1, 2 and 3")]
)
def test_things_are_listed_as_in_a_sentence(things: list[str], said: str) -> None:
    assert listed(things) == said

"""How names, numbers and lists of them stand in a sentence."""

from collections.abc import Sequence

MAX_NAME = 100  # letters of a name


def legible(text: str) -> str:
    """The same without what cannot stand in a line: line ends, and bytes that are no letters."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)


def shown(name: str) -> str:
    """A file's name, legible and of bearable length, whatever bytes it is made of."""
    name = legible(name)
    return name if len(name) <= MAX_NAME else f"{name[: MAX_NAME - 20]}…{name[-19:]}"


def count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(things: Sequence[str]) -> str:
    """a, b and c."""
    *others, last = things
    return f"{', '.join(others)} and {last}" if others else last

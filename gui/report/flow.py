"""How pieces are put on pages, so that nothing is cut and nothing stands alone; no drawing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QPainter

Paint = Callable[[QPainter], None]


@dataclass(frozen=True, slots=True)
class Piece:
    """What is never cut, in points: how high it is, and how it is drawn downwards from its top.

    gap is the room above it, which it does without at the top of a page. stays: on the same page
    as the one that follows. again is drawn above it where it begins a page, such as the header of
    a table.
    """

    height: float
    paint: Paint
    gap: float = 0.0
    stays: bool = False
    again: "Piece | None" = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece and its top on a page."""

    y: float
    piece: Piece


def pages(pieces: Sequence[Piece], room: float) -> list[tuple[Placed, ...]]:
    """The pieces on pages that are so high; one that is higher than a page begins one."""
    done: list[tuple[Placed, ...]] = []
    page: list[Placed] = []
    y = 0.0
    for group in _groups(pieces):
        if page and y + _height(group) > room:
            done.append(tuple(page))
            page, y = [], 0.0
        for piece in _begun(group) if not page else group:
            if page and y + piece.gap + piece.height > room:
                done.append(tuple(page))  # a group that is higher than a page
                page, y = [], 0.0
            y += piece.gap if page else 0.0
            page.append(Placed(y, piece))
            y += piece.height
    return [*done, tuple(page)]


def _begun(group: Sequence[Piece]) -> Iterable[Piece]:
    """A group as it begins a page."""
    again = group[0].again
    return (again, *group) if again else group


def _groups(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Those that stay together."""
    group: list[Piece] = []
    for piece in pieces:
        group.append(piece)
        if not piece.stays:
            yield group
            group = []
    if group:
        yield group


def _height(group: Sequence[Piece]) -> float:
    return sum(piece.gap + piece.height for piece in group)

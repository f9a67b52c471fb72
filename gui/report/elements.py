"""What a report says, part by part and without Qt: how it looks is made of this elsewhere."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Cover:
    """What the student puts on it; all of it may be empty. date is as people write it."""

    name: str = ""
    course: str = ""
    date: str = ""
    discussion: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """What the report is called, and who hands it in: pairs of what and whose."""

    text: str
    about: str
    signed: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """What is typed into a terminal."""

    text: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A sentence on what cannot be shown, and why."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of what and how much."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; all but the first column are numbers where so said.

    stem is the name of its files; is_totalled says that the last row is that of all.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    stem: str
    numbers: tuple[int, ...] = ()  # columns
    is_totalled: bool = False


@dataclass(frozen=True, slots=True)
class Equations:
    """The place of the equations that were used."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The place of a figure, by its name and number."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Discussion:
    """The student's own text; an empty box where there is none yet."""

    text: str


Element: TypeAlias = (
    Title
    | Heading
    | Paragraph
    | Command
    | Missing
    | Facts
    | Table
    | Equations
    | Picture
    | Discussion
)

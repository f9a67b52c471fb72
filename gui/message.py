"""What the message line is given to show."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto


class Severity(Enum):
    """What a message is: news of what goes on, an answer to what was done, or a warning."""

    NEWS = auto()
    ANSWER = auto()
    WARNING = auto()


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be done about a message: the text of a button, and what it does."""

    text: str
    take: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for the message line, with an offer to act on it if there is one."""

    text: str
    severity: Severity = Severity.ANSWER
    offer: Offer | None = None

"""What the message line is given to show."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto


class Weight(Enum):
    """What a message is: news of what goes on, an answer to what was done, or a warning."""

    NEWS = auto()
    ANSWER = auto()
    WARNING = auto()


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for the message line; undo, if any, takes back what it tells of."""

    text: str
    weight: Weight = Weight.ANSWER
    undo: Callable[[], None] | None = None

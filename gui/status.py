"""What training is doing."""

from enum import Enum, auto


class Status(Enum):
    """READY covers before, between and after."""

    READY = auto()
    TRAINING = auto()
    PAUSED = auto()

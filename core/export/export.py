"""What an export has to offer: a network in a form that other programs take."""

from collections.abc import Callable
from dataclasses import dataclass

from core.network import Network

ClassNames = tuple[str, ...]


class ExportError(ValueError):
    """A network that cannot be exported so; the message says what, why and what to do."""


@dataclass(frozen=True, slots=True)
class Export:
    """encode(network, class names) returns a whole file's content; raises only ExportError.

    purpose is a sentence for people; file_name is what its file is usually called.
    """

    name: str
    file_name: str
    purpose: str
    encode: Callable[[Network, ClassNames], bytes]

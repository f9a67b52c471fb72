"""What a pickle may say of arrays: names, strings, number formats, and the arrays themselves."""

import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.arrays import Floats

LONGEST = 200  # characters of a name
MAX_SIDE = 1 << 30
NAMES = {
    **{f"numpy.{core}.multiarray._reconstruct": "reconstruct" for core in ("core", "_core")},
    **{f"numpy.{core}.numeric._frombuffer": "frombuffer" for core in ("core", "_core")},
    "numpy.ndarray": "ndarray",
    "numpy.dtype": "dtype",
    "_codecs.encode": "encode",
}
"""All that may be named: NumPy's two ways to pickle an array, under its old name and its new."""


class NotArrays(ValueError):
    """A pickle of something else, or damaged; the message goes on after the file's name."""


class ForeignName(NotArrays):
    """A pickle that asks for what is no part of an array."""


@dataclass(frozen=True, slots=True)
class Name:
    """What one of NAMES stands for."""

    meaning: str


@dataclass(frozen=True, slots=True)
class String:
    """Bytes where they stand in the file; is_text: they are text in UTF-8."""

    data: memoryview
    is_text: bool


@dataclass(slots=True)
class Kind:
    """A format of numbers: f2, f4 or f8, and the order of its bytes."""

    code: str
    order: str = "<"


@dataclass(slots=True)
class Described:
    """An array by what the file says of it, which may be anything until check() has passed."""

    shape: Any = None
    kind: Any = None
    by_columns: Any = False
    content: Any = None

    def check(self) -> None:
        """Raise NotArrays unless it has one or two dimensions, and content to fill them."""
        if not isinstance(self.kind, Kind) or not isinstance(self.content, String):
            raise NotArrays("holds an array without numbers")
        if not isinstance(self.shape, tuple) or not 1 <= len(self.shape) <= 2:
            raise NotArrays("holds an array that has neither one nor two dimensions")
        if not all(type(side) is int and 0 < side <= MAX_SIDE for side in self.shape):
            raise NotArrays("holds an array of an impossible size")
        expected, held = self._expected(), len(self.content.data)
        if not expected <= held <= (2 * expected if self.content.is_text else expected):
            raise NotArrays("holds more or fewer numbers than it says")

    def array(self) -> Floats:
        """Make it, once it has been checked; raises NotArrays."""
        content = self.content.data
        if self.content.is_text:
            content = _characters(content)
        if len(content) != self._expected():
            raise NotArrays("holds more or fewer numbers than it says")
        return np.frombuffer(content, self._dtype()).reshape(
            self.shape, order="F" if self.by_columns else "C"
        )

    def _expected(self) -> int:
        """Its bytes."""
        size: int = self.shape[0] * (self.shape[1] if len(self.shape) == 2 else 1)
        return size * self._dtype().itemsize

    def _dtype(self) -> "np.dtype[np.floating[Any]]":
        found: np.dtype[np.floating[Any]] = np.dtype(self.kind.order + self.kind.code)
        return found


def _characters(data: memoryview) -> bytes:
    """The bytes that text stands for, a character each, as protocol 2 has them."""
    if np.frombuffer(data, np.uint8).max() <= 0xC3:  # else a character would be no byte
        try:
            return str(data, "utf-8").encode("latin-1")
        except UnicodeError:
            pass
    raise NotArrays("holds garbled numbers")


def text(string: Any) -> str:
    """A short text; raises NotArrays."""
    if not isinstance(string, String) or len(string.data) > LONGEST:
        raise NotArrays("is damaged")
    return str(string.data, "utf-8", "replace")


def name(module: str, rest: str) -> Name:
    """What a name stands for; raises ForeignName."""
    whole = f"{module}.{rest}"
    if whole not in NAMES:
        raise ForeignName(f"asks for {ascii(whole)[1:-1][:80]}")
    return Name(NAMES[whole])


def made(called: Any, *arguments: Any) -> Any:
    """What a call is meant to make; raises NotArrays."""
    match called, arguments:
        case Name("encode"), (String() as string, String()):
            return string
        case Name("dtype"), (code, *_):
            return _kind(text(code))
        case Name("reconstruct"), (Name("ndarray"), *_):
            return Described()
        case Name("frombuffer"), (content, kind, shape, order):
            return Described(shape, kind, text(order) == "F", content)
    raise NotArrays("holds other things than arrays")


def fill(target: Any, *state: Any) -> None:
    """Tell a number format or an array the rest of it; raises NotArrays."""
    match target, state:
        case Kind(), (_, order, *_) if text(order) in ("<", ">", "=", "|"):
            target.order = text(order)
        case Described(), (_, shape, kind, bool() | 0 | 1 as by_columns, content):
            target.shape, target.kind = shape, kind
            target.by_columns, target.content = bool(by_columns), content
        case _:
            raise NotArrays("holds other things than arrays")


def _kind(code: str) -> Kind:
    if not re.fullmatch(r"[<>=|]?f[248]", code):
        raise NotArrays(f"holds arrays of another kind ({ascii(code)[1:-1][:20]}) than floats")
    return Kind(code[-2:])

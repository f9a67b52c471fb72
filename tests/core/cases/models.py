"""Bad files of models: damaged, of another version, or of shapes and numbers that make none."""

import os
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from _pytest.mark.structures import ParameterSet

from tests.core.model_files import (
    Arrays,
    npy_header,
    small_model,
    with_arrays,
    with_header,
    with_member,
)

NATIVE, COURSE = "model.npz", "nn_parameters.txt"


@dataclass(frozen=True, slots=True)
class BadModel:
    """A file that is no model: its name, its content, and a pattern of what is said of it."""

    name: str
    content: Callable[[], bytes]
    reason: str

    def write(self, folder: Path) -> Path:
        (folder / self.name).write_bytes(self.content())
        return folder / self.name


def case(number: int, name: str, content: Callable[[], bytes], reason: str) -> ParameterSet:
    """A parameter for a test, marked with the number of its case."""
    return pytest.param(
        BadModel(name, content, reason),
        marks=pytest.mark.case(number),
        id=f"{number}: {reason[:40]}",
    )


@cache
def sound() -> bytes:
    return small_model()


def arrays(change: Callable[[Arrays], object]) -> Callable[[], bytes]:
    """A model with its arrays changed, and the right checksum."""
    return lambda: with_arrays(sound(), change)


def header(change: Callable[[dict[str, Any]], object]) -> Callable[[], bytes]:
    return lambda: with_header(sound(), change)


def course(*shapes: tuple[int, ...], value: float = 1.0, kind: str = "f4") -> Callable[[], bytes]:
    """The course's list of arrays of these shapes."""
    return lambda: pickle.dumps([np.full(shape, value, kind) for shape in shapes], 2)


def spoilt(bad: float) -> Callable[[Arrays], object]:
    def spoil(stored: Arrays) -> None:
        stored["W2"].flat[3] = bad

    return spoil


def converted(kind: str) -> Callable[[Arrays], object]:
    def convert(stored: Arrays) -> None:
        stored["W2"] = stored["W2"].astype(kind)

    return convert


def turned(stored: Arrays) -> None:
    stored["W2"] = stored["W2"].T


def newer(told: dict[str, Any]) -> None:
    told |= {"format": told["format"] + 1, "versions": {"mlp-lab": "9.1"}}


def wide(told: dict[str, Any]) -> None:
    told["network"]["sizes"] = [784, 10**7, 8, 10]


def flipped() -> bytes:
    data = bytearray(sound())
    data[len(data) // 2] ^= 1
    return bytes(data)


class Trap:
    """Makes a folder of this name when it is unpickled."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __reduce__(self) -> tuple[Callable[[str], None], tuple[str]]:
        return os.mkdir, (self.name,)


def trap(name: str = "marker") -> bytes:
    return pickle.dumps(Trap(name), 2)


CHAIN = (784, 100), (100,), (100, 90), (90,), (100, 10), (10,)

MODELS = [
    case(54, NATIVE, arrays(turned), "W2 is 8x12, not 12x8"),
    case(54, COURSE, course(*CHAIN), r"W3 of shape \(100, 10\), not \(90, units\)"),
    case(55, NATIVE, arrays(spoilt(np.nan)), "W2 holds numbers that are not finite"),
    case(55, NATIVE, arrays(spoilt(np.inf)), "W2 holds numbers that are not finite"),
    case(55, NATIVE, arrays(converted("f2")), "W2"),
    case(55, NATIVE, arrays(converted("f8")), "W2"),
    case(55, COURSE, course((784, 10), (10,), value=np.nan), "not finite"),
    case(55, COURSE, course((784, 10), (10,), kind="i4"), r"another kind \(i4\) than floats"),
    case(56, NATIVE, header(newer), "was made by version 9.1 of MLP Lab"),
    case(57, NATIVE, lambda: sound()[:-1000], "damaged.*checksum"),
    case(57, NATIVE, lambda: sound()[: len(sound()) // 2], "damaged"),
    case(57, NATIVE, flipped, "is damaged: its checksum does not fit its content"),
    case(57, COURSE, lambda: course((784, 10), (10,))()[:-9], "ends too early"),
    case(59, NATIVE, header(wide), "10,000,000"),
    case(59, NATIVE, lambda: with_member(sound(), "W1.npy", npy_header((784, 10**7))), "size it"),
    case(59, COURSE, course((784, 2501), (2501,)), "1 to 2,500 units, not 2,501"),
    case(60, NATIVE, trap, "Pickles can run code, so it was not opened"),
    case(60, COURSE, trap, "Pickles can run code, so it was not opened"),
    case(60, NATIVE, lambda: with_member(sound(), "W1.npy", trap()), "damaged"),
]

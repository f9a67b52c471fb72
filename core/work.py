"""Work that takes a while: a generator that yields what share is done and returns what it made.

Whoever drives it can show how far it is, and end it by closing it.
"""

from collections.abc import Generator
from typing import TypeAlias, TypeVar

Result = TypeVar("Result")
Work: TypeAlias = Generator[float, None, Result]


def finish(work: Work[Result]) -> Result:
    """Do it to its end, with nobody watching."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: Result = end.value
            return result


def stretch(work: Work[Result], first: float, last: float) -> Work[Result]:
    """The same as a part of more work, from one share of it to another."""
    while True:
        try:
            share = next(work)
        except StopIteration as end:
            result: Result = end.value
            return result
        yield first + (last - first) * share

"""Lists of arrays out of pickles, without pickle: nothing that such a file names is ever called.

A pickle is a program for a stack machine, which may call any function. The one here understands
no more than lists of float arrays need: seven names stand for ways to describe an array, any
other is refused, and arrays are made only once all that is said of them has been checked.
"""

from core.pickled.arrays import Described, ForeignName, NotArrays
from core.pickled.machine import run

__all__ = ["Described", "ForeignName", "NotArrays", "described"]


def described(content: bytes) -> list[Described]:
    """The arrays of a pickled list, checked but not made yet; raises NotArrays."""
    found = run(content)
    if not isinstance(found, list | tuple) or not found:
        raise NotArrays("holds no list of arrays")
    for each in found:
        if not isinstance(each, Described):
            raise NotArrays("holds a list of other things than arrays")
        each.check()
    return list(found)

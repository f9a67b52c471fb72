"""Pickles that are no lists of arrays: refused, whatever they ask for, and at no expense."""

import pickle
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from core.arrays import Floats
from core.pickled import NotArrays, described

PROTOCOLS = (2, 3, 4, 5)


def arrays(data: bytes) -> list[Floats]:
    return [each.array() for each in described(data)]


@contextmanager
def limited(count: int) -> Iterator[None]:
    """Fail if so many bytes are needed meanwhile."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < count
    finally:
        tracemalloc.stop()


RECONSTRUCT = b"cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\x00\x85C\x01b\x87R"
DTYPE = b"cnumpy\ndtype\nX\x02\x00\x00\x00f4\x89\x88\x87R"
HUGE = (2**62).to_bytes(8, "little")


def array_of(shape: bytes, content: bytes = b"C\x04\0\0\0\0", dtype: bytes = DTYPE) -> bytes:
    return RECONSTRUCT + b"(K\x01" + shape + dtype + b"\x89" + content + b"tb"


HOSTILE = {
    "a memo of 2^31 places": b"]r\xff\xff\xff\x7f.",
    "a string of 2^62 bytes": b"]\x8e" + HUGE + b"a.",
    "a frame of 2^62 bytes": b"\x95" + HUGE + b"].",
    "a long number": b"\x8b\xff\xff\xff\x7f.",
    "a shape of 2^62": b"]" + array_of(b"\x8a\x08" + HUGE[:7] + b"\x3f\x85") + b"a.",
    "a shape of 2^30 x 2^30": b"]" + array_of(b"J\0\0\0\x40J\0\0\0\x40\x86") + b"a.",
    "a shape of -1": b"]" + array_of(b"J\xff\xff\xff\xff\x85") + b"a.",
    "a shape of itself": b"]" + array_of(b"(]q\x01h\x01atq\x02") + b"a.",
    "a shape of True": b"]" + array_of(b"\x88\x85") + b"a.",
    "a shape that is a name": b"]" + array_of(b"cnumpy\ndtype\n") + b"a.",
    "more numbers than said": b"]" + array_of(b"K\x01\x85", b"C\x08" + bytes(8)) + b"a.",
    "numbers beyond bytes": b"]"
    + array_of(b"K\x01\x85", b"X\x04\0\0\0" + "\U0001f600".encode())
    + array_of(b"K\x01\x85")
    + b"e.",
    "an array of nothing": b"](" + RECONSTRUCT + RECONSTRUCT + b"e.",
    "a number for content": b"]" + array_of(b"K\x01\x85", b"K\x07") + b"a.",
    "a list in itself": b"]q\x01h\x01a.",
    "a call of a number": b"]K\x01)Ra.",
    "a call with a number": b"]cnumpy\ndtype\nK\x01Ra.",
    "a state for a name": b"]cnumpy\ndtype\n(K\x01K\x02K\x03K\x04K\x05tba.",
    "a state of nothing": b"]" + DTYPE + b"Nba.",
    "an order that is no order": b"]" + DTYPE + b"(K\x03X\x01\0\0\0Otba.",
    "a name in parts that are numbers": b"K\x01K\x02\x93.",
    "a name without an end": b"c" + b"x" * 5000,
    "a name that is no text": b"c\xff\xfe\n\xff\n.",
    "nothing to stop with": b".",
    "a mark that is not there": b"t.",
    "a place that is not there": b"h\x07.",
    "deep nesting": b"]" * 15_000 + b"a" * 14_999 + b".",
    "far too many": b"](" + b"N" * 50_000 + b"e.",
    "an extension": b"\x82\x01.",
    "a persistent name": b"Pname\n.",
    "an instance": b"(ios\nsystem\n.",
    "a buffer from elsewhere": b"\x97.",
}


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_pickles_are_refused_and_take_no_memory(kind: str, protocol: int) -> None:
    with limited(20_000_000), pytest.raises(NotArrays):
        arrays(bytes((0x80, protocol)) + HOSTILE[kind])


def test_a_pickle_of_very_many_steps_is_given_up() -> None:
    """Each would take many times its byte."""
    data = b"\x80\x02" + b"]" * 20_000_000
    with limited(len(data)), pytest.raises(NotArrays, match="far more than a list of arrays"):
        arrays(data)


def test_the_hostile_pieces_are_a_sound_pickle_otherwise() -> None:
    """Else they would be refused for another reason than theirs."""
    data = b"\x80\x03]" + array_of(b"K\x01\x85") + b"a."
    assert [each.tolist() for each in pickle.loads(data)] == [[0.0]]
    assert [each.tolist() for each in arrays(data)] == [[0.0]]


def test_wide_characters_do_not_multiply_the_memory() -> None:
    """One character beyond U+FFFF makes Python keep four bytes for each of the others."""
    text = ("a" * 7_900_000 + "\U0001f600").encode()
    content = b"X" + len(text).to_bytes(4, "little") + text
    (array,) = described(b"\x80\x02]" + array_of(b"M\x10\x03M\xc4\x09\x86", content) + b"a.")
    with limited(len(text) // 2), pytest.raises(NotArrays, match="garbled"):
        array.array()

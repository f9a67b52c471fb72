"""Things made ahead come in order, errors in their turn, and the thread always ends."""

import threading
from collections.abc import Iterator
from itertools import count

import pytest

from core.prefetch import ahead


def threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "prefetch"]


@pytest.mark.parametrize("depth", [1, 3, 100])
@pytest.mark.parametrize("length", [0, 1, 7])
def test_all_things_come_in_order(depth: int, length: int) -> None:
    assert list(ahead(iter(range(length)), depth)) == list(range(length))
    assert not threads()


@pytest.mark.parametrize("taken", [1, 2, 10])
def test_closing_ends_the_thread_though_there_is_more(taken: int) -> None:
    items = ahead(count(), 3)
    assert [next(items) for _ in range(taken)] == list(range(taken))
    items.close()
    assert not threads()


def test_one_that_was_never_asked_starts_no_thread() -> None:
    items = ahead(count(), 3)
    assert not threads()
    items.close()


def test_no_more_than_the_depth_is_made_ahead() -> None:
    made: list[int] = []
    third = threading.Event()

    def making() -> Iterator[int]:
        for number in count():
            made.append(number)
            if number == 3:
                third.set()
            yield number

    items = ahead(making(), 3)
    assert next(items) == 0
    assert third.wait(5)
    threading.Event().wait(0.05)  # time in which a thread without bounds would make thousands
    assert len(made) == 1 + 3
    items.close()


def test_an_error_is_raised_in_its_turn() -> None:
    def failing() -> Iterator[int]:
        yield 1
        raise ValueError("no second")

    items = ahead(failing(), 3)
    assert next(items) == 1
    with pytest.raises(ValueError, match="no second"):
        next(items)
    assert not threads()

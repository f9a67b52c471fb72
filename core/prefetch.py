"""Making things ahead on a second thread, the only one that core starts."""

from collections.abc import Generator, Iterator
from queue import SimpleQueue
from threading import Event, Semaphore, Thread
from typing import TypeVar

T = TypeVar("T")


def ahead(items: Iterator[T], depth: int) -> Generator[T, None, None]:
    """Pass on what an iterator gives, while the next ones, at most depth, are being made.

    What it raises is raised here, in its turn. Closing this generator ends the thread.
    """
    made: SimpleQueue[tuple[bool, T | BaseException | None]] = SimpleQueue()
    room, closing = Semaphore(depth), Event()

    def make() -> None:
        try:
            while True:
                room.acquire()
                if closing.is_set():
                    return
                made.put((True, next(items)))
        except StopIteration:
            made.put((False, None))
        except BaseException as error:
            made.put((False, error))

    thread = Thread(target=make, name="prefetch", daemon=True)
    thread.start()
    try:
        yield from _taken(made, room)
    finally:
        closing.set()
        room.release()
        thread.join()


def _taken(
    made: "SimpleQueue[tuple[bool, T | BaseException | None]]", room: Semaphore
) -> Generator[T, None, None]:
    while True:
        is_item, item = made.get()
        if not is_item:
            if isinstance(item, BaseException):
                raise item
            return
        room.release()
        yield item  # type: ignore[misc]

"""Iterations per second, over the last moments."""

from collections import deque

WINDOW = 1.5  # seconds
LEAST = 0.25  # seconds; in less, the first evaluation hides the speed


class Rate:
    """The speed of a counter that is noted now and then."""

    def __init__(self) -> None:
        self._notes: deque[tuple[float, int]] = deque()

    def note(self, now: float, count: int) -> None:
        """now in seconds, on a clock that never goes back."""
        self._notes.append((now, count))
        while len(self._notes) > 2 and now - self._notes[1][0] > WINDOW:
            self._notes.popleft()

    def clear(self) -> None:
        self._notes.clear()

    @property
    def value(self) -> float:
        """Counts per second; 0 until notes some time apart tell."""
        if len(self._notes) < 2:
            return 0.0
        (start, first), (end, last) = self._notes[0], self._notes[-1]
        return (last - first) / (end - start) if end - start >= LEAST else 0.0

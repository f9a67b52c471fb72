"""Keys that walk along tiles."""

from PySide6.QtCore import Qt


def walked(key: int, place: int, count: int, columns: int, page: int) -> int | None:
    """Where a key leads from a place among count, in rows of so many columns; None for others.

    page is how many rows PageUp and PageDown go over. At the edge it stays where it is.
    """
    steps = {
        Qt.Key.Key_Left: -1,
        Qt.Key.Key_Right: 1,
        Qt.Key.Key_Up: -columns,
        Qt.Key.Key_Down: columns,
        Qt.Key.Key_PageUp: -columns * page,
        Qt.Key.Key_PageDown: columns * page,
        Qt.Key.Key_Home: -place,
        Qt.Key.Key_End: count - 1 - place,
    }
    step = steps.get(Qt.Key(key))
    if step is None:
        return None
    there = place + step
    return there if 0 <= there < count else place

"""Keys that a focused widget keeps for itself although they are shortcuts of the window."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent


def keeps_key(event: QEvent, key: Qt.Key) -> bool:
    """Whether Qt asks if this key is wanted; then it becomes a key press, not a shortcut."""
    asks = event.type() == QEvent.Type.ShortcutOverride
    if not (asks and isinstance(event, QKeyEvent) and event.key() == key):
        return False
    event.accept()
    return True


def keeps_space(event: QEvent) -> bool:
    """Space presses the button that has the focus, rather than starting to train."""
    return keeps_key(event, Qt.Key.Key_Space)


def asks_for_letter(event: QEvent) -> bool:
    """Whether Qt asks if a letter or Space is wanted."""
    asks = event.type() == QEvent.Type.ShortcutOverride
    return asks and isinstance(event, QKeyEvent) and (event.text().isalpha() or event.text() == " ")

"""What an empty panel says: how to fill it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from gui.widgets.fields import muted_label


def hint_label(text: str) -> QLabel:
    """Muted words in the middle, on as many lines as they need."""
    label = muted_label(text)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label

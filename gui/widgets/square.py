"""Widgets that are as high as they are wide."""

from PySide6.QtWidgets import QSizePolicy


def square_policy() -> QSizePolicy:
    """The policy of a widget whose heightForWidth() is the width."""
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    return policy

"""How tests wait for what happens in the training thread."""

from pytestqt.qtbot import QtBot

from gui.session import Session
from gui.trainer import Status


def wait_until_ready(qtbot: QtBot, session: Session) -> None:
    """Let the event loop run until no training is under way."""
    qtbot.waitUntil(lambda: session.status is Status.READY, timeout=10_000)

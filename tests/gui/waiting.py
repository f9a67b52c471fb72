"""How tests follow the session: wait for the training thread, listen, and take what is offered."""

from pytestqt.qtbot import QtBot

from gui.message import Message
from gui.session import Session
from gui.status import Status


def wait_until_ready(qtbot: QtBot, session: Session) -> None:
    """Let the event loop run until no training is under way."""
    qtbot.waitUntil(lambda: session.status is Status.READY, timeout=30_000)


def train(qtbot: QtBot, session: Session) -> None:
    """Train to the end, or on past it."""
    session.train()
    wait_until_ready(qtbot, session)


def messages_of(session: Session) -> list[Message]:
    """What it says from now on."""
    said: list[Message] = []
    session.said.connect(said.append)
    return said


def take(message: Message) -> None:
    """Take the Undo that the message offers."""
    assert message.offer
    assert message.offer.text == "Undo"
    message.offer.take()

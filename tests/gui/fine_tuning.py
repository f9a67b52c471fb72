"""Fine-tuning in tests: it begins, learns and stops; whose weights it has."""

from pytestqt.qtbot import QtBot

from core.network import Network
from gui.fine_tuning import FineTuning
from gui.message import Message
from gui.session import Session
from tests.gui.waiting import messages_of, wait_until_ready


def begin(qtbot: QtBot, session: Session, tuning: FineTuning) -> Message:
    """Fine-tune until the network learns; return what was said of it."""
    said = messages_of(session)
    tuning.begin()
    wait_until_learning(qtbot, session)
    (message,) = [message for message in said if message.offer]
    return message


def is_fine_tuned(session: Session) -> bool:
    return session.answerer is not None and session.answerer.saw_own_digits


def wait_until_learning(qtbot: QtBot, session: Session) -> None:
    def is_learning() -> bool:
        return session.attempt is not before and is_fine_tuned(session) and session.iteration > 0

    before = session.attempt
    qtbot.waitUntil(is_learning, timeout=20_000)


def weights(network: Network) -> bytes:
    return network.parameters.values.tobytes()


def stop(qtbot: QtBot, session: Session) -> None:
    session.stop()
    wait_until_ready(qtbot, session)

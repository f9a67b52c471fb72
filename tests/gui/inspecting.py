"""How tests look at mistakes: an inspection with its answers, and the page that shows them."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.job import Task
from gui.mistakes.inspection import Inspection
from gui.mistakes.question import Found
from gui.session import Session
from gui.timeline import Timeline
from gui.widgets.gallery.gallery import Gallery
from gui.widgets.matrix.matrix import ConfusionMatrix
from tests.gui.panels.showing import child
from tests.gui.waiting import train


def inspection_of(session: Session) -> Inspection:
    return Inspection(session, Timeline(session, session), session)


def answers_of(qtbot: QtBot, inspection: Inspection) -> Found:
    """What was found, once nothing more is asked."""
    qtbot.waitUntil(lambda: inspection.found is not None and not inspection.findChildren(Task))
    assert inspection.found
    return inspection.found


def train_and_look(qtbot: QtBot, session: Session, inspection: Inspection) -> None:
    """Train to the end, and see what the network answers."""
    train(qtbot, session)
    inspection.attend(True)
    answers_of(qtbot, inspection)


def matrix_of(page: QWidget) -> ConfusionMatrix:
    return child(page, ConfusionMatrix, "confusionMatrix")


def gallery_of(page: QWidget) -> Gallery:
    return child(page, Gallery, "mistakesGallery")

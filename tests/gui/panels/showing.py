"""What panels are shown, and how tests reach into their small menus."""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsTextItem,
    QGraphicsView,
    QListWidget,
    QMenu,
    QWidget,
)

from core.history import Curves, Score
from core.metrics import Evaluation
from core.network import NetworkSpec
from core.runs import Change, Snapshot
from gui.attempt import Attempt
from gui.panels.my_digits import MyDigitsPanel
from gui.plots import CurvePlot
from gui.session import Session
from gui.widgets.menu_button import MenuButton
from tests.core.tools import toy_network

W = TypeVar("W", bound=QWidget)


def evaluation(mistakes: int = 3, images: int = 100, *, sampled: bool = False) -> Evaluation:
    """So many zeros, some of them read as ones."""
    confusion = np.zeros((10, 10), np.int64)
    confusion[0, :2] = images - mistakes, mistakes
    return Evaluation(0.25, confusion, sampled)


def score(iteration: int, train: Evaluation | None = None, test: Evaluation | None = None) -> Score:
    whole = evaluation()
    return Score(iteration, iteration / 10, 1.0, train or whole, test or whole)


def show_snapshot(
    session: Session,
    iteration: int,
    scores: Sequence[Score] = (),
    changes: Sequence[Change] = (),
    output: str = "softmax",
) -> None:
    """Put a run's picture at an iteration before the panels; its loss halves each iteration."""
    iterations = np.arange(1.0, iteration + 1)
    losses = 2.0 * 0.5**iterations
    raw, smoothed = (iterations, losses), (iterations, losses + 0.1)
    curves = Curves(raw, smoothed, tuple(scores), latest=float(2.0 * 0.5**iteration))
    network = toy_network(spec=NetworkSpec((784, 12, 10), output=output))
    snapshot = Snapshot(iteration, iteration / 10, 1.0, curves, tuple(changes), network)
    assert session.images
    session.attempt = Attempt(session.shown_plan, session.images, snapshot=snapshot)
    session.advanced.emit()
    session.evaluated.emit()


def child(parent: QWidget, kind: type[W], name: str = "") -> W:
    """The child of that kind whose object name, or the start of whose accessible name, it is."""
    for found in parent.findChildren(kind):
        if found.objectName() == name or found.accessibleName().startswith(name):
            return found
    raise AssertionError(f"no {kind.__name__} {name!r}")


def menu_action(panel: QWidget, text: str) -> QAction:
    """An entry of the menu that the panel's button opens."""
    child(panel, MenuButton).open()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()
    (action,) = [action for action in menu.actions() if action.text().startswith(text)]
    return action


def words_in(plot: CurvePlot) -> set[str]:
    """Every text beside the lines of a built plot."""
    (view,) = plot.findChildren(QGraphicsView)
    items = view.scene().items()
    return {item.toPlainText() for item in items if isinstance(item, QGraphicsTextItem)}


def digit_list(panel: MyDigitsPanel) -> QListWidget:
    return child(panel, QListWidget, "myDigitsList")


def digit_texts(panel: MyDigitsPanel) -> list[str]:
    """What stands under the pictures, the newest first."""
    listed = digit_list(panel)
    return [listed.item(row).text() for row in range(listed.count())]

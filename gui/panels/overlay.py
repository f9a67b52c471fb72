"""The curves of the ticked runs, laid over each other."""

from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QStackedLayout

from core.arrays import Floats
from core.history import Curves
from gui.kept import words as runs_words
from gui.kept.colors import run_color
from gui.kept.kept_runs import KeptRuns
from gui.kept.words import TESTING, TRAINING
from gui.plot_menu import plot_menu_button
from gui.plots import CurvePlot
from gui.plotting.curves import Curve
from gui.plotting.scales import error_top, loss_top
from gui.settings import Settings
from gui.theme import Colors
from gui.widgets.fields import muted_label
from gui.widgets.menu_button import MenuButton
from gui.widgets.panel import Panel

WIDTH, STRONG = 1.5, 3.0  # pixels; the run that has the cursor, or is pointed at, is drawn stronger
OF_LOSS = "overlay/loss"


class OverlayPanel(Panel):
    """One colour a run: testing error solid, training error dashed, or the losses so."""

    def __init__(self, kept_runs: KeptRuns, settings: Settings) -> None:
        super().__init__(runs_words.ERRORS)
        self._kept, self._settings = kept_runs, settings
        self._shows_loss = settings.flag(OF_LOSS, False)
        self._drawn: dict[str, tuple[Curves, Curve]] = {}
        self._folders: dict[str, Path] = {}
        self._pointed_at: str | None = None
        self.plot = CurvePlot()
        self.plot.setObjectName("overlayPlot")
        self.plot.hovered.connect(self._show_numbers)
        self.plot.met.connect(self._on_met)
        self._stack = QStackedLayout()
        hint = muted_label(runs_words.NOTHING_TICKED)
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(hint)
        self._stack.addWidget(self.plot)
        self.body.addLayout(self._stack)
        self._button = MenuButton(None, "Show errors or losses", self._menu())
        self.header.addWidget(self._button)
        self.header.addWidget(plot_menu_button(self.plot, settings, "overlay"))
        for signal in (kept_runs.ticked, kept_runs.curves_read, kept_runs.chosen):
            signal.connect(self.show_if_seen)

    def _menu(self) -> QMenu:
        menu = QMenu()
        group = QActionGroup(menu)
        for text, of_loss in ((runs_words.ERRORS, False), (runs_words.LOSSES, True)):
            action = QAction(text, menu, checkable=True, checked=of_loss == self._shows_loss)
            action.triggered.connect(partial(self.show_losses, of_loss))
            group.addAction(action)
            menu.addAction(action)
        return menu

    def show_losses(self, of_loss: bool, _: bool = True) -> None:
        """Show the losses of the runs, or else their errors; remembered."""
        self._shows_loss, self._drawn = of_loss, {}
        self._settings.keep(OF_LOSS, of_loss)
        self.plot.reset_view()
        self.show_anew()

    def show_anew(self) -> None:
        """Draw the curves of the ticked runs that have been read."""
        self.plot.build()
        self.set_title(runs_words.LOSSES if self._shows_loss else runs_words.ERRORS)
        self.plot.setAccessibleName(self.title())
        self._button.setText("losses ▾" if self._shows_loss else "errors ▾")
        self._stack.setCurrentIndex(1 if self._kept.slots else 0)
        if not self._kept.slots:
            self.plot.reset_view()
        self._scale()
        self._collect()
        self._draw()

    def _scale(self) -> None:
        curves = self._kept.curves.values()
        ends = [run.iteration for run in self._kept.ticked_runs]
        top_of = _loss_top if self._shows_loss else _error_top
        self.plot.set_x_top(max(ends, default=1) or 1)
        self.plot.set_y_top(max(map(top_of, curves), default=1.0))

    def _collect(self) -> None:
        """The curves to draw; what is the same as before keeps its place in the plot."""
        drawn: dict[str, tuple[Curves, Curve]] = {}
        self._folders = {}
        for folder, slot in self._kept.slots.items():
            curves = self._kept.curves.get(folder)
            for part in (TRAINING, TESTING) if curves else ():
                key = f"{folder} {slot} {part}"
                before = self._drawn.get(key)
                is_same = before is not None and before[0] is curves
                assert curves
                made = before[1] if before and is_same else self._curve(curves, slot, part)
                drawn[key] = curves, made
                self._folders[key] = folder
        self._drawn = drawn

    def _curve(self, curves: Curves, slot: int, part: str) -> Curve:
        def color(tokens: Colors) -> str:
            return run_color(slot, tokens)

        curve = Curve(color, WIDTH, dotted=part == TESTING, dashed=part == TRAINING)
        curve.put(*points(curves, part, of_loss=self._shows_loss))
        return curve

    def _draw(self) -> None:
        """Hand the curves to the plot, that of the run in question above the others."""
        strong = self._folders.get(self._pointed_at or "", self._kept.current)
        for key, (_, curve) in self._drawn.items():
            curve.width = STRONG if self._folders[key] == strong else WIDTH
        self.plot.set_curves({key: curve for key, (_, curve) in self._drawn.items()})
        self._show_numbers(self.plot.crosshair)

    def _on_met(self, key: str | None) -> None:
        if key != self._pointed_at:
            self._pointed_at = key
            self._draw()

    def _show_numbers(self, iteration: float | None) -> None:
        """What stands at the crosshair, of the curve that is pointed at."""
        keys = [key for key, folder in self._folders.items() if folder == self._kept.current]
        key = self._pointed_at or next(reversed(keys or list(self._drawn)), None)
        if key not in self._drawn or iteration is None:
            self.set_info(runs_words.LEGEND if self._drawn else "")
            return
        value = self.plot.value_at(key, iteration)
        if value is not None:
            name = self._kept.names.get(self._folders[key], "")
            part = TRAINING if self._drawn[key][1].dashed else TESTING
            self.set_info(runs_words.pointed_at(name, iteration, value, part))


def points(curves: Curves, part: str, *, of_loss: bool) -> tuple[Floats, Floats]:
    """Iterations, and the error or the loss at them; the training loss is the smoothed one."""
    if of_loss and part == TRAINING:
        return curves.smoothed
    scores = [(s.iteration, s.test if part == TESTING else s.train) for s in curves.scores]
    values = [each.loss if of_loss else each.error for _, each in scores]
    return np.array([iteration for iteration, _ in scores], float), np.array(values, float)


def _error_top(curves: Curves) -> float:
    return error_top([score.test.error for score in curves.scores])


def _loss_top(curves: Curves) -> float:
    return loss_top(*curves.smoothed)

"""The loss of every iteration: the report's figure 2."""

import numpy as np

from core.history import History
from core.outputs import OUTPUTS
from gui import words
from gui.plot_menu import plot_menu_button, remembered_switch
from gui.plots import CurvePlot
from gui.plotting.scales import loss_top
from gui.session import Session
from gui.settings import Settings
from gui.timeline import Timeline
from gui.widgets.panel import Panel

NO_CURVES = History().curves()


class LossPanel(Panel):
    """The raw loss thin, its smoothed course bold, the testing loss if wanted."""

    def __init__(self, session: Session, timeline: Timeline, settings: Settings) -> None:
        super().__init__("Cross-entropy loss")
        self._session, self._timeline = session, timeline
        self._names_testing = False
        self.plot = CurvePlot()
        self.plot.setObjectName("lossPlot")
        self.plot.add_curve("loss", lambda colors: colors.loss, width=1, faint=True)
        self.plot.add_curve("smoothed", lambda colors: colors.loss, stops=False)
        self.plot.add_curve("testing", lambda colors: colors.testing, dotted=True, stops=False)
        self.plot.hovered.connect(self._show_numbers)
        self.body.addWidget(self.plot)
        testing = remembered_switch(
            "Testing loss",
            "loss/testing",
            settings,
            False,
            self._show_testing,
        )
        self.header.addWidget(plot_menu_button(self.plot, settings, "loss", [testing]))
        session.advanced.connect(self.refresh)
        session.plan_changed.connect(self.refresh)
        session.status_changed.connect(self.refresh)
        session.evaluated.connect(self.refresh_evaluations)
        timeline.moved.connect(self.refresh)
        self.refresh()

    def _show_testing(self, wanted: bool) -> None:
        self._names_testing = wanted
        self.plot.set_visible("testing", wanted)
        self._show_numbers(self.plot.crosshair)

    def refresh(self) -> None:
        """Draw the session's snapshot."""
        session, snapshot = self._session, self._session.snapshot
        self.set_title(OUTPUTS[session.shown_plan.spec.output].loss_name)
        self.plot.setAccessibleName(self.title())
        self.plot.set_x_top(session.until)
        curves = snapshot.curves if snapshot else NO_CURVES
        if snapshot is None:
            self.plot.reset_view()
        self.plot.set_y_top(loss_top(*curves.loss))
        self.plot.set_data("loss", *curves.loss)
        self.plot.set_data("smoothed", *curves.smoothed)
        changes = snapshot.changes if snapshot else ()
        marks = [(c.iteration, words.change_mark(c.settings)) for c in changes]
        self.plot.set_marks([*marks, *self._timeline.marks])
        self._show_numbers(self.plot.crosshair)

    def refresh_evaluations(self) -> None:
        """Draw what changes at an evaluation: the testing loss."""
        snapshot = self._session.snapshot
        scores = snapshot.curves.scores if snapshot else ()
        self.plot.set_data(
            "testing",
            np.array([score.iteration for score in scores], float),
            np.array([score.test.loss for score in scores], float),
        )
        self._show_numbers(self.plot.crosshair)

    def _show_numbers(self, iteration: float | None) -> None:
        """The loss at the crosshair, or at the end."""
        at = float(self._session.iteration) if iteration is None else iteration
        loss, smoothed = self.plot.value_at("loss", at), self.plot.value_at("smoothed", at)
        if iteration is None and self._session.snapshot:
            loss = self._session.snapshot.curves.latest
        testing = self.plot.value_at("testing", at) if self._names_testing else None
        self.set_info(words.loss_numbers(iteration, loss, smoothed, testing))

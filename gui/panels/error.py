"""Training error and testing error over the iterations: the report's figures 3 and 4."""

from collections.abc import Callable

import numpy as np

from core.history import Score
from core.metrics import Evaluation
from core.recipes import REPORT_ERROR
from gui import words
from gui.plot_menu import plot_menu_button, remembered_switch
from gui.plots import CurvePlot
from gui.plotting.scales import error_top
from gui.session import Session
from gui.settings import Settings
from gui.theme import Colors
from gui.timeline import Timeline
from gui.widgets.panel import Panel


class ErrorPanel(Panel):
    """One error of every evaluation; part says which of its two it shows."""

    def __init__(
        self,
        title: str,
        session: Session,
        timeline: Timeline,
        part: Callable[[Score], Evaluation],
        color: Callable[[Colors], str],
    ) -> None:
        super().__init__(title)
        self._session, self._timeline = session, timeline
        self._part = part
        self.plot = CurvePlot()
        self.plot.setAccessibleName(title)
        self.plot.add_curve("error", color, dotted=True)
        self.plot.hovered.connect(self._show_numbers)
        self.body.addWidget(self.plot)
        changed = session.evaluated, session.plan_changed, session.status_changed, timeline.moved
        for signal in changed:
            signal.connect(self.refresh)
        self.refresh()

    @property
    def _scores(self) -> tuple[Score, ...]:
        snapshot = self._session.snapshot
        return snapshot.curves.scores if snapshot else ()

    def refresh(self) -> None:
        """Draw the session's evaluations."""
        if not self._scores:
            self.plot.reset_view()
        errors = [self._part(score).error for score in self._scores]
        self.plot.set_x_top(self._session.until)
        self.plot.set_y_top(error_top(errors))
        iterations = np.array([score.iteration for score in self._scores], float)
        self.plot.set_data("error", iterations, np.array(errors, float))
        self.plot.set_marks(self._timeline.marks)
        self._show_numbers(self.plot.crosshair)

    def _show_numbers(self, iteration: float | None) -> None:
        """The error at the crosshair, or at the end."""
        if not self._scores:
            self.set_info("")
            return
        at = self._scores[-1].iteration if iteration is None else iteration
        score = min(self._scores, key=lambda score: abs(score.iteration - at))
        self.set_info(words.error_numbers(iteration, self._part(score)))


class TrainingErrorPanel(ErrorPanel):
    """Figure 3; between the ends of a run it is measured on a sample, and says so."""

    def __init__(self, session: Session, timeline: Timeline, settings: Settings) -> None:
        super().__init__(
            "Training error",
            session,
            timeline,
            lambda score: score.train,
            lambda colors: colors.training,
        )
        self.plot.setObjectName("trainingErrorPlot")
        self.header.addWidget(plot_menu_button(self.plot, settings, "training"))


class TestingErrorPanel(ErrorPanel):
    """Figure 4, with the report's own result as a line to compare with."""

    _wants_reference = False

    def __init__(self, session: Session, timeline: Timeline, settings: Settings) -> None:
        super().__init__(
            "Testing error",
            session,
            timeline,
            lambda score: score.test,
            lambda colors: colors.testing,
        )
        self.plot.setObjectName("testingErrorPlot")
        reference = remembered_switch(
            f"The report's {REPORT_ERROR:.5f}",
            "testing/reference",
            settings,
            True,
            self._show_reference,
        )
        self.header.addWidget(plot_menu_button(self.plot, settings, "testing", [reference]))

    def _show_reference(self, wanted: bool) -> None:
        self._wants_reference = wanted
        self.refresh()

    def refresh(self) -> None:
        """Draw the evaluations, and the report's error where its testing images are the same."""
        super().refresh()
        compares = self._wants_reference and self._session.shown_plan.source.key == "report"
        self.plot.set_reference(REPORT_ERROR if compares else None, "report .0276")

"""The small curves in the table of errors by digit."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core.history import Score
from core.tables import error_curves
from gui.panels.digits import MOST_POINTS, DigitErrorPanel, thinned
from gui.session import Session
from gui.timeline import Timeline
from tests.core.tools import report_evaluation
from tests.gui.panels.showing import evaluation, menu_action, score, show_snapshot

REPORT = report_evaluation()


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> DigitErrorPanel:
    panel = DigitErrorPanel(session, Timeline(session))
    qtbot.addWidget(panel)
    panel.show()
    return panel


def curves(panel: DigitErrorPanel) -> list[Sequence[float]]:
    return [line.curve for line in panel.table.lines]


def test_the_small_curves_tell_the_past_up_to_the_moment_shown(
    panel: DigitErrorPanel, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    past = [score(at, evaluation(1), evaluation(90 - at // 10)) for at in range(0, 400, 100)]
    show_snapshot(session, 300, past)
    assert curves(panel)[0] == [0.9, 0.8, 0.7, 0.6]
    monkeypatch.setattr(Timeline, "score", past[1])
    panel.refresh()
    np.testing.assert_array_equal(curves(panel), error_curves([each.test for each in past[:2]]))
    menu_action(panel, "training").trigger()
    assert curves(panel)[0] == [0.01, 0.01]


def test_small_curves_share_one_scale_that_holds_the_highest_error(
    panel: DigitErrorPanel, session: Session
) -> None:
    show_snapshot(session, 500, [score(500, test=REPORT)])
    assert panel.table.top == pytest.approx(2 * 32 / 457)


def scores(count: int) -> Sequence[Score]:
    return [score(at) for at in range(count)]


@pytest.mark.parametrize("count", [0, 1, 2, 15, 16, 17, 32, 33, 1000, 1500])
def test_a_small_curve_has_few_points_the_first_and_the_last_among_them(count: int) -> None:
    given = scores(count)
    kept = thinned(given)
    assert len(kept) == count if count <= MOST_POINTS else len(kept) > MOST_POINTS // 2
    assert len(kept) <= MOST_POINTS + 1
    if count:
        assert (kept[0], kept[-1]) == (given[0], given[-1])
    steps = {b.iteration - a.iteration for a, b in pairwise(kept[:-1])}
    assert len(steps) <= 1


def test_a_small_curve_keeps_its_points_as_it_grows() -> None:
    shorter, longer = thinned(scores(200)), thinned(scores(203))
    assert [s.iteration for s in longer][: len(shorter) - 1] == [s.iteration for s in shorter][:-1]

"""The two error panels: numbers, sample or all, the crosshair, the report's line."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from core.history import Score
from core.metrics import Evaluation
from gui import words
from gui.panels import error
from gui.session import Session
from gui.settings import Settings
from gui.timeline import Timeline
from tests.gui.panels.showing import evaluation, menu_action, score, show_snapshot, words_in
from tests.gui.plotting import picture

WHOLE = evaluation(2, 50)
SAMPLE = evaluation(7, 200, sampled=True)
REFERENCE = "report .0276"
SWITCH = "The report's 0.02760"


@pytest.fixture
def training(qtbot: QtBot, session: Session, settings: Settings) -> error.TrainingErrorPanel:
    panel = error.TrainingErrorPanel(session, Timeline(session), settings)
    qtbot.addWidget(panel)
    return panel


@pytest.fixture
def testing(qtbot: QtBot, session: Session, settings: Settings) -> error.TestingErrorPanel:
    panel = error.TestingErrorPanel(session, Timeline(session), settings)
    qtbot.addWidget(panel)
    return panel


def scores(*trains: Evaluation) -> list[Score]:
    """Evaluations at 0, 10, 20, ..., the testing error falling by a hundredth each time."""
    return [
        score(10 * index, train, evaluation(90 - index, 100)) for index, train in enumerate(trains)
    ]


def test_each_has_its_title_and_name(
    training: error.TrainingErrorPanel, testing: error.TestingErrorPanel
) -> None:
    assert (training.title(), testing.title()) == ("Training error", "Testing error")
    assert training.plot.objectName() == "trainingErrorPlot"
    assert testing.plot.objectName() == "testingErrorPlot"
    assert training.plot.accessibleName() == "Training error"


def test_before_the_first_evaluation_there_are_no_numbers(
    training: error.TrainingErrorPanel, session: Session
) -> None:
    assert training.info() == ""
    show_snapshot(session, 5)
    assert training.info() == ""


def test_each_shows_its_own_part_of_every_evaluation(
    training: error.TrainingErrorPanel, testing: error.TestingErrorPanel, session: Session
) -> None:
    show_snapshot(session, 20, scores(SAMPLE, SAMPLE, WHOLE))
    errors = [SAMPLE.error, SAMPLE.error, WHOLE.error]
    assert [training.plot.value_at("error", at) for at in (0, 10, 20)] == errors
    assert [testing.plot.value_at("error", at) for at in (0, 10, 20)] == [0.9, 0.89, 0.88]
    assert testing.info() == words.error_numbers(None, evaluation(88, 100))


def test_a_sample_is_called_one_and_the_whole_set_is_not(
    training: error.TrainingErrorPanel, session: Session
) -> None:
    show_snapshot(session, 10, scores(SAMPLE, SAMPLE))
    assert training.info() == "0.03500   200 sampled"
    show_snapshot(session, 20, scores(SAMPLE, SAMPLE, WHOLE))
    assert training.info() == "0.04000   all 50"
    training.plot.set_crosshair(10)
    assert "sampled" in training.info()


def test_the_numbers_at_the_crosshair_stay_while_evaluations_come(
    training: error.TrainingErrorPanel, session: Session
) -> None:
    show_snapshot(session, 20, scores(SAMPLE, WHOLE, SAMPLE))
    training.plot.set_crosshair(11.0)
    held = words.error_numbers(10.0, WHOLE)
    assert training.info() == held
    show_snapshot(session, 30, scores(SAMPLE, WHOLE, SAMPLE, SAMPLE))
    assert training.info() == held
    training.plot.set_crosshair(None)
    assert training.info() == words.error_numbers(None, SAMPLE)


def test_reset_takes_the_curve_and_the_numbers_away(
    testing: error.TestingErrorPanel, session: Session
) -> None:
    show_snapshot(session, 20, scores(SAMPLE, SAMPLE))
    session.reset()
    assert testing.info() == ""
    assert testing.plot.value_at("error", 10) is None


def test_the_report_s_error_is_a_line_that_can_be_switched_off_for_good(
    qtbot: QtBot, testing: error.TestingErrorPanel, session: Session, settings: Settings
) -> None:
    testing.plot.build()
    assert REFERENCE in words_in(testing.plot)
    menu_action(testing, SWITCH).trigger()
    assert REFERENCE not in words_in(testing.plot)
    again = error.TestingErrorPanel(session, Timeline(session), settings)
    qtbot.addWidget(again)
    again.plot.build()
    assert REFERENCE not in words_in(again.plot)
    menu_action(again, SWITCH).trigger()
    assert REFERENCE in words_in(again.plot)


@pytest.mark.parametrize("make", [error.TrainingErrorPanel, error.TestingErrorPanel])
def test_the_log_scale_is_remembered_for_each_plot_by_itself(
    qtbot: QtBot,
    session: Session,
    settings: Settings,
    make: Callable[[Session, Timeline, Settings], error.ErrorPanel],
) -> None:
    def checked(kind: Callable[[Session, Timeline, Settings], error.ErrorPanel]) -> bool:
        panel = kind(session, Timeline(session), settings)
        qtbot.addWidget(panel)
        return menu_action(panel, "Log scale").isChecked()

    panel = make(session, Timeline(session), settings)
    qtbot.addWidget(panel)
    panel.plot.build()
    panel.resize(400, 250)
    show_snapshot(session, 20, scores(SAMPLE, WHOLE, SAMPLE))
    before = picture(panel.plot)
    menu_action(panel, "Log scale").trigger()
    assert picture(panel.plot) != before
    assert [checked(kind) for kind in (error.TrainingErrorPanel, error.TestingErrorPanel)] == [
        make is kind for kind in (error.TrainingErrorPanel, error.TestingErrorPanel)
    ]

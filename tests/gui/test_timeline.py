"""Which moment of the run is shown: it goes along, goes back, plays, and leaves with its run."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core import moments
from core.checkpoint import Checkpoint
from gui import drawing_words, moment_words, timeline
from gui.drawing import Drawing
from gui.message import Message, Severity
from gui.reader import Reader
from gui.session import Session
from gui.timeline import Timeline
from tests.core.tools import digest
from tests.gui.moments import ALL, KEPT, file_of, place, signals
from tests.gui.own_digits import ZERO, give_model
from tests.gui.panels.showing import score
from tests.gui.waiting import train, wait_until_ready


@pytest.fixture
def shown(session: Session, monkeypatch: pytest.MonkeyPatch) -> Timeline:
    """It plays as fast as it can."""
    monkeypatch.setattr(timeline, "PACE", 0)
    return Timeline(session, session)


@pytest.fixture
def trained(qtbot: QtBot, session: Session, shown: Timeline) -> Timeline:
    """A run to its end at 40, evaluated every ten iterations."""
    train(qtbot, session)
    assert shown.iterations == KEPT
    return shown


def test_without_a_run_nothing_is_shown(shown: Timeline) -> None:
    assert (shown.moment, shown.score, shown.iterations) == (None, None, ())
    assert shown.is_present
    assert shown.marks == ()


def test_it_goes_along_with_the_run(qtbot: QtBot, session: Session, shown: Timeline) -> None:
    told = signals(shown)
    train(qtbot, session)
    assert set(told) == set(ALL)
    assert session.snapshot
    assert shown.moment
    assert (shown.moment.iteration, shown.moment.is_present) == (40, True)
    assert shown.moment.network is session.snapshot.network
    assert shown.score is shown.moment.score is session.score


def test_an_earlier_moment_shows_its_network_and_its_evaluation(
    session: Session, trained: Timeline
) -> None:
    told = signals(trained)
    trained.go(20)
    assert told == ALL
    assert trained.moment
    assert (trained.moment.iteration, trained.moment.is_present) == (20, False)
    kept = moments.load(file_of(session, 20).parent.parent, 20)
    assert digest(trained.moment.network) == digest(kept.network)
    assert session.snapshot
    (at_20,) = (score for score in session.snapshot.curves.scores if score.iteration == 20)
    assert trained.score is trained.moment.score is at_20
    assert trained.marks == ((20, moment_words.MARK),)


def test_a_moment_without_an_evaluation_of_its_own_shows_the_one_before(
    session: Session, trained: Timeline
) -> None:
    assert session.attempt
    assert session.snapshot
    scores = [score(0), score(10), score(30)]
    curves = replace(session.snapshot.curves, scores=tuple(scores))
    snapshot = replace(session.snapshot, curves=curves)
    session.attempt = replace(session.attempt, snapshot=snapshot)
    trained.go(20)
    assert trained.score is scores[1]


def test_an_earlier_moment_stays_while_the_run_trains_on(
    qtbot: QtBot, session: Session, trained: Timeline
) -> None:
    trained.go(20)
    moment, told = trained.moment, signals(trained)
    train(qtbot, session)
    assert trained.moment is moment
    assert set(told) == {"moved"}  # others can be chosen
    assert trained.iterations == (*KEPT, 50, 60, 70, 80)


def test_back_at_the_present_it_goes_along_again(
    qtbot: QtBot, session: Session, trained: Timeline
) -> None:
    trained.go(20)
    told = signals(trained)
    trained.go_to_present()
    assert told == ALL
    assert place(trained) == "now"
    trained.go_to_present()
    assert told == ALL
    train(qtbot, session)
    assert trained.moment
    assert trained.moment.iteration == 80


@pytest.mark.parametrize("end", ["reset", "another"])
def test_with_its_run_a_moment_is_left(
    qtbot: QtBot, session: Session, trained: Timeline, end: str
) -> None:
    trained.go(20)
    trained.play_or_stop()
    told = signals(trained)
    session.reset()
    if end == "another":
        train(qtbot, session)
    assert not trained.is_playing
    assert place(trained) == ("now" if end == "another" else None)
    assert set(told) == set(ALL)
    assert trained.score is session.score


def test_a_moment_is_left_for_another_run_that_is_as_far(
    qtbot: QtBot, session: Session, trained: Timeline
) -> None:
    before = session.put_aside()
    session.reset_with_next_seed()
    train(qtbot, session)
    trained.go(20)
    session.take_back(*before)
    assert place(trained) == "now"
    assert trained.iterations == KEPT


def test_who_hears_of_another_plan_finds_the_moment_left(
    session: Session, trained: Timeline
) -> None:
    trained.go(20)
    seen: list[int | str | None] = []
    session.plan_changed.connect(lambda: seen.append(place(trained)))
    session.reset()
    assert seen == [None]


def test_a_moment_after_the_one_the_run_went_back_to_is_left(
    session: Session, trained: Timeline
) -> None:
    assert session.attempt
    assert session.snapshot
    for iteration, end in ((10, 10), (30, "now")):
        trained.go(iteration)
        gone_back = replace(session.snapshot, iteration=20, moments=(0, 10, 20))
        session.attempt = replace(session.attempt, snapshot=gone_back)
        session.advanced.emit()
        assert place(trained) == end


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-1]),
    ],
    ids=["missing", "empty", "cut"],
)
def test_a_file_that_cannot_be_read_is_said_and_nothing_changes(
    session: Session, trained: Timeline, said: list[Message], harm: Callable[[Path], object]
) -> None:
    trained.go(10)
    moment, told = trained.moment, signals(trained)
    harm(file_of(session, 20))
    trained.go(20)
    assert trained.moment is moment
    assert told == []
    assert said[-1].severity is Severity.WARNING
    assert str(file_of(session, 20)) in said[-1].text


def test_who_reads_drawings_is_the_network_of_the_moment(
    session: Session, trained: Timeline
) -> None:
    trained.go(20)
    answerer = trained.answerer
    assert answerer
    assert trained.moment
    assert answerer.network is trained.moment.network
    assert answerer.start.iteration == 20
    assert answerer.name == drawing_words.by_this_run_at(20)
    assert answerer.score is trained.score
    trained.go_to_present()
    assert trained.answerer
    assert session.snapshot
    assert trained.answerer.network is session.snapshot.network


def test_without_a_network_of_the_run_the_bundled_model_reads(
    session: Session, shown: Timeline, model: Checkpoint
) -> None:
    assert shown.answerer is None
    give_model(session, model)
    assert shown.answerer
    assert shown.answerer.network is model.network


def test_the_drawing_is_read_anew_at_each_moment(
    session: Session, trained: Timeline, drawing: Drawing
) -> None:
    reader = Reader(session, trained, drawing)
    drawing.insert(ZERO)
    outputs = [outputs_of(reader)]
    for iteration in (0, 20):
        trained.go(iteration)
        outputs.append(outputs_of(reader))
    trained.go_to_present()
    outputs.append(outputs_of(reader))
    assert outputs[0] == outputs[3]
    assert len({*outputs}) == 3


def outputs_of(reader: Reader) -> tuple[float, ...]:
    assert reader.reading
    return tuple(reader.reading.prediction.outputs.tolist())


def test_a_moment_is_shown_while_training_is_under_way(
    qtbot: QtBot, session: Session, trained: Timeline
) -> None:
    session.change_plan(
        replace(session.plan, config=replace(session.plan.config, iterations=20_000))
    )
    session.train()
    qtbot.waitUntil(lambda: session.iteration > 60)
    trained.go(20)
    before = session.iteration
    qtbot.waitUntil(lambda: session.iteration > before)
    assert place(trained) == 20
    session.stop()
    wait_until_ready(qtbot, session)
    assert place(trained) == 20

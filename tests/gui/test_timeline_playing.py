"""The moments of a run one after the other: played, stepped through, and stopped on the way."""

import pytest
from pytestqt.qtbot import QtBot

from gui import timeline
from gui.message import Message, Severity
from gui.session import Session
from gui.timeline import Timeline
from tests.gui.moments import ALL, KEPT, file_of, place, signals
from tests.gui.panels.showing import score, show_snapshot
from tests.gui.waiting import train


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


@pytest.mark.parametrize(
    ("start", "stops"),
    [
        (None, [0, 10, 20, 30, 40, "now"]),
        (20, [30, 40, "now"]),
        (40, [0, 10, 20, 30, 40, "now"]),
    ],
)
def test_it_plays_from_moment_to_moment_and_ends_at_the_present(
    qtbot: QtBot, trained: Timeline, start: int | None, stops: list[int | str]
) -> None:
    if start is not None:
        trained.go(start)
    seen: list[int | str | None] = []
    trained.advanced.connect(lambda: seen.append(place(trained)))
    trained.play_or_stop()
    assert trained.is_playing
    qtbot.waitUntil(lambda: not trained.is_playing)
    assert seen == stops


def test_playing_stops_where_it_is(qtbot: QtBot, trained: Timeline) -> None:
    def stop_at_10() -> None:
        if place(trained) == 10:
            trained.play_or_stop()

    told = signals(trained)
    trained.evaluated.connect(stop_at_10)
    trained.play_or_stop()
    qtbot.waitUntil(lambda: not trained.is_playing)
    assert told == [*ALL, "moved", *ALL, "moved"]  # it began, and it stopped
    qtbot.wait(20)
    assert place(trained) == 10


def test_without_moments_there_is_nothing_to_play(session: Session, shown: Timeline) -> None:
    show_snapshot(session, 50, [score(50)])
    told = signals(shown)
    shown.play_or_stop()
    shown.go(20)
    assert not shown.is_playing
    assert told == []


@pytest.mark.parametrize(
    ("start", "by", "end"),
    [
        (None, -1, 30),
        (None, 1, "now"),
        (20, -1, 10),
        (20, 1, 30),
        (30, 1, "now"),
        (30, 100, "now"),
        (20, -100, 0),
        (0, -1, 0),
        (20, 0, 20),
    ],
)
def test_steps_lead_to_the_neighbours(
    trained: Timeline, start: int | None, by: int, end: int | str
) -> None:
    if start is not None:
        trained.go(start)
    trained.step(by)
    assert place(trained) == end


@pytest.mark.parametrize(("start", "by"), [(0, -1), (20, 0)])
def test_a_step_that_leads_nowhere_shows_nothing_anew(
    trained: Timeline, start: int, by: int
) -> None:
    trained.go(start)
    told = signals(trained)
    trained.step(by)
    assert told == []


def test_a_step_ends_the_playing(qtbot: QtBot, trained: Timeline) -> None:
    trained.play_or_stop()
    trained.step(1)
    assert not trained.is_playing
    assert place(trained) == 10


def test_playing_ends_at_a_file_that_cannot_be_read(
    qtbot: QtBot, session: Session, trained: Timeline, said: list[Message]
) -> None:
    file_of(session, 20).write_bytes(b"")
    trained.play_or_stop()
    qtbot.waitUntil(lambda: not trained.is_playing)
    assert place(trained) == 10
    assert [message.severity for message in said].count(Severity.WARNING) == 1


def test_a_moment_that_was_dropped_meanwhile_is_passed_over(
    qtbot: QtBot, session: Session, trained: Timeline, said: list[Message]
) -> None:
    seen: list[int | str | None] = []
    trained.advanced.connect(lambda: seen.append(place(trained)))
    file_of(session, 20).unlink()
    trained.play_or_stop()
    qtbot.waitUntil(lambda: not trained.is_playing)
    assert seen == [0, 10, 30, 40, "now"]
    assert said == []

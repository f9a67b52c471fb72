"""What the session must hold: begin, go on, step, change, reset, and what it says of it."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import resources
from core.samples import Dataset
from gui.message import Severity
from gui.plan import Plan
from gui.session import Session
from gui.status import Status
from tests.gui.bundle import without
from tests.gui.waiting import messages_of, train, wait_until_ready


def weights(session: Session) -> bytes:
    assert session.run
    return b"".join(p.value.tobytes() for p in session.run.state.network.parameters)


def shape(session: Session) -> str:
    assert session.run
    return str(session.run.state.network.spec)


def test_training_ends_at_the_last_iteration_and_says_what_came_out(
    qtbot: QtBot, session: Session
) -> None:
    said = messages_of(session)
    train(qtbot, session)
    assert session.iteration == session.until == 40
    assert said[-1].text.startswith("40 iterations in ")
    assert "of 100 testing images wrong" in said[-1].text


def test_train_goes_on_after_a_stop_and_past_the_end(
    qtbot: QtBot, session: Session, plan: Plan
) -> None:
    session.change_plan(replace(plan, config=replace(plan.config, iterations=5_000)))
    session.train()
    qtbot.waitUntil(lambda: session.iteration > 0)
    session.stop()
    wait_until_ready(qtbot, session)
    stopped_at = session.iteration
    assert 0 < stopped_at < 5_000
    train(qtbot, session)
    assert session.iteration == 5_000
    iterations = [score.iteration for score in session.snapshot.curves.scores]  # type: ignore[union-attr]
    assert iterations == list(range(0, 5_001, 10))
    session.train()
    assert session.until == 10_000


def test_a_step_stays_a_step_when_the_iterations_are_changed(
    qtbot: QtBot, session: Session, plan: Plan
) -> None:
    session.step_epoch()
    longer = replace(plan.config, iterations=5_000)
    session.change_plan(replace(session.plan, config=longer))
    assert session.until == 12
    wait_until_ready(qtbot, session)
    assert session.iteration == 12


def test_a_step_is_one_iteration_and_an_epoch_is_as_many_batches_as_one_has(
    qtbot: QtBot, session: Session
) -> None:
    session.step_iteration()
    wait_until_ready(qtbot, session)
    assert session.iteration == 1
    session.step_epoch()
    wait_until_ready(qtbot, session)
    assert session.iteration == 1 + 12  # 230 images, the last batch of an epoch has 10
    assert session.run
    assert session.run.state.images_seen == 230 + 20


def test_pause_holds_and_a_step_out_of_it_is_one_iteration(
    qtbot: QtBot, session: Session, plan: Plan
) -> None:
    session.change_plan(replace(plan, config=replace(plan.config, iterations=100_000)))
    session.train()
    qtbot.waitUntil(lambda: session.iteration > 0)
    session.pause_or_resume()
    assert session.status is Status.PAUSED
    qtbot.wait(150)
    held = session.iteration
    session.step_iteration()
    wait_until_ready(qtbot, session)
    assert session.iteration == held + 1


def test_the_learning_rate_changes_at_once_and_is_recorded(
    qtbot: QtBot, session: Session, plan: Plan
) -> None:
    said = messages_of(session)
    session.change_plan(replace(plan, config=replace(plan.config, iterations=100_000)))
    session.train()
    qtbot.waitUntil(lambda: session.iteration > 0)
    config = replace(session.plan.config, learning_rate=0.05)
    session.change_plan(replace(session.plan, config=config))
    assert said[-1].text.startswith("Learning rate 0.05 from about iteration ")
    qtbot.waitUntil(lambda: bool(session.snapshot and session.snapshot.changes))
    session.stop()
    wait_until_ready(qtbot, session)
    assert session.run
    assert session.run.config.learning_rate == 0.05
    assert session.run.changes[-1].settings == {"learning_rate": 0.05}


def test_a_change_between_two_stretches_holds_from_the_next_iteration(
    qtbot: QtBot, session: Session
) -> None:
    session.step_iteration()
    wait_until_ready(qtbot, session)
    config = replace(session.plan.config, learning_rate=0.05)
    session.change_plan(replace(session.plan, config=config))
    train(qtbot, session)
    assert session.run
    (change,) = session.run.changes
    assert (change.iteration, change.settings) == (1, {"learning_rate": 0.05})


def test_another_shape_waits_for_reset_and_says_so(qtbot: QtBot, session: Session) -> None:
    train(qtbot, session)
    said = messages_of(session)
    spec = replace(session.plan.spec, sizes=(784, 50, 10))
    session.change_plan(replace(session.plan, spec=spec))
    assert session.waits_for_reset
    assert "Reset makes a new network" in said[-1].text
    assert "784-50-10" in said[-1].text
    train(qtbot, session)
    assert shape(session) == "784-100-100-10"
    session.reset()
    train(qtbot, session)
    assert shape(session) == "784-50-10"
    assert not session.waits_for_reset


def test_reset_with_the_same_seed_repeats_the_run_and_the_next_seed_does_not(
    qtbot: QtBot, session: Session
) -> None:
    train(qtbot, session)
    first = weights(session)
    session.reset()
    assert (session.iteration, session.score) == (0, None)
    train(qtbot, session)
    assert weights(session) == first
    session.reset_with_next_seed()
    assert session.plan.config.seed == 2
    train(qtbot, session)
    assert weights(session) != first


def test_reset_can_be_taken_back(qtbot: QtBot, session: Session) -> None:
    train(qtbot, session)
    before = session.run, session.snapshot
    said = messages_of(session)
    session.reset_with_next_seed()
    assert session.run is None
    undo = said[-1].offer
    assert undo
    undo.take()
    assert (session.run, session.snapshot) == before
    assert session.plan.config.seed == 1


def test_every_run_has_its_folder_and_its_name_tells_of_changed_settings(
    qtbot: QtBot, session: Session, home: Path
) -> None:
    train(qtbot, session)
    (folder,) = (home / "runs").iterdir()
    names = {path.name for path in folder.iterdir()}
    assert names == {"run.json", "curves.npz", "model.npz", "moments"}
    assert folder.name.endswith("-report-changed-seed1")


def test_a_home_that_cannot_be_written_is_told_and_training_works(
    qtbot: QtBot, session: Session, home: Path
) -> None:
    home.write_text("a file where the folder should be")
    said = messages_of(session)
    train(qtbot, session)
    assert session.iteration == 40
    warnings = [message.text for message in said if message.severity is Severity.WARNING]
    assert any("not kept" in text for text in warnings)


def test_nobody_answers_before_there_is_a_network_then_the_bundled_model_then_the_run(
    qtbot: QtBot, session: Session
) -> None:
    assert _who_answers(session) is None
    session.load()
    qtbot.waitUntil(lambda: session.answerer is not None)
    assert _who_answers(session) == "read by the bundled model"
    train(qtbot, session)
    assert _who_answers(session) == "read by this run"


def _who_answers(session: Session) -> str | None:
    return session.answerer.name if session.answerer else None


@pytest.mark.parametrize(
    ("lost", "sentence"),
    [("models/default.npz", "default.npz"), ("mnist/train-images-idx3-ubyte.gz", "train-images")],
)
def test_a_missing_bundled_file_is_told_and_the_rest_works(
    qtbot: QtBot,
    plan: Plan,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    lost: str,
    sentence: str,
) -> None:
    monkeypatch.setattr(resources, "ROOT", without(tmp_path / "resources", lost))
    session = Session(plan)
    said = messages_of(session)
    with qtbot.waitSignal(session.said, timeout=10_000):
        session.load()
    session.close()
    (message,) = said
    assert message.severity is Severity.WARNING
    assert sentence in message.text


def test_closing_while_training_ends_every_thread(
    qtbot: QtBot, session: Session, plan: Plan, tiny: Dataset
) -> None:
    session.change_plan(replace(plan, config=replace(plan.config, iterations=100_000)))
    session.train()
    qtbot.waitUntil(lambda: session.iteration > 0)
    session.close()
    assert session.status is Status.READY
    assert session.run
    assert session.run.state.iteration == session.iteration


def test_an_evaluation_is_told_after_the_frame_in_which_it_came(
    qtbot: QtBot, session: Session
) -> None:
    told: list[tuple[str, int]] = []
    session.advanced.connect(lambda: told.append(("advanced", _evaluated_at(session))))
    session.evaluated.connect(lambda: told.append(("evaluated", _evaluated_at(session))))
    session.train()
    wait_until_ready(qtbot, session)
    assert told[0][0] == "advanced"
    assert told[-1] == ("evaluated", session.iteration)
    assert sum(kind == "evaluated" for kind, _ in told) <= len({at for _, at in told})


def _evaluated_at(session: Session) -> int:
    return session.score.iteration if session.score else -1

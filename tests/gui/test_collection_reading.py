"""The folder of digits is read, exported, and read by whoever answers; its errors are told."""

from dataclasses import replace
from pathlib import Path

import numpy as np
from pytestqt.qtbot import QtBot

from core import handwriting
from core.checkpoint import Checkpoint
from gui import drawing_words
from gui.collection import Collection
from gui.drawing import Drawing
from gui.job import end_jobs
from gui.message import Message, Severity
from gui.session import Session
from tests.gui.own_digits import (
    ONE,
    OTHER_ONE,
    ZERO,
    collection_of,
    give_model,
    kept_in,
    labels,
    load,
    names,
    ones,
)
from tests.gui.panels.showing import show_snapshot
from tests.gui.strokes import ACROSS, DOWN, stroke


def test_digits_are_there_again_at_the_next_start(
    qtbot: QtBot, collection: Collection, drawing: Drawing, folder: Path, session: Session
) -> None:
    for label, places in ((7, DOWN), (3, ACROSS)):
        stroke(drawing, *places)
        collection.keep_drawing(label)
    with collection_of(folder, Drawing(), session) as again:
        load(qtbot, again)
        assert again.digits == collection.digits
        for digit, before in zip(again.digits, collection.digits, strict=True):
            np.testing.assert_array_equal(digit.ink, before.ink)


def test_a_key_pressed_while_the_folder_is_read_loses_nothing(
    qtbot: QtBot, folder: Path, drawing: Drawing, session: Session
) -> None:
    before = kept_in(folder, (1, 7), (ONE, OTHER_ONE))
    with collection_of(folder, drawing, session) as collection:
        drawing.insert(ZERO)
        collection.load()
        collection.keep_drawing(0)
        qtbot.waitUntil(lambda: collection.is_loaded)
        if not drawing.is_empty:
            collection.keep_drawing(0)
        assert labels(collection) == [1, 7, 0]
        assert collection.digits[:2] == before
        assert len(names(folder)) == 3


def test_a_damaged_file_is_named_once_and_the_rest_is_there(
    qtbot: QtBot, collection: Collection, folder: Path, said: list[Message]
) -> None:
    digits = kept_in(folder, (1, 7, 0), (ONE, OTHER_ONE, ZERO))
    (folder / digits[1].name).write_bytes(b"no picture")
    load(qtbot, collection)
    assert labels(collection) == [1, 0]
    (message,) = said
    assert message.severity is Severity.WARNING
    assert message.text.count(digits[1].name) == 1
    assert "other file" not in message.text
    assert (folder / digits[1].name).read_bytes() == b"no picture"


def test_of_several_damaged_files_one_is_named_and_the_others_counted(
    qtbot: QtBot, collection: Collection, folder: Path, said: list[Message]
) -> None:
    digits = kept_in(folder, (1, 7, 0), (ONE, OTHER_ONE, ZERO))
    for digit in digits[1:]:
        (folder / digit.name).write_bytes(b"no picture")
    load(qtbot, collection)
    (message,) = said
    assert digits[1].name in message.text
    assert "1 other file there cannot be read either" in message.text


def test_a_folder_that_cannot_be_read_is_told_and_keys_still_say_why_they_do_nothing(
    qtbot: QtBot, folder: Path, drawing: Drawing, session: Session
) -> None:
    folder.parent.mkdir()
    folder.write_text("in the way")
    with collection_of(folder, drawing, session) as collection:
        with qtbot.waitSignal(session.said) as told:
            collection.load()
        assert "cannot be read" in told.args[0].text
        drawing.insert(ZERO)
        with qtbot.waitSignal(session.said) as told:
            collection.keep_drawing(0)
        assert "cannot be written" in told.args[0].text
        assert not drawing.is_empty


def test_all_digits_are_exported_and_the_folder_is_said(
    qtbot: QtBot, collection: Collection, folder: Path, said: list[Message], tmp_path: Path
) -> None:
    kept_in(folder, (1, 7), (ONE, OTHER_ONE))
    load(qtbot, collection)
    collection.export(handwriting.export_png, tmp_path / "out")
    qtbot.waitUntil(lambda: bool(said))
    assert said == [Message(drawing_words.exported(2, tmp_path / "out"))]
    assert len(list((tmp_path / "out").glob("*/*.png"))) == 2
    collection.export(handwriting.export_png, tmp_path / "out")
    qtbot.waitUntil(lambda: len(said) == 2)
    assert said[-1].severity is Severity.WARNING


def test_there_are_no_answers_without_digits_or_without_a_network(
    qtbot: QtBot, collection: Collection, folder: Path, session: Session, model: Checkpoint
) -> None:
    assert collection.answers() is None
    give_model(session, model)
    assert collection.answers() is None
    kept_in(folder, (1,), (ONE,))
    load(qtbot, collection)
    assert collection.answers()
    session.library.model = None
    assert collection.answers() is None


def test_answers_are_the_answers_and_the_errors_on_all_digits(
    qtbot: QtBot, collection: Collection, folder: Path, session: Session, model: Checkpoint
) -> None:
    digits = kept_in(folder, (1, 7, 0), (ONE, OTHER_ONE, ZERO))
    give_model(session, model)
    load(qtbot, collection)
    answers = collection.answers()
    assert answers
    assert answers.digits == (1, 1, 0)
    assert (answers.evaluation.mistakes, answers.evaluation.images) == (1, 3)
    assert not answers.of_those_kept_aside
    expected = handwriting.errors_on(model.network, digits)
    assert answers.in_words() == drawing_words.own_error(expected, aside=False)


def test_answers_are_made_once_for_a_network_and_its_digits(
    qtbot: QtBot, collection: Collection, folder: Path, session: Session, model: Checkpoint
) -> None:
    digits = kept_in(folder, (1, 7), (ONE, OTHER_ONE))
    give_model(session, model)
    load(qtbot, collection)
    first = collection.answers()
    assert collection.answers() is first
    collection.relabel(digits[1:], 1)
    after = collection.answers()
    assert after
    assert after.evaluation.mistakes == 0
    show_snapshot(session, 3)
    assert collection.answers() is not after


def test_after_fine_tuning_the_error_is_that_on_the_digits_kept_aside(
    qtbot: QtBot, collection: Collection, folder: Path, session: Session, model: Checkpoint
) -> None:
    inks = (*ones(2, aside=True), ONE, OTHER_ONE, ZERO)
    digits = kept_in(folder, (1, 7, 0, 1, 7), inks)
    load(qtbot, collection)
    assert len(handwriting.kept_aside(digits)) == 2
    show_snapshot(session, 3)
    made = session.attempt
    assert made
    assert made.snapshot
    unseen = collection.answers()
    assert unseen
    assert unseen.evaluation.images == 5
    network = made.snapshot.network.copy()
    source = replace(made.dataset.source, has_own_digits=True)
    session.attempt = replace(
        made,
        dataset=replace(made.dataset, source=source),
        snapshot=replace(made.snapshot, network=network),
    )
    answers = collection.answers()
    assert answers
    assert len(answers.digits) == 5
    assert answers.of_those_kept_aside
    aside = handwriting.kept_aside(digits)
    expected = handwriting.errors_on(network, aside)
    assert answers.evaluation.images == len(aside) == 2
    assert answers.evaluation.mistakes == expected.mistakes
    assert "kept aside" in answers.in_words()


def test_closing_ends_what_is_read(
    qtbot: QtBot, collection: Collection, folder: Path, said: list[Message]
) -> None:
    kept_in(folder, (1, 7), (ONE, OTHER_ONE))
    heard: list[int] = []
    collection.changed.connect(lambda: heard.append(1))
    collection.load()
    end_jobs(collection)
    qtbot.wait(50)
    assert (heard, said) == ([], [])

"""A report says what there is of a run, and what is missing."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.config import TrainConfig
from core.dataset import bundled
from core.metrics import Evaluation, wilson
from core.past import Change, Past
from core.recipes import RECIPES
from core.samples import DIGITS, Dataset, Split
from core.source import Interpretation, Source
from core.tables import error_text
from gui.report import words
from gui.report.content import content, errors_table
from gui.report.elements import (
    Command,
    Cover,
    Discussion,
    Facts,
    Heading,
    Missing,
    Paragraph,
    Picture,
    Table,
    Title,
)
from gui.report.subject import Subject
from tests.core.tools import report_evaluation
from tests.gui.report.kept_run import ITERATIONS, SMALL, told, trained

COVER = Cover("A. Student", "Deep Learning", "1 May 2026", "It reads well.")


@pytest.fixture
def subject(tmp_path: Path, tiny: Dataset) -> Subject:
    return told(trained(tmp_path / "run", tiny), tiny)


def said(subject: Subject, kind: type[Paragraph] | type[Missing] | type[Command]) -> list[str]:
    """All texts of that kind."""
    return [each.text for each in content(subject, COVER) if isinstance(each, kind)]


def tables(subject: Subject) -> dict[str, Table]:
    return {each.stem: each for each in content(subject, COVER) if isinstance(each, Table)}


def pictures(subject: Subject) -> list[int]:
    return [each.number for each in content(subject, COVER) if isinstance(each, Picture)]


def test_a_report_has_all_its_sections_in_order(subject: Subject) -> None:
    headings = [each.text for each in content(subject, COVER) if isinstance(each, Heading)]
    assert headings == [
        *("Data", "Network", "Equations", "Hyper-parameters", "Results", "Error by digit"),
        *("Most confident mistakes", "Experimental setting", "Discussion"),
    ]


def test_it_begins_with_who_hands_it_in_and_ends_with_the_discussion(subject: Subject) -> None:
    first, *_, last = content(subject, COVER)
    assert isinstance(first, Title)
    assert dict(first.signed) == {
        "Name": "A. Student",
        "Course": "Deep Learning",
        "Date": "1 May 2026",
    }
    assert last == Discussion("It reads well.")


def test_all_figures_of_a_finished_run_come_in_order(subject: Subject) -> None:
    assert pictures(subject) == [1, 2, 3, 4, 5, 6]
    assert said(subject, Missing) == []


def test_the_overall_error_stands_there_to_five_decimals_with_its_interval() -> None:
    table = errors_table(report_evaluation(), DIGITS, True)
    low, high = wilson(138, 5000)
    overall = ("Overall", "5,000", "138", "0.02760", f"{low:.5f} to {high:.5f}")
    assert table.rows[-1][:5] == overall
    assert table.rows[-1][-1] == "0.02760"
    assert table.is_totalled
    for row in table.rows:
        assert float(row[3]) == pytest.approx(float(row[-1]), abs=1e-5)


def test_the_printed_errors_stand_beside_those_of_the_same_images_only(subject: Subject) -> None:
    assert tables(subject)["error-by-digit"].header[-1] == "Report"
    other = replace(subject, source=Source("mnist"))
    assert "Report" not in tables(other)["error-by-digit"].header


def test_the_result_is_said_in_prose(subject: Subject) -> None:
    assert subject.score
    test = subject.score.test
    sentence = f"misreads {test.mistakes} of 100 testing images"
    assert any(sentence in text for text in said(subject, Paragraph))
    assert tables(subject)["error-by-digit"].rows[-1][3] == error_text(test.error)


def test_a_run_that_never_began_has_no_errors_and_says_so(tmp_path: Path, tiny: Dataset) -> None:
    empty = told(trained(tmp_path / "run", tiny, until=0), tiny)
    assert words.UNTRAINED in said(empty, Paragraph)
    assert said(empty, Missing) == [words.NOT_EVALUATED]
    assert "error-by-digit" not in tables(empty)
    assert pictures(empty) == [1, 6]


def test_a_stopped_run_says_how_far_it_came(tmp_path: Path, tiny: Dataset) -> None:
    stopped = told(trained(tmp_path / "run", tiny, until=7), tiny)
    paragraphs = " ".join(said(stopped, Paragraph))
    assert f"the run was to end at {ITERATIONS} and was stopped before" in paragraphs
    assert "Trained for 7 iterations in" in paragraphs  # the epochs are those of iteration 4


@pytest.mark.parametrize(
    ("iteration", "sentence"),
    [
        (7, "It goes on to iteration 10,000; this run was stopped at 7."),
        (12_000, "It ends at iteration 10,000; this run was trained on to 12,000"),
        (0, "this run has not begun"),
    ],
)
def test_what_the_command_does_otherwise_is_said(
    subject: Subject, iteration: int, sentence: str
) -> None:
    pure = replace(subject, past=Past(RECIPES["report"].config), iteration=iteration)
    assert any(sentence in text for text in said(pure, Paragraph))


def test_divergences_are_told_of(subject: Subject) -> None:
    diverged = replace(subject, past=subject.past.diverged(17).diverged(30))
    assert words.diverged((17, 30)) in said(diverged, Paragraph)
    assert "iterations 17, 30" in words.diverged((17, 30))


def test_what_was_changed_on_the_way_is_a_table(subject: Subject) -> None:
    changed = replace(subject, past=subject.past.then(Change(2, {"learning_rate": 0.05})))
    assert tables(changed)["changes"].rows == (("2", "Learning rate η", "0.1", "0.05"),)
    assert "changes" not in tables(subject)


def test_a_class_without_images_is_named(subject: Subject) -> None:
    assert subject.score
    confusion = subject.score.test.confusion.copy()
    confusion[7] = 0
    score = replace(subject.score, test=Evaluation(1.0, confusion))
    curves = replace(subject.curves, scores=(*subject.curves.scores[:-1], score))
    holed = replace(subject, absent=("3",), curves=curves)
    assert said(holed, Missing) == [
        words.without_training_images(("3",)),
        words.without_images(["7"]),
    ]
    assert tables(holed)["error-by-digit"].rows[7][3:5] == ("none", "")


def test_classes_without_training_images_are_found(tmp_path: Path, tiny: Dataset) -> None:
    kept = tiny.train.labels != 3
    holed = replace(tiny, train=Split(tiny.train.images[kept], tiny.train.labels[kept]))
    assert told(trained(tmp_path / "run", holed), holed).absent == ("3",)


def test_without_a_mistake_there_is_none_to_show(subject: Subject) -> None:
    assert subject.asked
    answers = replace(subject.asked.answers, given=subject.asked.answers.truth)
    flawless = replace(subject, asked=replace(subject.asked, answers=answers))
    assert words.NO_MISTAKES in said(flawless, Paragraph)
    assert 6 not in pictures(flawless)


def test_the_command_repeats_a_run_of_a_recipe(subject: Subject) -> None:
    pure = replace(subject, past=Past(replace(RECIPES["report"].config, seed=7)))
    assert said(pure, Command) == ["python main.py train --recipe report --seed 7 --out FOLDER"]


@pytest.mark.parametrize(
    "past",
    [
        Past(SMALL.config),
        Past(RECIPES["report"].config, began_from={"recipe": "a", "dataset": "b", "iteration": 3}),
    ],
)
def test_a_run_that_no_command_repeats_says_so(subject: Subject, past: Past) -> None:
    other = replace(subject, past=past)
    assert said(other, Command) == []
    assert any(text.startswith("No command repeats it") for text in said(other, Paragraph))


def test_data_that_people_brought_are_told_of_without_their_folder(subject: Subject) -> None:
    source = Source("", "/home/somebody/cats.npz", Interpretation(inverted=True), "abc")
    brought = replace(subject, source=source, dataset=source.name)
    rows = dict(
        row for each in content(brought, COVER) if isinstance(each, Facts) for row in each.rows
    )
    assert rows["Name"] == "cats.npz"
    assert rows["Fingerprint"] == "abc"
    assert "inverted" in rows["Understood as"]
    assert "somebody" not in repr(content(brought, COVER))


def test_every_setting_of_the_run_stands_beside_that_of_its_recipe(subject: Subject) -> None:
    table = tables(subject)["settings"]
    assert table.header == ("Setting", "This run", "Recipe report", "")
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["Iterations N"] == ("12", "10,000", "differs")
    assert rows["Seed"][-1] == ""
    assert rows["Learning rate η"] == ("0.1", "0.1", "")


def test_settings_that_are_not_in_use_are_left_out(subject: Subject) -> None:
    with_dropout = replace(subject, past=Past(TrainConfig(dropout=0.5)))
    assert not any(row[0].startswith("Dropout") for row in tables(subject)["settings"].rows)
    rows = {row[0]: row[1:] for row in tables(with_dropout)["settings"].rows}
    assert ("0.5", "off", "differs") in rows.values()


def test_the_bundled_data_have_their_split_in_words() -> None:
    for key in ("report", "mnist", "drawn"):
        assert words.split_of(bundled(key).source)


def test_class_names_are_told_as_they_are(subject: Subject) -> None:
    names = tuple(f"<b>{n}</b> & co" for n in range(10))
    named = replace(subject, class_names=names)
    table = tables(named)["error-by-digit"]
    assert table.header[0] == "Class"
    assert [row[0] for row in table.rows] == [*names, "Overall"]
    assert np.all([len(row) == len(table.header) for row in table.rows])

"""What is said of kept runs, and how they are compared."""

from pathlib import Path

import pytest

from core.about import About
from core.config import TrainConfig
from core.kept import Damaged, Kept
from core.past import Past
from gui.kept import words as runs_words
from gui.kept.words import ERROR, HEADER, NAME, NOTHING, STATE
from tests.gui.kept_list import STARTED, a_run


def test_a_row_says_all_that_its_columns_ask_for() -> None:
    row = runs_words.row(a_run(said=About(note="keep")), "report", is_present=False)
    assert row.texts == (
        *("", "report", "0.02760", "10,000", "finished", "4.3 s", "2026-11-24 03:59"),
        *("MNIST, report split", ""),
    )
    assert row.note == "keep"
    assert "138 of 5,000 testing images wrong" in row.tooltip
    assert len(row.texts) == len(row.keys) == len(HEADER)


def test_the_present_run_is_marked_in_words() -> None:
    row = runs_words.row(a_run(said=About(note="keep")), "report", is_present=True)
    assert row.note == "the present run: keep"


def test_a_damaged_folder_is_a_row_with_its_reason() -> None:
    row = runs_words.row(Damaged(Path("runs/x"), "It holds no run."), "", is_present=False)
    assert (row.texts[NAME], row.texts[ERROR], row.texts[STATE]) == ("x", NOTHING, "damaged")
    assert row.note == "It holds no run."
    assert "It holds no run." in row.tooltip
    assert len(row.texts) == len(row.keys) == len(HEADER)


@pytest.mark.parametrize(
    ("run", "state"),
    [
        (a_run(), "finished"),
        (a_run(iteration=20_000), "finished"),
        (a_run(iteration=4_300), "stopped at 4,300 of 10,000"),
        (a_run(iteration=14_300), "stopped at 14,300 of 20,000"),
        (a_run(iteration=0), "empty"),
        (a_run(iteration=0, past=Past(TrainConfig(), (), STARTED, None, (30,))), "diverged at 30"),
        (a_run(is_being_trained=True), "in training"),
        (a_run(has_model=False), "finished, no model"),
    ],
)
def test_how_far_a_run_came_is_said(run: Kept, state: str) -> None:
    assert runs_words.state_of(run) == state


@pytest.mark.parametrize(
    ("damaged", "shown", "text"),
    [(0, 2, "2 runs"), (1, 3, "3 runs, 1 damaged"), (1, 2, "2 of 3 runs, 1 damaged")],
)
def test_the_runs_are_counted(damaged: int, shown: int, text: str) -> None:
    runs: list[Kept | Damaged] = [a_run("a"), a_run("b")]
    runs += [Damaged(Path("c"), "")] * damaged
    assert runs_words.count(runs, shown) == text


def test_an_empty_table_says_what_to_do() -> None:
    assert runs_words.nothing(False, False) == runs_words.READING
    assert "Each run that you train is kept" in runs_words.nothing(True, False)
    assert "filter" in runs_words.nothing(True, True)

"""Runs are called by what sets them apart."""

from dataclasses import replace

import pytest

from core.about import About
from core.config import TrainConfig
from core.kept import Kept
from core.network import NetworkSpec
from core.past import Change, Past
from gui.kept.names import LONGEST, names, settings_of
from tests.gui.kept_list import STARTED, a_run, of

REPORT = TrainConfig()


def name(run: Kept, *others: Kept) -> str:
    return names([run, *others])[run.folder]


@pytest.mark.parametrize(
    ("changes", "called"),
    [
        ({}, "report"),
        ({"past": of(replace(REPORT, learning_rate=0.05, seed=3))}, "learning rate 0.05, seed 3"),
        ({"past": of(replace(REPORT, optimizer="adam"))}, "optimizer Adam"),
        ({"past": of(replace(REPORT, l2=0.001))}, "L2 0.001"),
        ({"past": of(replace(REPORT, seed=123_456))}, "seed 123456"),
        ({"past": of(replace(REPORT, iterations=20_000))}, "iterations 20,000"),
        ({"spec": NetworkSpec((784, 50, 10))}, "784-50-10"),
        ({"spec": NetworkSpec(activation="tanh")}, "activation tanh"),
        ({"dataset": "letters", "spec": NetworkSpec((784, 100, 100, 26))}, "letters"),
        (
            {"past": Past(REPORT, (Change(2000, {"learning_rate": 0.05}),), STARTED)},
            "learning rate 0.05 from 2,000",
        ),
    ],
)
@pytest.mark.parametrize("recipe", ["report", "report-changed"])
def test_a_run_is_called_by_its_recipe_and_what_differs_from_it(
    recipe: str, changes: dict[str, object], called: str
) -> None:
    run = replace(a_run(), recipe=recipe, **changes)  # type: ignore[arg-type]
    assert name(run) == (called if called == "report" else f"report, {called}")


def test_a_name_that_was_given_wins() -> None:
    assert name(a_run(said=About(" the best ")), a_run("b")) == "the best"


def test_a_name_that_no_table_can_show_is_made_fit() -> None:
    assert name(a_run(said=About("a\nb"))) == "a\ufffdb"
    assert len(name(a_run(said=About("word " * 100_000)))) <= LONGEST
    assert len(name(a_run(recipe="r " * 500))) <= LONGEST


@pytest.mark.parametrize(
    ("other", "called"),
    [
        ("2026-11-24T03:58:59", "report, 2026-11-24 03:59"),
        ("2026-11-24T03:59:07", "report, 2026-11-24 03:59:08"),
    ],
)
def test_two_alike_are_told_apart_by_their_time(other: str, called: str) -> None:
    runs = a_run("a"), a_run("b", started=other)
    assert name(*runs) == called
    assert len(set(names(runs).values())) == 2


def test_a_recipe_of_others_is_known_by_its_first_run() -> None:
    first = a_run("a", recipe="mine", past=of(replace(REPORT, momentum=0.5), "2020-01-01T00:00:00"))
    later = a_run("b", recipe="mine", past=of(REPORT))
    assert names([later, first]) == {first.folder: "mine", later.folder: "mine, momentum 0.9"}


def test_the_settings_of_a_run_are_those_that_the_forms_name() -> None:
    settings = settings_of(a_run())
    assert settings["Network"] == "784-100-100-10"
    assert settings["Learning rate"] == "0.1"
    assert settings["Optimizer"] == "SGD"
    assert settings["Later"] == "no change"
    assert settings["Began from"] == "anew"

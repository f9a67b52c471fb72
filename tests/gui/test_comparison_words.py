"""How kept runs are compared, in words."""

import pytest

from core.config import TrainConfig
from core.kept import Kept
from core.source import Source
from gui.kept.comparison import COMPARED, NOTHING, against, comparison
from tests.gui.kept_list import a_run, of


@pytest.mark.parametrize(
    ("run", "difference", "interval", "verdict"),
    [
        (a_run("b", 100), "−0.00760", "−0.01365 to −0.00162", "better"),
        (a_run("b", 180), "+0.00840", "+0.00152 to +0.01534", "worse"),
        (a_run("b", 139), "+0.00020", "−0.00627 to +0.00667", "within noise"),
        (a_run("b", 138), "0.00000", "−0.00646 to +0.00646", "within noise"),
    ],
)
def test_an_error_is_compared_with_the_baselines(
    run: Kept, difference: str, interval: str, verdict: str
) -> None:
    assert against(run, a_run("a"))[1:] == (difference, interval, verdict)


@pytest.mark.parametrize(
    ("run", "why"),
    [
        (a_run("b", source=Source("mnist")), "not comparable: other testing images"),
        (a_run("b", source=None), "not comparable: testing images not known"),
        (a_run("b", test=None), "not comparable: number of testing images not known"),
        (a_run("b", testing_error=None, test=None), "not evaluated"),
    ],
)
def test_what_cannot_be_compared_says_why(run: Kept, why: str) -> None:
    assert against(run, a_run("a"))[1:] == (NOTHING, NOTHING, why)


def test_a_baseline_without_an_error_compares_nothing() -> None:
    baseline = a_run("b", testing_error=None, test=None)
    assert against(a_run(), baseline)[-1] == "not comparable: the baseline was not evaluated"


def test_only_settings_that_differ_are_compared() -> None:
    runs = a_run("a"), a_run("b", past=of(TrainConfig(learning_rate=0.05, seed=2)))
    compared = comparison(runs, runs[0])
    assert compared.titles == (*COMPARED, "Learning rate", "Seed")
    assert [row[len(COMPARED) :] for row in compared.rows] == [("0.1", "1"), ("0.05", "2")]
    assert compared.rows[0][:4] == ("0.02760", NOTHING, NOTHING, "the baseline")

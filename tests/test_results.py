"""The page of results says what the runs reached, and no more."""

import math
from itertools import pairwise

import pytest

from core.recipes import RECIPES, REPORT_ERROR
from tests.benchmarks import results
from tests.benchmarks.results import Result


def result(recipe: str, seed: int, error: float, data: str = "MNIST") -> Result:
    by_digit = [error] * 10
    mistakes, images = round(1e4 * error), 10_000
    made = str(RECIPES[recipe].spec), "some machine", "2026-01-02"
    return Result(recipe, data, seed, error, by_digit, mistakes, images, 90.0, *made)


RUNS = [result("report", seed, error) for seed, error in ((1, 0.02), (2, 0.03), (3, 0.04))]


def lines(page: str, start: str) -> list[str]:
    return [line for line in page.splitlines() if line.startswith(start)]


def test_a_mean_has_its_interval_by_student() -> None:
    half = 4.303 * 0.01 / math.sqrt(3)
    (row,) = lines(results.page(RUNS), "| `report` | 784")
    assert f"| 0.03000 ± {half:.5f} | 0.02000 | 0.04000 | 3 | 10,000 | 1.5 |" in row


def test_one_run_alone_has_none() -> None:
    (row,) = lines(results.page(RUNS[:1]), "| `report` | 784")
    assert "±" not in row


def test_every_run_and_every_digit_is_listed() -> None:
    page = results.page(RUNS)
    assert len(lines(page, "| `report` | ")) == 1 + 3
    assert "| `report` | 2 | 300 of 10,000 | 0.03000 | 90 | 2026-01-02 |" in page
    assert len([line for digit in range(10) for line in lines(page, f"| {digit} | 0.0")]) == 10
    assert lines(page, f"| Overall | {REPORT_ERROR:.5f} | 0.03000 ± ")


def test_a_recipe_stands_beside_the_others_once_it_was_run() -> None:
    assert "(`accurate`)" not in results.page(RUNS)
    (row,) = lines(results.page([*RUNS, result("accurate", 1, 0.0081)]), "| **784-100-100-10")
    assert "**0.81**" in row


def test_other_data_have_a_table_of_their_own() -> None:
    brought = [
        result("report", seed, 0.11, data) for seed in (1, 2) for data in ("cars", "clothes")
    ]
    page = results.page([*brought, *RUNS])
    (row,) = lines(page, "| `report` | 784")
    assert "0.03000 ±" in row
    for data in ("cars", "clothes"):
        (row,) = lines(page, f"| {data}, `report` | 784")
        assert "| 0.11000 | 0.11000 | 2 |" in row
        assert lines(page, f"| {data}, `report` | 2 | 1100 of 10,000 | 0.11000")


def test_a_run_done_again_takes_the_place_of_the_same_one_only() -> None:
    same, other = result("report", 1, 0.5), result("report", 1, 0.5, data="clothes")
    assert same.key == RUNS[0].key
    assert other.key != RUNS[0].key


@pytest.mark.parametrize("names", [["report"], []])
def test_what_was_kept_comes_back_and_the_page_is_written(
    names: list[str], tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("docs")
    monkeypatch.setattr(results, "KEPT", folder / "results.json")
    monkeypatch.setattr(results, "PAGE", folder / "RESULTS.md")
    assert results.load() == []
    runs = [run for run in RUNS if run.recipe in names]
    results.keep(runs)
    assert results.load() == runs
    assert (folder / "RESULTS.md").read_text(encoding="utf-8") == results.page(runs)


def test_the_page_in_the_documents_is_that_of_its_figures() -> None:
    assert results.PAGE.read_text(encoding="utf-8") == results.page(results.load())


def test_no_table_in_the_documents_is_empty() -> None:
    page = results.PAGE.read_text(encoding="utf-8").splitlines()
    rows = [after for line, after in pairwise(page) if line.startswith("| ---")]
    assert len(rows) >= 5
    assert all(row.startswith("| ") for row in rows)

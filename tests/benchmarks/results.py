"""What the recipes reached: kept as docs/results.json, and written out as docs/RESULTS.md."""

import json
import math
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path

import numpy as np

from core.arrays import Floats
from core.dataset import BUNDLED
from core.recipes import RECIPES, REPORT_ERROR, REPORT_ERROR_BY_DIGIT
from core.samples import DIGITS

DOCS = Path(__file__).parents[2] / "docs"
KEPT, PAGE = DOCS / "results.json", DOCS / "RESULTS.md"
TEMPLATE = Path(__file__).with_suffix(".template")
RIVALS = {"standard": "plain SGD", "accurate": "distorted images", "record": "distorted images"}
# Student's t for 95 %, by how many figures the mean is of.
STUDENT = {2: 12.706, 3: 4.303, 4: 3.182, 5: 2.776, 6: 2.571, 7: 2.447, 8: 2.365, 9: 2.306}
STUDENT |= {10: 2.262}


@dataclass(frozen=True, slots=True)
class Result:
    """The final network of one run: its error, and that of each digit."""

    recipe: str
    data: str
    seed: int
    error: float
    by_digit: list[float]
    mistakes: int
    images: int
    seconds: float
    network: str
    machine: str
    date: str

    @property
    def key(self) -> tuple[str, str, int]:
        """What there is one result of."""
        return self.recipe, self.data, self.seed

    @property
    def is_on_brought_data(self) -> bool:
        return self.data not in BUNDLED.values()


def load() -> list[Result]:
    return (
        [Result(**entry) for entry in json.loads(KEPT.read_text(encoding="utf-8"))]
        if KEPT.exists()
        else []
    )


def keep(results: list[Result]) -> None:
    """Write both files; the page says nothing that the other does not hold."""
    results = sorted(results, key=_rank)
    KEPT.write_text(
        json.dumps([asdict(result) for result in results], indent=1) + "\n", encoding="utf-8"
    )
    PAGE.write_text(page(results), encoding="utf-8")


def _rank(result: Result) -> tuple[str, int, int]:
    """The recipes in their order, then those on other data."""
    data = result.data if result.is_on_brought_data else ""
    return data, list(RECIPES).index(result.recipe), result.seed


def page(results: list[Result]) -> str:
    """The page in Markdown."""
    results = sorted(results, key=_rank)
    own = [result for result in results if not result.is_on_brought_data]
    brought = [result for result in results if result.is_on_brought_data]
    by_recipe = {name: [r for r in own if r.recipe == name] for name in RECIPES}
    report = by_recipe["report"]
    rows = {
        "recipes": [_recipe_row(f"`{name}`", runs) for name, runs in by_recipe.items() if runs],
        "brought": [_recipe_row(of, list(runs)) for of, runs in groupby(brought, _of)],
        "rivals": [_rival_row(name, by_recipe[name]) for name in RIVALS if by_recipe[name]],
        "digits": _digit_rows(report) if report else [],
        "runs": [_run_row(result) for result in results],
    }
    machines = "; ".join(sorted({result.machine for result in results}))
    text = {name: "\n".join(lines) for name, lines in rows.items()}
    return TEMPLATE.read_text(encoding="utf-8").format(**text, seeds=len(report), machines=machines)


def _of(result: Result) -> str:
    return f"{result.data}, `{result.recipe}`"


def _recipe_row(what: str, runs: list[Result]) -> str:
    errors = np.array([run.error for run in runs])
    minutes = np.median([run.seconds for run in runs]) / 60
    of = f"{runs[0].images:,}"
    return (
        f"| {what} | {runs[0].network} | {_mean(errors)} | {errors.min():.5f} | "
        f"{errors.max():.5f} | {len(runs)} | {of} | {minutes:.1f} |"
    )


def _rival_row(name: str, runs: list[Result]) -> str:
    mean = 100 * float(np.mean([run.error for run in runs]))
    return f"| **{runs[0].network}, {RIVALS[name]} (`{name}`)** | **{mean:.2f}** | this program |"


def _digit_rows(runs: list[Result]) -> list[str]:
    table = np.array([[*run.by_digit, run.error] for run in runs])
    printed = [*REPORT_ERROR_BY_DIGIT, REPORT_ERROR]
    return [
        f"| {digit} | {theirs:.5f} | {_mean(ours)} | {ours.min():.5f} | {ours.max():.5f} |"
        for digit, theirs, ours in zip([*DIGITS, "Overall"], printed, table.T, strict=True)
    ]


def _run_row(result: Result) -> str:
    name = _of(result) if result.is_on_brought_data else f"`{result.recipe}`"
    return (
        f"| {name} | {result.seed} | {result.mistakes} of {result.images:,} | "
        f"{result.error:.5f} | {result.seconds:.0f} | {result.date} |"
    )


def _mean(values: Floats) -> str:
    """The mean and its 95 % interval, by Student's t."""
    if len(values) < 2:
        return f"{values.mean():.5f}"
    half = STUDENT[len(values)] * float(values.std(ddof=1)) / math.sqrt(len(values))
    return f"{values.mean():.5f} ± {half:.5f}"

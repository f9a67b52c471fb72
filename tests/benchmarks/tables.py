"""The tables of what a network read of writers' digits, as Markdown, and the targets."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.arrays import AnyArray, Bools, Labels
from tests.benchmarks.replay import CORNER, DOT, USUAL, WIDE
from tests.benchmarks.writers import Digit

MISTAKES = 8  # named: the most frequent ones
# The targets, in percent. The last is how far an error may lie above the usual one.
MOST, MOST_OF_A_DIGIT, MOST_ABOVE = 4.0, 10.0, 1.0
AS_USUAL = (CORNER.name, WIDE.name, DOT.name)


@dataclass(frozen=True, slots=True)
class Row:
    """An error in percent, and the target it is measured by, if it has one."""

    what: str
    error: float
    target: float = np.inf

    @property
    def is_held(self) -> bool:
        return self.error <= self.target + 1e-9


def page(digits: Sequence[Digit], found: dict[str, Labels]) -> str:
    """The tables as Markdown; found holds the answers by the condition's name."""
    labels = np.array([digit.label for digit in digits])
    writers = np.array([digit.writer for digit in digits])
    wrong = {name: labels != answer for name, answer in found.items()}
    usual = wrong[USUAL.name]
    pairs = zip(labels[usual].tolist(), found[USUAL.name][usual].tolist(), strict=True)
    counts = Counter(pairs).most_common(MISTAKES)
    mistakes = ", ".join(f"{label} as {answer} ({count})" for (label, answer), count in counts)
    return "\n\n".join(
        [
            _conditions_table(_rows(labels, wrong)),
            f"Read wrongly most often, drawn as usual: {mistakes or 'none'}.",
            _groups_table("digit", labels, wrong, np.unique(labels)),
            _groups_table("writer", writers, wrong, _worst_first(writers, usual)),
        ]
    )


def _rows(labels: Labels, wrong: dict[str, Bools]) -> list[Row]:
    """The error of each condition, and that of the worst digit, beside their targets."""
    errors = {name: _percent(mistaken) for name, mistaken in wrong.items()}
    targets = {USUAL.name: MOST} | dict.fromkeys(AS_USUAL, errors[USUAL.name] + MOST_ABOVE)
    worst = _worst_first(labels, wrong[USUAL.name])[0]
    error = _percent(wrong[USUAL.name][labels == worst])
    worst_digit = Row(f"worst digit ({worst})", error, MOST_OF_A_DIGIT)
    return [Row(name, errors[name], targets.get(name, np.inf)) for name in errors] + [worst_digit]


def _conditions_table(rows: Sequence[Row]) -> str:
    lines = ["| condition | error, % | target |", "| --- | --- | --- |"]
    for row in rows:
        target = f"at most {row.target:.2f}" if np.isfinite(row.target) else ""
        lines.append(f"| {row.what} | {row.error:.2f} | {target} |")
    aims = [row for row in rows if np.isfinite(row.target)]
    held = ", ".join(row.what for row in aims if row.is_held) or "none"
    missed = ", ".join(row.what for row in aims if not row.is_held) or "none"
    return "\n".join([*lines, "", f"Targets held: {held}. Missed: {missed}."])


def _groups_table(
    what: str, groups: AnyArray, wrong: dict[str, Bools], order: Sequence[Any] | AnyArray
) -> str:
    """The errors of each group, in percent, a column a condition."""
    lines = [
        f"| {what}, errors in % | digits | {' | '.join(wrong)} |",
        f"| --- {'| --- ' * (1 + len(wrong))}|",
    ]
    for group in order:
        own = groups == group
        errors = " | ".join(f"{_percent(mistaken[own]):.1f}" for mistaken in wrong.values())
        lines.append(f"| {group} | {own.sum()} | {errors} |")
    return "\n".join(lines)


def _worst_first(groups: AnyArray, wrong: Bools) -> list[Any]:
    """The groups by their errors; of equal ones, in the usual order."""
    return sorted(np.unique(groups), key=lambda group: -_percent(wrong[groups == group]))


def _percent(wrong: Bools) -> float:
    return 100 * float(wrong.mean())

"""How kept runs compare: errors against a baseline's, and the settings that differ, as text."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.kept import Kept
from core.metrics import newcombe
from core.tables import error_text
from gui.kept.names import settings_of
from gui.words import plural

COMPARED = ("Testing error", "Difference", "95 % interval", "Verdict")
EXPLAINED = {
    "Difference": "The testing error less the baseline's: below zero is better",
    "95 % interval": "Where the difference lies on all images of this kind, with 95 % confidence: "
    "within noise where it holds 0 (Newcombe 1998)",
}
NOTHING = "–"
NOTHING_TO_COMPARE = "Tick runs to compare their settings and errors."
BASELINE = "the baseline"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What runs differ in: titles of the columns, and for each run what stands in them."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def comparison(runs: Sequence[Kept], baseline: Kept) -> Comparison:
    """Errors against the baseline's, then the settings in which any two of them differ."""
    settings = [settings_of(run) for run in runs]
    differing = tuple(
        name for name in (settings[0] if settings else ()) if len({s[name] for s in settings}) > 1
    )
    rows = (
        (*against(run, baseline), *(chosen[name] for name in differing))
        for run, chosen in zip(runs, settings, strict=True)
    )
    return Comparison((*COMPARED, *differing), tuple(rows))


def against(run: Kept, baseline: Kept) -> tuple[str, str, str, str]:
    """Its testing error, the difference to the baseline's, the interval of that, and its sense."""
    if run.testing_error is None:
        return NOTHING, NOTHING, NOTHING, "not evaluated"
    error = error_text(run.testing_error)
    if run.folder == baseline.folder:
        return error, NOTHING, NOTHING, BASELINE
    if (why := _not_comparable(run, baseline)) or not (run.test and baseline.test):
        return error, NOTHING, NOTHING, f"not comparable: {why}"
    one, other = run.test, baseline.test
    low, high = newcombe((one.mistakes, one.images), (other.mistakes, other.images))
    interval = f"{_signed(low)} to {_signed(high)}"
    return error, _signed(one.error - other.error), interval, _verdict(low, high)


def _not_comparable(run: Kept, baseline: Kept) -> str:
    """Why two errors say nothing of each other; empty if they do."""
    if baseline.testing_error is None:
        return "the baseline was not evaluated"
    if run.testing_images is None or baseline.testing_images is None:
        return "testing images not known"
    if run.testing_images != baseline.testing_images:
        return "other testing images"
    return "" if run.test and baseline.test else "number of testing images not known"


def _verdict(low: float, high: float) -> str:
    if low <= 0 <= high:
        return "within noise"
    return "better" if high < 0 else "worse"


def _signed(value: float) -> str:
    """A difference with its sign, zero without one."""
    text = error_text(abs(value))
    return text if not float(text) else f"{'−' if value < 0 else '+'}{text}"


def copied(runs: int) -> str:
    """Said once the table is on the clipboard."""
    return f"Copied {plural(runs, 'run')}, tab-separated."

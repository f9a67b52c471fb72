"""Damage valid files of every kind at random, for some minutes, and open them.

argv: the minutes (10 if none are given) and the first seed (1). A line a kind tells how many files
were tried, how many still opened, and the slowest and the largest of them. What breaks the promise
is made as small as it gets and kept in a folder that is printed; then the exit code is 1.
"""

import sys
import tempfile
import time
import traceback
import warnings
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.benchmarks.machine import describe
from tests.core.damage import Files, damaged
from tests.core.fuzzed import KINDS, Kind, Outcome, attempt

EXAMPLES = 100  # of a kind between two others
PATIENT = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate, Phase.shrink),
    report_multiple_bugs=False,
)


@dataclass(slots=True)
class Tally:
    """What has come of one kind's files."""

    tried: int = 0
    opened: int = 0
    seconds: float = 0.0
    megabytes: float = 0.0
    last: Files = field(default_factory=dict)

    def add(self, outcome: Outcome) -> None:
        self.tried += 1
        self.opened += not outcome.refusal
        self.seconds = max(self.seconds, outcome.seconds)
        self.megabytes = max(self.megabytes, outcome.megabytes)


def trial(kind: Kind, tally: Tally, number: int) -> None:
    """Some examples; raises what must not come out of one, and tally.last is then the smallest."""

    @seed(number)
    @PATIENT
    @given(damaged(kind.files(), kind.seal))
    def once(files: Files) -> None:
        tally.last = files
        with tempfile.TemporaryDirectory() as folder:
            tally.add(attempt(kind, files, Path(folder)))

    once()


def kept(files: Files) -> Path:
    """The folder in which files stay."""
    folder = Path(tempfile.mkdtemp(prefix="mlp-lab-fuzz-"))
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def fuzz(minutes: float, first: int) -> tuple[dict[str, Tally], int]:
    """Tallies by kind, and how many broke the promise; a kind that did is left alone then."""
    tallies, broken = {kind.name: Tally() for kind in KINDS}, set[str]()
    end = time.perf_counter() + 60 * minutes
    for number in count(first):
        for kind in KINDS:
            if time.perf_counter() > end or len(broken) == len(KINDS):
                return tallies, len(broken)
            if kind.name in broken:
                continue
            try:
                trial(kind, tallies[kind.name], number)
            except Exception:
                broken.add(kind.name)
                traceback.print_exc(limit=-6)
                print(f"{kind.name}, seed {number}: kept in {kept(tallies[kind.name].last)}\n")
    raise AssertionError("count() has no end")


def main() -> int:
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    print(describe(), flush=True)
    warnings.simplefilter("error")
    tallies, broken = fuzz(minutes, first)
    print(f"{'kind':<24}{'tried':>9}{'opened':>9}{'seconds':>9}{'MB':>7}")
    for name, tally in tallies.items():
        print(
            f"{name:<24}{tally.tried:>9,}{tally.opened:>9,}{tally.seconds:>9.2f}"
            f"{tally.megabytes:>7.0f}"
        )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())

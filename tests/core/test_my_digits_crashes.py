"""Whatever the disk does, and whenever the program is killed: no drawing but the last is lost."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from core.my_digits import DigitsError, MyDigits
from tests.core.faults import REASONS, contents, outcomes
from tests.core.tools import ring

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime(2026, 11, 23, 12)

# Twenty children change drawings as fast as they can; each is killed at a random moment once it
# has kept one.
KILLED = """
import os, random, signal, sys, time
from pathlib import Path
from core.my_digits import MyDigits
from tests.core.tools import ring
draw, ink = random.Random(1), ring()
for _ in range(20):
    there, here = os.pipe()
    child = os.fork()
    if child == 0:
        mine = MyDigits(Path(sys.argv[1]))
        while True:
            mine.relabel(mine.add(ink, 7), 3)
            os.write(here, b".")
            mine.remove(mine.add(ink, 9))
    os.read(there, 1)
    time.sleep(draw.uniform(0, 0.03))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(there)
    os.close(here)
"""

Change = Callable[[], object]


def adding(mine: MyDigits) -> Change:
    return lambda: mine.add(ring(30), 1, now=NOON)


def relabelling(mine: MyDigits) -> Change:
    return lambda: mine.relabel(mine.digits[0], 1)


def removing(mine: MyDigits) -> Change:
    return lambda: mine.remove(mine.digits[0])


def restoring(mine: MyDigits) -> Change:
    digit = mine.digits[0]
    mine.remove(digit)
    return lambda: mine.restore(digit)


def loaded(folder: Path) -> MyDigits:
    mine = MyDigits(folder)
    mine.load()
    return mine


def some(folder: Path) -> MyDigits:
    mine = MyDigits(folder)
    for label in range(3):
        mine.add(ring(40 + 10 * label), label, now=NOON)
    return mine


# Beside looking what is there, adding is to open twice, write, flush, sync, close and replace.
@pytest.mark.parametrize(
    ("start", "at_least"), [(adding, 7), (relabelling, 1), (removing, 1), (restoring, 7)]
)
@pytest.mark.parametrize("reason", REASONS, ids=os.strerror)
def test_when_any_step_fails_disk_and_memory_are_as_before(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    start: Callable[[MyDigits], Change],
    at_least: int,
    reason: int,
) -> None:
    started, failed = [], 0

    def prepare(folder: Path) -> Change:
        mine = some(folder)
        change = start(mine)
        started.append((mine, mine.digits))
        return change

    for outcome in outcomes(tmp_path, monkeypatch, prepare, reason):
        mine, shown = started[-1]
        if outcome.error:
            assert isinstance(outcome.error, DigitsError)
            sentence = f"{mine.folder} cannot be written ({os.strerror(reason)})"
            assert sentence in str(outcome.error)
            assert (outcome.after, mine.digits) == (outcome.before, shown)
            failed += 1
        else:  # a failure without effect, as to make the folder that is there, or none
            assert outcome.litter == []
            assert loaded(mine.folder).digits == mine.digits != shown
    assert failed >= at_least


@pytest.mark.skipif(not hasattr(os, "fork"), reason="children are made by fork()")
def test_a_kill_at_any_moment_damages_nothing(tmp_path: Path) -> None:
    folder = some(tmp_path / "my-digits").folder
    before = contents(folder)
    subprocess.run([sys.executable, "-c", KILLED, str(folder)], check=True, cwd=ROOT, timeout=60)
    after = contents(folder)
    assert {name: after[name] for name in before} == before
    left = [folder / name for name in after if name.endswith(".tmp")]
    mine = loaded(folder)
    assert mine.skipped == ()
    assert left, "no child was killed while it wrote"
    assert len(mine.digits) == len(after) - len(left) >= len(before) + 20
    assert all((digit.ink == ring()).all() for digit in mine.digits[len(before) :])
    assert sorted(contents(folder)) == [digit.name for digit in mine.digits]

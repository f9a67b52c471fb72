"""Whatever the disk does, and whenever the program is killed: no drawing but the last is lost."""

import errno
import io
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from core.my_digits import DigitsError, MyDigits
from tests.core.tools import ring

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime(2026, 11, 23, 12)
STEPS = 40  # of the disk, more than any change takes

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


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def loaded(folder: Path) -> MyDigits:
    mine = MyDigits(folder)
    mine.load()
    return mine


class Disk:
    """A disk whose every use is counted; the one of this number fails."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, fails_at: int) -> None:
        self.left = fails_at
        disk, opened = self, io.open

        class File(io.BufferedWriter):
            def write(self, data: Any) -> int:
                disk.use()
                return super().write(data)

            def flush(self) -> None:
                if not self.closed:
                    disk.use()
                super().flush()

        def open_file(path: Any, mode: str = "r", *more: Any, **named: Any) -> Any:
            disk.use()
            return (
                File(io.FileIO(path, "wb")) if mode == "wb" else opened(path, mode, *more, **named)
            )

        monkeypatch.setattr(io, "open", open_file)
        for name in ("fsync", "replace", "rename", "mkdir", "listdir", "stat"):
            monkeypatch.setattr(os, name, self._counted(getattr(os, name)))
        monkeypatch.setattr(os, "unlink", self._counted(os.unlink, spared=".tmp"))

    def use(self) -> None:
        self.left -= 1
        if self.left == -1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def _counted(self, function: Callable[..., Any], spared: str = "none") -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            if not str(given[0]).endswith(spared):
                self.use()
            return function(*given, **named)

        return call


def some(folder: Path) -> MyDigits:
    mine = MyDigits(folder)
    for label in range(3):
        mine.add(ring(40 + 10 * label), label, now=NOON)
    return mine


def sentence_of(change: Change) -> str:
    """What the change has to say if it fails."""
    try:
        change()
    except DigitsError as error:
        return str(error)
    return ""


def steps_that_failed(
    folder: Path, prepare: Callable[[MyDigits], Change], patched: pytest.MonkeyPatch
) -> int:
    """Let each use of the disk fail in turn until the change no longer notices."""
    failed = 0
    for fails_at in range(STEPS):
        mine = some(folder / str(fails_at))
        change, shown, before = prepare(mine), mine.digits, contents(mine.folder)
        with patched.context() as context:
            disk = Disk(context, fails_at)
            sentence = sentence_of(change)
        if sentence:
            assert f"{mine.folder} cannot be written (No space left on device)" in sentence
            assert (contents(mine.folder), mine.digits) == (before, shown)
            failed += 1
        else:  # a failure without effect, as to make the folder that is there, or none
            assert loaded(mine.folder).digits == mine.digits != shown
        if disk.left >= 0:
            return failed
    raise AssertionError("the change never came to its end")


# Beside looking what is there, adding is to open, write, flush, sync and replace.
@pytest.mark.parametrize(
    ("prepare", "at_least"), [(adding, 5), (relabelling, 1), (removing, 1), (restoring, 5)]
)
def test_when_any_step_fails_disk_and_memory_are_as_before(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    prepare: Callable[[MyDigits], Change],
    at_least: int,
) -> None:
    assert steps_that_failed(tmp_path, prepare, monkeypatch) >= at_least


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
    for path in left:
        os.utime(path, (1e9, 1e9))
    again = loaded(folder)
    assert again.digits == mine.digits
    assert sorted(contents(folder)) == [digit.name for digit in again.digits]

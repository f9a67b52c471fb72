"""Starts, pauses, steps and stops, at random: nothing hangs, nothing is kept."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks import process
from tests.benchmarks.cycles import PARTS
from tests.benchmarks.soak import ALLOWED, complaints

ROOT = Path(__file__).resolve().parents[2]
ROOM = 2.0  # megabytes that may come and go; a single network takes a third of one
# Else each thread may take its memory from a heap of its own, which grows by itself by 5 MB.
ONE_HEAP = {"MALLOC_ARENA_MAX": "1"}
LONGEST = 100.0  # seconds; a cycle that hangs ends it long before


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux tells what is open")
def test_cycles_of_training_end_and_leave_nothing_behind() -> None:
    """In a process of their own: what other tests leave behind comes and goes at any time."""
    command = [sys.executable, "-m", "tests.benchmarks.cycles"]
    environ, pipe = {**os.environ, **ONE_HEAP}, subprocess.PIPE
    done = subprocess.run(
        command, cwd=ROOT, env=environ, check=True, stdout=pipe, text=True, timeout=LONGEST
    )
    told = json.loads(done.stdout)
    found = [process.Reading(*reading) for reading in told["readings"]]
    assert told["iterations"] > PARTS
    assert complaints(found, {**ALLOWED, "memory": ROOM}) == [], found


@pytest.mark.parametrize(
    ("memory", "threads", "complained"),
    [
        ([240, 245, 250, 290, 251, 290, 252, 290, 290, 254], [4] * 10, []),
        ([240, 245, 250, 252, 254, 256, 258, 260, 262, 264], [4] * 10, ["memory"]),
        ([250] * 10, [4, 4, 4, 4, 4, 5, 5, 5, 5, 5], ["threads"]),
    ],
)
def test_the_soak_complains_of_what_keeps_growing(
    memory: list[float], threads: list[int], complained: list[str]
) -> None:
    found = [process.Reading(*both, 8) for both in zip(memory, threads, strict=True)]
    assert [sentence.split()[0] for sentence in complaints(found)] == complained

"""A process that is killed while it trains leaves all that is needed to go on exactly."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from core import checkpoint, locks, runs
from core.config import TrainConfig
from core.record import MODEL
from core.runs import LOCK, Run
from tests.core.tools import TOY, digest, toy_dataset

CONFIG = TrainConfig(
    100_000, batch_size=8, optimizer="momentum", evaluate_every=7, learning_rate=0.01
)
MORE = 20  # iterations after the kill


def train(folder: Path) -> None:
    """Train without end, saving after every batch."""
    runs.SAVE_EVERY, runs.SAVING = 0.0, 1.0
    run = Run.new(TOY, CONFIG, "report", toy_dataset())
    run.folder = folder
    run.finish()


@pytest.mark.parametrize("milliseconds", [0, 5, 17, 30])
def test_it_goes_on_with_the_same_bits(tmp_path: Path, milliseconds: int) -> None:
    code = f"from tests.core.test_runs_killed import *; train(Path({str(tmp_path)!r}))"
    with subprocess.Popen([sys.executable, "-c", code]) as process:
        while not (tmp_path / MODEL).exists():
            assert process.poll() is None
            time.sleep(0.001)
        time.sleep(milliseconds / 1000)
        process.kill()
    lock = tmp_path / LOCK
    assert lock.exists()
    assert not locks.is_held(lock)
    run = Run.restored(checkpoint.load(tmp_path / MODEL), toy_dataset(), tmp_path)
    until = run.state.iteration + MORE
    straight = Run.new(TOY, CONFIG, "report", toy_dataset())
    for each in (run, straight):
        for _ in each.events(until=until):
            pass
    assert digest(run.state.network) == digest(straight.state.network)
    mine, theirs = run.history.to_arrays(), straight.history.to_arrays()
    assert (mine["loss"] == theirs["loss"]).all()
    assert not lock.exists()

"""Another program that uses our files at the same time, until it ends or is killed."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOLDS = """
import sys
from pathlib import Path
from core.locks import held
with held(Path(sys.argv[1])):
    print(flush=True)
    sys.stdin.read()
"""
WRITES = """
import sys
from pathlib import Path
from core.files import replacing
with replacing(Path(sys.argv[1])) as file:
    file.write(b"half of it")
    file.flush()
    print(flush=True)
    sys.stdin.read()
    file.write(b", and the rest")
"""
TRAINS = """
import sys
from pathlib import Path
from core import runs
from core.config import TrainConfig
from tests.core.tools import TOY, toy_dataset
runs.SAVE_EVERY, runs.SAVING = 0, 1e9  # after every batch
run = runs.Run.new(TOY, TrainConfig(batch_size=8, seed=4), "report", toy_dataset())
run.folder = Path(sys.argv[1])
for event in run.events():
    if event.iteration == 20:
        print(flush=True)
"""

Process = subprocess.Popen[str]


@contextmanager
def holding(path: Path) -> Iterator[Process]:
    """It holds the file; communicate() lets it end in order."""
    with _started(HOLDS, path) as process:
        yield process


@contextmanager
def writing(path: Path) -> Iterator[Process]:
    """It has written half of the file; communicate() lets it write the rest."""
    with _started(WRITES, path) as process:
        yield process


@contextmanager
def training(folder: Path) -> Iterator[Process]:
    """It trains a run, and saves it as often as it can."""
    with _started(TRAINS, folder) as process:
        yield process


def killed(process: Process) -> None:
    process.kill()
    process.wait()


@contextmanager
def _started(program: str, path: Path) -> Iterator[Process]:
    pipe, command = subprocess.PIPE, [sys.executable, "-c", program, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == "\n"
            yield process
        finally:
            process.kill()

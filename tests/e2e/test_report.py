"""Reports from the command line, where there is no screen."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core import about, checkpoint
from core.checkpoint import Checkpoint
from core.config import TrainConfig
from core.history import History
from core.past import Past
from core.source import Source
from core.training import new_state
from gui.report.paper import PAPERS
from main import PAPERS as OFFERED
from tests.core.tools import TOY

ROOT = Path(__file__).resolve().parents[2]
SOON = 20.0  # seconds for what takes some two
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """The folder of a run of MNIST that has not begun."""
    config, folder = TrainConfig(), tmp_path / "run"
    folder.mkdir()
    state = new_state(TOY, config)
    kept = Checkpoint(state, Past(config), History(), "report", "MNIST", Source("report"))
    checkpoint.save(folder / "model.npz", kept)
    return folder


def report(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    """The command in a process of its own, without a screen."""
    screenless = {name: value for name, value in os.environ.items() if name not in SCREENS}
    command = [sys.executable, "main.py", "report", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=screenless, capture_output=True, text=True)


def test_the_papers_are_those_of_the_report() -> None:
    assert tuple(PAPERS) == OFFERED


def test_a_report_is_written_without_a_screen(run: Path, tmp_path: Path) -> None:
    began = time.perf_counter()
    target = tmp_path / "report.pdf"
    done = report(run, "-o", target, "--name", "A. Student", "--paper", "letter")
    assert time.perf_counter() - began < SOON
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Report saved as {target}")
    assert done.stdout.count("\n") == 1
    pdf = target.read_bytes()
    assert pdf.startswith(b"%PDF")
    assert pdf.rstrip().endswith(b"%%EOF")
    assert b"612" in pdf
    assert (tmp_path / "report-files" / "figure1-network.svg").exists()


def test_the_discussion_that_is_kept_with_the_run_is_in_it(run: Path, tmp_path: Path) -> None:
    lengths = []
    for times in (1, 1000):
        about.write(run, about.About(discussion="It has not learnt anything yet. " * times))
        assert report(run, "-o", tmp_path / "report.pdf").returncode == 0
        pdf = (tmp_path / "report.pdf").read_bytes()
        lengths.append(len(re.findall(rb"/Type\s*/Page\b", pdf)))
    assert lengths[0] < lengths[1]


def test_what_cannot_be_told_of_or_written_is_a_sentence(run: Path, tmp_path: Path) -> None:
    for arguments in (
        (tmp_path / "none", "-o", tmp_path / "report.pdf"),
        (run, "-o", tmp_path / "none" / "report.pdf"),
    ):
        done = report(*arguments)
        assert done.returncode == 1
        assert done.stdout == ""
        assert done.stderr.count("\n") == 1
        assert str(tmp_path / "none") in done.stderr
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == []

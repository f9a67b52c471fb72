"""Training without a window, as someone at a terminal sees it."""

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from core import checkpoint
from core.dataset import load_dataset
from core.recipes import RECIPES
from core.training import evaluate
from tests.core.tools import toy_dataset, write_idx
from tests.e2e.processes import FILES

ROOT = Path(__file__).resolve().parents[2]

has_signals = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no such signal to send to a process"
)


def command(*arguments: object) -> list[str]:
    return [sys.executable, str(ROOT / "main.py"), *map(str, arguments)]


def call(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*arguments), capture_output=True, text=True, timeout=100)


@contextmanager
def training(*arguments: object) -> Iterator[subprocess.Popen[str]]:
    """A run in the middle of training: its first evaluation after the start is told."""
    pipe = subprocess.PIPE
    with subprocess.Popen(command("train", *arguments), stdout=pipe, stderr=pipe, text=True) as run:
        try:
            assert run.stdout
            while not re.match(r"iteration +[1-9]", run.stdout.readline()):
                assert run.poll() is None
            yield run
        finally:
            run.kill()


def sentence(*arguments: object) -> str:
    """The one line on stderr of a call that fails as can be expected."""
    done = call("train", *arguments)
    assert done.returncode == 1
    assert "Overall" not in done.stdout
    (line,) = done.stderr.splitlines()
    assert "Traceback" not in line
    assert line.endswith(".")
    return line


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_idx(tmp_path / "digits", toy_dataset())


def test_a_whole_run_prints_the_table_and_keeps_the_run(tmp_path: Path, data: Path) -> None:
    out = tmp_path / "kept" / "run"
    done = call("train", "--recipe", "standard", "--seed", 7, "--data", data, "--out", out)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "standard-changed, seed 7: 784-100-100-10 on digits"
    assert lines[-1] == f"Kept in {out}"
    told = [re.match(r"iteration +([\d,]+) +training error 0\.\d{5}", line) for line in lines]
    iterations = [int(match[1].replace(",", "")) for match in told if match]
    assert iterations == list(range(0, 10_001, 500))

    record = json.loads((out / "run.json").read_text("utf-8"))
    assert {path.name for path in out.iterdir()} == FILES
    assert (record["iteration"], record["config"]["seed"]) == (10_000, 7)
    model = checkpoint.load(out / "model.npz")
    error = evaluate(model.network, load_dataset(data).test).error
    assert error == record["testing_error"] == 0
    assert re.search(rf"^Overall {error:.5f}\b", done.stdout, re.MULTILINE)
    with np.load(out / "curves.npz", allow_pickle=False) as curves:
        assert curves["evaluated"][:, 0].tolist() == iterations


@has_signals
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_run_and_keeps_what_was_learned(
    tmp_path: Path, data: Path, number: signal.Signals
) -> None:
    out = tmp_path / "run"
    with training("--data", data, "--out", out) as run:
        run.send_signal(number)
        printed, errors = run.communicate(timeout=60)
    assert (run.returncode, errors) == (0, "")
    stopped = re.search(r"^Stopped at iteration ([\d,]+)\.$", printed, re.MULTILINE)
    assert stopped
    assert re.search(r"^Overall \d\.\d{5}\b", printed, re.MULTILINE)
    model = checkpoint.load(out / "model.npz")
    assert f"{model.state.iteration:,}" == stopped[1]
    assert 500 <= model.state.iteration < 10_000
    assert model.network.is_finite()


@has_signals
def test_a_signal_before_the_first_batch_is_obeyed_too(tmp_path: Path, data: Path) -> None:
    """The folder is made last of all before training begins."""
    out = tmp_path / "run"
    arguments = command("train", "--data", data, "--out", out)
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        while not out.exists():
            assert run.poll() is None
            time.sleep(0.001)
        run.send_signal(signal.SIGINT)
        _, errors = run.communicate(timeout=60)
    assert (run.returncode, errors) == (0, b"")
    assert checkpoint.load(out / "model.npz").state.iteration < 10_000


@has_signals
def test_without_out_the_run_is_kept_at_home(home: Path, data: Path) -> None:
    with training("--data", data) as run:
        run.send_signal(signal.SIGINT)
        printed, _ = run.communicate(timeout=60)
    (folder,) = (home / "runs").iterdir()
    assert {path.name for path in folder.iterdir()} == FILES
    assert printed.splitlines()[-1] == f"Kept in {folder}"


def test_an_unknown_recipe_is_refused_with_those_there_are() -> None:
    assert sentence("--recipe", "cake") == f"'cake' is no recipe; there are {', '.join(RECIPES)}."


@pytest.mark.parametrize("seed", [-1, 1_000_000])
def test_a_seed_out_of_range_is_refused(seed: int) -> None:
    line = sentence("--seed", seed)
    assert line == f"Seed is a whole number from 0 to 999,999, not {seed}."


def test_missing_data_are_named(tmp_path: Path) -> None:
    assert str(tmp_path / "gone") in sentence("--data", tmp_path / "gone")
    assert str(tmp_path) in sentence("--data", tmp_path)


def test_damaged_data_are_named(data: Path) -> None:
    path = data / "train-images-idx3-ubyte.gz"
    path.write_bytes(path.read_bytes()[:-50_000])
    assert sentence("--data", data).startswith(f"{path.name} is incomplete: ")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, data: Path) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    for out in (tmp_path / "file", tmp_path / "file" / "run"):
        assert str(out) in sentence("--data", data, "--out", out)
    assert (tmp_path / "file").read_bytes() == b"mine"


@pytest.mark.parametrize("arguments", [["--help"], ["train", "--help"]])
def test_help_explains(arguments: list[str]) -> None:
    done = call(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("usage: python main.py")
    explained = ("--recipe", "--seed", "--data", "--out") if "train" in arguments else ("train",)
    assert all(word in done.stdout for word in explained)


def test_arguments_that_are_none_are_refused_with_the_usage() -> None:
    for arguments in (["bake"], ["train", "--seed", "one"], ["train", "--speed", "1"]):
        done = call(*arguments)
        assert done.returncode == 2
        assert done.stderr.startswith("usage: ")

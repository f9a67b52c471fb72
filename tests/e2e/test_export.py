"""Models exported from the command line."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import main
from core import checkpoint
from core.checkpoint import Checkpoint
from core.config import TrainConfig
from core.export import EXPORTS
from core.history import History
from core.models import open_model
from core.past import Past
from core.samples import DIGITS
from core.training import new_state
from tests.core.tools import TOY, digest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """The folder of a run, as far as an export needs it."""
    config, folder = TrainConfig(), tmp_path / "run"
    folder.mkdir()
    model = Checkpoint(new_state(TOY, config), Past(config), History(), "report", "toy")
    checkpoint.save(folder / "model.npz", model)
    return folder


def test_the_formats_are_those_of_the_table() -> None:
    assert tuple(EXPORTS) == main.EXPORTED


@pytest.mark.parametrize("name", EXPORTS)
def test_a_run_is_written_in_each_format(
    run: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = run / EXPORTS[name].file_name
    assert main.main(["export", str(run), "-o", str(out), "--format", name]) == 0
    assert capsys.readouterr().out == f"Written to {out}\n"
    assert out.read_bytes() == EXPORTS[name].encode(open_model(run).network, DIGITS)


def test_what_was_exported_for_the_course_can_be_exported_again(run: Path) -> None:
    weights, script = run / "nn_parameters.txt", run / "model.py"
    for source, out, name in ((run, weights, "course"), (weights, script, "script")):
        options = [str(source), "-o", str(out), "--format", name]
        subprocess.run([sys.executable, "main.py", "export", *options], cwd=ROOT, check=True)
    assert digest(open_model(weights).network) == digest(open_model(run).network)
    np.save(run / "IMAGE.npy", np.zeros((28, 28), np.uint8))
    ran = subprocess.run(
        [sys.executable, script, run / "IMAGE.npy"], capture_output=True, text=True
    )
    assert ran.stdout[0] in DIGITS, ran.stderr


def test_what_cannot_be_opened_or_written_is_a_sentence(
    run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for source, out in ((run / "nothing.npz", run / "x.onnx"), (run, run / "none" / "x.onnx")):
        assert main.main(["export", str(source), "-o", str(out)]) == 1
        told = capsys.readouterr().err
        assert told.startswith(str(run))
        assert told.count("\n") == 1
    assert sorted(path.name for path in run.iterdir()) == ["model.npz"]

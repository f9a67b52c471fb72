"""python main.py --data PATH: the window opens with what the path holds."""

from collections.abc import Callable
from pathlib import Path

import pytest

import main
import resources
from tests.core.tools import toy_dataset, write_idx
from tests.e2e.processes import Process, ended_well

# The program, which tells what the window shows of the path.
TELLS = """
import sys
from PySide6.QtCore import QTimer
import main
from gui import app
from gui.main_window import MainWindow
from gui.opening.dialog import OpenDialog
from gui.opening.glance import Glance

class Telling(MainWindow):
    def __init__(self, settings):
        super().__init__(settings)
        self.clock = QTimer(self, interval=20)
        self.clock.timeout.connect(self.tell)
        self.clock.start()

    def tell(self):
        texts = [dialog._title.text() for dialog in self.findChildren(OpenDialog)]
        if self.findChildren(Glance):
            print("preview of", texts[0], flush=True)
        elif texts and "⚠" in texts[0]:
            print("refused", flush=True)
        elif self.session.run:
            print("model at", self.session.iteration, self.session.images.name, flush=True)
        else:
            return
        self.clock.stop()

app.MainWindow = Telling
sys.exit(main.main(sys.argv[1:]))
"""


def told(start: Callable[..., Process], path: Path) -> str:
    process = start("-c", TELLS, "--data", str(path))
    assert process.stdout
    line = process.stdout.readline().strip()
    assert ended_well(process)
    return line


def test_data_are_shown(start: Callable[..., Process], tmp_path: Path) -> None:
    folder = write_idx(tmp_path / "brought", toy_dataset())
    assert told(start, folder) == f"preview of {folder}"


def test_a_model_is_opened(start: Callable[..., Process]) -> None:
    line = told(start, resources.path("models", "default.npz"))
    assert line.startswith("model at ")
    assert "MNIST" in line


def test_what_is_not_there_is_told_in_the_window(
    start: Callable[..., Process], tmp_path: Path
) -> None:
    assert told(start, tmp_path / "gone.npz") == "refused"


@pytest.mark.parametrize("command", [["train"], ["export", "model.npz", "-o", "model.onnx"]])
def test_with_a_command_it_is_a_mistake(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing that was named is passed over in silence."""
    with pytest.raises(SystemExit) as ended:
        main.main(["--data", "digits", *command])
    assert ended.value.code == 2
    assert f"--data before {command[0]} is for the window" in capsys.readouterr().err

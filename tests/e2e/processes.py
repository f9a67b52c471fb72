"""The program as a process of its own, for tests: started, waited for, and ended by a signal."""

import re
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STARTS = 30.0  # seconds at most until a process is where a test wants it
OFFSCREEN = "This plugin does not support "  # says Qt without a screen
ENDS = 2.0  # seconds at most from the signal to the end

# The window, whose training begins as soon as the data are there.
FILES = {"run.json", "curves.npz", "model.npz", "moments"}  # in the folder of a run
TRAINING = """
import sys
from gui import app
from gui.main_window import MainWindow

class Trained(MainWindow):
    def __init__(self, settings):
        super().__init__(settings)
        self.session.status_changed.connect(self.begin)
        self.session.advanced.connect(self.tell)

    def begin(self):
        if self.session.made_from is None:
            self.session.train()

    def tell(self):
        if self.session.iteration > 0:
            print("training", flush=True)

app.MainWindow = Trained
sys.exit(app.run())
"""

Process = subprocess.Popen[str]


def catches_sigterm(process: Process) -> bool:
    status = Path(f"/proc/{process.pid}/status").read_text()
    caught = re.search(r"SigCgt:\s*([0-9a-f]+)", status)
    return bool(caught and int(caught[1], 16) >> (signal.SIGTERM - 1) & 1)


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + STARTS
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


def ended_well(process: Process, number: int = signal.SIGTERM) -> bool:
    """Send the signal, and see the process end in time, with code 0 and without a word."""
    process.send_signal(number)
    _, errors = process.communicate(timeout=ENDS)
    assert [line for line in errors.splitlines() if not line.startswith(OFFSCREEN)] == []
    return process.returncode == 0

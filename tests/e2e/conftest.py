"""Processes that tests of the whole program start, and that none of them leaves behind."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from tests.e2e.processes import ROOT, Process


@pytest.fixture
def start() -> Iterator[Callable[..., Process]]:
    """Starts Python with arguments in the project's folder; what is still alive is killed."""
    processes: list[Process] = []

    def begin(*arguments: str) -> Process:
        environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        pipe = subprocess.PIPE
        command = [sys.executable, *arguments]
        processes.append(
            subprocess.Popen(command, cwd=ROOT, env=environ, stdout=pipe, stderr=pipe, text=True)
        )
        return processes[-1]

    yield begin
    for process in processes:
        process.kill()
        process.communicate()

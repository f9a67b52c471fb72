"""Whenever a program that saves is killed, what it saved is there, whole."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KILLS = 20


@pytest.mark.skipif(not hasattr(os, "fork"), reason="children are made by fork()")
def test_kills_at_random_moments_of_saving_lose_damage_and_leave_nothing() -> None:
    command = [sys.executable, "-m", "tests.benchmarks.kill", str(KILLS)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 0, ended.stdout + ended.stderr

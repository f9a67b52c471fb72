"""What every test stands on: no screen, and a home of its own for runs, settings and logs."""

import os
from pathlib import Path

import pytest

import core  # noqa: F401  one BLAS thread, before any test imports NumPy

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# What is written before a test has its own home must fail, not land in the user's.
os.environ["MLP_LAB_HOME"] = os.devnull


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that stands for the user's home in this test."""
    folder = tmp_path / "home"
    monkeypatch.setenv("MLP_LAB_HOME", str(folder))
    return folder

"""Data of one's own in files."""

from pathlib import Path

import pytest

from core.dataset import load_dataset
from core.samples import Dataset
from tests.core.tools import write_idx


@pytest.fixture
def own(tmp_path: Path, tiny: Dataset) -> Dataset:
    """The tiny images, brought in files."""
    return load_dataset(write_idx(tmp_path / "brought", tiny))

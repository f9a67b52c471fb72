"""Archives for the tests of npz and of what is in them."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.formats.format import Found
from core.formats.npz import FORMAT
from core.samples import DatasetError
from core.work import finish

COUNT = 30
IMAGES = np.random.default_rng(3).integers(0, 256, (COUNT, 28, 28)).astype(np.uint8)
LABELS = (np.arange(COUNT) % 10).astype(np.uint8)


def saved(folder: Path, **arrays: Any) -> Path:
    path = folder / "mnist.npz"
    np.savez_compressed(path, **arrays)
    return path


def read(path: Path) -> Found:
    return finish(FORMAT.read(path))


def refused(path: Path) -> str:
    """The sentence, which names the file."""
    with pytest.raises(DatasetError) as caught:
        read(path)
    sentence = str(caught.value)
    assert path.name in sentence
    assert sentence.endswith((".", ")"))
    assert "\n" not in sentence
    return sentence

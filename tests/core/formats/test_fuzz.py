"""Whatever happened to a file, it opens or is refused in a sentence; make fuzz asks for longer."""

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.samples import DatasetError
from tests.core import fuzzed
from tests.core.damage import damaged
from tests.core.fuzzed import KINDS, Kind, attempt

EXAMPLES = 60  # of each kind
each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


@each_kind
def test_valid_files_open(tmp_path: Path, kind: Kind) -> None:
    assert attempt(kind, kind.files(), tmp_path).refusal == ""


@each_kind
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_damaged_files_open_or_are_refused_in_a_sentence(kind: Kind, data: st.DataObject) -> None:
    files = data.draw(damaged(kind.files(), kind.seal))
    with tempfile.TemporaryDirectory() as folder:
        attempt(kind, files, Path(folder))


def reading(read: Callable[[Path], object]) -> Kind:
    """The first kind, but read so."""
    return replace(KINDS[0], read=read)


def crash(path: Path) -> None:
    raise KeyError("train")


def say_nothing(path: Path) -> None:
    raise DatasetError("")


def talk(path: Path) -> None:
    raise DatasetError("no " * 1000)


def hoard(path: Path) -> int:
    return len(b"1" * (300 << 20))


def dawdle(path: Path) -> None:
    time.sleep(0.02)


@pytest.mark.parametrize(
    ("read", "error", "told"),
    [
        (crash, KeyError, "train"),
        (say_nothing, AssertionError, "refused without a word"),
        (talk, AssertionError, "IDX says 'no no"),
        (hoard, AssertionError, "IDX took 3.. MB"),
        (dawdle, AssertionError, "IDX took .* s"),
    ],
)
def test_a_broken_promise_is_noticed(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    read: Callable[[Path], object],
    error: type[Exception],
    told: str,
) -> None:
    monkeypatch.setattr(fuzzed, "SLOWEST", 0.01 if read is dawdle else 9)
    with pytest.raises(error, match=told):
        attempt(reading(read), KINDS[0].files(), tmp_path)

"""No file that is opened can run code, whatever it holds and however it is called."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.core.traps import SUFFIXES, contents, traps

ROOT = Path(__file__).resolve().parents[2]
IDX_NAMES = tuple(
    f"{part}-{kind}-ubyte" for part in ("train", "t10k") for kind in ("images-idx3", "labels-idx1")
)


@dataclass(frozen=True)
class Told:
    """What came of opening a file in one way."""

    file: str
    way: str
    is_refused: bool
    outcome: str
    events: list[str]
    seconds: float


def watched(folder: Path, *arguments: str) -> list[Told]:
    """Open all there is in a folder, in a program of its own."""
    command = [sys.executable, "-m", "tests.core.watched", str(folder), *arguments]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [Told(**json.loads(line)) for line in ran.stdout.splitlines() if line.startswith("{")]


@dataclass(frozen=True)
class Opened:
    """What came of opening every kind of file under every name; marker is what none may write."""

    told: list[Told]
    files: int
    marker: Path


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    place = tmp_path_factory.mktemp("traps")
    marker, folder = place / "marker", place / "opened"
    folder.mkdir()
    kinds = list(contents(marker))
    for kind, data in kinds:
        for suffix in SUFFIXES:
            (folder / f"{kind}{suffix}").write_bytes(data)
        _write_folders(folder / f"{kind} in folders", data)
    return Opened(watched(folder), len(kinds) * (len(SUFFIXES) + 3), marker)


def _write_folders(folder: Path, data: bytes) -> None:
    """MNIST's four files, a folder a class, and the course's folder, all of the same content."""
    for kind, names in {
        "idx": IDX_NAMES,
        "classes": [f"{digit}/{digit}{end}" for digit in range(10) for end in (".png", ".jpg")],
        "course": [
            *(f"{part}_data/{place:05}.jpg" for part in ("train", "test") for place in (1, 2)),
            *(f"labels/{part}_label.txt" for part in ("train", "test")),
        ],
    }.items():
        for name in names:
            path = folder.with_name(f"{folder.name}, {kind}") / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def test_every_file_is_opened_in_both_ways(opened: Opened) -> None:
    assert len({(told.file, told.way) for told in opened.told}) == 2 * opened.files


@pytest.mark.case(60)
def test_no_marker_is_written(opened: Opened) -> None:
    assert not opened.marker.exists()
    assert not list(opened.marker.parent.rglob("marker*"))
    assert not (ROOT / "marker").exists()


def test_nothing_that_could_run_code_or_write_is_even_begun(opened: Opened) -> None:
    assert [(told.file, told.way, told.events) for told in opened.told if told.events] == []


@pytest.mark.case(28, 60)
def test_each_is_refused_with_a_sentence(opened: Opened) -> None:
    wrong = [told for told in opened.told if not told.is_refused or told.outcome[-1:] != "."]
    assert [(told.file, told.way, told.outcome) for told in wrong] == []


def test_each_is_answered_in_under_two_seconds(opened: Opened) -> None:
    assert max(told.seconds for told in opened.told) < 2


@pytest.mark.parametrize("name", traps(Path("marker")))
@pytest.mark.parametrize("kind", ["pickled", "in an array of objects"])
def test_a_trap_that_is_run_writes_its_marker_and_is_noted(
    tmp_path: Path, name: str, kind: str
) -> None:
    """Else nothing above would mean anything."""
    (tmp_path / "run").mkdir()
    marker = tmp_path / "marker"
    (tmp_path / "run" / "trap").write_bytes(dict(contents(marker))[f"{name}, {kind}"])
    (told,) = watched(tmp_path / "run", "unpickle")
    assert list(tmp_path.glob("marker*")), told.outcome
    assert any(event.startswith("pickle.find_class") for event in told.events)
    assert len(told.events) > 1

"""What is said of writers' digits: the errors and targets of each condition, and of bad files."""

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from core import checkpoint
from core.config import TrainConfig
from core.history import History
from core.network import NetworkSpec
from core.past import Past
from core.samples import DIGITS
from core.training import new_state
from tests.benchmarks.handwriting import main, some
from tests.benchmarks.penmanship import corners
from tests.benchmarks.replay import CONDITIONS, CORNER, DOT, USUAL, WIDE
from tests.benchmarks.tables import page
from tests.benchmarks.writers import Digit

LINES = [corners(0, 2, 62, 0, 28, 100), corners(14, 54, 60, 46)]


def always(answer: int, path: Path, *sizes: int) -> Path:
    """A model that answers the same whatever it sees."""
    config = TrainConfig()
    state = new_state(NetworkSpec(sizes or (784, 10)), config)
    weights, biases = state.network.parameters
    weights.value[...], biases.value[answer] = 0, 1
    names = DIGITS[: state.network.spec.sizes[-1]]
    model = checkpoint.Checkpoint(
        state, Past(config), History(), "report", "MNIST", class_names=names
    )
    checkpoint.save(path, model)
    return path


def entry(label: Any, writer: Any = "ann", strokes: Any = ()) -> dict[str, Any]:
    return {"label": label, "writer": writer, "strokes": strokes or [s.tolist() for s in LINES]}


def packed(path: Path, content: Any) -> Path:
    path.write_bytes(gzip.compress(json.dumps(content).encode()))
    return path


def cells(text: str) -> list[list[str]]:
    """The rows of all tables."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def row(text: str, *starts: str) -> list[str]:
    (found,) = (line for line in cells(text) if line[: len(starts)] == list(starts))
    return found[len(starts) :]


def test_a_model_that_always_answers_three_is_right_about_threes(
    qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    digits = [entry(3)] * 5 + [entry(3, "bob")] + [entry(1, "bob")] * 3 + [entry(7)]
    strokes = packed(tmp_path / "strokes.json.gz", digits)
    model = always(3, tmp_path / "model.npz")
    assert main(["--strokes", str(strokes), "--model", str(model)]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("10 digits of 2 writers; ")
    assert row(out, "usual") == ["40.00", "at most 4.00"]
    assert row(out, "in a corner") == ["40.00", "at most 41.00"]
    assert row(out, "small") == ["40.00", ""]
    assert row(out, "worst digit (1)") == ["100.00", "at most 10.00"]
    assert row(out, "3", "6") == ["0.0"] * len(CONDITIONS)
    assert row(out, "7", "1") == ["100.0"] * len(CONDITIONS)
    assert row(out, "bob", "4") == ["75.0"] * len(CONDITIONS)
    assert out.index("| bob") < out.index("| ann")
    assert "Read wrongly most often, drawn as usual: 1 as 3 (3), 7 as 3 (1)." in out
    assert err.splitlines() == [f"{condition.name}: 10 of 10" for condition in CONDITIONS]


def test_each_condition_has_its_own_errors_and_targets() -> None:
    digits = [Digit(n % 10, "ann" if n < 100 else "bob", LINES) for n in range(200)]
    right = np.arange(200) % 10
    wrong = {USUAL: 8, CORNER: 10, WIDE: 11, DOT: 0}
    found = {condition.name: right.copy() for condition in CONDITIONS}
    for condition, count in wrong.items():
        found[condition.name][:count] = 9 - right[:count]
    text = page(digits, found)
    assert row(text, "usual") == ["4.00", "at most 4.00"]
    assert row(text, "in a corner") == ["5.00", "at most 5.00"]
    assert row(text, "twice the brush") == ["5.50", "at most 5.00"]
    assert row(text, "one stray dot") == ["0.00", "at most 5.00"]
    assert row(text, "worst digit (0)") == ["5.00", "at most 10.00"]
    assert row(text, "ann", "100")[:4] == ["8.0", "0.0", "0.0", "10.0"]
    assert row(text, "9", "20") == ["0.0"] * 3 + ["5.0"] * 2 + ["0.0"] * 3
    assert (
        "Targets held: usual, in a corner, one stray dot, worst digit (0). Missed: twice the brush."
    ) in text


def test_exactly_a_point_more_than_usual_is_held() -> None:
    digits = [Digit(1, "ann", LINES)] * 100
    found = {USUAL.name: np.ones(100, np.intp), CORNER.name: np.ones(100, np.intp)}
    found[USUAL.name][:6] = found[CORNER.name][:7] = 7  # of which floats make 7.000000000000001 %
    assert "Targets held: in a corner, worst digit (1). Missed: usual." in page(digits, found)


def test_the_same_digits_are_taken_each_time() -> None:
    digits = [Digit(n % 10, str(n), LINES) for n in range(50)]
    taken = some(digits, 20)
    assert taken == some(digits, 20)
    assert len({digit.writer for digit in taken}) == 20
    assert taken != digits[:20]
    assert sorted(map(id, some(digits, None))) == sorted(map(id, some(digits, 99)))


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ({}, "list of digits"),
        ([], "list of digits"),
        (["seven"], "Digit 1"),
        ([entry(7), entry(10)], "Digit 2"),
        ([entry(True)], "Digit 1"),
        ([entry(7.0)], "Digit 1"),
        ([entry(7, writer=None)], "Digit 1"),
        ([entry(7, strokes=5)], "Digit 1"),
        ([{"label": 7, "writer": "ann", "strokes": []}], "Digit 1"),
        ([entry(7, strokes=[[[1, 2]], []])], "Digit 1"),
        ([entry(7, strokes=[[[1, 2], [3]]])], "Digit 1"),
        ([entry(7, strokes=[[[1, 2, 3]]])], "Digit 1"),
        ([entry(7, strokes=[[[1, float("nan")]]])], "Digit 1"),
        ([entry(7, strokes=[[[1, 10**400]]])], "Digit 1"),
        ([entry(7, strokes=[1, 2])], "Digit 1"),
        ([entry(7, strokes=[{"x": 1}])], "Digit 1"),
    ],
)
def test_a_file_of_another_shape_is_refused_in_a_sentence(
    content: Any, complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert_refused(packed(tmp_path / "strokes.json.gz", content), complaint, capsys)


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (None, "No such file"),
        (b"", "does not hold JSON"),
        (b"[]", "Not a gzipped file"),
        (gzip.compress(b"[{]"), "does not hold JSON"),
        (gzip.compress(b"\xff\xfe\xfd"), "does not hold JSON"),
        (gzip.compress(b"[" * 100_000), "does not hold JSON"),
        (gzip.compress(b"[]")[:10] + b"\xff" * 20, "does not hold JSON"),
        (gzip.compress(json.dumps([entry(7)]).encode())[:-12], "does not hold JSON"),
    ],
    ids=["missing", "empty", "plain", "no JSON", "no text", "too deep", "damaged", "cut off"],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    data: bytes | None, complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "strokes.json.gz"
    if data is not None:
        path.write_bytes(data)
    assert_refused(path, complaint, capsys)


def assert_refused(path: Path, complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--strokes", str(path)]) == 2
    out, err = capsys.readouterr()
    assert complaint in err
    assert str(path) in err
    assert len(err.splitlines()) == 1
    assert not out


@pytest.mark.parametrize("sizes", [(784, 9), (100, 10)])
def test_a_network_that_reads_no_digits_is_refused(
    sizes: tuple[int, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    strokes = packed(tmp_path / "strokes.json.gz", [entry(7)])
    model = always(3, tmp_path / "model.npz", *sizes)
    assert main(["--strokes", str(strokes), "--model", str(model)]) == 2
    assert "reads no digits" in capsys.readouterr().err


@pytest.mark.parametrize("count", ["0", "-3", "many"])
def test_a_count_is_at_least_one(count: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["--strokes", "x", "--count", count])
    assert stop.value.code == 2
    assert "--count" in capsys.readouterr().err

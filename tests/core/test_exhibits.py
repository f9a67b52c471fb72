"""Images that are taken away as files: their names, their list, and a disk that fails."""

import csv
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from core.answers import Answers
from core.exhibits import HEADER, LIST, Exhibits, ExhibitsError, export
from core.formats import png
from core.work import finish
from tests.core.faults import REASONS, outcomes

NAMES = ("nine", "a/b: c", "=4")
IMAGES = np.random.default_rng(1).integers(0, 256, (5, 28, 28), dtype=np.uint8)


def exhibits(indices: tuple[int, ...] = (3, 1), names: tuple[str, ...] = NAMES) -> Exhibits:
    truth, given = np.array([0, 0, 0, 1, 2]), np.array([0, 1, 0, 2, 2])
    numbers = np.arange(5, dtype=np.float32) / 8
    answers = Answers(truth, given, numbers, -numbers, 2 * numbers, True)
    return Exhibits(IMAGES, np.array(indices, np.intp), answers, names)


def rows(folder: Path) -> list[list[str]]:
    with (folder / LIST).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_each_image_is_a_file_as_it_is_in_the_data(tmp_path: Path) -> None:
    made = finish(export(exhibits(), tmp_path, "testing"))
    assert made == tmp_path / "testing"
    _, first, second = rows(made)
    for line, index in ((first, 3), (second, 1)):
        content = (made / line[0]).read_bytes()
        assert (png.decode(content, line[0], (28, 28)) == IMAGES[index]).all()
    assert len(list(made.iterdir())) == 3


def test_the_list_says_what_was_answered_in_the_order_shown_and_holds_no_formula(
    tmp_path: Path,
) -> None:
    header, *lines = rows(finish(export(exhibits(), tmp_path, "testing")))
    assert header == list(HEADER)
    assert [line[1:] for line in lines] == [
        ["3", "a/b: c", "'=4", "0.375000", "-0.375000", "0.750000"],
        ["1", "nine", "a/b: c", "0.125000", "-0.125000", "0.250000"],
    ]


def test_a_name_tells_place_label_answer_and_index_on_every_disk(tmp_path: Path) -> None:
    assert exhibits().file_name(0) == "1-a_b_c-read-as-4-3.png"
    assert exhibits(tuple(range(5)) * 2).file_name(0) == "01-nine-read-as-nine-0.png"
    long = exhibits(names=("x" * 300, "y" * 300, "..."))
    assert len(long.file_name(1)) < 120
    assert "read-as-_-3" in long.file_name(0)
    finish(export(long, tmp_path, "../up " + "z" * 300))
    assert all(path.parent == tmp_path for path in tmp_path.iterdir())


def test_an_earlier_export_stays_as_it_is(tmp_path: Path) -> None:
    made = [finish(export(exhibits(), tmp_path, "testing")) for _ in range(3)]
    assert [path.name for path in made] == ["testing", "testing-2", "testing-3"]
    assert rows(made[0]) == rows(made[2])


def test_one_that_is_ended_halfway_leaves_nothing(tmp_path: Path) -> None:
    work = export(exhibits(), tmp_path, "testing")
    assert [next(work), next(work)] == [0.0, 0.5]
    work.close()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("reason", REASONS, ids=os.strerror)
def test_a_disk_that_fails_leaves_nothing_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: int
) -> None:
    def prepare(folder: Path) -> Callable[[], object]:
        return lambda: finish(export(exhibits(), folder, "testing"))

    failed = 0
    for outcome in outcomes(tmp_path, monkeypatch, prepare, reason):
        if outcome.error:
            failed += 1
            assert isinstance(outcome.error, ExhibitsError)
            assert os.strerror(reason) in str(outcome.error)
            assert outcome.after == outcome.before
        else:
            assert len(outcome.after) == 4
    assert failed >= 12  # of two images and their list: open, write, flush, sync, close, replace


def test_a_file_where_the_folder_should_be_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"")
    with pytest.raises(ExhibitsError, match=r"The images are not exported: .*taken cannot be"):
        finish(export(exhibits(), tmp_path / "taken", "testing"))

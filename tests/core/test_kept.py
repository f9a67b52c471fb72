"""The list of kept runs: what each tells of itself, and that a damaged folder harms nothing."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core import about, archives, kept, locks
from core.about import About
from core.config import TrainConfig
from core.kept import Damaged, Kept, KeptError, Measured, kept_runs
from core.past import Past
from core.record import CURVES, MAX_POINTS, MODEL, RECORD
from core.runs import LOCK, Run
from core.samples import Dataset
from core.source import Source
from core.work import finish
from tests.core.tools import TOY

CONFIG = TrainConfig(iterations=12, batch_size=8, evaluate_every=4, seed=4)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of runs, with one finished run in it."""
    return tmp_path / "runs"


@pytest.fixture
def run(folder: Path, toy: Dataset) -> Run:
    run = Run.new(TOY, CONFIG, "report", replace(toy, source=Source("report")))
    run.folder = folder / "20261123-120000-report-seed4"
    run.finish()
    run.save()
    return run


def listed(folder: Path) -> list[Kept | Damaged]:
    return finish(kept_runs(folder))


def only(folder: Path) -> Kept:
    (found,) = listed(folder)
    assert isinstance(found, Kept)
    return found


def edit(run: Run, **changes: Any) -> None:
    """Change what run.json says; None takes it away."""
    assert run.folder
    path = run.folder / RECORD
    record = json.loads(path.read_text("utf-8")) | changes
    path.write_text(json.dumps({name: v for name, v in record.items() if v != "gone"}), "utf-8")


def test_a_run_says_of_itself_what_it_was_and_came_to(run: Run, folder: Path) -> None:
    found, (*_, last) = only(folder), run.history.scores
    assert (found.recipe, found.dataset, found.source) == ("report", "toy", Source("report"))
    assert (found.spec, found.past, found.iteration) == (TOY, run.past, 12)
    assert found.seconds == pytest.approx(run.state.seconds, abs=1e-3)
    assert found.test == Measured(last.test.mistakes, last.test.images)
    assert found.testing_error == last.test.error == found.test.error
    assert found.training_error == last.train.error
    assert found.curve == tuple((s.iteration, s.test.error) for s in run.history.scores)
    assert found.is_finished
    assert found.has_model
    assert not found.is_being_trained
    assert found.diverged_at is None


def test_what_people_say_of_it_is_read_too(run: Run, folder: Path) -> None:
    assert run.folder
    about.write(run.folder, About("the best", "keep it"))
    assert only(folder).about == About("the best", "keep it")


def test_the_curve_is_thinned_and_keeps_its_ends(run: Run, folder: Path) -> None:
    score = run.history.scores[-1]
    run.history.scores = [replace(score, iteration=at) for at in range(1000)]
    run.save()
    iterations = [iteration for iteration, _ in only(folder).curve]
    assert len(iterations) == MAX_POINTS
    assert (iterations[0], iterations[-1]) == (0, 999)
    assert set(np.diff(iterations)) <= {25, 26}


def test_a_record_of_an_earlier_version_is_still_listed(run: Run, folder: Path) -> None:
    new = ("source", "classes", "divergences", "testing_curve")
    edit(
        run, dataset="MNIST", **dict.fromkeys((*new, "testing_images", "testing_mistakes"), "gone")
    )
    found = only(folder)
    assert (found.test, found.curve) == (None, ())
    assert found.testing_error is not None
    assert found.source == Source("mnist")  # its name tells
    edit(run, dataset="letters")
    assert only(folder).source is None


def test_the_run_begun_last_comes_first(run: Run, folder: Path, toy: Dataset) -> None:
    earlier = Run(run.state, replace(run.past, started="2001-02-03T04:05:06"), "report", toy)
    earlier.folder = folder / "another"
    earlier.save()
    (folder / "20040506-damaged").mkdir()
    names = [each.folder.name for each in listed(folder)]
    assert names == ["20261123-120000-report-seed4", "20040506-damaged", "another"]


def test_where_there_is_no_folder_there_are_no_runs(tmp_path: Path) -> None:
    assert listed(tmp_path / "none") == []
    (tmp_path / "file").touch()
    assert listed(tmp_path / "file") == []


@pytest.mark.parametrize(
    "changes",
    [
        {"iteration": -1},
        {"iteration": 1e400},
        {"iteration": 10**30},
        {"iteration": True},
        {"seconds": float("nan")},
        {"testing_error": 2.0},
        {"testing_error": "low"},
        {"testing_mistakes": 70},
        {"testing_mistakes": [1]},
        {"recipe": "r" * 5000},
        {"recipe": ["report"]},
        {"started": "yesterday"},
        {"network": {"sizes": [784, 10**12, 10]}},
        {"network": {"colour": "red"}},
        {"network": [[[[]]]]},
        {"config": {"learning_rate": -1.0}},
        {"config": None},
        {"changes": [{"iteration": 99, "settings": {}}]},
        {"changes": {"a": 1}},
        {"divergences": [0.5]},
        {"source": {"key": "elsewhere"}},
        {"source": "report"},
        {"testing_curve": [[1, 2, 3]]},
        {"testing_curve": [[1, 0.5]] * 41},
        {"testing_curve": [[1, -0.5]]},
        {"format": 2},
        {"format": "gone"},
        {"config": "gone"},
    ],
)
def test_a_record_that_makes_no_sense_is_listed_as_damaged(
    run: Run, folder: Path, changes: dict[str, Any]
) -> None:
    edit(run, **changes)
    (found,) = listed(folder)
    assert isinstance(found, Damaged)
    assert found.reason.startswith("Its run.json makes no sense: ")
    assert found.reason.endswith(".")
    assert len(found.reason) < 200


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b"1" * 10_000, b" " * ((1 << 20) + 1)],
)
def test_what_is_no_record_is_damaged_and_the_others_are_listed(
    run: Run, folder: Path, content: bytes
) -> None:
    broken = folder / "broken"
    broken.mkdir()
    (broken / RECORD).write_bytes(content)
    whole, damaged = listed(folder)
    assert isinstance(whole, Kept)
    assert isinstance(damaged, Damaged)
    assert (broken / RECORD).read_bytes() == content


def test_what_is_no_file_is_not_opened(run: Run, folder: Path) -> None:
    for name in ("pipe", "folder", "link", "loop", "empty"):
        (folder / name).mkdir()
    os.mkfifo(folder / "pipe" / RECORD)
    (folder / "folder" / RECORD).mkdir()
    (folder / "link" / RECORD).symlink_to(folder / "nowhere")
    (folder / "loop" / RECORD).symlink_to(folder / "loop" / RECORD)
    (folder / "file").touch()
    (folder / "dangling").symlink_to(folder / "nowhere")
    os.mkfifo(folder / "20261123-120000-report-seed4" / about.FILE)
    found = listed(folder)
    assert [type(each) for each in found].count(Damaged) == 5
    assert {each.folder.name for each in found if isinstance(each, Damaged)} == {
        *("pipe", "folder", "link", "loop", "empty")
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_record_that_may_not_be_read_says_so(run: Run, folder: Path) -> None:
    assert run.folder
    (run.folder / RECORD).chmod(0)
    (found,) = listed(folder)
    assert isinstance(found, Damaged)
    assert "cannot be read: Permission denied" in found.reason


def test_a_run_in_training_is_told_from_one_that_only_begins(run: Run, folder: Path) -> None:
    assert run.folder
    begins = folder / "begins"
    begins.mkdir()
    with locks.held(run.folder / LOCK), locks.held(begins / LOCK):
        assert only(folder).is_being_trained
    assert len(listed(folder)) == 2


def test_a_missing_model_is_noticed(run: Run, folder: Path) -> None:
    assert run.folder
    (run.folder / MODEL).unlink()
    assert not only(folder).has_model


@pytest.mark.parametrize(
    ("divergences", "diverged_at"), [((), None), ((5,), None), ((12,), 12), ((5, 15), 15)]
)
def test_it_diverged_only_if_it_never_got_beyond(
    run: Run, folder: Path, divergences: tuple[int, ...], diverged_at: int | None
) -> None:
    run.past = replace(run.past, divergences=divergences)
    run.save()
    found = only(folder)
    assert found.past.divergences == divergences
    assert found.diverged_at == diverged_at


def test_the_same_testing_images_are_known(run: Run, folder: Path) -> None:
    found = only(folder)

    def images(source: Source | None) -> object:
        return replace(found, source=source).testing_images

    assert images(Source("drawn")) == images(Source("mnist")) != images(Source("report"))
    assert images(Source("report", has_own_digits=True)) == images(Source("report"))
    one = Source(path="/a", fingerprint="f")
    assert images(one) == images(replace(one, path="/b")) is not None
    assert images(one) != images(replace(one, fingerprint="g"))
    assert images(Source(path="/a")) is None
    assert images(None) is None


def test_curves_come_back_as_they_were(run: Run) -> None:
    assert run.folder
    curves, mine = finish(kept.curves(run.folder)), run.history.curves()
    assert np.array_equal(curves.smoothed, mine.smoothed)
    assert [s.test.error for s in curves.scores] == [s.test.error for s in mine.scores]


@pytest.mark.parametrize("spoil", ["gone", "cut", "text", "lacks", "backwards", "flat", "pipe"])
def test_damaged_curves_are_told(run: Run, spoil: str) -> None:
    assert run.folder
    path = run.folder / CURVES
    arrays = run.history.to_arrays()
    whole = path.read_bytes()
    path.unlink()
    if spoil == "cut":
        path.write_bytes(whole[: len(whole) // 2])
    elif spoil == "text":
        path.write_text("curves")
    elif spoil == "pipe":
        os.mkfifo(path)
    elif spoil != "gone":
        if spoil == "lacks":
            del arrays["loss"]
        elif spoil == "backwards":
            arrays["loss"] = arrays["loss"][::-1]
        else:
            arrays["test_confusion"] = np.zeros(3)
        path.write_bytes(archives.encode(arrays).getbuffer())
    with pytest.raises(KeptError, match=r"curves\.npz .*\. The curves of that run are lost\."):
        finish(kept.curves(run.folder))


def test_settings_that_were_changed_on_the_way_hold(run: Run, folder: Path) -> None:
    run.change(replace(CONFIG, learning_rate=0.05))
    run.save()
    found = only(folder)
    assert found.began_with.learning_rate == 0.1
    assert found.config.learning_rate == 0.05
    assert isinstance(found.past, Past)

"""Whatever step of saving fails: what was there is intact, it is told, and no litter is left."""

import errno
import io
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core import checkpoint, files
from core.config import TrainConfig
from core.handwriting import IDX_IMAGES, IDX_LABELS, export_idx, export_png
from core.my_digits import DigitsError, MyDigit
from core.runs import NotKept, Run
from tests.core.faults import REASONS, contents, outcomes
from tests.core.tools import TOY, ring, toy_dataset

CONFIG = TrainConfig(iterations=20, batch_size=8, evaluate_every=5, seed=4)
NOON = datetime(2026, 11, 23, 12)

failing = pytest.mark.parametrize("reason", REASONS, ids=os.strerror)
for_good = pytest.mark.parametrize("lasting", [False, True], ids=["once", "for good"])


@dataclass(frozen=True)
class Saving:
    """Something that is saved to a file: how, and which version a file holds."""

    save: Callable[[Path, int], None]
    version: Callable[[Path], int]


def save_model(path: Path, version: int) -> None:
    checkpoint.save(path, MODELS[version].checkpoint())


def save_parts(path: Path, version: int) -> None:
    """More than a buffer holds, so that some of it is on the disk when the next part fails."""
    with files.replacing(path) as file:
        for _ in range(4):
            file.write(bytes([version]) * 10_000)


def version_of_parts(path: Path) -> int:
    content = path.read_bytes()
    assert content == content[:1] * 40_000
    return content[0]


def save_text(path: Path, version: int) -> None:
    with files.replacing(path) as file:
        file.write(json.dumps({"version": version}).encode())


def model(iteration: int) -> Run:
    run = Run.new(TOY, CONFIG, "report", toy_dataset())
    for _ in run.events(until=iteration):
        pass
    return run


MODELS = [model(0), model(7)]
SAVINGS = {
    "model": Saving(save_model, lambda path: checkpoint.load(path).state.iteration // 7),
    "parts": Saving(save_parts, version_of_parts),
    "text": Saving(save_text, lambda path: int(json.loads(path.read_bytes())["version"])),
}


@for_good
@failing
@pytest.mark.parametrize("saving", SAVINGS.values(), ids=SAVINGS)
def test_when_any_step_fails_the_old_file_is_intact_and_the_error_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, saving: Saving, reason: int, lasting: bool
) -> None:
    def prepare(folder: Path) -> Callable[[], object]:
        saving.save(folder / "file", 0)
        return lambda: saving.save(folder / "file", 1)

    failed = 0
    for outcome in outcomes(tmp_path, monkeypatch, prepare, reason, lasting=lasting):
        assert [*outcome.after] == ["file"]
        if outcome.error:
            assert isinstance(outcome.error, OSError)
            assert outcome.error.errno == reason
            assert outcome.after == outcome.before
            failed += 1
        else:  # what fails once the new file is in its place spoils nothing
            assert saving.version(outcome.folder / "file") == 1
    assert failed >= 7  # to open twice, write, flush, sync, close, replace
    assert {"open", "write", "flush", "fsync", "close", "replace"} <= {*outcome.uses}


@failing
def test_when_any_step_fails_a_new_file_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: int
) -> None:
    def prepare(folder: Path) -> Callable[[], object]:
        return lambda: save_text(folder / "file", 1)

    for outcome in outcomes(tmp_path, monkeypatch, prepare, reason):
        assert [*outcome.after] == ([] if outcome.error else ["file"])


@pytest.mark.parametrize(
    ("reason", "lasting"), [(errno.ENOSPC, True), (errno.EACCES, False), (errno.EIO, False)]
)
def test_of_a_runs_folder_every_file_is_the_old_or_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: int, lasting: bool
) -> None:
    def prepare(folder: Path) -> Callable[[], object]:
        for run in MODELS:
            run.folder = folder
        MODELS[0].save()
        return MODELS[1].save

    told = 0
    for outcome in outcomes(tmp_path, monkeypatch, prepare, reason, lasting=lasting):
        assert {*outcome.after} == {"model.npz", "curves.npz", "run.json"}
        is_new = [outcome.after[name] != content for name, content in outcome.before.items()]
        model = checkpoint.load(outcome.folder / "model.npz")
        record = json.loads(outcome.after["run.json"])
        with np.load(io.BytesIO(outcome.after["curves.npz"]), allow_pickle=False) as curves:
            assert {*curves}
        assert model.state.iteration == 7 * (outcome.after != outcome.before)
        assert record["iteration"] in (0, model.state.iteration)
        if outcome.error:
            assert isinstance(outcome.error, NotKept)
            assert f"{outcome.folder} cannot be written ({os.strerror(reason)})" in str(
                outcome.error
            )
            assert not all(is_new)
            told += 1
        else:
            assert all(is_new)
    assert told >= 18


DIGITS = tuple(
    MyDigit(f"20261123-12000{nth}-000-{nth}.png", ring(40 + 10 * nth)) for nth in range(3)
)


@for_good
@failing
def test_of_an_export_images_and_labels_never_belong_to_different_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: int, lasting: bool
) -> None:
    """Two files cannot be replaced at once: if the second fails, no images are there."""

    def prepare(folder: Path) -> Callable[[], object]:
        export_idx(DIGITS[:2], folder)
        return lambda: export_idx(DIGITS, folder)

    for outcome in outcomes(tmp_path, monkeypatch, prepare, reason, lasting=lasting):
        assert outcome.litter == []
        if outcome.error:
            assert isinstance(outcome.error, DigitsError)
            assert os.strerror(reason) in str(outcome.error)
            assert outcome.after == outcome.before or IDX_IMAGES not in outcome.after
            assert outcome.after.get(IDX_IMAGES) in (None, outcome.before[IDX_IMAGES])
        else:
            assert {*outcome.after} == {IDX_IMAGES, IDX_LABELS}
            assert outcome.after != outcome.before


@for_good
@failing
def test_of_an_export_of_images_that_fails_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: int, lasting: bool
) -> None:
    def prepare(folder: Path) -> Callable[[], object]:
        (folder / "0").mkdir()  # there before, and empty
        (folder / "notes.txt").write_text("mine")
        return lambda: export_png(DIGITS, folder)

    for outcome in outcomes(tmp_path, monkeypatch, prepare, reason, lasting=lasting):
        if outcome.error:
            assert isinstance(outcome.error, DigitsError)
            assert os.strerror(reason) in str(outcome.error)
            assert outcome.after == outcome.before
        else:
            images = [name for name in outcome.after if name.endswith(".png")]
            assert len(images) == len(DIGITS)
            for name in images:
                with Image.open(outcome.folder / name) as image:
                    assert image.size == (28, 28)


def test_if_even_the_removal_fails_the_first_error_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: object, *more: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    save_text(tmp_path / "file", 0)
    before = contents(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(os, "unlink", refuse)
        patched.setattr(os, "replace", refuse)
        with pytest.raises(OSError, match="Input/output"):
            save_text(tmp_path / "file", 1)
    left = {*contents(tmp_path)} - {*before}
    assert len(left) == 1
    files.sweep(tmp_path)
    assert contents(tmp_path) == before

"""Drawings measure a network, train one without spoiling the measure, and can be taken away."""

import errno
import gzip
import io
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from core.formats import idx
from core.handwriting import (
    IDX_IMAGES,
    IDX_LABELS,
    errors_on,
    export_idx,
    export_png,
    for_training,
    is_kept_aside,
    kept_aside,
    split,
)
from core.metrics import wilson
from core.my_digits import DigitsError, MyDigit, MyDigits
from core.samples import Split
from tests.core.tools import ring, toy_network

NOON = datetime(2026, 11, 23, 12)


def scribbles(count: int) -> tuple[MyDigit, ...]:
    """Drawings of different ink, small for there are many; each digit in its turn."""
    return tuple(
        MyDigit(
            f"20261123-120000-000-{nth % 10}.png", np.array([[nth // 256, nth % 256]], np.uint8)
        )
        for nth in range(count)
    )


@pytest.fixture(scope="module")
def digits() -> tuple[MyDigit, ...]:
    """Twelve rings of different sizes and labels."""
    return tuple(
        MyDigit(f"20261123-1200{nth:02}-000-{nth * 7 % 10}.png", ring(30 + 8 * nth))
        for nth in range(12)
    )


def exported(folder: Path) -> Split:
    """What the reader of MNIST's own format makes of an export."""
    images, labels = (folder / name for name in (IDX_IMAGES, IDX_LABELS))
    return idx.split(images.read_bytes(), labels.read_bytes(), (images.name, labels.name))


def test_a_split_is_what_the_network_sees_with_its_labels(digits: tuple[MyDigit, ...]) -> None:
    made = split(digits)
    assert made.images.shape == (12, 784)
    assert made.images.dtype == np.uint8
    assert made.labels.dtype == np.intp
    assert made.labels.tolist() == [nth * 7 % 10 for nth in range(12)]
    for image, digit in zip(made.images, digits, strict=True):
        assert (image.reshape(28, 28) == digit.seen).all()


def test_of_no_drawings_the_split_is_empty() -> None:
    made = split(())
    assert made.images.shape == (0, 784)
    assert len(made) == 0


def test_errors_are_those_of_the_networks_answers(digits: tuple[MyDigit, ...]) -> None:
    network = toy_network()
    answers = [int(network.predict(digit.seen[np.newaxis])[0].argmax()) for digit in digits]
    wrong = sum(answer != digit.label for answer, digit in zip(answers, digits, strict=True))
    measured = errors_on(network, digits)
    assert (measured.images, measured.mistakes) == (12, wrong)
    assert measured.interval == wilson(wrong, 12)
    assert 0 < wrong <= 12


def test_without_drawings_nothing_is_known() -> None:
    measured = errors_on(toy_network(), ())
    assert (measured.images, measured.mistakes, measured.interval) == (0, 0, (0.0, 1.0))


def test_each_drawing_is_on_one_side(digits: tuple[MyDigit, ...]) -> None:
    aside, others = kept_aside(digits), for_training(digits)
    assert sorted([*aside, *others], key=lambda digit: digit.name) == list(digits)
    assert not set(aside) & set(others)
    assert kept_aside(aside) == aside
    assert for_training(others) == others


def test_about_a_third_is_kept_aside_of_each_digit() -> None:
    digits = scribbles(3_000)
    for label in range(10):
        share = len(kept_aside(digits[label::10])) / 300
        assert share == pytest.approx(1 / 3, abs=0.11)  # four standard deviations
    assert len(kept_aside(digits)) / 3_000 == pytest.approx(86 / 256, abs=0.035)


def test_a_drawing_stays_on_its_side(tmp_path: Path) -> None:
    mine = MyDigits(tmp_path)
    for nth in range(20):
        mine.add(ring(30 + 8 * nth), nth % 10, now=NOON + nth * timedelta(seconds=1))
    before = {digit.moment for digit in kept_aside(mine.digits)}
    first, second = mine.digits[:2]
    mine.remove(second)
    mine.relabel(first, 9)
    mine.restore(second)
    mine.add(ring(240), 3, now=NOON - timedelta(days=1))
    added = mine.digits[0]
    assert {digit.moment for digit in kept_aside(mine.digits)} - {added.moment} == before


def test_equal_drawings_are_on_the_same_side() -> None:
    for digit in scribbles(30):
        again = MyDigit("20270101-000000-000-5.png", digit.ink.copy())
        assert is_kept_aside(again) == is_kept_aside(digit)


def test_a_drawing_stays_on_its_side_in_later_versions() -> None:
    digits = scribbles(20)
    aside = [nth for nth, digit in enumerate(digits) if is_kept_aside(digit)]
    assert aside == [0, 1, 2, 5, 8, 11, 14, 19]


def test_an_export_is_read_by_mnists_own_reader(
    tmp_path: Path, digits: tuple[MyDigit, ...]
) -> None:
    export_idx(digits, tmp_path / "new" / "folder")
    read, made = exported(tmp_path / "new" / "folder"), split(digits)
    np.testing.assert_array_equal(read.images, made.images, strict=True)
    np.testing.assert_array_equal(read.labels, made.labels, strict=True)


def test_the_same_drawings_give_the_same_bytes(tmp_path: Path, digits: tuple[MyDigit, ...]) -> None:
    contents = []
    for name in "ab":
        export_idx(digits, tmp_path / name)
        contents.append([path.read_bytes() for path in sorted((tmp_path / name).iterdir())])
    assert contents[0] == contents[1]
    assert gzip.decompress(contents[0][0])[:4] == b"\0\0\x08\x03"


@pytest.mark.parametrize("function", ["fsync", "replace"])
@pytest.mark.parametrize("fails_at", [0, 1])
def test_a_failed_export_leaves_no_pair_that_does_not_belong_together(
    tmp_path: Path,
    digits: tuple[MyDigit, ...],
    monkeypatch: pytest.MonkeyPatch,
    function: str,
    fails_at: int,
) -> None:
    export_idx(digits[:6], tmp_path)
    calls, original = [], getattr(os, function)

    def fail(*given: object) -> None:
        calls.append(given)
        if len(calls) > fails_at:
            raise OSError(errno.ENOSPC, "No space left on device")
        original(*given)

    monkeypatch.setattr(os, function, fail)
    with pytest.raises(DigitsError, match=r"not exported: .*\(No space left on device\)"):
        export_idx(digits[6:], tmp_path)
    assert len(calls) > fails_at
    assert not (tmp_path / IDX_IMAGES).exists()
    assert [path.name for path in tmp_path.iterdir()] == [IDX_LABELS]


def test_an_export_that_finds_no_room_leaves_the_one_before(
    tmp_path: Path, digits: tuple[MyDigit, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    export_idx(digits[:6], tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    opened: Callable[..., Any] = io.open

    class Full(io.BufferedWriter):
        def flush(self) -> None:
            if not self.closed:
                raise OSError(errno.ENOSPC, "No space left on device")

    def open_file(path: Path, *how: object) -> Any:
        return Full(io.FileIO(path, "wb")) if IDX_LABELS in path.name else opened(path, *how)

    monkeypatch.setattr(io, "open", open_file)
    with pytest.raises(DigitsError, match=r"not exported: .*\(No space left on device\)"):
        export_idx(digits[6:], tmp_path)
    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_pictures_lie_in_a_folder_a_class(tmp_path: Path, digits: tuple[MyDigit, ...]) -> None:
    export_png(digits, tmp_path / "new")
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == list("0123456789")
    found = sorted((tmp_path / "new").glob("*/*"), key=lambda path: path.name)
    assert [path.name for path in found] == [f"{digit.moment}.png" for digit in digits]
    for path, digit in zip(found, digits, strict=True):
        assert path.parent.name == str(digit.label)
        with Image.open(path) as image:
            assert (image.mode, image.size) == ("L", (28, 28))
            assert (np.asarray(image) == digit.seen).all()


def test_pictures_are_not_mixed_with_older_ones(
    tmp_path: Path, digits: tuple[MyDigit, ...]
) -> None:
    export_png(digits[:1], tmp_path)
    with pytest.raises(DigitsError, match=r"holds digits already.*Choose another folder"):
        export_png(digits, tmp_path)
    assert len(list(tmp_path.glob("*/*"))) == 1


EXPORTS = [export_idx, export_png]


@pytest.mark.parametrize("export", EXPORTS)
def test_nothing_is_not_exported(tmp_path: Path, export: Callable[..., None]) -> None:
    with pytest.raises(DigitsError, match=r"not exported: there are none\. Draw and label some"):
        export((), tmp_path / "new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("export", EXPORTS)
@pytest.mark.parametrize("place", ["file", "file/below"])
def test_a_target_that_is_no_folder_is_told(
    tmp_path: Path, digits: tuple[MyDigit, ...], export: Callable[..., None], place: str
) -> None:
    (tmp_path / "file").write_bytes(b"precious")
    with pytest.raises(DigitsError, match=r"digits are not exported: .*file.* cannot be written"):
        export(digits, tmp_path / place)
    assert (tmp_path / "file").read_bytes() == b"precious"


def test_pictures_that_find_no_room_are_told(
    tmp_path: Path, digits: tuple[MyDigit, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(
        DigitsError, match=r"not exported: .*\(No space left on device\).*Make room"
    ):
        export_png(digits, tmp_path)
    assert list(tmp_path.glob("*/*")) == []

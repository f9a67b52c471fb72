"""What tests of the course's folders share: such folders, in which every label can be told."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from core.formats.course import FORMAT
from core.formats.format import Found
from core.samples import DatasetError
from core.work import finish
from tests.core.formats.folder_files import marks, plain, write

TRAIN, TEST = 23, 12  # pictures: enough for 10 to come after 9


def label(number: int) -> int:
    """The label of the picture of this number."""
    return number * 7 % 10


def grey(number: int) -> int:
    """What tells a picture's number below 128."""
    return number * 10 % 256


def write_part(root: Path, part: str, numbers: Iterable[int], width: int) -> None:
    for number in numbers:
        write(root / f"{part}_data" / f"{number:0{width}}.jpg", plain(grey(number)))
    lines = "".join(f"{label(number)}\n" for number in numbers)
    write(root / "labels" / f"{part}_label.txt", lines.encode())


def write_course(root: Path) -> Path:
    write_part(root, "train", range(1, TRAIN + 1), 5)
    write_part(root, "test", range(1, TEST + 1), 4)
    return root


def read(path: Path) -> Found:
    return finish(FORMAT.read(path))


def refused(path: Path) -> str:
    with pytest.raises(DatasetError) as caught:
        read(path)
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


def assert_paired(found: Found, train: int = TRAIN, test: int = TEST) -> None:
    """Every picture has the label that belongs to its grey."""
    assert found.test is not None
    assert (len(found.train), len(found.test)) == (train, test)
    for part in (found.train, found.test):
        greys = marks(part.images)
        assert greys == sorted(greys)
        assert part.labels.tolist() == [label(value // 10) for value in greys]


def relabel(root: Path, text: str | bytes, part: str = "train") -> None:
    content = text if isinstance(text, bytes) else text.encode()
    write(root / "labels" / f"{part}_label.txt", content)


def lines(form: str, last: int = TRAIN) -> list[str]:
    return [form.format(n=number, l=label(number)) for number in range(1, last + 1)]

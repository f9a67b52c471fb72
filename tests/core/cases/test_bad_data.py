"""Whatever is wrong with data, it is refused in one sentence, soon, and without much memory."""

import errno
import os
import re
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest
from PIL import Image

from core.dataset import load_dataset
from core.samples import Dataset, DatasetError
from tests.core.cases.making import COUNT, IMAGES, LABELS, Bad, Make, file, four_files, npz
from tests.core.cases.pictures import FOLDERS
from tests.core.cases.streams import ARCHIVES, IDX
from tests.core.cases.tables import ROWS, TABLES, text
from tests.core.faults import outcomes
from tests.core.formats.course_files import write_course
from tests.core.formats.folder_files import write_classes

SECONDS = 2.0  # until there must be an answer
TIMES, ANYHOW = 3, 12 << 20  # the files' bytes, and what blocks and buffers take

REMEDY = re.compile(
    r"\b(Add|Choose|choose|Check|Convert|Copy|copy|Correct|correct|Download|Give|It reads|It takes"
    r"|Load|Looked for|Name|Open|Put|Read|Remove|Save|Scale|Take|Unpack)\b[^\n]*[.)]$"
)


def taken(folder: Path) -> int:
    """Bytes that the files below a folder take on the disk."""
    return sum(path.lstat().st_blocks * 512 for path in folder.rglob("*"))


def state(folder: Path) -> dict[str, tuple[int, int]]:
    """What there is below a folder, and when it was changed."""
    return {
        str(path): (path.lstat().st_size, path.lstat().st_mtime_ns) for path in folder.rglob("*")
    }


@pytest.mark.parametrize("bad", [*IDX, *ARCHIVES, *TABLES, *FOLDERS])
def test_bad_data_are_refused_in_a_sentence_that_says_what_to_do(tmp_path: Path, bad: Bad) -> None:
    Image.init()  # its readers are loaded with the first picture, and are no part of any
    place = tmp_path / "brought"
    place.mkdir()
    path = bad.make(place)
    before = state(tmp_path)
    tracemalloc.start()
    began = perf_counter()
    with pytest.raises(DatasetError) as caught:
        load_dataset(path)
    took, (_, most) = perf_counter() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    sentence = str(caught.value)
    assert bad.named in sentence
    assert re.search(bad.reason, sentence)
    assert REMEDY.search(sentence)
    assert took < SECONDS
    assert most < TIMES * taken(place) + ANYHOW
    assert state(tmp_path) == before


GOOD: dict[str, Make] = {
    "idx": four_files({}),
    "npz": npz(x_train=IMAGES, y_train=LABELS),
    "csv": file("train.csv", text(ROWS)),
    "classes": lambda root: write_classes(root / "digits", "0123456789"),
    "course": lambda root: write_course(root / "data_prog2"),
}


@pytest.mark.case(52)
@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.ESTALE], ids=os.strerror)
@pytest.mark.parametrize("make", GOOD.values(), ids=GOOD)
def test_when_any_use_of_the_disk_fails_that_is_told_and_nothing_of_it_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Make, number: int
) -> None:
    made: list[Dataset] = []

    def prepare(place: Path) -> Callable[[], None]:
        path = make(place)
        return lambda: made.append(load_dataset(path))

    *failures, whole = outcomes(tmp_path, monkeypatch, prepare, number, lasting=True)
    assert len(failures) >= 1
    for outcome in failures:
        assert isinstance(outcome.error, DatasetError)
        assert outcome.after == outcome.before
    assert whole.error is None
    assert len(made) == 1


@pytest.mark.case(50)
def test_a_path_of_more_than_260_characters_is_read(tmp_path: Path) -> None:
    deep = tmp_path.joinpath("a" * 150, "b" * 150)
    assert len(load_dataset(four_files({})(deep)).train) == COUNT

"""Images with what a network answered to each, as files to take away."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from core import files
from core.answers import Answers
from core.arrays import Images, Labels
from core.formats import png
from core.tables import separated
from core.work import Work

LIST = "images.csv"
HEADER = ("file", "index", "truth", "answer", "confidence", "margin", "loss")
UNFIT = re.compile(r"[^\w-]+")  # what some disk takes in no file's name
LONGEST = 40  # letters of a class's name that a file's takes


class ExhibitsError(ValueError):
    """Images that cannot be exported; the message says why, and what to do."""


@dataclass(frozen=True, slots=True, eq=False)
class Exhibits:
    """The images of a split (N, H, W) and the answers to them; indices (n,) are those to show."""

    images: Images
    indices: Labels
    answers: Answers
    class_names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.indices)

    def names(self, place: int) -> tuple[str, str]:
        """The label of an image and the answer to it."""
        index = self.indices[place]
        truth, given = self.answers.truth[index], self.answers.given[index]
        return self.class_names[truth], self.class_names[given]

    def file_name(self, place: int) -> str:
        """What an image is called: its place in the order, label, answer and index."""
        truth, given = map(_fit, self.names(place))
        digits = len(str(len(self)))
        return f"{place + 1:0{digits}}-{truth}-read-as-{given}-{self.indices[place]}.png"

    def row(self, place: int) -> tuple[str, ...]:
        """A line of the list."""
        index, answers = self.indices[place], self.answers
        numbers = (answers.confidence[index], answers.margin[index], answers.loss[index])
        texts = (f"{number:.6f}" for number in numbers)
        return (self.file_name(place), str(index), *self.names(place), *texts)


def export(exhibits: Exhibits, folder: Path, name: str) -> Work[Path]:
    """Write a PNG file an image, and their list, into a new folder; raises ExhibitsError.

    It is made in that folder under that name, or under one like it if that is taken. If it fails,
    or is ended halfway, nothing is left of it.
    """
    try:
        with _new_folder(folder, _fit(name)) as made:
            for place, index in enumerate(exhibits.indices):
                yield place / len(exhibits)
                files.write(made / exhibits.file_name(place), png.encode(exhibits.images[index]))
            files.write(made / LIST, _listed(exhibits))
    except OSError as error:
        raise ExhibitsError(
            f"The images are not exported: {folder} cannot be written "
            f"({error.strerror or error}). Make room there, or choose another folder."
        ) from error
    return made


def _listed(exhibits: Exhibits) -> bytes:
    return separated([HEADER, *map(exhibits.row, range(len(exhibits)))]).encode()


@contextmanager
def _new_folder(parent: Path, name: str) -> Iterator[Path]:
    """A folder that was not there; if there is an error, it goes again with all that is in it."""
    made = _made(parent, name)
    try:
        yield made
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


def _made(parent: Path, name: str) -> Path:
    parent.mkdir(parents=True, exist_ok=True)
    for number in count(1):
        path = parent / (name if number == 1 else f"{name}-{number}")
        with suppress(FileExistsError):
            path.mkdir()
            return path
    raise AssertionError("there is always a next number")


def _fit(name: str) -> str:
    """A name that every disk takes."""
    return UNFIT.sub("_", name)[:LONGEST].strip("_") or "_"

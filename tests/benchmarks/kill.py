"""Kill a program while it saves, again and again, and see that nothing is ever lost.

argv: how many kills (1,000 if not given) and the seed of their moments (1). Children save complete
versions of a model, of settings and of a drawing as fast as they can, and tell each one that is
saved; each child is killed at a moment of its own. Then what is there must be a complete version,
none older than the last one told, and a sweep must leave nothing else.
Exit code 1 says that something was lost, damaged or left.
"""

import json
import os
import signal
import struct
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core import checkpoint, files
from core.arrays import Images
from core.checkpoint import Checkpoint
from core.config import TrainConfig
from core.history import History
from core.my_digits import MyDigits
from core.network import NetworkSpec
from core.past import Past
from core.training import new_state
from tests.core.tools import ring

KILLS = 1000
SAVES = 10  # in whose time a child meets its end
MEASURED = 5  # savings, to know how long one takes
NUMBER = struct.Struct(">Q")  # of a version, as a child tells it


class Broken(Exception):
    """What is there is no complete version, or too old."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Something that is saved into a folder, version after version.

    saved() is the version that is there; it raises Broken, or whatever such a file's reader does.
    is_target tells by its name whether a file may be there at all.
    """

    name: str
    save: Callable[[Path, int], None]
    saved: Callable[[Path], int]
    is_target: Callable[[str], bool]


MODEL = "model.npz"
PAST = Past(TrainConfig())
STATE = new_state(NetworkSpec((784, 100, 100, 10)), PAST.config)
INK = ring()


def save_model(folder: Path, version: int) -> None:
    STATE.iteration = version
    STATE.network.parameters.values[...] = version
    checkpoint.save(folder / MODEL, Checkpoint(STATE, PAST, History(), "report", "MNIST"))


def saved_model(folder: Path) -> int:
    state = checkpoint.load(folder / MODEL).state
    if not (state.network.parameters.values == state.iteration).all():
        raise Broken("a model of several versions")
    return state.iteration


def settings(version: int) -> dict[str, list[int]]:
    return {f"key {number}": [version] * 10 for number in range(100)}


def save_settings(folder: Path, version: int) -> None:
    with files.replacing(folder / "settings.json") as file:
        file.write(json.dumps(settings(version)).encode())


def saved_settings(folder: Path) -> int:
    stored = json.loads((folder / "settings.json").read_bytes())
    version = int(stored["key 0"][0])
    if stored != settings(version):
        raise Broken("settings of several versions")
    return version


def drawing(version: int) -> Images:
    """A drawing whose first pixels tell its version."""
    ink = INK.copy()
    ink[0, : NUMBER.size] = np.frombuffer(NUMBER.pack(version), np.uint8)
    return ink


def save_drawing(folder: Path, version: int) -> None:
    """Keep it, say what it is, and only then let go of the one before."""
    mine = MyDigits(folder)
    mine.load()
    mine.relabel(mine.add(drawing(version), 0), 7)
    for digit in mine.digits[:-1]:
        mine.remove(digit)


def saved_drawing(folder: Path) -> int:
    mine = MyDigits(folder)
    mine.load()
    if mine.skipped:
        raise Broken(mine.skipped[0])
    versions = [NUMBER.unpack(digit.ink[0, : NUMBER.size].tobytes())[0] for digit in mine.digits]
    for version, digit in zip(versions, mine.digits, strict=True):
        if not (digit.ink == drawing(version)).all():
            raise Broken("a drawing of several versions")
    return int(max(versions))


KINDS = (
    Kind("model", save_model, saved_model, MODEL.__eq__),
    Kind("settings", save_settings, saved_settings, "settings.json".__eq__),
    Kind("drawing", save_drawing, saved_drawing, lambda name: name.endswith(".png")),
)


class Victims:
    """Children that save one kind of thing into one folder, each killed in its turn."""

    def __init__(self, kind: Kind, folder: Path, *, rng: np.random.Generator) -> None:
        self.kind, self.folder, self._rng = kind, folder, rng
        self.version = self.hit = (
            0  # the last one known to be there; kills in the middle of writing
        )
        self.complaints: list[str] = []
        folder.mkdir()
        started = time.perf_counter()
        for _ in range(MEASURED):
            self.version += 1
            kind.save(folder, self.version)
        self.seconds = (time.perf_counter() - started) / MEASURED

    def kill_one(self) -> None:
        """Start a child, kill it, and look at what is there."""
        told = self._killed()
        self.hit += any(path.name.endswith(".tmp") for path in self.folder.iterdir())
        try:
            found = self.kind.saved(self.folder)
        except Exception as error:  # whatever a reader may say of a damaged file
            self._complain(f"{type(error).__name__}: {error}")
            return
        if not told <= found <= told + 1:
            self._complain(f"version {found} is there, but {told} was the last one told")
        self.version = max(found, told)
        files.sweep(self.folder)
        litter = [p.name for p in self.folder.iterdir() if not self.kind.is_target(p.name)]
        if litter:
            self._complain(f"a sweep left {litter}")

    def _killed(self) -> int:
        """The last version that the child told before its end."""
        there, here = os.pipe()
        child = os.fork()
        if child == 0:
            self._save_on(here)
        os.close(here)
        told = NUMBER.unpack(os.read(there, NUMBER.size))[0]
        time.sleep(self._rng.uniform(0, SAVES * self.seconds))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            self._complain("a child could not save")
        while data := os.read(there, NUMBER.size):
            told = NUMBER.unpack(data)[0]
        os.close(there)
        return int(told)

    def _save_on(self, here: int) -> None:
        """What the child does; it never returns."""
        try:
            version = self.version
            while True:
                os.write(here, NUMBER.pack(version))
                version += 1
                self.kind.save(self.folder, version)
        finally:
            os._exit(1)

    def _complain(self, sentence: str) -> None:
        self.complaints.append(f"{self.kind.name}: {sentence}")


def table(victims: list[Victims], kills: int) -> Iterator[str]:
    """A line for each kind, below a head."""
    yield f"{'':<10}{'kills':>7}{'in a saving':>13}{'versions':>10}{'ms a saving':>13}{'broken':>8}"
    for number, these in enumerate(victims):
        yield (
            f"{these.kind.name:<10}{len(range(number, kills, len(victims))):>7,}{these.hit:>13,}"
            f"{these.version:>10,}{1000 * these.seconds:>13.1f}{len(these.complaints):>8}"
        )


def main() -> int:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    rng = np.random.default_rng(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    if not hasattr(os, "fork"):
        print("Children are made by fork(), which this system does not have.")
        return 0
    with tempfile.TemporaryDirectory() as home:
        victims = [Victims(kind, Path(home) / kind.name, rng=rng) for kind in KINDS]
        for number in range(kills):
            victims[number % len(victims)].kill_one()
    complaints = [sentence for these in victims for sentence in these.complaints]
    if not any(these.hit for these in victims):
        complaints.append("Nobody was killed while saving, which proves nothing.")
    print(*table(victims, kills), *complaints, sep="\n")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())

"""A run, or a model, as one file without pickle: what it is, its weights and its curves.

The file is NumPy's npz: "header" holds JSON text, "W1", "W10", ... the parameters, "optimizer/..."
what the optimizer remembers, "history/..." the curves, and "sound/..." the state to go back to,
where that is another. The comment of the archive, at the very end, is the checksum of all before.
"""

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import shorten
from typing import TypeVar

import numpy as np

from core import archives, files, header, inventory
from core.archives import Archive, ArchiveError
from core.arrays import AnyArray
from core.config import TrainConfig
from core.formats import content
from core.header import FORMAT_VERSION, Header, OtherVersion, Position
from core.history import History, Score
from core.inventory import CURVES, MEMORY, SOUND
from core.machine import versions
from core.network import Network
from core.optimizers import OPTIMIZERS
from core.past import Past
from core.randomness import Purpose, rng
from core.samples import DIGITS, DatasetError
from core.source import Source
from core.training import TrainingState
from core.work import finish

__all__ = ["FORMAT_VERSION", "Checkpoint", "CheckpointError", "load", "save"]

MAX_BYTES = 3 << 29  # the largest network allowed has 1.05 GB, with Adam's memory and a way back
MAX_HEADER = 4 << 20  # characters: 30,000 changes of settings
HEADER = "header"
MARK, DIGEST = b"sha256 ", 64  # hexadecimal digits after it
AGAIN = "Copy it again, or choose another file."

NOWHERE = Source()

T = TypeVar("T")


class CheckpointError(ValueError):
    """A model file that cannot be used; the message says what, where, why and what to do."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A training state with all that is known of how it came to be.

    recipe and dataset are names for people. sound is the state that a run would go back to if it
    diverged, None where that is the state itself.
    """

    state: TrainingState
    past: Past
    history: History
    recipe: str
    dataset: str
    source: Source = NOWHERE
    class_names: tuple[str, ...] = DIGITS
    sound: TrainingState | None = None
    versions: dict[str, str] = field(default_factory=versions)

    @property
    def network(self) -> Network:
        return self.state.network

    @property
    def config(self) -> TrainConfig:
        """The settings that hold now."""
        return self.past.config

    @property
    def evaluation(self) -> Score | None:
        """The last evaluation; None if there was none."""
        return self.history.scores[-1] if self.history.scores else None


def save(path: Path, checkpoint: Checkpoint) -> None:
    """Write a checkpoint; raises OSError, and then path is as it was."""
    files.write(path, encode(checkpoint).getbuffer())


def encode(checkpoint: Checkpoint) -> io.BytesIO:
    """The content of its file."""
    arrays: dict[str, AnyArray] = {HEADER: np.array(_header(checkpoint).text())}
    arrays |= _arrays(checkpoint.state, "")
    if checkpoint.sound:
        arrays |= _arrays(checkpoint.sound, SOUND)
    arrays |= {CURVES + name: array for name, array in checkpoint.history.to_arrays().items()}
    encoded = archives.encode(arrays, MARK + bytes(DIGEST))
    view = encoded.getbuffer()
    view[-DIGEST:] = _digest(view)
    return encoded


def _digest(data: bytes | memoryview) -> bytes:
    """The checksum of a file's content, as it stands at its end."""
    return hashlib.sha256(memoryview(data)[:-DIGEST]).hexdigest().encode()


def _header(checkpoint: Checkpoint) -> Header:
    return Header(
        checkpoint.network.spec,
        Position.of(checkpoint.state),
        Position.of(checkpoint.sound) if checkpoint.sound else None,
        checkpoint.past,
        checkpoint.recipe,
        checkpoint.dataset,
        checkpoint.source,
        checkpoint.class_names,
        checkpoint.versions,
    )


def _arrays(state: TrainingState, prefix: str) -> dict[str, AnyArray]:
    weights = {prefix + p.name: p.value for p in state.network.parameters}
    memory = state.optimizer.memory.items()
    return weights | {prefix + MEMORY + name: array for name, array in memory}


def load(path: Path) -> Checkpoint:
    """Read a checkpoint; raises CheckpointError for whatever is wrong with the file."""
    try:
        return decode(finish(content.read(path, MAX_BYTES)))
    except DatasetError as error:
        raise CheckpointError(str(error)) from error
    except CheckpointError as error:
        raise CheckpointError(f"{path} {error}") from error


def looks_like(path: Path) -> bool:
    """Whether a file begins or ends as save() writes it."""
    start, end = content.start(path), content.end(path, len(MARK) + DIGEST)
    begins_so = start.startswith(archives.MAGIC) and start.startswith(b"header.npy", 30)
    return begins_so or end.startswith(MARK)


def decode(data: bytes) -> Checkpoint:
    """Take back what encode() made; raises CheckpointError with a sentence that lacks its start."""
    if not data.startswith(MARK, len(data) - DIGEST - len(MARK)):
        raise CheckpointError(_foreign(data))
    if _digest(data) != data[-DIGEST:]:
        raise CheckpointError(f"is damaged: its checksum does not fit its content. {AGAIN}")
    try:
        archive = Archive(io.BytesIO(data), MAX_BYTES)
        return _checkpoint(_read_header(archive), archive)
    except ArchiveError as error:
        raise CheckpointError(f"{error}. {AGAIN}") from error


def _foreign(data: bytes) -> str:
    """What to say of a file that has no checksum at its end."""
    if not data:
        return f"is an empty file. {AGAIN}"
    if not data.startswith(archives.MAGIC):
        return "is no model of this program. Choose a file that it has saved."
    try:
        archive = Archive(io.BytesIO(data), MAX_BYTES)
    except ArchiveError as error:
        return f"{error}: it has no checksum at its end. {AGAIN}"
    try:
        _read_header(archive)
    except (ArchiveError, CheckpointError) as error:
        return str(error)
    return f"is damaged, or was changed by another program: it has no checksum. {AGAIN}"


def _read_header(archive: Archive) -> Header:
    part = archive.parts.get(HEADER)
    if part is None or part.shape or part.dtype.kind != "U" or part.dtype.itemsize > 4 * MAX_HEADER:
        raise CheckpointError("is no model of this program. Choose a file that it has saved.")
    text = str(finish(archive.read(HEADER)))
    return _understood("header", lambda: header.parse(text))


def _understood(name: str, read: Callable[[], T]) -> T:
    """What is read; raises CheckpointError for whatever makes no sense to it."""
    try:
        return read()
    except OtherVersion as error:
        raise CheckpointError(
            f"was made by version {error} of MLP Lab, which writes another format. "
            "Open it with that version."
        ) from error
    except Exception as error:  # what JSON holds, and arrays, can be wrong in a dozen ways
        lacks = f"it has no {error}" if isinstance(error, KeyError) else str(error)
        reason = shorten(lacks, 120) or type(error).__name__
        raise CheckpointError(
            f"is damaged: its {name} makes no sense ({reason}). Choose another file."
        ) from error


def _checkpoint(told: Header, archive: Archive) -> Checkpoint:
    if complaint := inventory.complaint(told, archive.parts):
        raise CheckpointError(f"is damaged: {complaint}. {AGAIN}")
    stored = (name.removeprefix(CURVES) for name in archive.parts if name.startswith(CURVES))
    curves = {name: finish(archive.read(CURVES + name)) for name in stored}
    for name, array in curves.items():
        if array.dtype.kind == "f":
            _check_finite(array, CURVES + name)
    return Checkpoint(
        _state(told, told.state, archive, ""),
        told.past,
        _understood("history", lambda: History.from_arrays(curves)),
        told.recipe,
        told.dataset,
        told.source,
        told.class_names,
        _state(told, told.sound, archive, SOUND) if told.sound else None,
        told.versions,
    )


def _state(told: Header, position: Position, archive: Archive, prefix: str) -> TrainingState:
    network = Network(told.network, rng=rng(0, Purpose.WEIGHTS))
    for parameter in network.parameters:
        parameter.value[...] = finish(archive.read(prefix + parameter.name))
        _check_finite(parameter.value, prefix + parameter.name)
    optimizer = OPTIMIZERS[position.optimizer](network.parameters)
    optimizer.steps = position.steps
    for name, place in optimizer.memory.items():
        place[...] = finish(archive.read(prefix + MEMORY + name))
    return TrainingState(
        network,
        optimizer,
        position.iteration,
        position.images_seen,
        position.seconds,
        position.evaluated_at,
    )


def _check_finite(array: AnyArray, name: str) -> None:
    if not np.isfinite(array).all():
        raise CheckpointError(f"is damaged: {name} holds numbers that are not finite. {AGAIN}")

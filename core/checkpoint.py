"""A run, or a model, as one file without pickle: what it is, its weights and its curves.

The file is NumPy's npz: "header" holds JSON text, "W1", "W10", ... the parameters,
"history/..." the curves, and "optimizer/..." what the optimizer remembers.
"""

import json
import zipfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from textwrap import shorten
from typing import Any, BinaryIO

import numpy as np

from core import files
from core.arrays import AnyArray, Floats
from core.config import TrainConfig
from core.history import History, Score
from core.machine import versions
from core.network import Network, NetworkSpec
from core.optimizers import OPTIMIZERS, Optimizer, name_of
from core.randomness import Purpose, rng
from core.training import TrainingState

FORMAT_VERSION = 3
MAX_BYTES = 1 << 30  # of arrays; the largest network allowed has 0.5 GB with Adam's memory
CURVES, MEMORY = "history/", "optimizer/"


class CheckpointError(ValueError):
    """A model file that cannot be used; the message says what, where, why and what to do."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A training state with all that is known of how it came to be.

    recipe and dataset are names for people.
    """

    state: TrainingState
    config: TrainConfig
    history: History
    recipe: str
    dataset: str
    versions: dict[str, str] = field(default_factory=versions)

    @property
    def network(self) -> Network:
        return self.state.network

    @property
    def evaluation(self) -> Score | None:
        """The last evaluation; None if there was none."""
        return self.history.scores[-1] if self.history.scores else None


def save(path: Path, checkpoint: Checkpoint) -> None:
    """Write a checkpoint; raises OSError, and then path is as it was."""
    arrays: dict[str, AnyArray] = {"header": np.array(json.dumps(_header(checkpoint)))}
    arrays |= {p.name: p.value for p in checkpoint.network.parameters}
    memory = checkpoint.state.optimizer.memory
    arrays |= {MEMORY + name: array for name, array in memory.items()}
    arrays |= {CURVES + name: array for name, array in checkpoint.history.to_arrays().items()}
    files.save_arrays(path, arrays)


def _header(checkpoint: Checkpoint) -> dict[str, Any]:
    state = checkpoint.state
    return {
        "format": FORMAT_VERSION,
        "network": asdict(checkpoint.network.spec),
        "config": asdict(checkpoint.config),
        "recipe": checkpoint.recipe,
        "dataset": checkpoint.dataset,
        "iteration": state.iteration,
        "optimizer": {"name": name_of(state.optimizer), "steps": state.optimizer.steps},
        "images_seen": state.images_seen,
        "seconds": state.seconds,
        "versions": checkpoint.versions,
    }


def load(path: Path) -> Checkpoint:
    """Read a checkpoint; raises CheckpointError for whatever is wrong with the file."""
    try:
        with path.open("rb") as file:
            arrays = _read_arrays(file)
        return _checkpoint(json.loads(str(arrays["header"])), arrays)
    except OSError as error:
        raise CheckpointError(
            f"{path} cannot be read: {error.strerror or error}. Check the name."
        ) from error
    except CheckpointError as error:
        raise CheckpointError(f"{path} {error}") from error
    except KeyError as error:
        raise CheckpointError(
            f"{path} is not a model of this program: it has no {error}."
        ) from error
    except Exception as error:  # a bad file has a dozen ways to fail in zipfile, zlib and NumPy
        reason = shorten(str(error), 120) or type(error).__name__
        raise CheckpointError(
            f"{path} is damaged or not a model of this program ({reason}). Choose another file, or "
            "train the network again."
        ) from error


def _read_arrays(file: BinaryIO) -> dict[str, Any]:
    """Read every array of an npz file whose declared sizes are sane."""
    with zipfile.ZipFile(file) as archive:
        if sum(member.file_size for member in archive.infolist()) > MAX_BYTES:
            raise CheckpointError("claims to hold more than any network this program makes.")
    file.seek(0)
    with np.load(file, allow_pickle=False) as stored:
        return dict(stored)


def _checkpoint(header: dict[str, Any], arrays: dict[str, Any]) -> Checkpoint:
    if header["format"] != FORMAT_VERSION:
        raise CheckpointError(
            f"was made by version {header['versions']['mlp-lab']} of MLP Lab, which writes another "
            "format. Open it with that version."
        )
    sizes = tuple(header["network"].pop("sizes"))
    spec = NetworkSpec(sizes, **header["network"])
    held = sum(array.size for array in arrays.values())
    if held < spec.parameter_count:  # before making room for them
        raise CheckpointError(f"is damaged: it lacks weights of its {spec} network.")
    network = Network(spec, rng=rng(0, Purpose.WEIGHTS))
    for parameter in network.parameters:
        parameter.value[...] = _fitting(arrays[parameter.name], parameter.name, parameter.value)
    curves = {name.removeprefix(CURVES): a for name, a in arrays.items() if name.startswith(CURVES)}
    config = TrainConfig(**header["config"])
    history = History.from_arrays(curves)
    state = TrainingState(
        network,
        _optimizer(header["optimizer"], arrays, network),
        iteration=int(header["iteration"]),
        images_seen=int(header["images_seen"]),
        seconds=float(header["seconds"]),
        evaluated_at=history.scores[-1].iteration if history.scores else None,
    )
    return Checkpoint(
        state, config, history, header["recipe"], header["dataset"], header["versions"]
    )


def _optimizer(described: dict[str, Any], arrays: dict[str, Any], network: Network) -> Optimizer:
    """The optimizer as it was, with all that it remembered."""
    optimizer = OPTIMIZERS[described["name"]](network.parameters)
    optimizer.steps = int(described["steps"])
    for name, place in optimizer.memory.items():
        place[...] = _fitting(arrays[MEMORY + name], name, place)
    return optimizer


def _fitting(array: Floats, name: str, place: Floats) -> Floats:
    if array.shape != place.shape:
        raise CheckpointError(f"is damaged: {name} has shape {array.shape}, not {place.shape}.")
    with np.errstate(over="ignore"):
        values: Floats = array.astype(place.dtype)
    if not np.isfinite(values).all():
        raise CheckpointError(f"is damaged: {name} holds numbers that are not finite.")
    return values

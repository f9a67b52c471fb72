"""The course's nn_parameters.txt, read: a pickled list [W1, W10, W2, W20, ...] of float arrays.

core.export.course writes it. No pickle is ever run: core.pickled describes what it holds.
"""

from pathlib import Path

import numpy as np

from core.checkpoint import Checkpoint, CheckpointError
from core.config import TrainConfig
from core.formats import content
from core.history import History
from core.network import Network, NetworkSpec
from core.optimizers import OPTIMIZERS
from core.past import Past
from core.pickled import Described, ForeignName, NotArrays, described
from core.randomness import Purpose, rng
from core.ranges import ConfigError
from core.samples import DatasetError
from core.training import TrainingState
from core.work import finish

RECIPE, DATASET = "nn_parameters", "unknown data"
PIXELS = 784
BEGINNINGS = *(bytes((0x80, protocol)) for protocol in (2, 3, 4, 5)), b"(l", b"]q"
MAX_BYTES = 480_000_000  # the largest network allowed, in double precision and protocol 2
NOTE = (
    "The file holds weights alone: ReLU, softmax and classes counted from 0 are assumed. "
    "The numbers are kept in single precision."
)
WAY_OUT = (
    "Save a list [W1, W10, W2, W20, ...] of NumPy arrays with pickle.dump(list, file, 2), each W "
    "(inputs, units) and each W0 (units, 1)."
)


def looks_like(path: Path) -> bool:
    """Whether a file begins as a pickled list does, of whatever protocol; never raises."""
    return content.start(path, 2) in BEGINNINGS


def load(path: Path) -> Checkpoint:
    """A network with nothing known of its training; raises CheckpointError. NOTE is to be shown."""
    try:
        data = finish(content.read(path, MAX_BYTES))
        network = _network(described(data))
    except DatasetError as error:
        raise CheckpointError(str(error)) from error
    except ForeignName as error:
        raise CheckpointError(
            f"{path} is a pickle that {error}, not of arrays alone. Pickles can run code, so it "
            f"was not opened. {WAY_OUT}"
        ) from error
    except NotArrays as error:
        raise CheckpointError(f"{path} {error}. {WAY_OUT}") from error
    return _checkpoint(network)


def _checkpoint(network: Network) -> Checkpoint:
    past = Past(TrainConfig())
    state = TrainingState(network, OPTIMIZERS[past.config.optimizer](network.parameters))
    classes = tuple(map(str, range(network.spec.sizes[-1])))
    return Checkpoint(state, past, History(), RECIPE, DATASET, class_names=classes)


def _network(arrays: list[Described]) -> Network:
    """Shapes are checked before room is made."""
    try:
        spec = NetworkSpec(_sizes([array.shape for array in arrays]))
    except ConfigError as error:
        reason = str(error).removesuffix(".")
        raise NotArrays(f"holds no network of this program: {reason}") from error
    network = Network(spec, rng=rng(0, Purpose.WEIGHTS))
    for parameter, array in zip(network.parameters, arrays, strict=True):
        with np.errstate(over="ignore"):
            parameter.value[...] = array.array().reshape(parameter.value.shape)
        if not np.isfinite(parameter.value).all():
            raise NotArrays(f"is damaged: {parameter.name} holds numbers that are not finite")
    return network


def _sizes(shapes: list[tuple[int, ...]]) -> tuple[int, ...]:
    """From the inputs to the classes, if each layer takes what the one before gives."""
    if len(shapes) % 2:
        raise NotArrays(f"holds {len(shapes)} arrays, where each layer has two")
    sizes = [PIXELS]
    for place, (weights, biases) in enumerate(zip(shapes[::2], shapes[1::2], strict=True), start=1):
        if len(weights) != 2 or weights[0] != sizes[-1]:
            raise NotArrays(f"holds W{place} of shape {weights}, not ({sizes[-1]}, units)")
        units = weights[1]
        if biases not in [(units,), (units, 1), (1, units)]:
            raise NotArrays(f"holds W{place}0 of shape {biases}, not ({units}, 1)")
        sizes.append(units)
    return tuple(sizes)

"""Which arrays a model file has to hold, by what its header says."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

import numpy as np

from core.archives import Part
from core.header import Header, Position
from core.history import MAX_BUCKETS, MAX_SCORES
from core.network import NetworkSpec
from core.optimizers import OPTIMIZERS

CURVES, MEMORY, SOUND = "history/", "optimizer/", "sound/"  # how their names begin

Kind = tuple[tuple[int, ...], type[np.generic]]  # an array's shape, and what it holds


def complaint(header: Header, parts: Mapping[str, Part]) -> str | None:
    """What is missing or of another kind among the arrays of a file; None if all is there.

    So that no room is made for what a header only claims.
    """
    points, scores = (_length(parts.get(CURVES + name)) for name in ("loss", "evaluated"))
    if points > MAX_BUCKETS or scores > MAX_SCORES:
        return f"its history of {points:,} points and {scores:,} evaluations is longer than any"
    wanted = _weights(header.network, header.state)
    if header.sound:
        weights = _weights(header.network, header.sound)
        wanted |= {SOUND + name: kind for name, kind in weights.items()}
    curves = _curves(header.network, points, scores)
    wanted |= {CURVES + name: kind for name, kind in curves.items()}
    return _first_wrong(wanted, parts, header.network)


def _length(part: Part | None) -> int:
    return part.shape[0] if part and part.shape else 0


def _first_wrong(
    wanted: Mapping[str, Kind], parts: Mapping[str, Part], spec: NetworkSpec
) -> str | None:
    for name, (shape, dtype) in wanted.items():
        if name not in parts:
            return f"it lacks {name} of its {spec} network"
        part = parts[name]
        if part.shape != shape:
            return f"{name} is {_across(part.shape)}, not {_across(shape)} as in a {spec} network"
        if part.dtype != dtype:
            return f"{name} holds {part.dtype} instead of {np.dtype(dtype)}"
    return None


def _across(shape: Iterable[int]) -> str:
    return "x".join(map(str, shape)) or "one value"


def _weights(spec: NetworkSpec, position: Position) -> dict[str, Kind]:
    """The arrays of a training state."""
    wanted: dict[str, Kind] = {}
    for layer, (d, u) in enumerate(pairwise(spec.sizes), start=1):
        wanted[f"W{layer}"] = (d, u), np.float32
        wanted[f"W{layer}0"] = (u,), np.float32
    for name in OPTIMIZERS[position.optimizer].remembers:
        wanted[MEMORY + name] = (spec.parameter_count,), np.float32
    return wanted


def _curves(spec: NetworkSpec, points: int, scores: int) -> dict[str, Kind]:
    """The arrays of a history, of so many points and evaluations."""
    classes, hidden = spec.sizes[-1], len(spec.hidden)
    wanted: dict[str, Kind] = {
        "width": ((), np.int64),
        "loss": ((points, 6), np.float64),
        "evaluated": ((scores, 3), np.float64),
    }
    for part in ("train", "test"):
        wanted[f"{part}_loss"] = wanted[f"{part}_standard_error"] = (scores,), np.float64
        wanted[f"{part}_sampled"] = (scores,), np.bool_
        wanted[f"{part}_dead"] = (scores, hidden) if scores else (0,), np.int64
        wanted[f"{part}_confusion"] = (scores, classes, classes) if scores else (0, 0, 0), np.int64
    return wanted

"""Models that people open: which of the forms a file has is told by its content."""

import os
from pathlib import Path

import resources
from core import checkpoint, parameters_file
from core.checkpoint import Checkpoint, CheckpointError

MODEL = "model.npz"  # of a run's folder
BUNDLED = "default.npz"
SUFFIXES = {".h5", ".hdf5", ".keras", ".onnx", ".pt", ".pth", ".safetensors"}


def bundled_model() -> Checkpoint:
    """The model that comes with the program; raises CheckpointError."""
    return checkpoint.load(resources.path("models", BUNDLED))


def open_model(path: Path) -> Checkpoint:
    """Read a model of this program or the course's nn_parameters.txt; raises CheckpointError.

    The folder of a run stands for its model.
    """
    path = path / MODEL if os.path.isdir(path) else path
    if parameters_file.looks_like(path):
        return parameters_file.load(path)
    from core.formats import refused  # only here, since it takes 5 ms of the start

    if reason := refused.reason(path, model=True):
        raise CheckpointError(reason)
    return checkpoint.load(path)


def is_model(path: Path) -> bool:
    """Whether a file, or a folder, is for open_model() rather than for data; never raises."""
    try:
        if path.is_dir():
            return (path / MODEL).is_file()
        named = path.suffix.lower() in SUFFIXES
        return named or checkpoint.looks_like(path) or parameters_file.looks_like(path)
    except OSError:
        return False


def note(opened: Checkpoint) -> str:
    """What was assumed of a model when it was opened, in sentences; empty for nothing."""
    return parameters_file.NOTE if opened.dataset == parameters_file.DATASET else ""

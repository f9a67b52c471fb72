"""Opening a model: each form there is, and for the others the reason and the way out."""

import json
import os
import pickle
import struct
import zipfile
from pathlib import Path
from time import perf_counter

import numpy as np
import pytest

from core import checkpoint
from core.checkpoint import Checkpoint, CheckpointError
from core.config import TrainConfig
from core.export import EXPORTS
from core.history import History
from core.models import note, open_model
from core.past import Past
from core.samples import DIGITS
from core.training import new_state
from tests.core.tools import TOY, digest, toy_network


def saved(path: Path) -> Path:
    """A model of this program, under any name."""
    config = TrainConfig()
    model = Checkpoint(new_state(TOY, config), Past(config), History(), "report", "toy")
    checkpoint.save(path, model)
    return path


def refused(path: Path) -> str:
    """The sentence by which a file is refused, within a second."""
    started = perf_counter()
    with pytest.raises(CheckpointError) as caught:
        open_model(path)
    assert perf_counter() - started < 1
    sentence = str(caught.value)
    assert sentence.startswith(str(path))
    assert sentence.endswith(".")
    return sentence


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["model.npz", "model.txt", "nn_parameters.txt", "model"])
def test_a_model_of_this_program_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    opened = open_model(saved(tmp_path / name))
    assert digest(opened.network) == digest(toy_network(TrainConfig().seed))
    assert note(opened) == ""


@pytest.mark.parametrize("name", ["nn_parameters.txt", "weights.npz", "weights.pkl", "weights"])
def test_the_courses_file_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    network = toy_network()
    opened = open_model(written(tmp_path / name, EXPORTS["course"].encode(network, DIGITS)))
    assert digest(opened.network) == digest(network)
    assert "ReLU, softmax and classes counted from 0 are assumed" in note(opened)


@pytest.mark.parametrize(("classes", "names"), [(10, DIGITS), (5, tuple("01234"))])
def test_its_classes_are_counted_and_it_can_be_saved(
    tmp_path: Path, classes: int, names: tuple[str, ...]
) -> None:
    arrays = [np.ones((784, classes), "f4"), np.zeros((classes, 1), "f4")]
    opened = open_model(written(tmp_path / "nn_parameters.txt", pickle.dumps(arrays)))
    assert opened.class_names == names
    checkpoint.save(tmp_path / "model.npz", opened)
    again = open_model(tmp_path / "model.npz")
    assert digest(again.network) == digest(opened.network)
    assert again.class_names == names


def test_the_folder_of_a_run_stands_for_its_model(tmp_path: Path) -> None:
    saved(tmp_path / "model.npz")
    assert digest(open_model(tmp_path).network) == digest(toy_network(TrainConfig().seed))
    (tmp_path / "model.npz").unlink()
    assert "model.npz cannot be read" in refused(tmp_path)


def pytorch(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("archive/data.pkl", pickle.dumps({"weight": 1}))
        archive.writestr("archive/data/0", bytes(64))
    return path


def keras(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("config.json", "{}")
        archive.writestr("model.weights.h5", bytes(64))
    return path


def test_pytorch_and_keras_are_named_with_the_way_out(tmp_path: Path) -> None:
    for path, name in ((pytorch(tmp_path / "model.pt"), "PyTorch"), (keras(tmp_path / "k"), "Ker")):
        assert f"is a {name}" in (sentence := refused(path))
        assert "not opened. Open a model that MLP Lab saved" in sentence


def test_an_h5_file_is_named_with_the_way_out(tmp_path: Path) -> None:
    path = written(tmp_path / "model.h5", b"\x89HDF\r\n\x1a\n" + bytes(500))
    assert "is an HDF5 file, which this program does not read. Open a model" in refused(path)


def test_a_pickle_is_refused_with_the_reason_and_the_way_out(tmp_path: Path) -> None:
    sentence = refused(written(tmp_path / "model.pkl", pickle.dumps([Path("x")], 2)))
    assert "asks for pathlib." in sentence
    assert "Pickles can run code, so it was not opened. Save a list" in sentence


def safetensors(entries: dict[str, object] | str, length: int | None = None) -> bytes:
    text = (entries if isinstance(entries, str) else json.dumps(entries)).encode()
    return struct.pack("<Q", len(text) if length is None else length) + text + bytes(64)


def entry(first: int, last: int) -> dict[str, object]:
    return {"dtype": "F32", "shape": [(last - first) // 4], "data_offsets": [first, last]}


SAFETENSORS = {
    "sound": safetensors({"W1": entry(0, 64)}),
    "a header of 2^63 bytes": safetensors({"W1": entry(0, 64)}, 2**63),
    "a header that is no JSON": safetensors("these are no entries"),
    "a key twice": safetensors('{"W1": {}, "W1": {}}'),
    "an overlap": safetensors({"W1": entry(0, 40), "W10": entry(20, 64)}),
    "a hole": safetensors({"W1": entry(0, 20), "W10": entry(40, 64)}),
    "an offset beyond the end": safetensors({"W1": entry(0, 2**60)}),
    "100,000 entries": safetensors({f"W{place}": entry(0, 0) for place in range(100_000)}),
    "deep nesting": safetensors('{"a":' * 100_000),
}


@pytest.mark.case(58)
@pytest.mark.parametrize("kind", SAFETENSORS)
def test_safetensors_are_refused_with_the_reason_whatever_they_hold(
    tmp_path: Path, kind: str
) -> None:
    sentence = refused(written(tmp_path / "model.safetensors", SAFETENSORS[kind]))
    assert "is a safetensors file, which this program does not read. Open a model" in sentence


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.npz")
    assert "no file but a folder, a pipe or a device" in refused(tmp_path / "pipe.npz")


@pytest.mark.parametrize("name", ["nothing.npz", "x" * 300, "nn_parameters.txt"])
def test_what_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    assert "cannot be read" in refused(tmp_path / name)


@pytest.mark.parametrize("data", [b"", b"<html>", b"W1 W10\n0.1 0.2\n", bytes(1000)])
def test_what_is_no_model_is_told(tmp_path: Path, data: bytes) -> None:
    refused(written(tmp_path / "nn_parameters.txt", data))

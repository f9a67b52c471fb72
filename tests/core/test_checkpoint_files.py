"""What load() makes of files it did not write: a model, or a sentence that says what is wrong."""

import io
import json
import math
import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.arrays import AnyArray
from core.checkpoint import FORMAT_VERSION, Checkpoint, CheckpointError, load, save
from core.config import TrainConfig
from core.history import History
from core.training import new_state, train
from tests.core.tools import TOY, digest, toy_dataset

Arrays = dict[str, AnyArray]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A sound model file, small enough to be damaged many times."""
    dataset, config = toy_dataset(), TrainConfig(iterations=17, evaluate_every=10)
    state, history = new_state(TOY, config), History()
    for event in train(state, dataset, config):
        history.add(event)
    path = tmp_path_factory.mktemp("model") / "model.npz"
    save(path, Checkpoint(state, config, history, "report", dataset.name))
    return path.read_bytes()


def refused(path: Path, data: bytes) -> str:
    """The sentence by which load() refuses a file of these bytes."""
    path.write_bytes(data)
    with pytest.raises(CheckpointError) as caught:
        load(path)
    sentence = str(caught.value)
    assert sentence.startswith(f"{path} ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len(sentence) < len(str(path)) + 250
    return sentence


def with_arrays(model: bytes, change: Callable[[Arrays], object]) -> bytes:
    """The model with its arrays changed, in a sound npz file."""
    with np.load(io.BytesIO(model), allow_pickle=False) as stored:
        arrays: Arrays = dict(stored)
    change(arrays)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, array in arrays.items():
            with archive.open(f"{name}.npy", "w") as member:
                np.lib.format.write_array(member, np.asarray(array))
    return file.getvalue()


def with_header(model: bytes, **changes: Any) -> bytes:
    def change(arrays: Arrays) -> None:
        header = json.loads(str(arrays["header"]))
        arrays["header"] = np.array(json.dumps(header | changes))

    return with_arrays(model, change)


def with_member(model: bytes, name: str, data: bytes, *, packed: bool = False) -> bytes:
    """The model with one member of its zip archive replaced."""
    file = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(io.BytesIO(model)) as old, zipfile.ZipFile(file, "w", method) as new:
        for member in old.namelist():
            new.writestr(member, data if member == name else old.read(member))
    return file.getvalue()


def npy_header(shape: tuple[int, ...]) -> bytes:
    file = io.BytesIO()
    description = {"descr": "<f4", "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(file, description)
    return file.getvalue()


@pytest.mark.parametrize("kept", [0, 1, 4, 30, 1000, 20_000, -1])
def test_a_file_cut_anywhere_is_damaged(tmp_path: Path, model: bytes, kept: int) -> None:
    assert "damaged or not a model" in refused(tmp_path / "cut.npz", model[:kept])


@pytest.mark.parametrize(
    "data", [b"<html>", b"%PDF-1.7", bytes(1000), bytes(range(256)) * 20, b"PK\x03\x04" + bytes(99)]
)
def test_garbage_is_no_model(tmp_path: Path, data: bytes) -> None:
    assert "damaged or not a model" in refused(tmp_path / "garbage.npz", data)


class Trap:
    """Makes a folder of this name when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[Callable[[Path], None], tuple[Path]]:
        return Path.mkdir, (self._path,)


@pytest.mark.parametrize("place", ["alone", "as an array", "in an array", "after an archive"])
def test_a_pickle_is_never_opened(tmp_path: Path, model: bytes, place: str) -> None:
    marker = tmp_path / "marker"
    trap = pickle.dumps(Trap(marker))
    objects = io.BytesIO()
    np.save(objects, np.array([Trap(marker)]), allow_pickle=True)
    data = {
        "alone": trap,
        "as an array": with_member(model, "W1.npy", trap),
        "in an array": with_member(model, "W1.npy", objects.getvalue()),
        "after an archive": trap + model,
    }[place]
    refused(tmp_path / "trap.npz", data)
    assert not marker.exists()
    pickle.loads(trap)
    assert marker.exists()


@pytest.mark.parametrize("name", ["header", "W1", "W30", "history/loss", "history/test_confusion"])
def test_a_missing_part_is_told(tmp_path: Path, model: bytes, name: str) -> None:
    sentence = refused(tmp_path / "part.npz", with_arrays(model, lambda a: a.pop(name)))
    assert ("it lacks weights" if name == "W1" else name.split("/")[-1]) in sentence


@pytest.mark.parametrize("field", ["format", "network", "config", "recipe", "iteration"])
def test_a_missing_field_is_told(tmp_path: Path, model: bytes, field: str) -> None:
    def drop(arrays: Arrays) -> None:
        header = json.loads(str(arrays["header"]))
        del header[field]
        arrays["header"] = np.array(json.dumps(header))

    sentence = refused(tmp_path / "field.npz", with_arrays(model, drop))
    assert f"is not a model of this program: it has no '{field}'" in sentence


def test_weights_of_another_shape_are_refused(tmp_path: Path, model: bytes) -> None:
    def turn(arrays: Arrays) -> None:
        arrays["W2"] = arrays["W2"].T

    sentence = refused(tmp_path / "turned.npz", with_arrays(model, turn))
    assert "is damaged: W2 has shape (8, 12), not (12, 8)" in sentence


@pytest.mark.parametrize("bad", [math.nan, math.inf, 1e300])
def test_weights_that_are_not_finite_are_refused(tmp_path: Path, model: bytes, bad: float) -> None:
    def spoil(arrays: Arrays) -> None:
        arrays["W20"] = arrays["W20"].astype(float)
        arrays["W20"][3] = bad

    sentence = refused(tmp_path / "spoilt.npz", with_arrays(model, spoil))
    assert "is damaged: W20 holds numbers that are not finite" in sentence


@pytest.mark.parametrize("dtype", [np.float16, np.float64])
def test_weights_of_another_precision_are_converted(
    tmp_path: Path, model: bytes, dtype: type[np.floating[Any]]
) -> None:
    def convert(arrays: Arrays) -> None:
        arrays["W1"] = arrays["W1"].astype(dtype)

    path = tmp_path / "other.npz"
    path.write_bytes(with_arrays(model, convert))
    assert {p.value.dtype for p in load(path).network.parameters} == {np.dtype(np.float32)}


def test_weights_of_text_are_refused(tmp_path: Path, model: bytes) -> None:
    def write(arrays: Arrays) -> None:
        arrays["W20"] = np.array(["many"] * 8)

    refused(tmp_path / "text.npz", with_arrays(model, write))


def test_a_newer_format_is_told_with_its_version(tmp_path: Path, model: bytes) -> None:
    newer = with_header(model, format=FORMAT_VERSION + 1, versions={"mlp-lab": "9.1"})
    sentence = refused(tmp_path / "newer.npz", newer)
    assert "was made by version 9.1 of MLP Lab" in sentence


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("network", {"sizes": [784, 10**7, 10]}),
        ("network", {"sizes": [784, 12.0, 8, 10]}),
        ("network", {"sizes": []}),
        ("network", {"sizes": "784"}),
        ("network", {"sizes": [784, 12, 8, 10], "activation": "step"}),
        ("network", {"sizes": [784, 12, 8, 10], "colour": "blue"}),
        ("network", [784, 12]),
        ("network", "784-12-8-10"),
        ("network", None),
        ("config", {"learning_rate": 1e9}),
        ("config", {"learning_rate": 10**400}),
        ("config", {"learning_rate": math.nan}),
        ("config", {"batch_size": 0}),
        ("config", {"unheard": 1}),
        ("config", 7),
        ("iteration", math.inf),
        ("iteration", math.nan),
        ("iteration", "soon"),
        ("images_seen", [3]),
        ("format", FORMAT_VERSION + 1),
        ("optimizer", {"name": "adam", "steps": 1}),
        ("optimizer", {"name": "sgd", "steps": "many"}),
        ("optimizer", None),
        ("versions", None),
    ],
)
def test_a_header_that_makes_no_sense_is_refused(
    tmp_path: Path, model: bytes, field: str, value: object
) -> None:
    changes: dict[str, object] = {field: value}
    if field == "format":
        changes["versions"] = None
    data = with_header(model, **changes)
    if (field, value) == ("versions", None):
        data = with_header(data, format=FORMAT_VERSION + 1)
    refused(tmp_path / "header.npz", data)


@pytest.mark.parametrize("text", ["", "null", "[]", "7", "{", "[" * 100_000, '{"format": 1}'])
def test_a_header_that_is_no_object_is_refused(tmp_path: Path, model: bytes, text: str) -> None:
    def write(arrays: Arrays) -> None:
        arrays["header"] = np.array(text)

    refused(tmp_path / "header.npz", with_arrays(model, write))


@pytest.mark.parametrize("shape", [(10**15,), (10**9, 10**9, 10**9), (3 * 10**9,), (2**62, 8)])
def test_an_array_that_claims_to_be_huge_is_refused(
    tmp_path: Path, model: bytes, shape: tuple[int, ...]
) -> None:
    refused(tmp_path / "claim.npz", with_member(model, "W1.npy", npy_header(shape) + bytes(99)))


def test_an_archive_that_claims_to_be_huge_is_refused_unread(tmp_path: Path, model: bytes) -> None:
    data = bytearray(with_member(model, "W1.npy", npy_header((250_000_000,)) + bytes(99)))
    entry = data.rindex(b"W1.npy") - 46  # of the central directory; the size lies 24 bytes in
    data[entry + 24 : entry + 28] = (1 << 30).to_bytes(4, "little")
    sentence = refused(tmp_path / "claim.npz", bytes(data))
    assert "claims to hold more than any network" in sentence


def test_a_small_file_makes_no_room_for_a_huge_network(tmp_path: Path, model: bytes) -> None:
    """Within the limits of a network, yet 175 MB of weights that the file does not have."""
    data = with_header(model, network={"sizes": [2500] * 8})
    assert "it lacks weights of its 2500-2500-" in refused(tmp_path / "claim.npz", data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no array",
        b"\x93NUMPY",
        b"\x93NUMPY\x01\x00\xff\xff{",
        b"\x93NUMPY\x01\x00\x00\x08" + b"a b\n" * 512,
    ],
    ids=["empty", "text", "cut", "too short", "nonsense"],
)
@pytest.mark.parametrize("name", ["header.npy", "W20.npy", "history/loss.npy"])
def test_a_member_that_is_no_array_is_refused(
    tmp_path: Path, model: bytes, name: str, data: bytes
) -> None:
    refused(tmp_path / "member.npz", with_member(model, name, data))


def test_a_packed_model_is_read_like_any_npz(tmp_path: Path, model: bytes) -> None:
    (tmp_path / "packed.npz").write_bytes(with_member(model, "", b"", packed=True))
    (tmp_path / "model.npz").write_bytes(model)
    one, other = load(tmp_path / "packed.npz"), load(tmp_path / "model.npz")
    assert digest(one.network) == digest(other.network)


@given(data=st.data())
def test_flipped_bytes_give_the_model_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, model: bytes, data: st.DataObject
) -> None:
    damaged = bytearray(with_member(model, "", b"", packed=data.draw(st.booleans())))
    ends = st.integers(0, 400) | st.integers(len(damaged) - 1200, len(damaged) - 1)
    for at in data.draw(st.lists(ends | st.integers(0, len(damaged) - 1), min_size=1, max_size=3)):
        damaged[at] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "flipped.npz"
    path.write_bytes(damaged)
    try:
        outcome = digest(load(path).network)
    except CheckpointError as error:
        outcome = str(error)
    path.write_bytes(model)
    assert outcome == digest(load(path).network) or outcome.startswith(f"{path} ")

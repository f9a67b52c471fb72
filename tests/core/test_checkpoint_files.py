"""What load() makes of files it did not write: a model, or a sentence that says what is wrong."""

import io
import json
import math
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import archives
from core.checkpoint import FORMAT_VERSION, CheckpointError, load
from tests.core.model_files import (
    Arrays,
    arrays_of,
    npy_header,
    refused,
    sealed,
    small_model,
    summed,
    unsealed,
    with_arrays,
    with_header,
    with_member,
)
from tests.core.tools import digest

Header = dict[str, Any]


@pytest.fixture(scope="module")
def model() -> bytes:
    return small_model()


@pytest.mark.case(57)
@pytest.mark.parametrize("kept", [4, 30, 1000, 20_000, -1, -64, -71, -93])
def test_a_file_cut_anywhere_is_damaged(tmp_path: Path, model: bytes, kept: int) -> None:
    sentence = refused(tmp_path / "cut.npz", model[:kept])
    assert "damaged" in sentence
    assert "checksum" in sentence


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path / "empty.npz", b"").startswith("is an empty file.")


@pytest.mark.parametrize("more", [b"\0", b"junk", bytes(70_000)])
def test_a_file_with_more_at_its_end_is_damaged(tmp_path: Path, model: bytes, more: bytes) -> None:
    assert "damaged" in refused(tmp_path / "more.npz", model + more)


@pytest.mark.case(57)
@given(data=st.data())
def test_a_flipped_bit_anywhere_is_damaged(
    tmp_path_factory: pytest.TempPathFactory, model: bytes, data: st.DataObject
) -> None:
    damaged = bytearray(model)
    ends = st.integers(0, 400) | st.integers(len(damaged) - 1200, len(damaged) - 1)
    at = data.draw(ends | st.integers(0, len(damaged) - 1))
    damaged[at] ^= 1 << data.draw(st.integers(0, 7))
    sentence = refused(tmp_path_factory.getbasetemp() / "flipped.npz", bytes(damaged))
    assert "damaged" in sentence
    assert "checksum" in sentence


@pytest.mark.parametrize(
    "data", [b"<html>", b"%PDF-1.7", bytes(1000), bytes(range(256)) * 20, b"PK\x05\x06" + bytes(18)]
)
def test_what_is_no_archive_is_no_model(tmp_path: Path, data: bytes) -> None:
    assert "is no model of this program" in refused(tmp_path / "garbage.npz", data)


def test_another_archive_is_no_model(tmp_path: Path) -> None:
    data = archives.encode({"x_train": np.zeros((2, 28, 28))}).getvalue()
    for each in (data, sealed(data)):
        assert "is no model of this program" in refused(tmp_path / "mnist.npz", each)


def test_a_model_saved_again_by_another_program_is_told(tmp_path: Path, model: bytes) -> None:
    sentence = refused(tmp_path / "again.npz", unsealed(model))
    assert "changed by another program" in sentence
    assert "checksum" in sentence


class Trap:
    """Makes a folder of this name when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[Callable[[Path], None], tuple[Path]]:
        return Path.mkdir, (self._path,)


@pytest.mark.parametrize("place", ["alone", "as an array", "in an array", "before an archive"])
def test_a_pickle_is_never_opened(tmp_path: Path, model: bytes, place: str) -> None:
    marker = tmp_path / "marker"
    trap = pickle.dumps(Trap(marker))
    objects = io.BytesIO()
    np.save(objects, np.array([Trap(marker)]), allow_pickle=True)
    data = {
        "alone": trap,
        "as an array": with_member(model, "W1.npy", trap),
        "in an array": with_member(model, "W1.npy", objects.getvalue()),
        "before an archive": summed(trap + model),
    }[place]
    sentence = refused(tmp_path / "trap.npz", data)
    assert ("not loaded for safety" in sentence) is (place == "in an array")
    assert not marker.exists()
    pickle.loads(trap)
    assert marker.exists()


NAMES = ["W1", "W30", "optimizer/velocity", "sound/W2", "history/loss", "history/test_confusion"]


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_array_is_told(tmp_path: Path, model: bytes, name: str) -> None:
    sentence = refused(tmp_path / "part.npz", with_arrays(model, lambda a: a.pop(name)))
    assert sentence.startswith(f"is damaged: it lacks {name} of its 784-12-8-10 network.")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", [np.float16, ">f4", np.int32, np.complex64, "U3"])
def test_an_array_of_another_kind_is_refused(
    tmp_path: Path, model: bytes, name: str, kind: Any
) -> None:
    """This program writes one kind only, so what has another was not written by it."""

    def convert(arrays: Arrays) -> None:
        arrays[name] = np.zeros(arrays[name].shape, kind)

    assert name in refused(tmp_path / "kind.npz", with_arrays(model, convert))


@pytest.mark.parametrize("name", NAMES)
def test_an_array_of_another_shape_is_refused(tmp_path: Path, model: bytes, name: str) -> None:
    def widen(arrays: Arrays) -> None:
        arrays[name] = np.concatenate([arrays[name], arrays[name]], axis=-1)

    assert name in refused(tmp_path / "shape.npz", with_arrays(model, widen))


def test_weights_that_do_not_chain_are_told_with_both_shapes(tmp_path: Path, model: bytes) -> None:
    def turn(arrays: Arrays) -> None:
        arrays["W2"] = arrays["W2"].T

    sentence = refused(tmp_path / "turned.npz", with_arrays(model, turn))
    assert "W2 is 8x12, not 12x8 as in a 784-12-8-10 network" in sentence


@pytest.mark.parametrize("name", ["W20", "sound/W1", "history/train_loss", "history/evaluated"])
@pytest.mark.parametrize("bad", [math.nan, math.inf])
def test_numbers_that_are_not_finite_are_refused(
    tmp_path: Path, model: bytes, name: str, bad: float
) -> None:
    def spoil(arrays: Arrays) -> None:
        arrays[name].flat[1] = bad

    sentence = refused(tmp_path / "spoilt.npz", with_arrays(model, spoil))
    assert f"is damaged: {name} holds numbers that are not finite" in sentence


def test_more_points_than_a_history_has_are_refused(tmp_path: Path, model: bytes) -> None:
    def lengthen(arrays: Arrays) -> None:
        arrays["history/loss"] = np.ones((100_000, 6))

    assert "longer than any" in refused(tmp_path / "long.npz", with_arrays(model, lengthen))


@pytest.mark.parametrize("format_", [3, FORMAT_VERSION + 1])
def test_another_format_is_told_with_its_version(
    tmp_path: Path, model: bytes, format_: int
) -> None:
    """Older files have no checksum; of newer ones nothing is known but these two fields."""

    def change(header: Header) -> None:
        header |= {"format": format_, "versions": {"mlp-lab": "9.1"}, "network": None}

    other = with_header(model, change)
    for data in (other, unsealed(other)):
        sentence = refused(tmp_path / "newer.npz", data)
        assert sentence.startswith("was made by version 9.1 of MLP Lab")


@pytest.mark.case(56)
def test_what_else_is_in_a_file_is_left_alone(tmp_path: Path, model: bytes) -> None:
    data = with_header(model, lambda header: header.update(colour="blue"))
    (tmp_path / "more.npz").write_bytes(with_arrays(data, lambda a: a.update(W99=np.zeros(3))))
    (tmp_path / "model.npz").write_bytes(model)
    one, other = load(tmp_path / "more.npz"), load(tmp_path / "model.npz")
    assert digest(one.network) == digest(other.network)


@pytest.mark.parametrize(
    "header", [np.array(["{}"]), np.array(7), np.array(b"{}"), np.array("x" * 5_000_000)]
)
def test_a_header_that_is_no_text_is_refused(
    tmp_path: Path, model: bytes, header: np.ndarray[Any, Any]
) -> None:
    data = with_arrays(model, lambda arrays: arrays.update(header=header))
    assert "is no model of this program" in refused(tmp_path / "header.npz", data)


@pytest.mark.parametrize("shape", [(10**15,), (10**9, 10**9, 10**9), (3 * 10**9,), (2**62, 8)])
def test_an_array_that_claims_to_be_huge_is_refused(
    tmp_path: Path, model: bytes, shape: tuple[int, ...]
) -> None:
    data = with_member(model, "W1.npy", npy_header(shape) + bytes(99))
    assert "size it claims" in refused(tmp_path / "claim.npz", data)


@pytest.mark.parametrize("sizes", [[2500] * 8, [784, 2500, 2500, 10]])
def test_a_small_file_makes_no_room_for_a_huge_network(
    tmp_path: Path, model: bytes, sizes: list[int]
) -> None:
    """Within the limits of a network, yet up to 175 MB of weights that the file does not have."""

    def widen(header: Header) -> None:
        header["network"]["sizes"] = sizes
        header["class_names"] = ["x"] * sizes[-1]

    assert "-2500-" in refused(tmp_path / "claim.npz", with_header(model, widen))


@pytest.mark.parametrize(
    "data",
    [b"", b"no array", b"\x93NUMPY", b"\x93NUMPY\x01\x00\xff\xff{"],
    ids=["empty", "text", "cut", "too short"],
)
@pytest.mark.parametrize("name", ["header.npy", "W20.npy", "history/loss.npy"])
def test_a_member_that_is_no_array_is_refused(
    tmp_path: Path, model: bytes, name: str, data: bytes
) -> None:
    refused(tmp_path / "member.npz", with_member(model, name, data))


def test_a_packed_model_is_read_like_any_other(tmp_path: Path, model: bytes) -> None:
    (tmp_path / "packed.npz").write_bytes(with_member(model, "", b"", packed=True))
    (tmp_path / "model.npz").write_bytes(model)
    one, other = load(tmp_path / "packed.npz"), load(tmp_path / "model.npz")
    assert digest(one.network) == digest(other.network)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.npz")
    with pytest.raises(CheckpointError, match="Choose a file"):
        load(tmp_path / "pipe.npz")


SPOTS = st.integers(0, 400) | st.integers(-1200, -1) | st.integers(0, 60_000)


@given(st.lists(st.tuples(SPOTS, st.integers(0, 255)), min_size=1, max_size=3), st.booleans())
def test_changed_bytes_under_a_right_checksum_give_a_model_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory,
    model: bytes,
    changes: list[tuple[int, int]],
    packed: bool,
) -> None:
    damaged = bytearray(with_member(model, "", b"", packed=packed))
    for at, value in changes:
        damaged[at % len(damaged) if at >= 0 else at] = value
    path = tmp_path_factory.getbasetemp() / "changed.npz"
    path.write_bytes(summed(bytes(damaged)))
    try:
        outcome = load(path).network.is_finite()
    except CheckpointError as error:
        outcome = str(error).startswith(f"{path} ")
    assert outcome


def test_the_model_of_these_tests_is_sound(tmp_path: Path, model: bytes) -> None:
    (tmp_path / "model.npz").write_bytes(model)
    loaded = load(tmp_path / "model.npz")
    assert loaded.sound
    assert loaded.state.iteration == 12
    assert json.loads(str(arrays_of(model)["header"]))["format"] == FORMAT_VERSION
    (tmp_path / "again.npz").write_bytes(with_header(model, lambda header: None))
    assert load(tmp_path / "again.npz").past == loaded.past

"""nn_parameters.txt as people have it: what is read, and the sentence for what is not."""

import io
import pickle
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.arrays import AnyArray
from core.checkpoint import CheckpointError
from core.export import EXPORTS
from core.network import NetworkSpec
from core.parameters_file import MAX_BYTES, NOTE, RECIPE, load, looks_like
from core.samples import DIGITS
from tests.core.tools import digest, toy_network

SIZES = (784, 12, 8, 10)
SHAPES = (784, 12), (12, 1), (12, 8), (8, 1), (8, 10), (10, 1)
PROTOCOLS = (2, 3, 4, 5)


def arrays(shapes: tuple[tuple[int, ...], ...] = SHAPES) -> list[AnyArray]:
    draw = np.random.default_rng(3)
    return [draw.standard_normal(shape).astype(np.float32) for shape in shapes]


def written(folder: Path, data: bytes) -> Path:
    path = folder / "nn_parameters.txt"
    path.write_bytes(data)
    return path


def refused(folder: Path, data: bytes) -> str:
    """The sentence by which load() refuses these bytes, within two seconds."""
    path, started = written(folder, data), perf_counter()
    with pytest.raises(CheckpointError) as caught:
        load(path)
    assert perf_counter() - started < 2
    sentence = str(caught.value)
    assert sentence.startswith(f"{path} ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def assert_holds(path: Path, expected: list[AnyArray]) -> None:
    parameters = load(path).network.parameters
    for parameter, array in zip(parameters, expected, strict=True):
        assert parameter.value.dtype == np.float32
        np.testing.assert_array_equal(
            parameter.value, array.astype(np.float32).reshape(parameter.value.shape)
        )


@pytest.mark.parametrize("numpys", [b"numpy.core", b"numpy._core"])
@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_list_of_any_protocol_and_numpy_is_read(
    tmp_path: Path, protocol: int, numpys: bytes
) -> None:
    data = pickle.dumps(arrays(), protocol)
    if numpys == b"numpy.core" and protocol < 4:
        data = data.replace(b"numpy._core", numpys)
    elif numpys == b"numpy.core":  # the length of each name stands before it
        for name in (b".multiarray", b".numeric"):
            new, old = b"numpy._core" + name, numpys + name
            data = data.replace(bytes([len(new)]) + new, bytes([len(old)]) + old)
    assert_holds(written(tmp_path, data), arrays())


@pytest.mark.case(55)
@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize(
    "change",
    [
        lambda each: each.astype(np.float64),
        lambda each: each.astype(np.float16),
        lambda each: each.astype(">f4"),
        lambda each: np.asfortranarray(each),
        lambda each: each[::-1],
        lambda each: each.ravel() if each.shape[1] == 1 else each,
        lambda each: each.T if each.shape[1] == 1 else each,
    ],
    ids=["float64", "float16", "big-endian", "by columns", "strided", "flat biases", "rows"],
)
def test_arrays_of_any_layout_and_precision_are_read(
    tmp_path: Path, protocol: int, change: Callable[[AnyArray], AnyArray]
) -> None:
    changed = [change(each) for each in arrays()]
    assert_holds(written(tmp_path, pickle.dumps(changed, protocol)), changed)


def test_a_tuple_is_read_like_a_list(tmp_path: Path) -> None:
    assert_holds(written(tmp_path, pickle.dumps(tuple(arrays()))), arrays())


def test_strings_of_python_2_are_read(tmp_path: Path) -> None:
    """There, the numbers are a plain string, and shapes may be long integers."""
    bias = np.arange(10, dtype="<f4")
    weights = np.ones((784, 10), "<f4")
    text = b"\x80\x02]q\x00(" + b"".join(
        b"cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\x00\x85U\x01b\x87R(K\x01"
        + (b"\x8a\x02\x10\x03K\x0a\x86" if array.ndim == 2 else b"K\x0a\x85")
        + b"cnumpy\ndtype\nU\x02f4K\x00K\x01\x87R(K\x03U\x01<NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xff"
        b"K\x00tb\x89T" + len(array.tobytes()).to_bytes(4, "little") + array.tobytes() + b"tb"
        for array in (weights, bias)
    )
    assert [each.shape for each in pickle.loads(text + b"e.", encoding="latin-1")] == [
        (784, 10),
        (10,),
    ]
    assert_holds(written(tmp_path, text + b"e."), [weights, bias])


@pytest.mark.parametrize("sizes", [(784, 10), (784, 100, 100, 10), (784, 9, 8, 7, 6, 5, 4, 3)])
def test_what_is_exported_comes_back(tmp_path: Path, sizes: tuple[int, ...]) -> None:
    network = toy_network(spec=NetworkSpec(sizes))
    back = load(written(tmp_path, EXPORTS["course"].encode(network, DIGITS)))
    assert digest(back.network) == digest(network)
    assert back.network.spec == network.spec


def test_nothing_is_claimed_of_its_training(tmp_path: Path) -> None:
    checkpoint = load(written(tmp_path, pickle.dumps(arrays())))
    assert checkpoint.recipe == RECIPE
    assert checkpoint.state.iteration == checkpoint.state.images_seen == 0
    assert checkpoint.evaluation is None
    assert "ReLU" in NOTE


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "ends too early"),
        (pickle.dumps(arrays())[:-1], "ends too early"),
        (pickle.dumps(arrays())[:500], "ends too early"),
        (pickle.dumps(arrays(), 0), "Save a list [W1, W10, W2, W20, ...] of NumPy arrays with"),
        (pickle.dumps(arrays(), 1), "pickle.dump(list, file, 2)"),
        (pickle.dumps([]), "holds no list of arrays"),
        (pickle.dumps(7), "holds no list of arrays"),
        (pickle.dumps(arrays()[0]), "holds no list of arrays"),
        (pickle.dumps({"W1": arrays()[0]}), "holds other things than arrays"),
        (pickle.dumps([1, 2]), "holds a list of other things than arrays"),
        (pickle.dumps([[array] for array in arrays()]), "a list of other things than arrays"),
        (pickle.dumps([np.array(arrays()[:1], object)]), "another kind (O8) than floats"),
        (pickle.dumps([np.ones((784, 10), int)]), "another kind (i8) than floats"),
        (pickle.dumps([np.ones((784, 10), complex)]), "another kind (c16) than floats"),
        (pickle.dumps([np.zeros((784, 0), "f4")]), "an impossible size"),
        (pickle.dumps([np.zeros((2, 2, 2), "f4")]), "neither one nor two dimensions"),
        (pickle.dumps([np.zeros((), "f4")]), "neither one nor two dimensions"),
        (pickle.dumps([np.float32(1)]), "asks for numpy._core.multiarray.scalar"),
    ],
)
def test_what_is_no_list_of_arrays_is_told(tmp_path: Path, data: bytes, expected: str) -> None:
    assert expected in refused(tmp_path, data)


@pytest.mark.parametrize(
    ("shapes", "expected"),
    [
        (SHAPES[:-1], "holds 5 arrays, where each layer has two"),
        (((100, 10), (10,)), "holds W1 of shape (100, 10), not (784, units)"),
        (((10, 784), (10,)), "holds W1 of shape (10, 784), not (784, units)"),
        (((784, 90), (90,), (100, 10), (10,)), "holds W2 of shape (100, 10), not (90, units)"),
        (((784, 90), (91,)), "holds W10 of shape (91,), not (90, 1)"),
        (((784, 90), (2, 45)), "holds W10 of shape (2, 45), not (90, 1)"),
        (((784,), (1,)), "holds W1 of shape (784,), not (784, units)"),
        (((784, 2501), (2501,)), "A layer has 1 to 2,500 units, not 2,501"),
        (((784, 1), (1,), *[(1, 1), (1,)] * 7), "0 to 6 hidden layers"),
    ],
)
def test_shapes_that_make_no_network_are_told(
    tmp_path: Path, shapes: tuple[tuple[int, ...], ...], expected: str
) -> None:
    assert expected in refused(tmp_path, pickle.dumps(arrays(shapes)))


@pytest.mark.parametrize("bad", [np.nan, np.inf, 1e300])
def test_numbers_that_are_not_finite_are_told(tmp_path: Path, bad: float) -> None:
    spoilt = [each.astype(np.float64) for each in arrays()]
    spoilt[3][2] = bad
    assert "W20 holds numbers that are not finite" in refused(tmp_path, pickle.dumps(spoilt))


class Call:
    """Calls this when it is unpickled."""

    def __init__(self, function: Callable[..., object], *arguments: object) -> None:
        self.called = function, arguments

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.called


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize(
    ("call", "name"),
    [
        (Call(eval, "1"), "eval"),
        (Call(Path.mkdir, Path("x")), "."),  # each protocol has its own way
        (Call(np.load, "x.npy", None, True), "numpy.load"),
        (Call(np.zeros, 10**10), "numpy.zeros"),
    ],
    ids=["eval", "mkdir", "numpy.load", "numpy.zeros"],
)
def test_any_other_name_is_refused_with_the_reason(
    tmp_path: Path, call: Call, name: str, protocol: int
) -> None:
    sentence = refused(tmp_path, pickle.dumps([*arrays(), call], protocol))
    asked = sentence.partition(" is a pickle that asks for ")[2].partition(", not of arrays")[0]
    assert name in asked
    assert "Pickles can run code, so it was not opened. Save a list" in sentence


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = written(tmp_path, b"\x80\x02")
    with path.open("r+b") as file:
        file.truncate(MAX_BYTES + 1)
    started = perf_counter()
    with pytest.raises(CheckpointError, match=r"bytes, more than .*Choose a smaller file\.$"):
        load(path)
    assert perf_counter() - started < 1


def test_the_largest_network_fits_the_limit() -> None:
    count = NetworkSpec((784, *[2500] * 6, 2500)).parameter_count
    assert count * 8 * 1.5 < MAX_BYTES  # in protocol 2, every second byte takes two


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        *[(b"\x80\x02]", True), (b"\x80\x05", True), (b"\x80\x07", False)],
        *[(b"(lp0", True), (b"", False), (b"PK\x03\x04", False)],
    ],
)
def test_a_pickle_is_known_by_its_beginning(tmp_path: Path, data: bytes, expected: bool) -> None:
    assert looks_like(written(tmp_path, data)) is expected


def test_what_cannot_be_looked_at_is_no_pickle(tmp_path: Path) -> None:
    assert not looks_like(tmp_path / "nothing")
    assert not looks_like(tmp_path)


@given(data=st.data())
def test_damaged_files_give_a_network_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    protocol = data.draw(st.sampled_from(PROTOCOLS))
    file = io.BytesIO()
    pickle.dump(arrays(((784, 2), (2, 1), (2, 3), (3, 1))), file, protocol)
    damaged = bytearray(file.getvalue())
    places = st.integers(0, 250) | st.integers(len(damaged) - 400, len(damaged) - 1)
    for at in data.draw(st.lists(places, min_size=1, max_size=4)):
        damaged[at] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "damaged.txt"
    path.write_bytes(damaged)
    outcome: Any
    try:
        outcome = load(path).network.is_finite()
    except CheckpointError as error:
        outcome = str(error).startswith(f"{path} ")
    assert outcome

"""nn_parameters.txt as it is handed in: any pickle.load, of any NumPy, has to read it."""

import pickle
import pickletools
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from core.export import EXPORTS, ExportError
from core.network import NetworkSpec
from core.samples import DIGITS
from tests.core.tools import TOY, digest, toy_network


def encoded(spec: NetworkSpec = TOY) -> bytes:
    return EXPORTS["course"].encode(toy_network(spec=spec), DIGITS)


@pytest.mark.parametrize("sizes", [(784, 10), (784, 5, 10), (784, 100, 100, 10), (784, 1, 1, 2)])
def test_a_plain_pickle_load_gives_the_weights_and_biases(sizes: tuple[int, ...]) -> None:
    spec = NetworkSpec(sizes)
    network, loaded = toy_network(spec=spec), pickle.loads(encoded(spec))
    assert type(loaded) is list
    for parameter, array in zip(network.parameters, loaded, strict=True):
        assert array.dtype == np.float32
        assert array.ndim == 2
        np.testing.assert_array_equal(array.reshape(parameter.value.shape), parameter.value)
    assert [array.shape[1] for array in loaded[1::2]] == [1] * (len(sizes) - 1)


def test_it_names_only_what_numpy_1_and_2_both_have() -> None:
    named = {arg for code, arg, _ in pickletools.genops(encoded()) if code.name == "GLOBAL"}
    assert named == {
        "_codecs encode",
        "numpy dtype",
        "numpy ndarray",
        "numpy.core.multiarray _reconstruct",
    }


def test_it_is_of_protocol_2() -> None:
    used = {code.proto for code, _, _ in pickletools.genops(encoded())}
    assert encoded()[:2] == b"\x80\x02"
    assert max(used) == 2


def test_numpy_reads_it_without_a_warning(tmp_path: Path) -> None:
    (tmp_path / "nn_parameters.txt").write_bytes(encoded())
    code = "import pickle; pickle.load(open('nn_parameters.txt', 'rb'))"
    command = [sys.executable, "-W", "error", "-W", "ignore::ResourceWarning", "-c", code]
    subprocess.run(command, cwd=tmp_path, check=True)


@pytest.mark.parametrize(
    ("activation", "output"), [("tanh", "softmax"), ("relu", "sigmoid"), ("relu", "linear")]
)
def test_what_the_file_cannot_say_is_refused(activation: str, output: str) -> None:
    with pytest.raises(ExportError, match=rf"has {activation} and {output}\. Export it as ONNX"):
        encoded(NetworkSpec(TOY.sizes, activation, output))


def test_without_hidden_layers_any_activation_is_fine() -> None:
    assert encoded(NetworkSpec((784, 10), "tanh")) == encoded(NetworkSpec((784, 10)))


def test_the_network_stays_as_it_was() -> None:
    network = toy_network()
    before = digest(network)
    EXPORTS["course"].encode(network, DIGITS)
    assert digest(network) == before

"""ONNX files: valid, complete, and the same answers as the network's own."""

import json
import sys

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import checker

from core.arrays import Images, as_input
from core.export import EXPORTS, ExportError
from core.network import Network
from core.samples import DIGITS
from tests.core.tools import toy_network


def session(content: bytes) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(content, providers=["CPUExecutionProvider"])


def test_it_answers_like_the_network(network: Network, thousand: Images) -> None:
    content = EXPORTS["onnx"].encode(network, DIGITS)
    checker.check_model(content, full_check=True)
    (outputs,) = session(content).run(None, {"images": as_input(thousand)})
    np.testing.assert_allclose(outputs, network.predict(thousand), rtol=0, atol=1e-5)
    assert outputs.dtype == np.float32


@pytest.mark.parametrize("count", [1, 7])
def test_it_takes_any_number_of_images(count: int, thousand: Images) -> None:
    content = EXPORTS["onnx"].encode(toy_network(), DIGITS)
    (outputs,) = session(content).run(None, {"images": as_input(thousand[:count])})
    assert outputs.shape == (count, 10)


def test_it_says_what_goes_in_and_comes_out() -> None:
    model = onnx.load_from_string(EXPORTS["onnx"].encode(toy_network(), tuple("ABCDEFGHIJ")))
    assert [entry.name for entry in model.graph.input] == ["images"]
    assert [entry.name for entry in model.graph.output] == ["probabilities"]
    assert "0 for black background to 1 for white ink" in model.doc_string
    props = {entry.key: entry.value for entry in model.metadata_props}
    assert json.loads(props["classes"]) == list("ABCDEFGHIJ")


def test_all_weights_are_inside() -> None:
    network = toy_network()
    model = onnx.load_from_string(EXPORTS["onnx"].encode(network, DIGITS))
    inside = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    assert list(inside) == [parameter.name for parameter in network.parameters]
    for parameter in network.parameters:
        np.testing.assert_array_equal(inside[parameter.name], parameter.value)
    assert not any(tensor.external_data for tensor in model.graph.initializer)


def test_without_the_package_a_sentence_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "onnx", None)  # as if it were not there
    with pytest.raises(ExportError, match=r"not installed.*pip install '\.\[onnx\]'"):
        EXPORTS["onnx"].encode(toy_network(), DIGITS)

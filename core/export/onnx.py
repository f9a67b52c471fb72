"""A network as ONNX, which most runtimes take: one Gemm and one activation a layer.

Opset 13 of 2020 has all that is needed, and whatever reads ONNX today reads that.
"""

import json
from collections.abc import Iterator
from typing import Any

from core import __version__
from core.export.export import ClassNames, Export, ExportError
from core.network import Network

OPSET, IR_VERSION = 13, 7  # of the same release
OPERATORS = {
    **{"relu": "Relu", "sigmoid": "Sigmoid", "tanh": "Tanh"},
    **{"softmax": "Softmax", "linear": ""},
}
"""What ONNX calls the keys of ACTIVATIONS and OUTPUTS; nothing follows a linear layer."""

IMAGES = (
    "images is float32 (N, {inputs}): each image row by row from its upper left corner, from 0 "
    "for black background to 1 for white ink. {outputs} is float32 (N, {classes}), one column a "
    "class."
)


def encode(network: Network, class_names: ClassNames) -> bytes:
    """The content of an .onnx file with its weights inside; raises ExportError without onnx."""
    try:
        from onnx import TensorProto, checker, helper, numpy_helper
    except ImportError as error:
        raise ExportError(
            "The package onnx is not installed. In the program's folder, run "
            "pip install '.[onnx]' and export again."
        ) from error
    inputs, *_, classes = network.spec.sizes
    outputs = "probabilities" if network.output.gives_probabilities else "outputs"
    graph = helper.make_graph(
        [helper.make_node(*node) for node in _nodes(network, outputs)],
        f"{network.spec} {network.spec.activation} {network.spec.output}",
        [helper.make_tensor_value_info("images", TensorProto.FLOAT, ["N", inputs])],
        [helper.make_tensor_value_info(outputs, TensorProto.FLOAT, ["N", classes])],
        [numpy_helper.from_array(p.value, p.name) for p in network.parameters],
    )
    model: Any = helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
        producer_name="MLP Lab",
        producer_version=__version__,
        doc_string=IMAGES.format(inputs=inputs, outputs=outputs, classes=classes),
    )
    helper.set_model_props(model, {"classes": json.dumps(class_names)})
    checker.check_model(model, full_check=True)
    content: bytes = model.SerializeToString()
    return content


def _nodes(network: Network, outputs: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """Operator, inputs and outputs of each step: z = x W + b, then a = f(z); eq. 1-4."""
    layers = len(network.layers)
    x = "images"
    for place in range(1, layers + 1):
        is_last = place == layers
        operator = OPERATORS[network.spec.output if is_last else network.spec.activation]
        a = outputs if is_last else f"a{place}"
        z = f"z{place}" if operator else a
        yield "Gemm", [x, f"W{place}", f"W{place}0"], [z]
        if operator:
            yield operator, [z], [a]
        x = a


EXPORT = Export(
    "ONNX",
    "model.onnx",
    "For other programs and languages: ONNX Runtime, OpenVINO, browsers.",
    encode,
)

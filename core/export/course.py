"""The course's nn_parameters.txt: a pickled list [W1, W10, W2, W20, ...] of float32 arrays.

Pickle protocol 2, weights (D, U) and biases (U, 1), as they were handed in. It is read by
core.parameters_file, which takes no pickle's word.
"""

import pickle

import numpy as np

from core.arrays import Floats
from core.export.export import ClassNames, Export, ExportError
from core.network import Network, NetworkSpec

PROTOCOL = 2
# NumPy 2 pickles its own new name, which NumPy 1 does not have; both have the old one.
NEW, OLD = b"cnumpy._core.multiarray\n", b"cnumpy.core.multiarray\n"


def encode(network: Network, class_names: ClassNames) -> bytes:
    """The content of nn_parameters.txt; raises ExportError for a network it cannot describe."""
    _check(network.spec)
    arrays = [_as_written(parameter.value) for parameter in network.parameters]
    return pickle.dumps(arrays, PROTOCOL).replace(NEW, OLD, 1)  # later arrays refer to the first


def _check(spec: NetworkSpec) -> None:
    """Refuse what would be another network to whoever reads the file: it names no functions."""
    hidden = spec.activation if spec.hidden else "relu"
    if (hidden, spec.output) != ("relu", "softmax"):
        raise ExportError(
            "The course's file holds weights alone, for a network with ReLU and softmax; this one "
            f"has {hidden} and {spec.output}. Export it as ONNX or as a script."
        )


def _as_written(value: Floats) -> Floats:
    return np.ascontiguousarray(value if value.ndim == 2 else value[:, None], "<f4")


EXPORT = Export(
    "Parameters of the course",
    "nn_parameters.txt",
    "The course's hand-in: the list [W1, W10, W2, W20, ...] as a pickle.",
    encode,
)

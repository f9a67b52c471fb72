"""A network as one Python file that predicts with NumPy alone, readable as the equations are.

The file holds the forward pass in plain sight, and after it the weights as text.
"""

import base64
import zlib
from string import Template

import numpy as np

from core import __version__
from core.activations import ACTIVATIONS
from core.export.export import ClassNames, Export
from core.network import Network

FORMULAS = {
    "relu": "return np.maximum(z, 0)",
    "sigmoid": "return (1 + np.tanh(z / 2)) / 2",
    "tanh": "return np.tanh(z)",
    "softmax": "e = np.exp(z - z.max(axis=1, keepdims=True))\n"
    "    return e / e.sum(axis=1, keepdims=True)",
    "linear": "return z",
}
"""What the keys of ACTIVATIONS and OUTPUTS make of z; report eq. 3 and 4 are relu and softmax."""

SCRIPT = Template('''\
"""A $spec network with $activation and $output, exported by MLP Lab $version.

It needs Python 3 and NumPy:

    python model.py IMAGE.npy

IMAGE.npy, saved by numpy.save, holds an image (28, 28) or several (N, 28, 28), white ink on
black: whole numbers from 0 to 255, or fractions from 0 to 1. In a program:

    from model import digit, predict
"""

import base64
import sys
import zlib

import numpy as np

SIZES = $sizes
CLASSES = $classes


def predict(images):
    """Turn images (N, $inputs), (N, 28, 28) or (28, 28) into the outputs y (N, $count)."""
    a = scaled(np.asarray(images))
    *hidden_layers, last_layer = LAYERS
    for w, b in hidden_layers:
        a = hidden(a @ w + b)
    w, b = last_layer
    return output(a @ w + b)


def digit(images):
    """The place (N,) in CLASSES of the largest output: for digits, the digit itself."""
    return predict(images).argmax(axis=1)


def scaled(images):
    """Images as rows of float32 from 0 to 1; whole numbers are taken for 0 to 255."""
    x = images.reshape(-1, SIZES[0]).astype(np.float32)
    return x if images.dtype.kind == "f" else x * np.float32(1 / 255)


def hidden(z):
    """$activation: a = f(z), z = x W + b."""
    $hidden


def output(z):
    """$output: y = f(z)."""
    $last


def layers(text):
    """The weights (D, U) and biases (U,) of each layer, from float32 packed as text."""
    values = np.frombuffer(zlib.decompress(base64.b64decode(text)), "<f4")
    found = []
    for d, u in zip(SIZES, SIZES[1:]):
        w, b, values = np.split(values, [d * u, d * u + u])
        found.append((w.reshape(d, u), b))
    return found


def main():
    if len(sys.argv) != 2:
        sys.exit("Usage: python model.py IMAGE.npy")
    for outputs in predict(np.load(sys.argv[1], allow_pickle=False)):
        best = outputs.argmax()
        print(f"{CLASSES[best]} ({outputs[best]:.4f})")


LAYERS = layers("""
$parameters""")

if __name__ == "__main__":
    main()
''')


def encode(network: Network, class_names: ClassNames) -> bytes:
    """The content of a .py file."""
    spec = network.spec
    text = SCRIPT.substitute(
        spec=spec,
        version=__version__,
        sizes=spec.sizes,
        inputs=spec.sizes[0],
        count=spec.sizes[-1],
        classes=ascii(class_names),
        activation=ACTIVATIONS[spec.activation].name,
        output=network.output.name,
        hidden=FORMULAS[spec.activation],
        last=FORMULAS[spec.output],
        parameters=_as_text(network),
    )
    return text.encode("ascii")


def _as_text(network: Network) -> str:
    """W1, W10, W2, ... one after the other, in lines of 76 characters."""
    values = network.parameters.values.astype("<f4")
    return base64.encodebytes(zlib.compress(np.ascontiguousarray(values).data, 9)).decode("ascii")


EXPORT = Export(
    "Python script",
    "model.py",
    "One file that predicts with NumPy alone, without this program.",
    encode,
)

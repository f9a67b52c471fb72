"""Networks to export, each with what it makes of a thousand of MNIST's testing images."""

from itertools import product
from pathlib import Path

import pytest

import resources
from core.activations import ACTIVATIONS
from core.arrays import Images
from core.checkpoint import load
from core.network import Network, NetworkSpec
from core.outputs import OUTPUTS
from core.samples import Dataset
from tests.core.tools import toy_network

PAIRS = tuple(product(ACTIVATIONS, OUTPUTS))


def bundled_network() -> Network:
    return load(Path(resources.path("models")) / "default.npz").network


@pytest.fixture(scope="session")
def thousand(mnist: Dataset) -> Images:
    return mnist.test.images[:1000]


@pytest.fixture(
    params=["bundled", "no hidden layer", *PAIRS],
    ids=lambda param: param if isinstance(param, str) else "-".join(param),
)
def network(request: pytest.FixtureRequest) -> Network:
    """The bundled network, one without hidden layers, and one of each kind of the tables."""
    if request.param == "bundled":
        return bundled_network()
    if request.param == "no hidden layer":
        return toy_network(spec=NetworkSpec((784, 10)))
    activation, output = request.param
    return toy_network(spec=NetworkSpec((784, 12, 8, 10), activation, output))

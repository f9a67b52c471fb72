"""Datasets that tests of core share, each read or made once."""

import pytest

from core.dataset import bundled
from core.samples import Dataset
from tests.core.tools import toy_dataset


@pytest.fixture(scope="session")
def mnist() -> Dataset:
    return bundled("mnist")


@pytest.fixture(scope="session")
def tiny(mnist: Dataset) -> Dataset:
    """A little of MNIST: 600 training and 200 testing images."""
    return Dataset("tiny MNIST", mnist.train.part(0, 600), mnist.test.part(0, 200))


@pytest.fixture(scope="session")
def toy() -> Dataset:
    return toy_dataset()

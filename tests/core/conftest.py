"""Datasets that tests of core share, each read or made once."""

import pytest
from hypothesis import HealthCheck, settings

from core.dataset import bundled
from core.samples import Dataset
from tests.core.tools import toy_dataset

# A slow or busy machine is no defect.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


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

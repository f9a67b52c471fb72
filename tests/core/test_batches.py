"""Batches come in the order of their epochs, the same however often one stops in between."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import islice

import numpy as np
import pytest

from core.augmentation import distort
from core.batches import Batch, batches
from core.config import TrainConfig
from core.randomness import Purpose, rng
from core.samples import Dataset
from tests.core.tools import toy_dataset

DATA: Dataset = toy_dataset()
PLAIN = TrainConfig(batch_size=40, seed=3)  # of 210 images: the sixth batch of an epoch is short
DISTORTED = replace(PLAIN, rotation=20.0, shift=2.0, elastic=0.5)


def taken(config: TrainConfig, count: int, *, iteration: int = 0, seen: int = 0) -> list[Batch]:
    with closing(batches(DATA.train, config, iteration=iteration, images_seen=seen)) as stream:
        return list(islice(stream, count))


def order(epoch: int) -> Iterator[int]:
    return iter(rng(3, Purpose.ORDER, epoch).permutation(len(DATA.train)))


def test_an_epoch_is_all_images_in_its_own_order_the_last_batch_short() -> None:
    made = taken(PLAIN, 12)
    assert [len(batch.labels) for batch in made] == 2 * [40, 40, 40, 40, 40, 10]
    indices = [*order(0), *order(1)]
    images = DATA.train.images[indices] / 255
    np.testing.assert_allclose(np.concatenate([batch.x for batch in made]), images, atol=1e-6)
    labels = np.concatenate([batch.labels for batch in made])
    assert (labels == DATA.train.labels[indices]).all()


def test_a_distorted_batch_is_that_of_its_iteration() -> None:
    indices = list(order(0))[40:80]
    draws = rng(3, Purpose.DISTORTION, 1)
    expected = distort(DATA.train.images[indices], DISTORTED.distortion, rng=draws)
    made = taken(DISTORTED, 2)[1]
    assert (made.x == expected).all()
    assert (made.labels == DATA.train.labels[indices]).all()


@pytest.mark.parametrize("stop", [1, 2, 5, 6, 7, 11])
@pytest.mark.parametrize("config", [PLAIN, DISTORTED], ids=["plain", "distorted"])
def test_going_on_anywhere_gives_the_same_bits(config: TrainConfig, stop: int) -> None:
    whole = taken(config, 12)
    seen = sum(len(batch.labels) for batch in whole[:stop])
    rest = taken(config, 12 - stop, iteration=stop, seen=seen)
    for batch, again in zip(whole[stop:], rest, strict=True):
        assert (batch.x == again.x).all()
        assert (batch.labels == again.labels).all()

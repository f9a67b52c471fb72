"""Images that occur among others are found, wherever they stand and whatever JPEG made of them."""

import io
import time

import numpy as np
import pytest
from PIL import Image

from core import overlap
from core.arrays import AnyArray, Images
from core.dataset import bundled
from core.samples import Dataset
from core.work import finish


def known(images: Images, training: Images) -> int:
    return finish(overlap.known(images, training))


def share_alike(images: Images, training: Images) -> float:
    return finish(overlap.share_alike(images, training))


def fingerprints(images: Images) -> AnyArray:
    return finish(overlap.fingerprints(images))


def noise(count: int, size: int = 784) -> Images:
    return np.random.default_rng(2).integers(0, 256, (count, size)).astype(np.uint8)


def test_known_images_are_counted_wherever_they_stand() -> None:
    images = noise(5000)
    mixed = np.concatenate([images[4990:], noise(30)[20:] ^ 1, images[:3], images[:3]])
    assert known(mixed, images) == 16
    assert known(images, mixed) == 13
    assert known(images[:0], images) == 0
    assert known(images, images[:0]) == 0


@pytest.mark.parametrize("size", [1, 7, 8, 784, 1023])
def test_any_pixel_changes_the_fingerprint(size: int) -> None:
    image = noise(1, size)
    changed = np.repeat(image, size, axis=0)
    changed[np.arange(size), np.arange(size)] ^= 1
    assert len(np.unique(fingerprints(np.concatenate([image, changed])))) == size + 1


@pytest.mark.parametrize("byte", range(8))
def test_images_that_differ_in_the_same_byte_of_words_differ(byte: int) -> None:
    images = np.zeros((3000, 784), np.uint8)
    images[:, byte::8] = noise(3000, 98)
    assert len(np.unique(fingerprints(images))) == 3000


def test_fingerprints_are_the_same_in_every_block_and_layout() -> None:
    images = noise(4001)
    whole = fingerprints(images)
    np.testing.assert_array_equal(fingerprints(np.asfortranarray(images))[3990:], whole[3990:])
    np.testing.assert_array_equal(fingerprints(images[3990:]), whole[3990:])


def test_all_of_mnist_is_compared_in_no_time(mnist: Dataset) -> None:
    began = time.perf_counter()
    assert known(mnist.train.images, mnist.train.images) == 60_000
    assert known(mnist.test.images, mnist.train.images) == 0
    assert time.perf_counter() - began < 0.5


def test_what_takes_long_can_be_ended_every_few_images(mnist: Dataset) -> None:
    for work in (overlap.known, overlap.share_alike):
        shares = list(work(mnist.test.images, mnist.train.images))
        assert len(shares) >= 30
        assert shares == sorted(shares)
        assert 0 <= shares[0] < shares[-1] <= 1


@pytest.mark.parametrize("quality", [95, 75])
def test_what_jpeg_made_of_an_image_is_still_that_image(quality: int) -> None:
    mnist = bundled("mnist").train.images[:4000]
    brought = np.stack([_as_jpeg(image, quality) for image in mnist[3000:3100]])
    assert known(brought, mnist) < 5
    assert share_alike(brought, mnist) == 1.0


def test_other_peoples_images_are_not_alike() -> None:
    mnist = bundled("mnist")
    assert share_alike(mnist.test.images, mnist.train.images) < 0.01


def test_half_of_the_images_being_alike_is_told_as_half() -> None:
    draw = np.random.default_rng(3)
    images = draw.integers(0, 256, (300, 784), dtype=np.uint8)
    mixed = images[:200].copy()
    mixed[::2] = draw.integers(0, 256, (100, 784), dtype=np.uint8)
    assert share_alike(mixed, images) == 0.5


def _as_jpeg(image: Images, quality: int) -> Images:
    file = io.BytesIO()
    Image.fromarray(image.reshape(28, 28)).save(file, "JPEG", quality=quality)
    pixels: Images = np.asarray(Image.open(file)).reshape(-1)
    return pixels

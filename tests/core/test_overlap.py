"""What looks odd about a dataset is said; what does not is not."""

import io
import time
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from core.arrays import Images
from core.dataset import bundled
from core.formats.format import Found, Labelled
from core.overlap import fingerprints, known, remarks, share_alike
from core.samples import Dataset, Split
from tests.core.tools import toy_dataset

TOY = toy_dataset()


def found(dataset: Dataset, *shapes: tuple[int, int]) -> Found:
    """What stood in files of such images, of those sizes for training and for testing."""
    train, test = (
        Labelled(np.zeros((len(split), *shape), np.uint8), split.labels)
        for split, shape in zip((dataset.train, dataset.test), shapes, strict=True)
    )
    return Found(dataset.name, train, test)


def said(
    train: Split = TOY.train, test: Split = TOY.test, shape: tuple[int, int] = (28, 28)
) -> str:
    dataset = Dataset("any", train, test)
    return " ".join(remarks(dataset, found(dataset, shape, (28, 28))))


def without(split: Split, *digits: int) -> Split:
    kept = ~np.isin(split.labels, digits)
    return Split(split.images[kept], split.labels[kept])


def test_nothing_is_said_of_what_is_in_order(mnist: Dataset) -> None:
    assert remarks(mnist, found(mnist, (28, 28), (28, 28))) == ()


@pytest.mark.parametrize(
    ("digits", "sentence"),
    [((3,), "of 3."), ((3, 5), "of 3 and 5."), ((0, 3, 9), "of 0, 3 and 9.")],
)
def test_classes_without_images_are_named(digits: tuple[int, ...], sentence: str) -> None:
    assert said(train=without(TOY.train, *digits)) == f"There are no training images {sentence}"
    assert said(test=without(TOY.test, *digits)) == f"There are no testing images {sentence}"


def test_of_many_classes_without_images_the_number_is_said() -> None:
    names = tuple(map(str, range(40)))
    dataset = Dataset("any", TOY.train, TOY.test, class_names=names)
    last = remarks(dataset, found(dataset, (28, 28), (28, 28)))[-1]
    assert last == "There are no testing images of 30 of 40 classes."


def test_what_was_noted_is_not_said_again() -> None:
    dataset = Dataset("any", without(TOY.train, 3), TOY.test)
    noted = replace(
        found(dataset, (28, 28), (28, 28)), notes=("There are no training images of 3.",)
    )
    assert remarks(dataset, noted) == ()


def test_testing_images_that_are_trained_on_are_counted() -> None:
    test = TOY.test.joined(TOY.train.part(5, 12))
    assert said(test=test).startswith("7 of the 67 testing images are also among the training")


@pytest.mark.parametrize(("shape", "named"), [((20, 16), "16 x 20"), ((1, 1), "1 x 1")])
def test_a_size_that_is_fitted_is_named(shape: tuple[int, int], named: str) -> None:
    assert said(shape=shape) == f"Images of {named} pixels are fitted to 28 x 28."


def test_dim_images_are_told() -> None:
    dim = Split(TOY.train.images // 16, TOY.train.labels)
    assert said(train=dim).startswith("The brightest pixel is 15 of 255")


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

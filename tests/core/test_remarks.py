"""What looks odd about a dataset is said; what does not is not."""

import numpy as np
import pytest

from core.formats.format import Found, Labelled
from core.remarks import remarks
from core.samples import Dataset, Split
from core.work import finish
from tests.core.tools import toy_dataset

TOY = toy_dataset()


def told(dataset: Dataset, found: Found) -> tuple[str, ...]:
    return finish(remarks(dataset, found))


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
    return " ".join(told(dataset, found(dataset, shape, (28, 28))))


def without(split: Split, *digits: int) -> Split:
    kept = ~np.isin(split.labels, digits)
    return Split(split.images[kept], split.labels[kept])


def test_nothing_is_said_of_what_is_in_order(mnist: Dataset) -> None:
    assert told(mnist, found(mnist, (28, 28), (28, 28))) == ()


@pytest.mark.parametrize(
    ("digits", "sentence"),
    [((3,), "of 3."), ((3, 5), "of 3 and 5."), ((0, 3, 9), "of 0, 3 and 9.")],
)
def test_classes_without_images_are_named(digits: tuple[int, ...], sentence: str) -> None:
    assert said(train=without(TOY.train, *digits)) == f"There are no training images {sentence}"
    assert said(test=without(TOY.test, *digits)) == f"There are no testing images {sentence}"


def test_a_class_without_any_images_is_named_once() -> None:
    some = without(TOY.train, 3, 5), without(TOY.test, 5, 8)
    assert said(*some) == (
        "There are no images of 5. There are no training images of 3. "
        "There are no testing images of 8."
    )
    only = Split(TOY.train.images[:9], np.full(9, 7))
    assert said(only, Split(TOY.test.images[:9], np.full(9, 7))) == (
        "There are no images of 0, 1, 2, 3, 4, 5, 6, 8 and 9."
    )


def test_of_many_classes_without_images_the_number_is_said() -> None:
    names = tuple(map(str, range(40)))
    dataset = Dataset("any", TOY.train, TOY.test, class_names=names)
    said = told(dataset, found(dataset, (28, 28), (28, 28)))
    assert said == ("There are no images of 30 of 40 classes.",)


def test_testing_images_that_are_trained_on_are_counted() -> None:
    test = TOY.test.joined(TOY.train.part(5, 12))
    assert said(test=test).startswith("7 of the 67 testing images are also among the training")


@pytest.mark.parametrize(("shape", "named"), [((20, 16), "16x20"), ((1, 1), "1x1")])
def test_a_size_that_is_fitted_is_named(shape: tuple[int, int], named: str) -> None:
    assert said(shape=shape) == f"Images of {named} pixels are fitted to 28x28."


def test_dim_images_are_told() -> None:
    dim = Split(TOY.train.images // 16, TOY.train.labels)
    assert said(train=dim).startswith("The brightest pixel is 15 of 255")

"""What datasets are called tells their classes and how they stand, and only that does."""

import pytest

from core.formats.famous import classes, lies_on_its_side
from core.samples import DIGITS


def numbers(first: int, count: int) -> tuple[str, ...]:
    return tuple(map(str, range(first, first + count)))


@pytest.mark.parametrize(
    ("places", "name"),
    [(["Fashion-MNIST", "raw"], "T-shirt"), (["KMNIST"], "o"), (["mnist"], "0"), ([], "0")],
)
def test_ten_classes_are_known_by_what_the_dataset_is_called(places: list[str], name: str) -> None:
    for names in (classes(DIGITS, "train", places), classes(DIGITS, " ".join(places))):
        assert (names[0], len(names)) == (name, 10)
    assert classes(("a", "b"), "train", places) == ("a", "b")


@pytest.mark.parametrize(
    ("first", "count", "ends"),
    [(1, 26, "AZ"), (0, 26, "AZ"), (0, 47, "0t"), (0, 62, "0z"), (1, 47, None), (0, 30, None)],
)
@pytest.mark.parametrize("place", ["EMNIST-any.csv", "my-letters.npz"])
def test_letters_are_those_of_emnist_where_the_name_says_so(
    first: int, count: int, ends: str | None, place: str
) -> None:
    plain = numbers(first, count)
    names = classes(plain, place, ["folder"])
    assert len(names) == count
    assert (names[0], names[-1]) == (tuple(ends) if ends else (plain[0], plain[-1]))
    assert classes(plain, "signs.csv", [place]) == plain


def test_images_of_emnist_lie_on_their_side() -> None:
    assert lies_on_its_side("EMNIST-digits_train.csv")
    assert not lies_on_its_side("mnist_train.csv")

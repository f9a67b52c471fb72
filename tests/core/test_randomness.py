"""A draw depends on seed, purpose and position, and on nothing else."""

from itertools import combinations, product

import numpy as np

from core.arrays import Floats
from core.randomness import Purpose, rng


def numbers(seed: int, purpose: Purpose, position: int) -> Floats:
    return rng(seed, purpose, position).normal(size=8)


def test_the_same_draw_gives_the_same_numbers() -> None:
    np.random.seed(3)
    first = numbers(1, Purpose.ORDER, 2)
    np.random.seed(4)
    numbers(1, Purpose.ORDER, 3)
    assert (numbers(1, Purpose.ORDER, 2) == first).all()


def test_any_other_draw_gives_other_numbers() -> None:
    draws = [numbers(*draw) for draw in product((0, 1, 2, 2**31 - 1), Purpose, (0, 1, 2, 10**6))]
    assert all(not np.isclose(a, b).any() for a, b in combinations(draws, 2))


def test_the_numbers_of_purposes_never_change() -> None:
    assert [(purpose.name, purpose.value) for purpose in Purpose][:2] == [
        ("WEIGHTS", 0),
        ("ORDER", 1),
    ]


def test_a_recorded_seed_means_the_same_numbers_for_ever() -> None:
    raw = rng(1, Purpose.ORDER, 2).bit_generator.random_raw(2)
    assert raw.tolist() == [11956426543787613099, 4595371357714452351]

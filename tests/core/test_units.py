"""What excites each unit, against sorting everything at once."""

import numpy as np
import pytest

from core.arrays import Floats, as_input
from core.network import Network, NetworkSpec
from core.samples import Split
from core.training import CHUNK
from core.units import MOST, Study, study
from core.work import finish

CLASSES = 4


def images(count: int) -> Split:
    """Random images of 12 pixels; none is of the last class."""
    draws = np.random.default_rng(5)
    pictures = draws.integers(0, 256, (count, 12), dtype=np.uint8)
    return Split(pictures, draws.integers(0, CLASSES - 1, count))


def network(*hidden: int, activation: str = "relu") -> Network:
    spec = NetworkSpec((12, *hidden, CLASSES), activation)
    made = Network(spec, rng=np.random.default_rng(3))
    made.layers[0].b.value[...] = np.random.default_rng(4).normal(size=spec.sizes[1])
    return made


def exact(count: int, *hidden: int, activation: str = "relu") -> tuple[Network, Split]:
    """Black and white images and whole weights: z is exact, and many of them are equal."""
    draws = np.random.default_rng(6)
    made = network(*hidden, activation=activation)
    for parameter in (made.layers[0].w, made.layers[0].b):
        parameter.value[...] = draws.integers(-2, 3, parameter.value.shape)
    pictures = 255 * draws.integers(0, 2, (count, 12), dtype=np.uint8)
    return made, Split(pictures, draws.integers(0, CLASSES, count))


def excitation(made: Network, split: Split) -> Floats:
    layer = made.layers[0]
    z: Floats = as_input(split.images) @ layer.w.value + layer.b.value
    return z


def studied(made: Network, split: Split) -> Study:
    return finish(study(made, split, CLASSES))


@pytest.mark.parametrize("activation", ["relu", "sigmoid", "tanh"])
@pytest.mark.parametrize("hidden", [(), (7,), (7, 5)])
def test_the_strongest_images_are_those_of_the_largest_z_and_of_equal_ones_the_first(
    hidden: tuple[int, ...], activation: str
) -> None:
    made, split = exact(2 * CHUNK + 100, *hidden, activation=activation)
    found = studied(made, split)
    z = excitation(made, split)
    expected = np.argsort(-z, axis=0, kind="stable")[:MOST].T
    np.testing.assert_array_equal(found.strongest, expected)
    best = np.take_along_axis(z.T, expected, axis=1)
    np.testing.assert_allclose(found.activations, made.layers[0].activation.f(best), rtol=1e-5)


def test_the_strongest_of_any_images_have_the_largest_z() -> None:
    split, made = images(2 * CHUNK + 100), network(7)
    z = excitation(made, split).T
    found = np.take_along_axis(z, studied(made, split).strongest, axis=1)
    np.testing.assert_allclose(found, -np.sort(-z, axis=1)[:, :MOST], rtol=1e-5)


@pytest.mark.parametrize("count", [1, 4, MOST, MOST + 1])
def test_there_are_no_more_images_than_there_are(count: int) -> None:
    found = studied(network(5), images(count))
    assert found.strongest.shape == found.activations.shape == (5, min(count, MOST))
    assert sorted(found.strongest[0].tolist()) == sorted(set(found.strongest[0].tolist()))


@pytest.mark.parametrize("activation", ["relu", "sigmoid", "tanh"])
def test_firing_is_the_share_of_images_with_a_positive_z(activation: str) -> None:
    split, made = images(CHUNK + 500), network(7, activation=activation)
    firing = (excitation(made, split) > 0).mean(axis=0)
    np.testing.assert_allclose(studied(made, split).firing, firing)


def test_the_mean_of_a_class_is_over_its_images_and_unknown_without_any() -> None:
    split, made = images(CHUNK + 500), network(7)
    found = studied(made, split)
    a = np.maximum(excitation(made, split), 0)
    assert found.by_class.shape == (7, CLASSES)
    for digit in range(CLASSES - 1):
        mean = a[split.labels == digit].mean(axis=0)
        np.testing.assert_allclose(found.by_class[:, digit], mean, rtol=1e-4)
    assert np.isnan(found.by_class[:, -1]).all()


def test_a_dead_unit_is_constant_and_never_fires_but_has_its_nearest_images() -> None:
    split, made = images(200), network(7)
    made.layers[0].b.value[2] = -100
    found = studied(made, split)
    is_dead = excitation(made, split).max(axis=0) <= 0
    assert 2 in np.flatnonzero(is_dead)
    assert not is_dead.all()
    np.testing.assert_array_equal(found.is_constant, is_dead)
    assert found.firing[2] == 0
    assert not found.activations[2].any()
    z = excitation(made, split)[:, 2]
    np.testing.assert_allclose(z[found.strongest[2]], -np.sort(-z)[:MOST], rtol=1e-5)


def test_a_unit_that_always_answers_the_same_is_constant_though_it_fires() -> None:
    made = network(7)
    made.layers[0].w.value[:, 1] = 0
    made.layers[0].b.value[1] = 2
    found = studied(made, images(200))
    assert found.firing[1] == 1
    assert found.is_constant[1]


@pytest.mark.parametrize("spoilt", [np.nan, np.inf, -np.inf])
def test_weights_that_ran_away_leave_valid_images(spoilt: float) -> None:
    made = network(7)
    made.layers[0].w.value[:, 3] = spoilt
    found = studied(made, images(CHUNK + 100))
    assert ((found.strongest >= 0) & (found.strongest < CHUNK + 100)).all()
    assert len(set(found.strongest[0].tolist())) == MOST


def test_it_tells_how_far_it_is_and_can_be_ended() -> None:
    work = study(network(7), images(3 * CHUNK), CLASSES)
    shares = [next(work) for _ in range(10)]
    assert shares == sorted(shares)
    assert 0 <= shares[0] < shares[-1] < 1
    work.close()


def test_it_changes_neither_the_network_nor_what_it_remembers() -> None:
    made = network(7)
    before = made.parameters.values.copy()
    studied(made, images(50))
    np.testing.assert_array_equal(made.parameters.values, before)

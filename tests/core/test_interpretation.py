"""What files mean is guessed rightly, can be corrected, and makes one dataset only."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import resources
from core import checkpoint
from core.arrays import AnyArray, Images, Labels
from core.formats.format import Found, Labelled
from core.interpretation import SMALL, guess, held_out, images, interpret, shrunk
from core.network import Network
from core.samples import Dataset, DatasetError
from core.source import HELD_OUT, Interpretation
from core.work import finish

COUNT = 300  # images
PLAIN = Interpretation(held_out=HELD_OUT[1])


@pytest.fixture(scope="session")
def digits(mnist: Dataset) -> Labelled:
    """Testing images of MNIST, which the bundled network was not trained on."""
    split = mnist.test.part(0, COUNT)
    return Labelled(split.images.reshape(-1, 28, 28), split.labels)


@pytest.fixture(scope="session")
def reader() -> Network:
    return checkpoint.load(resources.path("models/default.npz")).network


def written(digits: Labelled, how: str) -> AnyArray:
    """Images as they stand in files, on a scale."""
    pixels = digits.images
    ways: dict[str, AnyArray] = {
        "bytes": pixels,
        "floats to 255": pixels.astype(np.float32),
        "unit": (pixels / 255).astype(np.float32),
        "binary": (pixels > 127).astype(np.uint8),
        "binary floats": (pixels > 127).astype(np.float32),
        "signed": (pixels / 127.5 - 1).astype(np.float32),
    }
    return ways[how]


WAYS = ["bytes", "floats to 255", "unit", "binary", "binary floats", "signed"]
SCALES = dict(zip(WAYS, ["bytes", "bytes", "unit", "unit", "unit", "signed"], strict=True))


def negative(pixels: AnyArray, how: str) -> AnyArray:
    """Dark on bright, on the same scale."""
    brightest = 255 if SCALES[how] == "bytes" else 1
    turned: AnyArray = (pixels.min() + brightest - pixels).astype(pixels.dtype)
    return turned


@pytest.mark.case(18, 29, 46)
@pytest.mark.parametrize("inverted", [False, True])
@pytest.mark.parametrize("transposed", [False, True])
@pytest.mark.parametrize("how", WAYS)
def test_scale_ground_and_orientation_are_found(
    digits: Labelled, reader: Network, how: str, transposed: bool, inverted: bool
) -> None:
    pixels = written(digits, how)
    pixels = negative(pixels, how) if inverted else pixels
    pixels = pixels.transpose(0, 2, 1) if transposed else pixels
    found = Found("any", Labelled(pixels, digits.labels))
    guessed = finish(guess(found, reader))
    assert guessed == Interpretation(SCALES[how], inverted, transposed, HELD_OUT[1])
    expected = digits.images if "binary" not in how else (digits.images > 127) * np.uint8(255)
    taken = images(found.train, guessed)
    assert taken.dtype == np.uint8
    assert abs(taken.astype(int) - expected).max() == 0


@pytest.mark.parametrize("is_known", [False, True])
def test_images_that_read_as_they_stand_are_not_turned(
    digits: Labelled, reader: Network, is_known: bool
) -> None:
    """Whatever the format knows of how such files usually stand."""
    assert not finish(guess(Found("any", digits, transposed=is_known), reader)).transposed


def test_without_a_reader_of_digits_the_format_is_believed(
    digits: Labelled, reader: Network
) -> None:
    known = Found("any", digits, transposed=True)
    assert finish(guess(known)).transposed
    letters = replace(known, class_names=tuple("ABCDEFGHIJ"))
    assert finish(guess(letters, reader)).transposed


def test_images_that_no_network_reads_are_not_turned(reader: Network) -> None:
    noise = np.random.default_rng(4).integers(0, 256, (COUNT, 28, 28)).astype(np.uint8)
    found = Found("any", Labelled(noise, np.arange(COUNT) % 10))
    assert not finish(guess(found, reader)).transposed


def test_testing_images_that_are_there_are_used(digits: Labelled) -> None:
    found = Found("any", digits, digits)
    guessed = finish(guess(found))
    assert guessed.held_out == 0
    dataset = finish(interpret(found, guessed, "a"))
    assert len(dataset.train) == len(dataset.test) == COUNT


@pytest.mark.parametrize(
    "shape", [(20, 20), (32, 32), (27, 28), (28, 27), (16, 16), (1, 1), (56, 3), (64, 64)]
)
def test_any_size_is_fitted(shape: tuple[int, int]) -> None:
    pixels = np.zeros((9, *shape), np.uint8)
    pixels[:, shape[0] // 2, shape[1] // 2] = 200
    found = Found("any", Labelled(pixels, np.arange(9)))
    dataset = finish(interpret(found, PLAIN, "a"))
    assert dataset.shape == (28, 28)
    assert dataset.train.images.shape == (8, 784)
    assert (dataset.train.images.max(1) > 0).all()


@pytest.mark.parametrize("side", [20, 32, 56])
def test_fitted_digits_are_read(digits: Labelled, reader: Network, side: int) -> None:
    """Centred in 20, 32 and 56 pixels, and brought back."""
    some = digits.images
    if side == 20:
        sized = some[:, 4:24, 4:24]
    elif side == 32:
        sized = np.pad(some, ((0, 0), (2, 2), (2, 2)))
    else:
        sized = some.repeat(2, 1).repeat(2, 2)
    taken = images(Labelled(sized, digits.labels), Interpretation()).reshape(COUNT, -1)
    right = (reader.predict(taken).argmax(1) == digits.labels).mean()
    assert right > (0.98 if side == 56 else 0.75)


def mixed(count: int) -> Labels:
    return np.random.default_rng(count).integers(0, 10, count)


@pytest.mark.parametrize("every", HELD_OUT)
@pytest.mark.parametrize(
    "labels",
    [mixed(3000), np.sort(mixed(3000)), np.arange(3000) % 10, np.arange(3000) // 300],
    ids=["mixed", "sorted", "in turn", "blocks"],
)
def test_what_is_held_out_keeps_the_mixture(labels: Labels, every: int) -> None:
    held = held_out(labels, every)
    assert held.sum() == 3000 // every
    shares = np.bincount(labels[held], minlength=10) / np.bincount(labels)
    assert abs(shares - 1 / every).max() < 0.005


def test_within_a_class_the_order_of_the_files_counts() -> None:
    held = held_out(np.zeros(3000, np.intp), 6)
    assert np.flatnonzero(held).tolist() == list(range(5, 3000, 6))


@pytest.mark.parametrize("every", HELD_OUT)
@pytest.mark.parametrize("count", [2, 3, 5, 6, 7, 11, 30])
def test_of_few_images_some_are_for_training_and_some_for_testing(count: int, every: int) -> None:
    pixels = np.arange(count, dtype=np.uint8)[:, None, None].repeat(28, 1).repeat(28, 2)
    found = Found("any", Labelled(pixels, np.zeros(count, np.intp)))
    dataset = finish(interpret(found, replace(PLAIN, held_out=every), "a"))
    train, test = (set(split.images[:, 0].tolist()) for split in (dataset.train, dataset.test))
    assert train
    assert test
    assert not train & test
    assert train | test == set(range(count))


def test_a_single_image_is_too_few(digits: Labelled) -> None:
    found = Found("any", Labelled(digits.images[:1], digits.labels[:1]))
    with pytest.raises(DatasetError, match=r"^a\.csv has a single image: it needs at least 2"):
        finish(interpret(found, finish(guess(found)), "a.csv"))


def test_testing_images_that_went_away_are_told(digits: Labelled) -> None:
    with pytest.raises(DatasetError, match=r"^a\.csv has no testing images any more\. Open it"):
        finish(interpret(Found("any", digits), replace(PLAIN, held_out=0), "a.csv"))


def fingerprint(
    labelled: Labelled, test: Labelled | None = None, meaning: Interpretation = PLAIN
) -> str:
    return finish(interpret(Found("any", labelled, test), meaning, "a")).source.fingerprint


def test_the_fingerprint_is_that_of_images_and_labels_alone(digits: Labelled) -> None:
    one = fingerprint(digits)
    assert len(one) == 16
    assert fingerprint(Labelled(digits.images.copy(), digits.labels.astype(np.int32))) == one
    assert finish(interpret(Found("b", digits), PLAIN, "c")).source.fingerprint == one


@pytest.mark.parametrize("place", [0, 137, COUNT - 1])
def test_any_pixel_or_label_changes_the_fingerprint(digits: Labelled, place: int) -> None:
    one = fingerprint(digits)
    pixels: Images = digits.images.copy()
    pixels[place, 27, 0] ^= 1
    assert fingerprint(Labelled(pixels, digits.labels)) != one
    labels = digits.labels.copy()
    labels[place] = (labels[place] + 1) % 10
    assert fingerprint(Labelled(digits.images, labels)) != one
    divided = [
        fingerprint(Labelled(digits.images, each), digits) for each in (digits.labels, labels)
    ]
    assert divided[0] != divided[1]


def test_what_is_made_of_files_changes_the_fingerprint(digits: Labelled) -> None:
    meanings = [
        PLAIN,
        replace(PLAIN, inverted=True),
        replace(PLAIN, transposed=True),
        replace(PLAIN, held_out=HELD_OUT[0]),
    ]
    assert len({fingerprint(digits, meaning=each) for each in meanings}) == len(meanings)


def test_where_the_testing_images_begin_changes_the_fingerprint() -> None:
    same = np.zeros((10, 28, 28), np.uint8)
    labels = np.zeros(10, np.intp)
    parts = [
        fingerprint(Labelled(same[:at], labels[:at]), Labelled(same[at:], labels[at:]))
        for at in (3, 5)
    ]
    assert parts[0] != parts[1]


def test_it_tells_how_far_it_is_and_the_result_is_read_only(mnist: Dataset) -> None:
    train = mnist.train.part(0, 9000)
    found = Found("any", Labelled(train.images.reshape(-1, 28, 28), train.labels))
    shares = list(interpret(found, PLAIN, "a"))
    assert shares == sorted(shares)
    assert len(shares) > 6
    dataset = finish(interpret(found, PLAIN, "a"))
    for split in (dataset.train, dataset.test):
        assert not split.images.flags.writeable
        assert not split.labels.flags.writeable
    assert dataset.source.path == "a"
    assert dataset.source.interpretation == PLAIN


def test_the_path_is_the_datasets_source(tmp_path: Path, digits: Labelled) -> None:
    dataset = finish(interpret(Found("any", digits), PLAIN, str(tmp_path / "digits.csv")))
    assert dataset.source.name == "digits.csv"
    assert dataset.name == "any"


def test_large_images_are_shrunk_to_their_means() -> None:
    pixels = np.zeros((5, 256, 132), np.uint8)
    pixels[3, :4] = 1
    pixels[3, 4:6, :4] = 100
    labelled = Labelled(pixels, np.arange(5))
    small = finish(shrunk(labelled, np.array([3, 1])))
    assert small.images.shape == (2, 64, 33)
    assert small.labels.tolist() == [3, 1]
    np.testing.assert_array_equal(small.images[0, 0], 1)
    np.testing.assert_allclose(small.images[0, 1, 0], 800 / 16)
    assert not small.images[1].any()


@pytest.mark.parametrize("shape", [(28, 28), (SMALL, SMALL), (1, SMALL)])
def test_small_images_stay_as_they_are(shape: tuple[int, int]) -> None:
    pixels = np.random.default_rng(8).integers(0, 256, (4, *shape)).astype(np.uint8)
    small = finish(shrunk(Labelled(pixels, np.arange(4)), np.array([2])))
    np.testing.assert_array_equal(small.images, pixels[[2]], strict=True)


@pytest.mark.parametrize("shape", [(4096, 1), (1, 4096), (65, 65), (4096, 3000)])
@pytest.mark.parametrize("kind", [np.uint8, np.float32])
def test_shrunk_images_are_taken_like_the_large_ones(shape: tuple[int, int], kind: type) -> None:
    ink = np.add.outer(np.linspace(0, 100, shape[0]), np.linspace(0, 100, shape[1]))
    labelled = Labelled(ink.astype(kind)[None], np.arange(1))
    small = finish(shrunk(labelled, np.arange(1)))
    assert max(small.images.shape) <= SMALL
    for meaning in (PLAIN, replace(PLAIN, inverted=True), replace(PLAIN, transposed=True)):
        apart = images(small, meaning).astype(int) - images(labelled, meaning)
        assert np.abs(apart).max() <= 5


def test_black_and_white_of_many_pixels_is_still_that() -> None:
    """Of thin lines, the means are far below 1; and far below 255 where that is white."""
    for white, scale in ((1, "unit"), (255, "bytes")):
        pixels = np.zeros((20, 512, 512), np.uint8)
        pixels[:, 250, 250] = white
        found = Found("any", Labelled(pixels, np.arange(20) % 10))
        assert finish(guess(found)).scale == scale


def test_guessing_can_be_ended_between_any_two_images(reader: Network) -> None:
    large = Labelled(np.zeros((20, 2000, 2000), np.uint8), np.arange(20) % 10)
    shares = list(guess(Found("any", large), reader))
    assert len(shares) >= 40
    assert shares == sorted(shares)
    assert shares[-1] <= 1

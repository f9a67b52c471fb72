"""What is seen before files are opened comes quickly, and whoever waits for it can leave."""

import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.dataset import bundled
from core.formats.format import Found, Labelled
from core.samples import Dataset
from core.source import Interpretation
from core.work import finish
from gui.opening.preview import SHOWN, Preview, look
from tests.core.tools import write_idx

GUESSED = Interpretation(held_out=6)


@pytest.fixture
def mnist() -> Dataset:
    return bundled("mnist")


def preview_of(images: Labelled) -> Preview:
    return Preview(Found("any", images), GUESSED, bundled("mnist"), ())


@pytest.fixture(scope="module")
def large() -> Labelled:
    """Images of the largest size that is read, no more than are shown."""
    pixels = np.zeros((SHOWN, 4096, 4096), np.uint8)
    pixels[:, 1000:3000, 1500:1900] = 200
    return Labelled(pixels, np.arange(SHOWN) % 10)


def test_images_of_any_size_are_seen_otherwise_at_once(large: Labelled) -> None:
    preview = preview_of(large)
    preview.sample(GUESSED, 0)
    for change in ({"inverted": True}, {"transposed": True}, {"scale": "unit"}):
        began = time.perf_counter()
        preview.sample(replace(GUESSED, **change), 0)
        assert time.perf_counter() - began < 0.05


def test_what_is_seen_is_what_will_be_opened(mnist: Dataset) -> None:
    pixels = mnist.test.part(0, 50).images.reshape(-1, 28, 28)
    preview = preview_of(Labelled(pixels, mnist.test.labels[:50]))
    images, names = preview.sample(replace(GUESSED, inverted=True), 3)
    assert len(images) == len(names) == SHOWN
    seen = {image.tobytes() for image in images}
    assert len(seen) == SHOWN
    assert seen < {(255 - image).tobytes() for image in pixels}


def test_other_images_come_with_another_draw_and_the_same_with_the_same(mnist: Dataset) -> None:
    pixels = mnist.test.images[:500].reshape(-1, 28, 28)
    preview = preview_of(Labelled(pixels, mnist.test.labels[:500]))
    first, other, again = (preview.sample(GUESSED, draw)[0] for draw in (0, 1, 0))
    assert (first != other).any()
    assert (first == again).all()


def test_to_look_can_be_ended_at_any_time(tmp_path: Path, mnist: Dataset) -> None:
    work = look(write_idx(tmp_path, replace(mnist, test=bundled("report").test)), None, None)
    shares, longest, began = [0.0], 0.0, time.perf_counter()
    for share in work:
        longest, began = max(longest, time.perf_counter() - began), time.perf_counter()
        shares.append(share)
    assert longest < 0.5  # a tenth of that where nothing else runs
    assert shares == sorted(shares)
    assert len(shares) > 200


def test_a_look_at_a_few_images_is_soon_over(tmp_path: Path, tiny: Dataset) -> None:
    began = time.perf_counter()
    preview = finish(look(write_idx(tmp_path, tiny), None, None))
    assert len(preview.dataset.train) == len(tiny.train)
    assert time.perf_counter() - began < 1

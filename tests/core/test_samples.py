"""Splits hold as many labels as images, and a part of one keeps its mixture."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.samples import DatasetError, Split


def sorted_split(count: int) -> Split:
    """Labels 0..9 in ascending order, and the position as the first pixel's two bytes."""
    labels = (np.arange(count) * 10 // max(1, count)).astype(np.intp)
    return Split(np.arange(count, dtype=">u2").view(np.uint8).reshape(count, 2), labels)


def positions(split: Split) -> list[int]:
    return [int(high) * 256 + int(low) for high, low in split.images]


@pytest.mark.parametrize(("images", "labels"), [(3, 2), (2, 3), (60_000, 10_000)])
def test_images_and_labels_must_be_equally_many(images: int, labels: int) -> None:
    with pytest.raises(DatasetError, match=f"{images:,} images but {labels:,} labels"):
        Split(np.zeros((images, 1), np.uint8), np.zeros(labels, np.intp))


def test_a_part_keeps_images_with_their_labels() -> None:
    part = sorted_split(100).part(30, 50)
    assert len(part) == 20
    assert positions(part) == list(range(30, 50))
    assert part.labels.tolist() == [3] * 10 + [4] * 10


@given(count=st.integers(1, 5000), wanted=st.integers(1, 2500))
def test_a_sample_is_evenly_spaced_and_at_most_as_large_as_wanted(count: int, wanted: int) -> None:
    whole = sorted_split(count)
    sample = whole.every(wanted)
    assert min(count, wanted) / 2 < len(sample) <= wanted
    at = positions(sample)
    gaps = {b - a for a, b in pairwise(at)} or {count}
    assert at[0] == 0
    assert len(gaps) == 1
    assert count - at[-1] <= max(gaps)
    assert (sample.labels == whole.labels[at]).all()


def test_a_sample_of_sorted_images_has_the_mixture_of_the_whole() -> None:
    for count in (2_000, 3_999, 50_000, 60_000):
        counts = np.bincount(sorted_split(count).every(2_000).labels, minlength=10)
        assert counts.min() >= 0.9 * counts.max()


def test_a_sample_of_the_report_is_every_25th_image() -> None:
    assert positions(sorted_split(50_000).every(2_000)) == list(range(0, 50_000, 25))

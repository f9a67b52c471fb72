"""Splits hold as many labels as images, and a part of one keeps its mixture."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.samples import OWN_SHARE, Dataset, DatasetError, Split


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


@pytest.mark.parametrize("copies", [0, 1, 3])
def test_what_is_joined_comes_after_with_its_labels_so_often(copies: int) -> None:
    whole = sorted_split(100)
    both = whole.part(0, 60).joined(whole.part(90, 100), copies)
    assert positions(both) == [*range(60), *list(range(90, 100)) * copies]
    assert both.labels.tolist() == [place // 10 for place in positions(both)]
    assert both.images.dtype == np.uint8
    assert both.labels.dtype == np.intp


def test_joined_splits_cannot_be_changed_and_leave_theirs_as_they_were() -> None:
    one, other = sorted_split(60), sorted_split(10)
    both = one.joined(other)
    for array in (both.images, both.labels):
        assert not array.flags.writeable
    assert one.images.flags.writeable
    assert (len(one), len(other)) == (60, 10)


def joined(train: int, own: int) -> tuple[Dataset, Dataset]:
    """A dataset of zeros, and the same with own images of 1, 2, ... labelled 3, 4, ..."""
    blank = Split(np.zeros((train, 4), np.uint8), np.zeros(train, np.intp))
    dataset = Dataset("MNIST", blank, blank.part(0, 5))
    images = np.repeat(np.arange(1, own + 1, dtype=np.uint8), 4).reshape(-1, 4)
    return dataset, dataset.joined(Split(images, np.arange(3, own + 3, dtype=np.intp)))


@given(train=st.integers(1_000, 60_000), own=st.integers(1, 200))
def test_own_digits_make_up_their_share_each_as_often_as_another(train: int, own: int) -> None:
    before, after = joined(train, own)
    assert (after.train.images[:train] == before.train.images).all()
    more = after.train.part(train, len(after.train))
    counts = np.bincount(more.images[:, 0], minlength=own + 1)[1:]
    assert (more.labels == more.images[:, 0].astype(np.intp) + 2).all()
    assert len(set(counts)) == 1
    assert 1 <= counts[0] <= 200
    if 1 < counts[0] < 200:
        without_rounding = OWN_SHARE / (1 - OWN_SHARE) * train
        assert abs(len(more) - without_rounding) <= own / 2 + 1e-6


@pytest.mark.parametrize(("own", "copies"), [(40, 167), (1, 200), (33, 200), (34, 196)])
def test_copies_of_own_digits_beside_mnist(own: int, copies: int) -> None:
    _, after = joined(60_000, own)
    assert len(after.train) == 60_000 + own * copies


def test_many_own_digits_are_all_taken_once() -> None:
    assert len(joined(1_000, 200)[1].train) == 1_200


def test_what_is_joined_says_so_and_leaves_the_rest() -> None:
    before, after = joined(1_000, 40)
    assert after.name == "MNIST and 40 of my digits"
    assert after.test is before.test
    assert after.train.images.dtype == np.uint8
    assert after.train.labels.dtype == np.intp
    for array in (after.train.images, after.train.labels):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0
    assert (joined(1_000, 40)[1].train.images == after.train.images).all()


def test_without_own_digits_the_dataset_is_the_same() -> None:
    before, after = joined(1_000, 0)
    assert after is before

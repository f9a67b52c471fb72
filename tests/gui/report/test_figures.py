"""Network, confusion matrix and mistakes, as drawn on paper."""

import numpy as np
import pytest

from core.answers import Answers
from core.network import NetworkSpec
from core.samples import DIGITS, Split
from gui.report.images_figure import COUNT, ImagesFigure, mistakes_figure
from gui.report.matrix_figure import LARGEST_CELL, matrix_figure
from gui.report.network_figure import SHOWN, columns, network_figure
from tests.gui.report.drawn import AROUND, WIDTH, pixels, sticks_out, texts

LONG = ("T-shirt with a very long name that nobody prints", "Ankle boot")
LETTERS = tuple("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
NETWORKS = [
    (784, 100, 100, 10),
    (784, 10),
    (3, 1, 2),
    (784, 2500, 2500, 2500, 2500, 2500, 2500, 62),
]


@pytest.mark.parametrize("sizes", NETWORKS)
def test_a_network_of_any_depth_fits(sizes: tuple[int, ...]) -> None:
    assert not sticks_out(network_figure(NetworkSpec(sizes)).block)


def test_a_network_says_its_sizes_its_functions_and_its_weights() -> None:
    written = texts(network_figure(NetworkSpec((784, 100, 10))).block)
    assert {"Input", "Hidden", "Output", "ReLU", "softmax", "784", "100", "10"} <= set(written)
    assert "".join(written).count("W") == 4


@pytest.mark.parametrize(("units", "shown"), [(1, 1), (SHOWN, SHOWN), (SHOWN + 1, 8), (2500, 8)])
def test_of_a_large_layer_some_units_are_drawn_symmetrically(units: int, shown: int) -> None:
    places = columns(NetworkSpec((784, units, 10)))[1].places
    assert len(places) == shown
    assert places == sorted(places)
    assert sum(places) == 0


def test_a_network_says_that_it_leaves_units_out_only_if_it_does() -> None:
    assert "only some" in network_figure(NetworkSpec()).caption
    assert "only some" not in network_figure(NetworkSpec((10, 5, 2))).caption


@pytest.mark.parametrize("names", [DIGITS, LONG, LETTERS], ids=["digits", "long", "letters"])
def test_a_matrix_of_any_size_fits(names: tuple[str, ...]) -> None:
    confusion = np.full((len(names), len(names)), 3) + np.diag(np.full(len(names), 12_345))
    assert not sticks_out(matrix_figure(confusion, names).block)


def test_a_matrix_says_how_many_images_are_in_each_cell() -> None:
    confusion = np.diag(np.arange(100, 110))
    confusion[4, 9] = 17
    written = texts(matrix_figure(confusion, DIGITS).block)
    assert {"truth", "answer", "17", *map(str, range(100, 110))} <= set(written)
    assert all(written.count(name) == 2 for name in DIGITS)


def test_numbers_too_small_to_read_are_left_out() -> None:
    confusion = np.full((62, 62), 1000)
    assert "1,000" not in texts(matrix_figure(confusion, LETTERS).block)
    assert "1,000" in texts(matrix_figure(confusion[:4, :4], LETTERS[:4]).block)


def test_more_mistakes_are_brighter_and_right_answers_are_grey() -> None:
    confusion = np.array([[0, 1, 50], [0, 0, 0], [0, 0, 900]])
    shown = pixels(matrix_figure(confusion, ("a", "b", "c")).block)
    side = int(LARGEST_CELL)
    top = shown.shape[0] - AROUND - 3 * side + 4
    left = int(np.flatnonzero((shown < 250).any(axis=0))[-1]) - 3 * side + 5
    cells = shown[top::side, left::side][:3, :3].tolist()
    assert cells[2][0] < cells[0][1] < cells[0][2]
    assert cells[2][2] > 200


def _split(count: int, shape: tuple[int, int] = (28, 28)) -> Split:
    images = np.zeros((count, shape[0] * shape[1]), np.uint8)
    images[:, ::2] = 255
    return Split(images, np.zeros(count, np.intp))


def _answers(confidence: list[float], given: list[int], probabilities: bool = True) -> Answers:
    sure = np.array(confidence, np.float32)
    return Answers(np.zeros(len(sure), np.intp), np.array(given), sure, -sure, sure, probabilities)


def test_the_surest_mistakes_come_first_and_right_answers_not_at_all() -> None:
    given = _answers([0.5, 0.99, 0.7, 0.999], [1, 2, 3, 0])
    figure = mistakes_figure(given, _split(4), (28, 28), DIGITS)
    assert figure is not None
    assert texts(figure.block) == [
        *("0 read as 2", "99.0 %", "0 read as 3", "70.0 %", "0 read as 1", "50.0 %")
    ]
    assert "3 mistakes" in figure.caption


def test_outputs_that_are_no_probabilities_are_not_called_so() -> None:
    figure = mistakes_figure(_answers([1.25], [1], False), _split(1), (28, 28), DIGITS)
    assert figure is not None
    assert "1.25" in texts(figure.block)
    assert "probability" not in figure.caption


def test_without_mistakes_there_is_no_figure() -> None:
    assert mistakes_figure(_answers([1.0], [0]), _split(1), (28, 28), DIGITS) is None


@pytest.mark.parametrize("names", [DIGITS, (*LONG, *DIGITS)], ids=["digits", "long"])
@pytest.mark.parametrize("count", [1, 10, 35])
def test_mistakes_of_any_number_and_name_fit(names: tuple[str, ...], count: int) -> None:
    given = _answers([0.9] * count, [1] * count)
    figure = mistakes_figure(given, _split(count), (28, 28), names)
    assert figure is not None
    assert not sticks_out(figure.block)
    assert sum(" read as" in text for text in texts(figure.block)) == min(count, COUNT)


def test_pixels_stay_crisp() -> None:
    figure = mistakes_figure(_answers([0.9], [1]), _split(1, (2, 2)), (2, 2), DIGITS)
    assert figure is not None
    assert isinstance(figure.block, ImagesFigure)
    cell = pixels(figure.block, WIDTH)[AROUND + 2 : AROUND + 20, AROUND + 2 : AROUND + 40]
    assert set(np.unique(cell)) <= {0, 255}
    assert {0, 255} <= set(np.unique(cell))

"""What is said of weights and units."""

import numpy as np
import pytest

from core.network import NetworkSpec
from gui.weights import words
from gui.weights.words import Whose

DEEP, ONE, FLAT = (NetworkSpec(sizes) for sizes in ((784, 400, 200, 3), (784, 100, 3), (784, 3)))
SIGMOID = NetworkSpec((784, 100, 3), "sigmoid")
NAMES = ("cat", "dog", "owl")


@pytest.mark.parametrize(
    ("whose", "text"),
    [
        (Whose(DEEP), "the bundled model, 784-400-200-3"),
        (Whose(FLAT, 1200), "784-3 at iteration 1,200"),
        (Whose(ONE, 600, is_present=False), "784-100-3 at iteration 600, an earlier moment"),
    ],
)
def test_whose_network_it_is(whose: Whose, text: str) -> None:
    assert str(whose) == text


def test_units_are_counted_from_1_and_outputs_have_the_name_of_their_class() -> None:
    assert words.unit_name(ONE, 0, NAMES) == "Unit 1"
    assert words.unit_name(DEEP, 1233, NAMES) == "Unit 1,234"
    assert words.unit_name(FLAT, 2, NAMES) == "Output owl"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.2344, "23.4 %"),
        (0.0, "0.0 %"),
        (0.0001, "< 0.1 %"),
        (0.9999, "> 99.9 %"),
        (1.0, "100.0 %"),
    ],
)
def test_a_share_is_neither_none_nor_all_unless_it_is(value: float, text: str) -> None:
    assert words.share(value) == text


@pytest.mark.parametrize(
    ("spec", "value", "is_constant", "text"),
    [
        (ONE, 0.234, False, "fires for 23.4 % of the training images"),
        (ONE, 0.0, True, "never fires: none of the training images excites it"),
        (ONE, 1.0, True, "answers the same to every training image"),
        (SIGMOID, 0.234, False, "is in its upper half for 23.4 % of the training images"),
        (SIGMOID, 0.0, True, "answers the same to every training image"),
        (FLAT, 0.5, False, ""),
    ],
)
def test_how_often_a_unit_fires(
    spec: NetworkSpec, value: float, is_constant: bool, text: str
) -> None:
    assert words.firing(spec, value, is_constant) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.21349, "0.213"),
        (-1.5, "-1.500"),
        (-0.0001, "0.000"),
        (9999.5, "9999.500"),
        (-2e7, "-2.0e+07"),
        (float("inf"), "inf"),
        (float("nan"), "–"),
    ],
)
def test_a_number_has_three_decimals_unless_it_ran_away(value: float, text: str) -> None:
    assert words.number(value) == text


def test_a_tile_says_how_often_it_fires_once_that_is_known() -> None:
    rest = "Its largest weight is 0.400, the norm of all 1.800."
    fires = words.firing(ONE, 0.25, is_constant=False)
    assert words.tile("Unit 3", 1.8, 0.4, fires) == (
        f"Unit 3 fires for 25.0 % of the training images. {rest}"
    )
    assert words.tile("Unit 3", 1.8, 0.4, "") == f"Unit 3. {rest}"


def test_a_unit_in_numbers() -> None:
    weights = np.array([3.0, -4.0], np.float32)
    assert words.numbers(weights, -0.5) == "Bias -0.500, largest weight 4.000, norm 5.000."


def test_words_become_a_sentence_and_nothing_stays_nothing() -> None:
    assert words.sentence("fires often") == "Fires often."
    assert words.sentence("") == ""


@pytest.mark.parametrize(
    ("spec", "fires", "text"),
    [
        (ONE, True, "Excited most by"),
        (ONE, False, "Nearest to firing for"),
        (FLAT, True, "Highest logit for"),
        (FLAT, False, "Highest logit for"),
    ],
)
def test_the_title_of_the_images(spec: NetworkSpec, fires: bool, text: str) -> None:
    assert words.exciting(spec, fires) == text


@pytest.mark.parametrize(
    ("spec", "title", "targets", "row"),
    [
        (ONE, "Weights to classes", NAMES, "Weight to output cat: 0.250."),
        (
            DEEP,
            "Weights to layer 2",
            tuple(str(unit) for unit in range(1, 201)),
            "Weight to unit 1 of the second hidden layer: 0.250.",
        ),
    ],
)
def test_where_outgoing_weights_go(
    spec: NetworkSpec, title: str, targets: tuple[str, ...], row: str
) -> None:
    assert words.outgoing(spec) == title
    assert words.targets(spec, NAMES) == targets
    assert words.outgoing_row(spec, targets[0], 0.25) == row


def test_a_class_without_images_is_said_to_have_none() -> None:
    assert words.class_row(ONE, "owl", 0.5) == (
        "Mean activation over the training images of owl: 0.500."
    )
    assert words.class_row(FLAT, "owl", float("nan")) == "There are no training images of owl."


def test_on_which_images_the_study_was_made() -> None:
    assert words.on_which("MNIST", 60_000, None) == "60,000 training images of MNIST"
    assert words.on_which("MNIST", 60_000, 1500) == "60,000 training images of MNIST, at 1,500"


def test_an_image_says_its_place_label_and_what_it_excites() -> None:
    said = words.exciting_image(1234, "owl", 2.5, FLAT)
    assert said.startswith("Training image 1,234, labelled owl: logit 2.500.")
    assert "D " in said


def test_crossed_out_tiles_are_explained_where_there_are_any() -> None:
    assert words.crossed_out(0) == words.COUNTED
    assert words.crossed_out(3) == "Crossed out: 3 units answering all images alike."


def test_pixels_and_scales() -> None:
    assert words.pixel(0, 27, -0.5) == "Pixel in row 1, column 28: weight -0.500."
    assert words.scale(0.5) == ("-0.500", "0", "+0.500")

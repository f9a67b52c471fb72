"""What a network answers to each image: against single predictions, by choice and in order."""

import numpy as np
import pytest

from core.answers import ALL_MISTAKES, ORDERS, Answers, Choice, answers
from core.network import NetworkSpec
from core.outputs import OUTPUTS
from core.samples import Split
from core.training import CHUNK, evaluate
from core.work import finish
from tests.core.tools import toy_dataset, toy_network

TRUTH = np.array([5, 5, 5, 1, 1, 3, 3, 0])
GIVEN = np.array([5, 3, 3, 1, 5, 3, 5, 0])


def some() -> Answers:
    """Eight answers, half of them wrong; the later, the surer and the worse."""
    numbers = np.arange(8, dtype=np.float32)
    return Answers(TRUTH, GIVEN, numbers / 10, -numbers, numbers, True)


@pytest.mark.parametrize("output", OUTPUTS)
def test_each_image_has_what_the_network_predicts_of_it_alone(output: str) -> None:
    split = toy_dataset(test=30).test
    network = toy_network(spec=NetworkSpec((784, 12, 10), output=output))
    found = finish(answers(network, split))
    for index in range(len(split)):
        outputs = network.predict(split.images[index : index + 1])[0]
        label = split.labels[index]
        assert found.truth[index] == label
        assert found.given[index] == outputs.argmax()
        assert found.confidence[index] == pytest.approx(outputs.max(), rel=1e-5)
        others = np.delete(outputs, label).max()
        assert found.margin[index] == pytest.approx(outputs[label] - others, rel=1e-3, abs=1e-6)
    assert found.gives_probabilities == OUTPUTS[output].gives_probabilities


@pytest.mark.parametrize("output", OUTPUTS)
def test_all_together_make_the_evaluation(output: str) -> None:
    split = toy_dataset(test=60).test
    network = toy_network(spec=NetworkSpec((784, 12, 10), output=output))
    found = finish(answers(network, split)).evaluation(10)
    evaluated = evaluate(network, split)
    assert (found.confusion == evaluated.confusion).all()
    assert found.loss == pytest.approx(evaluated.loss, rel=1e-5)
    assert found.standard_error == pytest.approx(evaluated.standard_error, rel=1e-4)


def test_chunks_leave_no_image_out_and_tell_how_far_they_are() -> None:
    split = toy_dataset(test=CHUNK + 7).test
    network = toy_network()
    work = answers(network, split)
    assert [next(work), next(work)] == [0.0, CHUNK / (CHUNK + 7)]
    found = finish(answers(network, split))
    assert (found.given == network.predict(split.images).argmax(axis=1)).all()


def test_no_images_have_no_answers() -> None:
    none = Split(np.empty((0, 784), np.uint8), np.empty(0, np.intp))
    found = finish(answers(toy_network(), none))
    assert not len(found.mistakes())
    assert found.evaluation(10).images == 0


@pytest.mark.parametrize(
    ("choice", "indices"),
    [
        (ALL_MISTAKES, [1, 2, 4, 6]),
        (Choice(truth=5), [1, 2]),
        (Choice(given=5), [4, 6]),
        (Choice(5, 3), [1, 2]),
        (Choice(5, 5), [0]),
        (Choice(truth=0), []),
        (Choice(9, 9), []),
    ],
)
def test_a_choice_has_the_images_of_its_row_column_or_cell(
    choice: Choice, indices: list[int]
) -> None:
    assert choice.of(some()).tolist() == indices
    assert choice.is_right == (choice in (Choice(5, 5), Choice(9, 9)))


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_puts_what_stands_out_first(order: str) -> None:
    assert some().ordered(np.array([1, 2, 6]), order).tolist() == [6, 2, 1]


def test_a_mistake_has_no_margin_above_0() -> None:
    found = finish(answers(toy_network(), toy_dataset(test=200).test))
    assert (found.margin[found.is_mistake] <= 0).all()
    assert (found.margin[~found.is_mistake] >= 0).all()
    assert found.is_mistake.any()

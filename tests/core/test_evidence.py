"""A network's answer to an image is its largest output, and the ink accounts for it."""

from dataclasses import replace

import numpy as np
import pytest

from core.drawing import SIDE, Prediction, evidence, predict, to_input
from core.network import Network
from tests.core.tools import ring, toy_network

SEEN = to_input(ring())


def test_an_answer_is_the_class_with_the_largest_output() -> None:
    net = toy_network()
    answer = predict(net, SEEN)
    assert answer.image is SEEN
    np.testing.assert_array_equal(answer.logits, net.logits(SEEN[np.newaxis])[0])
    np.testing.assert_array_equal(answer.outputs, net.predict(SEEN[np.newaxis])[0])
    assert answer.digit == answer.logits.argmax() == answer.outputs.argmax()


def test_the_runner_up_is_the_second_largest_output() -> None:
    answer = Prediction(np.zeros(3), np.array([0.1, 0.7, 0.2]), 1, SEEN)
    assert answer.runner_up == 2
    assert replace(answer, outputs=np.array([-3.0, -1.0, -2.0])).runner_up == 2
    assert replace(answer, outputs=np.array([1.0]), digit=0).runner_up == 0


@pytest.fixture
def without_biases() -> Network:
    net = toy_network()
    assert not any(layer.b.value.any() for layer in net.layers)
    return net


def test_the_evidence_sums_to_the_answers_logit_over_the_mean(without_biases: Network) -> None:
    answer = predict(without_biases, SEEN)
    spoken = evidence(without_biases, answer)
    assert spoken.shape == (SIDE, SIDE)
    assert (spoken > 0).any()
    assert (spoken < 0).any()
    over_mean = answer.logits[answer.digit] - answer.logits.mean()
    assert spoken.sum() == pytest.approx(over_mean, rel=1e-4)


def test_where_no_ink_is_there_is_no_evidence(without_biases: Network) -> None:
    answer = predict(without_biases, SEEN)
    assert not evidence(without_biases, answer)[answer.image == 0].any()


def test_what_all_logits_share_is_no_evidence(without_biases: Network) -> None:
    answer = predict(without_biases, SEEN)
    before = evidence(without_biases, answer)
    without_biases.layers[-1].w.value[...] += 1
    after = evidence(without_biases, predict(without_biases, answer.image))
    np.testing.assert_allclose(after, before, atol=1e-5)

"""The equations are those that the settings use, with the report's numbers where they are its."""

import unicodedata
from itertools import chain

import pytest
from PySide6.QtGui import QRawFont

from core.activations import ACTIVATIONS
from core.config import TrainConfig
from core.network import NetworkSpec
from core.optimizers import OPTIMIZERS
from core.outputs import OUTPUTS
from core.recipes import RECIPES
from core.schedules import SCHEDULES
from gui.report.equations import equations, listed_equations
from gui.report.functions import Equation
from gui.report.mathematics import Formula
from gui.report.notation import TOKEN
from gui.report.strokes import SIGNS
from resources import path
from tests.gui.report.drawn import WIDTH, sticks_out

REPORT = RECIPES["report"]
MIXED = [
    TrainConfig(optimizer=optimizer, schedule=schedule, l2=1e-4, dropout=0.2)
    for optimizer in OPTIMIZERS
    for schedule in SCHEDULES
]


def listed(spec: NetworkSpec, *configs: TrainConfig) -> list[Equation]:
    return list(chain.from_iterable(listed_equations(spec, configs or [TrainConfig()]).values()))


def numbers(spec: NetworkSpec, *configs: TrainConfig) -> set[str]:
    said = [each.number for each in listed(spec, *configs)]
    return {number for text in said for number in text.split(", ") if number}


def notations(spec: NetworkSpec, *configs: TrainConfig) -> str:
    return "\n".join(each.notation for each in listed(spec, *configs))


def test_the_reports_network_has_all_of_the_reports_equations() -> None:
    assert numbers(REPORT.spec, REPORT.config) == {str(n) for n in range(1, 21) if n != 10}


def test_the_softmaxs_denominator_runs_over_its_own_index() -> None:
    (softmax,) = (each for each in listed(REPORT.spec) if each.number == "4")
    assert r"∑_{k′=1}^K \exp(𝐳[m][k′])" in softmax.notation


def test_weights_have_the_shapes_of_the_network() -> None:
    text = notations(NetworkSpec((784, 64, 26)))
    assert "𝐖_1 ∈ ℝ^{784 × 64}" in text
    assert "𝐖_{2,0} ∈ ℝ^{1 × 26}" in text


def test_without_hidden_layers_nothing_is_said_of_them() -> None:
    text = notations(NetworkSpec((784, 10)), TrainConfig(dropout=0.5))
    assert "𝐇" not in text
    assert "φ" not in text
    assert numbers(NetworkSpec((784, 10))).isdisjoint({"2", "3", "9", "15", "16", "17", "18"})


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("hidden", [(), (30,), (30, 20)])
def test_every_network_has_its_equations(
    activation: str, output: str, hidden: tuple[int, ...]
) -> None:
    spec = NetworkSpec((784, *hidden, 10), activation, output)
    made = numbers(spec)
    assert {"3", "17"} <= made or not hidden or activation != "relu"
    assert ({"4", "5", "6", "11", "12"} <= made) == (output == "softmax")
    assert equations(spec, [TrainConfig()])


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_only_plain_descent_has_the_reports_numbers(optimizer: str) -> None:
    made = numbers(REPORT.spec, TrainConfig(optimizer=optimizer))
    assert ({"19", "20"} <= made) == (optimizer == "sgd")


def test_decay_draws_weights_and_no_biases() -> None:
    made = [e.notation for e in listed(REPORT.spec, TrainConfig(l2=1e-4)) if "λ" in e.notation]
    assert len(made) == 1
    assert "∇𝐖_l[m] + λ 𝐖_l[t − 1]" in made[0]
    assert "λ" not in notations(REPORT.spec)


def test_dropout_is_there_if_it_was_ever_used() -> None:
    assert "with the chance" in notations(REPORT.spec, TrainConfig(), TrainConfig(dropout=0.2))
    assert "with the chance" not in notations(REPORT.spec)


def test_a_schedule_makes_the_rate_one_of_its_step() -> None:
    assert "η[t]" not in notations(REPORT.spec)
    text = notations(REPORT.spec, TrainConfig(schedule="cosine"))
    assert "− η[t]\\,(" in text
    assert "η[t] = η\\,(0.001 + 0.999" in text


def test_the_steps_of_a_rate_are_those_of_the_schedule() -> None:
    text = notations(REPORT.spec, TrainConfig(schedule="step"))
    assert r"1 & \text{if } p < 0.5 \\ 0.1 & \text{if } p < 0.75 \\ 0.01 & \text{else}" in text


def test_settings_changed_on_the_way_bring_their_equations_once() -> None:
    adam, sgd = TrainConfig(optimizer="adam"), TrainConfig()
    text = notations(REPORT.spec, sgd, adam, sgd)
    assert text.count("β_2 𝐬[t − 1]") == 1
    assert text.count("− η 𝐠[t]\n") == 1


def test_every_letter_is_in_the_typeface_that_is_embedded() -> None:
    fonts = [QRawFont(str(path("fonts", f"Inter-{w}.otf")), 10) for w in ("Regular", "Bold")]
    for spec in (NetworkSpec((784, 30, 30, 10), a, o) for a in ACTIVATIONS for o in OUTPUTS):
        for each in listed(spec, *MIXED):
            tokens = [t for t in TOKEN.findall(each.notation) if t not in SIGNS]
            letters = set(each.said + unicodedata.normalize("NFKC", "".join(tokens)))
            assert all(font.supportsCharacter(ord(x)) for font in fonts for x in letters), letters


def test_no_formula_sticks_out_of_the_page() -> None:
    spec = NetworkSpec((784, 2500, 2500, 2500, 2500, 2500, 2500, 62), "tanh", "sigmoid")
    topics = equations(spec, MIXED)
    formulas = [part for topic in topics for part in topic.parts if isinstance(part, Formula)]
    assert len(formulas) > 25
    assert not any(sticks_out(each, WIDTH) for each in formulas)

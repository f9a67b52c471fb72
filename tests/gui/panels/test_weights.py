"""The panel of the first layer's weights: whose they are, their scale, order and marks."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.arrays import Floats
from core.checkpoint import Checkpoint
from core.network import NetworkSpec
from gui.job import end_jobs
from gui.panels.weights import ORDER_KEY, SCALE_KEY, WeightsPanel
from gui.session import Session
from gui.settings import Settings
from gui.timeline import Timeline
from gui.weights import words
from gui.weights.units import Units
from gui.widgets.choice_button import ChoiceButton
from tests.gui.own_digits import give_model
from tests.gui.panels.networks import show_network

UNITS = 12


@pytest.fixture
def units(session: Session) -> Iterator[Units]:
    units = Units(session, Timeline(session))
    yield units
    end_jobs(units)


@pytest.fixture
def panel(qtbot: QtBot, units: Units, settings: Settings) -> WeightsPanel:
    panel = WeightsPanel(units, settings)
    qtbot.addWidget(panel)
    panel.resize(700, 500)
    panel.show()
    qtbot.waitExposed(panel)
    units.attend(True)
    return panel


def buttons(panel: WeightsPanel) -> tuple[ChoiceButton, ChoiceButton]:
    order, scale = panel.findChildren(ChoiceButton)
    return order, scale


def choose(button: ChoiceButton, choice: str) -> None:
    button.show_choice(choice)
    button.chosen.emit(choice)


def places(panel: WeightsPanel) -> list[int]:
    """The units in the order in which they are seen."""
    boxes = [(panel.tiles.box(unit), unit) for unit in range(UNITS)]
    return [unit for _, unit in sorted(boxes, key=lambda each: (each[0].top(), each[0].left()))]


def test_without_a_network_it_says_what_to_do(panel: WeightsPanel) -> None:
    assert words.TRAIN_FIRST in [label.text() for label in panel.findChildren(QLabel)]
    assert not panel.tiles.isVisible()
    assert not panel.legend.isVisible()
    assert panel.info() == ""


def test_the_bundled_model_is_named_as_such(
    panel: WeightsPanel, session: Session, model: Checkpoint
) -> None:
    give_model(session, model)
    assert panel.info() == f"the bundled model, {model.network.spec}"
    assert panel.tiles.isVisible()


def test_a_run_is_named_with_its_iteration(panel: WeightsPanel, session: Session) -> None:
    show_network(session, 1200)
    assert panel.info() == "784-12-10 at iteration 1,200"
    assert panel.title() == "First-layer weights"


def test_without_a_hidden_layer_they_are_the_weights_of_the_outputs(
    panel: WeightsPanel, session: Session
) -> None:
    show_network(session, 10, NetworkSpec((784, 10)))
    assert panel.title() == "Weights of the outputs"
    assert panel.tip(3).startswith("Output 3.")


def test_the_legend_has_the_largest_weight_of_all_or_says_that_each_has_its_own(
    panel: WeightsPanel, session: Session
) -> None:
    network = show_network(session, 10)
    largest = float(np.abs(network.layers[0].w.value).max())
    description = panel.legend.accessibleDescription
    assert description() == f"from -{largest:.3f} to +{largest:.3f}"
    choose(buttons(panel)[1], words.OWN_SCALE)
    assert description() == "from -max to +max of each tile"


def test_scale_and_order_are_remembered(
    qtbot: QtBot, panel: WeightsPanel, units: Units, settings: Settings
) -> None:
    order, scale = buttons(panel)
    choose(order, "by norm")
    choose(scale, words.OWN_SCALE)
    again = WeightsPanel(units, settings)
    qtbot.addWidget(again)
    assert [button.choice for button in buttons(again)] == ["by norm", words.OWN_SCALE]


def test_what_was_kept_by_another_version_counts_as_the_default(
    qtbot: QtBot, units: Units, settings: Settings
) -> None:
    settings.keep(ORDER_KEY, "by colour")
    settings.keep(SCALE_KEY, "")
    panel = WeightsPanel(units, settings)
    qtbot.addWidget(panel)
    assert [button.choice for button in buttons(panel)] == ["by number", words.SHARED_SCALE]


def test_by_norm_the_longest_come_first(panel: WeightsPanel, session: Session) -> None:
    network = show_network(session, 10)
    assert places(panel) == list(range(UNITS))
    choose(buttons(panel)[0], "by norm")
    norms = np.linalg.norm(network.layers[0].w.value, axis=0)
    assert places(panel) == np.argsort(-norms).tolist()


def test_by_firing_waits_for_the_study(
    qtbot: QtBot, panel: WeightsPanel, session: Session, units: Units
) -> None:
    choose(buttons(panel)[0], "by firing")
    with qtbot.waitSignal(units.studied):
        show_network(session, 10)
        assert places(panel) == list(range(UNITS))
    assert units.findings
    firing = units.findings.study.firing
    assert places(panel) == np.argsort(-firing, kind="stable").tolist() != list(range(UNITS))


def test_no_tile_jumps_while_the_network_learns(
    qtbot: QtBot, panel: WeightsPanel, session: Session, units: Units
) -> None:
    show_network(session, 10)
    choose(buttons(panel)[0], "by norm")
    before = places(panel)
    with qtbot.waitSignal(units.advanced):
        show_network(session, 20, seed=2)
    assert panel.info() == "784-12-10 at iteration 20"
    assert places(panel) == before
    choose(buttons(panel)[0], "by norm")
    assert places(panel) != before


def test_a_dead_unit_is_crossed_out_and_said_to_be(
    qtbot: QtBot, panel: WeightsPanel, session: Session, units: Units
) -> None:
    with qtbot.waitSignal(units.studied):
        show_network(session, 10, dead=(4,))
    assert units.findings
    constant = units.findings.study.is_constant
    assert constant[4]
    assert panel.note.text() == words.crossed_out(int(constant.sum()))
    assert panel.tip(4).startswith("Unit 5 never fires")
    assert "fires for" in panel.tip(3)


def test_a_hidden_panel_catches_up_when_it_is_shown(
    qtbot: QtBot, panel: WeightsPanel, session: Session, units: Units
) -> None:
    show_network(session, 10)
    panel.hide()
    with qtbot.waitSignal(units.advanced):
        show_network(session, 20)
    assert panel.info() == "784-12-10 at iteration 10"
    panel.show()
    assert panel.info() == "784-12-10 at iteration 20"


@pytest.mark.parametrize("spoil", [np.nan, np.inf])
def test_weights_that_ran_away_are_shown_as_they_can_be(
    qtbot: QtBot, panel: WeightsPanel, session: Session, units: Units, spoil: float
) -> None:
    def ruin(weights: Floats) -> None:
        weights[:, 2] = spoil

    with qtbot.waitSignal(units.studied):
        show_network(session, 10, change=ruin)
    panel.grab()
    assert panel.tip(2)

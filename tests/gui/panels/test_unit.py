"""The panel of one unit: its numbers, its images, its classes, and where its weights go."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.checkpoint import Checkpoint
from core.network import NetworkSpec
from core.samples import Dataset
from core.units import MOST
from gui.job import end_jobs
from gui.panels.unit import BY_SIZE, UnitPanel
from gui.session import Session
from gui.settings import Settings
from gui.timeline import Timeline
from gui.weights import words
from gui.weights.units import Units
from tests.gui.own_digits import give_model
from tests.gui.panels.networks import show_network

DEEP, FLAT = NetworkSpec((784, 12, 60, 10)), NetworkSpec((784, 10))


@pytest.fixture
def units(session: Session) -> Iterator[Units]:
    units = Units(session, Timeline(session))
    yield units
    end_jobs(units)


@pytest.fixture
def panel(qtbot: QtBot, units: Units, settings: Settings) -> UnitPanel:
    panel = UnitPanel(units, settings)
    qtbot.addWidget(panel)
    panel.resize(420, 560)
    panel.show()
    qtbot.waitExposed(panel)
    units.attend(True)
    return panel


def studied(qtbot: QtBot, session: Session, units: Units, **made: object) -> None:
    with qtbot.waitSignal(units.studied):
        show_network(session, 10, **made)  # type: ignore[arg-type]


def test_without_a_network_it_says_what_will_be_here(panel: UnitPanel) -> None:
    seen = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert words.NO_UNIT in seen
    assert panel.title() == "Unit"
    assert not panel.picture.isVisible()


def test_it_names_the_unit_and_its_numbers(
    qtbot: QtBot, panel: UnitPanel, session: Session, units: Units
) -> None:
    network = show_network(session, 10)
    panel.show_unit(4)
    layer = network.layers[0]
    assert panel.title() == "Unit 5"
    assert panel.info() == "of 12 in the first hidden layer"
    assert panel.numbers.text() == words.numbers(layer.w.value[:, 4], float(layer.b.value[4]))
    assert panel.picture.text_at(1, 1) == words.pixel(0, 0, float(layer.w.value[0, 4]))


def test_until_the_study_is_there_it_says_so(panel: UnitPanel, session: Session) -> None:
    show_network(session, 10)
    assert panel.fires.text() == words.STUDYING
    assert panel.images.accessibleDescription() == ""


def test_without_the_images_it_says_so(
    panel: UnitPanel, session: Session, model: Checkpoint
) -> None:
    session.library.keep_dataset(session.plan.source, None)
    give_model(session, model)
    assert panel.fires.text() == words.NO_IMAGES


def test_the_study_fills_it(
    qtbot: QtBot, panel: UnitPanel, session: Session, units: Units, tiny: Dataset
) -> None:
    studied(qtbot, session, units)
    panel.show_unit(4)
    assert units.findings
    study = units.findings.study
    assert (
        panel.fires.text()
        == f"Fires for {words.share(float(study.firing[4]))} of the training images."
    )
    assert panel.images_title.text() == "Excited most by"
    first = int(study.strongest[4, 0])
    label = tiny.class_names[tiny.train.labels[first]]
    assert panel.images.accessibleDescription().startswith(
        f"Training image {first:,}, labelled {label}: activation"
    )
    assert panel.on_which.text() == "230 training images of MNIST, report split, at 10"
    assert panel.by_class.shown == list(range(10))
    assert panel.by_class.accessibleDescription().count("Mean activation") == 10


def test_a_double_click_sends_the_very_image(
    qtbot: QtBot, panel: UnitPanel, session: Session, units: Units, tiny: Dataset
) -> None:
    studied(qtbot, session, units)
    panel.show_unit(2)
    center = panel.images.box(MOST - 1).center()
    with qtbot.waitSignal(panel.sent) as sent:
        QTest.mouseDClick(panel.images, Qt.MouseButton.LeftButton, pos=center)
    assert units.findings
    last = units.findings.study.strongest[2, -1]
    np.testing.assert_array_equal(sent.args[0], tiny.train.images[last].reshape(28, 28))


def test_a_dead_unit_is_said_never_to_fire(
    qtbot: QtBot, panel: UnitPanel, session: Session, units: Units
) -> None:
    studied(qtbot, session, units, dead=(0,))
    assert panel.fires.text() == "Never fires: none of the training images excites it."
    assert panel.images_title.text() == "Nearest to firing for"


def test_with_one_hidden_layer_weights_go_to_the_classes(
    panel: UnitPanel, session: Session
) -> None:
    network = show_network(session, 10)
    panel.show_unit(4)
    assert panel.outgoing_title.text() == "Weights to classes"
    value = float(network.layers[1].w.value[4, 0])
    assert panel.outgoing.text_at(5, 5) == words.outgoing_row(network.spec, "0", value)


def test_with_more_they_go_to_the_next_layer_s_units_in_order_or_by_size(
    panel: UnitPanel, session: Session
) -> None:
    network = show_network(session, 10, DEEP)
    assert panel.outgoing_title.text() == "Weights to layer 2"
    assert panel.outgoing.has_columns
    panel.order.show_choice(BY_SIZE)
    panel.order.chosen.emit(BY_SIZE)
    assert not panel.outgoing.has_columns
    assert panel.outgoing.shown[0] == np.abs(network.layers[1].w.value[0]).argmax()


def test_the_order_is_remembered(
    qtbot: QtBot, panel: UnitPanel, units: Units, settings: Settings
) -> None:
    panel.order.chosen.emit(BY_SIZE)
    again = UnitPanel(units, settings)
    qtbot.addWidget(again)
    assert again.order.choice == BY_SIZE


def test_an_output_neither_fires_nor_has_outgoing_weights(
    qtbot: QtBot, panel: UnitPanel, session: Session, units: Units
) -> None:
    studied(qtbot, session, units, spec=FLAT)
    panel.show_unit(7)
    assert panel.title() == "Output 7"
    assert panel.info() == "of 10"
    assert not panel.fires.isVisible()
    assert not panel.outgoing.isVisible()
    assert panel.images_title.text() == "Highest logit for"
    assert panel.class_title.text() == "Mean logit by class"


def test_a_network_with_fewer_units_shows_its_last(
    qtbot: QtBot, panel: UnitPanel, session: Session, units: Units
) -> None:
    show_network(session, 10)
    panel.show_unit(11)
    assert panel.title() == "Unit 12"
    with qtbot.waitSignal(units.advanced):
        show_network(session, 20, FLAT)
    assert panel.title() == "Output 9"


def test_a_class_without_images_has_a_dash(
    qtbot: QtBot, panel: UnitPanel, session: Session, units: Units, tiny: Dataset
) -> None:
    eleven = replace(tiny, class_names=(*tiny.class_names, "ten"))
    assert session.images
    session.library.keep_dataset(session.plan.source, eleven)
    studied(qtbot, session, units)
    assert "There are no training images of ten." in panel.by_class.accessibleDescription()
    panel.grab()


def test_it_shows_no_more_rows_than_nine_images_where_there_are_fewer(
    qtbot: QtBot, panel: UnitPanel, session: Session, units: Units, tiny: Dataset
) -> None:
    few = replace(tiny, train=tiny.train.part(0, 3))
    session.library.keep_dataset(session.plan.source, few)
    studied(qtbot, session, units)
    last = panel.images.box(2).center()
    beyond = panel.images.box(3).center()
    assert panel.images.text_at(last.x(), last.y())
    assert not panel.images.text_at(beyond.x(), beyond.y())
    panel.grab()

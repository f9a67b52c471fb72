"""The forms: every field changes the plan, refuses what is wrong, and says when it applies."""

from collections.abc import Callable
from dataclasses import replace
from operator import attrgetter
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from core.config import CHOICES, RANGES
from core.optimizers import OPTIMIZERS
from core.source import BUNDLED, Source
from gui.message import Severity
from gui.panels.forms import DataPanel, NetworkPanel
from gui.panels.learning import REGULARISATION, ConfigPanel, DistortionPanel, LearningPanel
from gui.session import Session
from gui.status import Status
from gui.widgets.fields import ChoiceField
from gui.widgets.panel import Panel
from gui.widgets.strip import GAP, ImageStrip
from tests.gui.panels.showing import W, child, show_snapshot
from tests.gui.waiting import messages_of

NUMBERS = [
    ("Learning rate", "0,05", "config.learning_rate", 0.05),
    ("Learning rate", "0,01", "config.learning_rate", 0.01),
    ("Learning rate", "1e-6", "config.learning_rate", 0.000001),
    ("Batch size", "10000", "config.batch_size", 10_000),
    ("Iterations", "1,234,567", "config.iterations", 1_234_567),
    ("Evaluate every", "1", "config.evaluate_every", 1),
]
REFUSED = [
    ("Hidden layers", "100, x", "spec.sizes"),
    ("Hidden layers", "2501", "spec.sizes"),
    ("Hidden layers", "1 2 3 4 5 6 7", "spec.sizes"),
    ("Hidden layers", "", "spec.sizes"),
    ("Hidden layers", "100000", "spec.sizes"),
    ("Hidden layers", "9 " * 50, "spec.sizes"),
    *(
        ("Learning rate", wrong, "config.learning_rate")
        for wrong in ("0", "-0.1", "1e9", "1e-400", "", "0.1" * 99)
    ),
    ("Batch size", "0", "config.batch_size"),
    ("Batch size", "10001", "config.batch_size"),
    ("Iterations", "0", "config.iterations"),
    ("Iterations", "1.5", "config.iterations"),
    ("Iterations", "1000000000", "config.iterations"),
    ("Evaluate every", "", "config.evaluate_every"),
]


@pytest.fixture
def panels(qtbot: QtBot, session: Session, actions: dict[str, QAction]) -> list[Panel]:
    made: list[Panel] = [
        NetworkPanel(session),
        LearningPanel(session),
        ConfigPanel(session, "Regularisation", REGULARISATION),
        DistortionPanel(session),
        DataPanel(session, actions),
    ]
    for panel in made:
        qtbot.addWidget(panel)
    return made


def field(panels: list[Panel], name: str) -> QLineEdit:
    return named(panels, QLineEdit, name)


def choice(panels: list[Panel], name: str) -> ChoiceField:
    return named(panels, ChoiceField, name)


def named(panels: list[Panel], kind: type[W], name: str) -> W:
    """The one field of its kind whose accessible name begins so."""
    (found,) = [
        widget
        for panel in panels
        for widget in panel.findChildren(kind)
        if widget.accessibleName().startswith(name)
    ]
    return found


def typed(panels: list[Panel], name: str, text: str) -> QLineEdit:
    edit = field(panels, name)
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    return edit


def infos(panels: list[Panel]) -> tuple[str, ...]:
    """What network, learning and data say of when they apply."""
    network, learning, _, _, data = (panel.info() for panel in panels)
    return network, learning, data


@pytest.mark.parametrize(("name", "text", "where", "value"), NUMBERS)
def test_a_typed_number_is_the_plan_s(
    panels: list[Panel], session: Session, name: str, text: str, where: str, value: float
) -> None:
    typed(panels, name, text)
    assert attrgetter(where)(session.plan) == value


def test_every_setting_of_learning_has_its_field(panels: list[Panel]) -> None:
    for name in set(RANGES) - {"seed"}:
        assert field(panels, RANGES[name].label)
    for label, _ in CHOICES.values():
        assert choice(panels, label)


@pytest.mark.parametrize("name", CHOICES)
def test_a_choice_of_learning_changes_the_plan(
    panels: list[Panel], session: Session, name: str
) -> None:
    label, table = CHOICES[name]
    box = choice(panels, label)
    QTest.keyClick(box, Qt.Key.Key_End)
    box.activated.emit(box.currentIndex())
    assert getattr(session.plan.config, name) == list(table)[-1]


def test_the_learning_rate_of_the_moment_is_told_with_a_schedule(
    panels: list[Panel], session: Session
) -> None:
    learning = panels[1]
    assert learning.info() == "applies at once"
    config = replace(session.plan.config, schedule="cosine", iterations=40)
    session.change_plan(replace(session.plan, config=config))
    show_snapshot(session, 20)
    assert learning.info() == "rate now 0.0500"


@pytest.mark.parametrize(("position", "name"), [(2, "dropout"), (2, "l2"), (3, "shear")])
def test_a_folded_group_says_whether_it_does_anything(
    panels: list[Panel], session: Session, position: int, name: str
) -> None:
    panel = panels[position]
    assert panel.info() == "off"
    changes: dict[str, Any] = {name: 0.05}
    session.change_plan(replace(session.plan, config=replace(session.plan.config, **changes)))
    assert panel.info() == "on"


def test_the_momentum_is_shown_with_an_optimizer_that_has_one(
    panels: list[Panel], session: Session
) -> None:
    for name, optimizer in OPTIMIZERS.items():
        config = replace(session.plan.config, optimizer=name)
        session.change_plan(replace(session.plan, config=config))
        assert field(panels, "Momentum").isHidden() != optimizer.has_momentum


def test_the_distortion_is_previewed_on_training_images(
    qtbot: QtBot, panels: list[Panel], session: Session
) -> None:
    panel = panels[3]
    strip = panel.findChild(ImageStrip)
    assert strip is not None
    panel.resize(248, 400)
    panel.show()
    same = rows_of(strip)
    assert same[0] == same[1]
    config = replace(session.plan.config, rotation=30.0)
    session.change_plan(replace(session.plan, config=config))
    turned = rows_of(strip)
    assert turned[0] == same[0]
    assert turned[1] != turned[0]
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton)
    others = rows_of(strip)
    assert others[0] != turned[0]
    panel.set_folded(True)
    session.change_plan(replace(session.plan, config=replace(config, rotation=0.0)))
    panel.set_folded(False)
    straight = rows_of(strip)
    assert straight[0] == straight[1] == others[0]


def rows_of(strip: ImageStrip) -> list[QImage]:
    """The upper and the lower row as they are painted."""
    image = strip.grab().toImage()
    half = (image.height() - GAP) // 2
    return [image.copy(0, top, image.width(), half) for top in (0, half + GAP)]


@pytest.mark.parametrize(
    ("text", "hidden"), [("50", (50,)), ("300 200 100", (300, 200, 100)), ("2500", (2500,))]
)
def test_typed_layers_lie_between_inputs_and_classes(
    panels: list[Panel], session: Session, text: str, hidden: tuple[int, ...]
) -> None:
    typed(panels, "Hidden layers", text)
    assert session.plan.spec.sizes == (784, *hidden, 10)


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("Activation", "spec.activation"),
        ("Output", "spec.output"),
        ("Initial weights", "spec.initialisation"),
    ],
)
def test_every_choice_of_the_network_reaches_the_plan(
    panels: list[Panel], session: Session, name: str, where: str
) -> None:
    box = child(panels[0], ChoiceField, name)
    box.setCurrentIndex(0)
    chosen = []
    for _ in range(box.count() - 1):
        QTest.keyClick(box, Qt.Key.Key_Down)
        assert attrgetter(where)(session.plan) == box.value
        chosen.append(box.value)
    assert len(set(chosen)) == box.count() - 1 > 0


def test_the_choice_of_data_reaches_the_plan(panels: list[Panel], session: Session) -> None:
    box = choice(panels, "Dataset")
    assert [box.itemText(row) for row in range(box.count())] == list(BUNDLED.values())
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert session.plan.source == Source("mnist")


@pytest.mark.case(63, 64, 65, 66)
@pytest.mark.parametrize(("name", "text", "where"), REFUSED)
def test_what_is_refused_leaves_the_plan_and_the_field_and_warns(
    panels: list[Panel], session: Session, name: str, text: str, where: str
) -> None:
    said = messages_of(session)
    before, shown = attrgetter(where)(session.plan), field(panels, name).text()
    assert typed(panels, name, text).text() == shown
    assert attrgetter(where)(session.plan) == before
    (message,) = said
    assert message.severity is Severity.WARNING
    assert message.text.startswith(f"{name} must be ")


def test_the_fields_show_a_plan_changed_elsewhere(panels: list[Panel], session: Session) -> None:
    plan = session.plan
    spec = replace(plan.spec, sizes=(784, 30, 10), activation="sigmoid", output="linear")
    session.change_plan(replace(plan, spec=spec, config=replace(plan.config, batch_size=7)))
    assert field(panels, "Hidden layers").text() == "30"
    assert field(panels, "Batch size").text() == "7"
    assert child(panels[0], ChoiceField, "Activation").value == "sigmoid"
    assert child(panels[0], ChoiceField, "Output").value == "linear"


def test_before_a_run_everything_is_used_by_train_even_if_changed(
    panels: list[Panel], session: Session
) -> None:
    assert infos(panels) == ("used by Train", "applies at once", "used by Train")
    typed(panels, "Hidden layers", "50")
    assert infos(panels) == ("used by Train", "applies at once", "used by Train")


def test_a_run_makes_changes_apply_at_reset_and_a_change_wait_for_it(
    panels: list[Panel], session: Session, wait: Callable[[], None]
) -> None:
    session.train()
    assert infos(panels) == ("applies at Reset", "applies at once", "applies at Reset")
    wait()
    typed(panels, "Hidden layers", "50")
    assert infos(panels) == ("waits for Reset", "applies at once", "applies at Reset")
    typed(panels, "Hidden layers", "100, 100")
    assert infos(panels) == ("applies at Reset", "applies at once", "applies at Reset")
    QTest.keyClick(choice(panels, "Dataset"), Qt.Key.Key_Down)
    assert infos(panels) == ("applies at Reset", "applies at once", "waits for Reset")
    session.reset()
    assert infos(panels) == ("used by Train", "applies at once", "used by Train")


@pytest.mark.parametrize("change", [{"sizes": (784, 50, 10)}, {"activation": "sigmoid"}])
def test_any_part_of_the_network_waits_for_reset_while_training(
    panels: list[Panel], session: Session, change: dict[str, Any]
) -> None:
    session.change_plan(
        replace(session.plan, config=replace(session.plan.config, iterations=99_999))
    )
    session.train()
    session.change_plan(replace(session.plan, spec=replace(session.plan.spec, **change)))
    assert session.status is Status.TRAINING
    assert panels[0].info() == "waits for Reset"

"""What a run begins with: the network and the data. Changes wait for Reset."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from core.activations import ACTIVATIONS
from core.initialisers import INITIALISERS
from core.network import MAX_HIDDEN, MAX_UNITS
from core.outputs import OUTPUTS
from core.source import BUNDLED, Source
from gui import words
from gui.plan import Plan
from gui.session import Session
from gui.widgets.fields import ChoiceField, Form, LayersField
from gui.widgets.menu_button import MenuButton
from gui.widgets.panel import Panel

DATA_HINT = "The images to learn from, and those to be tested on"
LAYERS_HINT = "Units of each hidden layer, the first one first"
CHOICES: dict[str, tuple[str, dict[str, Any], str]] = {
    "activation": ("Activation", ACTIVATIONS, "What hidden units make of their weighted sum"),
    "output": ("Output", OUTPUTS, "The output layer's function, and the loss that belongs to it"),
    "initialisation": ("Initial weights", INITIALISERS, "How the weights are drawn at first"),
}


class NetworkPanel(Panel):
    """The shape of the network and how it begins; changes wait for Reset."""

    def __init__(self, session: Session) -> None:
        super().__init__("Network", foldable=True)
        self._session = session
        spec = session.plan.spec
        self._layers = LayersField(
            "Hidden layers",
            spec.hidden,
            most_layers=MAX_HIDDEN,
            most_units=MAX_UNITS,
            hint=LAYERS_HINT,
        )
        self._layers.changed.connect(self._on_layers)
        self._layers.refused.connect(session.warn)
        self._choices = {field: self._choice(field) for field in CHOICES}
        form = Form()
        form.add_field("Hidden layers", self._layers)
        for field in self._choices.values():
            form.add_field(field.accessibleName(), field)
        self.body.addLayout(form)
        session.plan_changed.connect(self.refresh)
        session.status_changed.connect(self.refresh)
        self.refresh()

    def _choice(self, field: str) -> ChoiceField:
        name, table, hint = CHOICES[field]
        choices = [(key, entry.name) for key, entry in table.items()]
        box = ChoiceField(name, choices, getattr(self._session.plan.spec, field), hint)
        box.changed.connect(lambda key: self._change(**{field: key}))
        return box

    def _on_layers(self, hidden: tuple[int, ...]) -> None:
        sizes = self._session.plan.spec.sizes
        self._change(sizes=(sizes[0], *hidden, sizes[-1]))

    def _change(self, **fields: Any) -> None:
        plan = self._session.plan
        self._session.change_plan(replace(plan, spec=replace(plan.spec, **fields)))

    def refresh(self) -> None:
        """Show the plan."""
        spec = self._session.plan.spec
        self._layers.set_value(spec.hidden)
        for field, box in self._choices.items():
            box.set_value(getattr(spec, field))
        self.set_info(words.when_it_applies(*_standing(self._session, lambda plan: plan.spec)))


class DataPanel(Panel):
    """Which images to learn from and to be tested on; a change waits for Reset."""

    def __init__(self, session: Session, actions: dict[str, QAction]) -> None:
        super().__init__("Data", foldable=True)
        self._session = session
        self._opened: list[Source] = []  # in the order in which they were first planned with
        self._box = ChoiceField("Dataset", self._choices(), session.plan.source, DATA_HINT)
        self._box.changed.connect(lambda source: session.change_plan(session.plan.on(source)))
        form = Form(widest_label="Dataset")
        form.add_field("Dataset", self._box)
        self.body.addLayout(form)
        menu = QMenu(self)
        menu.addActions([actions["open_data"], actions["open_folder"]])
        button = MenuButton(None, "Open a file or a folder with images", menu)
        button.setText("open ▾")
        self.header.addWidget(button)
        session.plan_changed.connect(self.refresh)
        session.status_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the plan."""
        self._box.set_choices(self._choices(), self._session.plan.source)
        self.set_info(words.when_it_applies(*_standing(self._session, lambda plan: plan.source)))

    def _choices(self) -> list[tuple[Source, str]]:
        """The bundled datasets, and those that were opened."""
        source = self._session.plan.source
        if not source.key and source not in self._opened:
            self._opened.append(source)
        bundled = [(Source(key), name) for key, name in BUNDLED.items()]
        return [*bundled, *((opened, opened.name) for opened in self._opened)]


def _standing(session: Session, part: Callable[[Plan], object]) -> tuple[bool, bool]:
    """Whether there is a run, and whether the plan differs from it in this part."""
    made_from = session.made_from
    return made_from is not None, part(session.shown_plan) != part(session.plan)

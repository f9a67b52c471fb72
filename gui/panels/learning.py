"""How the network learns: settings that hold from the next iteration, even while it trains.

To add one: add it to a table below; its range, or its choices, stand in core.config.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from core.arrays import as_input
from core.augmentation import distort
from core.config import CHOICES, RANGES, label
from core.optimizers import OPTIMIZERS
from core.randomness import Purpose, rng
from gui import words
from gui.session import Session
from gui.widgets.fields import ChoiceField, Form, NumberField
from gui.widgets.panel import Panel
from gui.widgets.strip import ImageStrip

AT_ONCE = "applies at once"
LEARNING = {
    "learning_rate": "The step taken against the gradient, eta in the report",
    "schedule": "How the learning rate goes on from there; after the warm-up, as a cosine",
    "optimizer": "How gradients become steps",
    "momentum": "How much of the last step goes on; for momentum and Nesterov",
    "batch_size": "Images whose gradients are averaged for one iteration",
    "iterations": "How many batches to train on",
    "evaluate_every": "Iterations between two measurements of the errors",
}
REGULARISATION = {
    "l2": "Lambda: weights are drawn towards zero, the more the larger they are",
    "dropout": "The chance of each hidden unit to be left out, anew for each image",
}
DISTORTION = {
    "rotation": "At most so many degrees, either way",
    "scaling": "At most this part wider or narrower, higher or lower",
    "shear": "At most this part of a side slanted, either way",
    "shift": "At most so many pixels in each direction",
    "elastic": "So many pixels in the root mean square, in slow waves",
}
SHOWN = 6  # images that the distortion is shown on


class ConfigPanel(Panel):
    """Some settings of training, by name with a hint each; changes hold from the next iteration."""

    def __init__(self, session: Session, title: str, hints: dict[str, str]) -> None:
        super().__init__(title, foldable=True)
        self._session = session
        self._fields = {name: self._field(name, hint) for name, hint in hints.items()}
        form = Form()
        self._labels = {
            name: form.add_field(label(name), field) for name, field in self._fields.items()
        }
        self.body.addLayout(form)
        session.plan_changed.connect(self.refresh)
        self.refresh()

    def _show_field(self, name: str, shown: bool) -> None:
        """Show a field only where it has an effect."""
        self._fields[name].setVisible(shown)
        self._labels[name].setVisible(shown)

    def _field(self, name: str, hint: str) -> NumberField | ChoiceField:
        value = getattr(self._session.plan.config, name)
        field: NumberField | ChoiceField
        if name in CHOICES:
            _, table = CHOICES[name]
            field = ChoiceField(
                label(name), [(key, entry.name) for key, entry in table.items()], value, hint
            )
        else:
            allowed = RANGES[name]
            field = NumberField(
                label(name), allowed.low, allowed.high, allowed.whole, value, hint=hint
            )
            field.refused.connect(self._session.warn)
        field.changed.connect(self._changer(name))
        return field

    def _changer(self, name: str) -> Callable[[Any], None]:
        def change(value: Any) -> None:
            plan = self._session.plan
            self._session.change_plan(replace(plan, config=replace(plan.config, **{name: value})))

        return change

    def refresh(self) -> None:
        """Show the plan."""
        config = self._session.plan.config
        for name, field in self._fields.items():
            field.set_value(getattr(config, name))
        self.set_info(self._state())

    def _state(self) -> str:
        """What the title says, folded too: whether any of it has an effect."""
        config = self._session.plan.config
        return words.on_or_off(any(getattr(config, name) for name in self._fields))


class LearningPanel(ConfigPanel):
    """The settings of the optimizer; with a schedule, also the learning rate of the moment."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "Learning", LEARNING)
        session.advanced.connect(self._show_rate)

    def refresh(self) -> None:
        """Show the plan; the momentum only with an optimizer that has one."""
        super().refresh()
        config = self._session.plan.config
        self._show_field("momentum", OPTIMIZERS[config.optimizer].has_momentum)

    def _show_rate(self) -> None:
        self.set_info(self._state())

    def _state(self) -> str:
        config, iteration = self._session.plan.config, self._session.iteration
        is_constant = config.rate_at(iteration) == config.learning_rate
        return AT_ONCE if is_constant else words.rate_now(config.rate_at(iteration))


class DistortionPanel(ConfigPanel):
    """How training images are distorted, with a few of them before and after."""

    def __init__(self, session: Session) -> None:
        self._strip = ImageStrip(2, SHOWN)
        self._draw = 0  # which images are shown, and how they are distorted
        super().__init__(session, "Distortion", DISTORTION)
        self._strip.setToolTip("Training images, and what they may become; click for others")
        self._strip.setAccessibleName("Training images before and after distortion")
        self._strip.clicked.connect(self._show_others)
        self.body.addWidget(self._strip)
        session.status_changed.connect(self.refresh)
        self.folded.connect(self.refresh)

    def _show_others(self) -> None:
        self._draw += 1
        self.refresh()

    def refresh(self) -> None:
        """Show the plan, and what it makes of some images."""
        super().refresh()
        if not self.is_folded:
            self._show_images()

    def _show_images(self) -> None:
        dataset = self._session.images
        if dataset is None or not len(dataset.train):
            self._strip.set_images(None)
            return
        places = np.arange(SHOWN * self._draw, SHOWN * (self._draw + 1)) % len(dataset.train)
        images = dataset.train.images[places]
        config = self._session.plan.config
        draws = rng(config.seed, Purpose.DISTORTION, self._draw)
        both = np.stack([as_input(images), distort(images, config.distortion, rng=draws)])
        self._strip.set_images(both.reshape(2, SHOWN, *dataset.shape))

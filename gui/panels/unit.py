"""One unit of the first layer: its weights, the images that excite it, and what it speaks for."""

from functools import partial

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from core.arrays import Floats
from gui import theme
from gui.settings import Settings
from gui.weights import words
from gui.weights.units import Findings, Shown, Units
from gui.widgets.choice_button import ChoiceButton, remembered
from gui.widgets.fields import muted_label
from gui.widgets.hint import hint_label
from gui.widgets.panel import HEADER_HEIGHT, SPACING, Panel, row_of
from gui.widgets.signed_bars import SignedBars
from gui.widgets.weights.exciting import ExcitingImages
from gui.widgets.weights.picture import WeightPicture

SHAPE = (28, 28)  # what the window draws, and all that it opens
IN_ORDER, BY_SIZE = ORDERS = ("in order", "by size")
ORDER_KEY = "weights/outgoing"
ORDER_PURPOSE = "In the order of what the weights go to, or the largest first"
MOST_IN_ORDER = 10  # classes; of more, those that excite it most
GAP = 14  # pixels between what stands side by side


class UnitPanel(Panel):
    """What is known of the selected unit; sent asks for an image to be put on the canvas."""

    sent = Signal(object)  # an image (28, 28) uint8

    def __init__(self, units: Units, settings: Settings) -> None:
        super().__init__("Unit")
        self._units, self._settings = units, settings
        self._unit = 0
        self.order = ChoiceButton(
            ORDER_PURPOSE, ORDERS, remembered(settings.text(ORDER_KEY, IN_ORDER), ORDERS)
        )
        self.picture = WeightPicture(words.pixel)
        self.images = ExcitingImages()
        self.by_class, self.outgoing = SignedBars("Mean by class"), SignedBars("Outgoing weights")
        self.fires, self.numbers, self.on_which = QLabel(), QLabel(), muted_label("")
        self.images_title, self.class_title, self.outgoing_title = (_title("") for _ in range(3))
        self._outgoing = _section(self.outgoing, self.outgoing_title, self.order)
        self._stack = QStackedLayout()
        self._arrange()
        self.order.chosen.connect(self._choose_order)
        self.images.sent.connect(self.sent)
        for signal in (units.advanced, units.studied):
            signal.connect(self.show_if_seen)

    def _arrange(self) -> None:
        for label in (self.fires, self.numbers, self.on_which):
            label.setWordWrap(True)
        upper = row_of(
            _section(self.picture, _title("Weights")), _section(self.images, self.images_title)
        )
        lower = row_of(_section(self.by_class, self.class_title), self._outgoing)
        for row, shares in ((upper, (1, 1)), (lower, (4, 5))):
            row.setSpacing(GAP)
            for place, share in enumerate(shares):
                row.setStretch(place, share)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING)
        column.addLayout(upper)
        column.addWidget(self.fires)
        column.addWidget(self.numbers)
        column.addSpacing(GAP // 2)
        column.addLayout(lower, 1)
        column.addWidget(self.on_which)
        self._stack.addWidget(hint_label(words.NO_UNIT))
        self._stack.addWidget(content)
        self.body.addLayout(self._stack)

    def show_unit(self, unit: int) -> None:
        """Show another unit, counted from 0."""
        self._unit = unit
        self.show_if_seen()

    def show_anew(self) -> None:
        """The unit as it is now, and what was last found of it."""
        shown = self._units.shown
        self._stack.setCurrentIndex(0 if shown is None else 1)
        if shown is None:
            self.set_title("Unit")
            self.set_info("")
            return
        self._unit = min(self._unit, shown.network.spec.sizes[1] - 1)
        self.set_title(words.unit_name(shown.network.spec, self._unit, shown.names))
        self.set_info(words.place(shown.network.spec))
        self._show_weights(shown)
        self._show_outgoing(shown)
        if findings := self._units.findings:
            self._show_findings(findings)
        else:
            self._show_nothing_found(shown)

    def _show_weights(self, shown: Shown) -> None:
        layer = shown.network.layers[0]
        weights = layer.w.value[:, self._unit]
        self.picture.show_weights(weights.reshape(SHAPE))
        self.numbers.setText(words.numbers(weights, float(layer.b.value[self._unit])))

    def _show_outgoing(self, shown: Shown) -> None:
        spec = shown.network.spec
        self._outgoing.setVisible(bool(spec.hidden))
        if spec.hidden:
            self.outgoing_title.setText(words.outgoing(spec))
            self.outgoing.show_values(
                words.targets(spec, shown.names),
                shown.network.layers[1].w.value[self._unit],
                partial(words.outgoing_row, spec),
                largest_first=self.order.choice == BY_SIZE,
            )

    def _show_findings(self, findings: Findings) -> None:
        study, dataset, spec = findings.study, findings.dataset, findings.shown.network.spec
        unit, names = self._unit, findings.dataset.class_names
        fires = float(study.firing[unit])
        self.fires.setText(words.sentence(words.firing(spec, fires, bool(study.is_constant[unit]))))
        self.fires.setVisible(bool(spec.hidden))
        places = study.strongest[unit].tolist()
        labels = [names[dataset.train.labels[place]] for place in places]
        tips = [
            words.exciting_image(place, label, value, spec)
            for place, label, value in zip(
                places, labels, study.activations[unit].tolist(), strict=True
            )
        ]
        self.images_title.setText(words.exciting(spec, bool(fires)))
        images = [dataset.train.images[place].reshape(SHAPE) for place in places]
        self.images.show_images(images, labels, tips)
        self._show_classes(names, study.by_class[unit], findings.shown)
        self.on_which.setText(
            words.on_which(dataset.name, len(dataset.train), findings.shown.whose.iteration)
        )

    def _show_classes(self, names: tuple[str, ...], means: Floats, shown: Shown) -> None:
        spec = shown.network.spec
        self.class_title.setText(words.by_class(spec))
        self.by_class.show_values(
            names, means, partial(words.class_row, spec), largest_first=len(names) > MOST_IN_ORDER
        )

    def _show_nothing_found(self, shown: Shown) -> None:
        self.fires.show()
        self.fires.setText(words.STUDYING if self._units.dataset else words.NO_IMAGES)
        self.images_title.setText(words.exciting(shown.network.spec))
        self.class_title.setText(words.by_class(shown.network.spec))
        self.images.show_images((), (), ())
        self.by_class.show_values((), np.empty(0))
        self.on_which.setText("")

    def _choose_order(self, order: str) -> None:
        self._settings.keep(ORDER_KEY, order)
        self.show_if_seen()


def _title(text: str) -> QLabel:
    label = QLabel(text)
    label.setFont(theme.bold(label.font()))
    return label


def _section(content: QWidget, *title: QWidget) -> QWidget:
    """What stands below a title of its own, and what stands beside that."""
    section, top = QWidget(), QWidget()
    top.setFixedHeight(HEADER_HEIGHT)
    line = row_of(*title)
    line.setContentsMargins(0, 0, 0, 0)
    line.setStretch(0, 1)
    top.setLayout(line)
    column = QVBoxLayout(section)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(top)
    column.addWidget(content, 1)
    return section

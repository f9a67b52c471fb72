"""The weights of all units of the first layer, live."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedLayout

from core.arrays import Floats
from core.units import Study
from gui.settings import Settings
from gui.weights import words
from gui.weights.units import Units
from gui.widgets.choice_button import ChoiceButton, remembered
from gui.widgets.fields import muted_label
from gui.widgets.hint import hint_label
from gui.widgets.panel import Panel, row_of
from gui.widgets.weights.legend import ScaleLegend
from gui.widgets.weights.tiles import WeightTiles

SHAPE = (28, 28)  # what the window draws, and all that it opens
BY_NUMBER, BY_FIRING, BY_NORM = ORDERS = ("by number", "by firing", "by norm")
SCALES = (words.SHARED_SCALE, words.OWN_SCALE)
SCALE_KEY, ORDER_KEY = "weights/scale", "weights/order"
ORDER_PURPOSE = "Put the tiles in order; they stay where they are until you choose again"
SCALE_PURPOSE = "One scale for all tiles, or for each its own"


class WeightsPanel(Panel):
    """A tile for each unit, in a chosen order and on a chosen scale, with a legend."""

    def __init__(self, units: Units, settings: Settings) -> None:
        super().__init__("First-layer weights")
        self._units, self._settings = units, settings
        self._norms: Floats = np.empty(0, np.float32)
        self._largest: Floats = np.empty(0, np.float32)
        self._awaits_order = False  # until it is known how often the units fire
        self._order = remembered(settings.text(ORDER_KEY, BY_NUMBER), ORDERS)
        self._scale = remembered(settings.text(SCALE_KEY, SCALES[0]), SCALES)
        self.tiles = WeightTiles(self.tip, SHAPE)
        self.tiles.setObjectName("weightTiles")
        self.legend, self.note = ScaleLegend(), muted_label("")
        self._stack = QStackedLayout()
        self._arrange()
        units.advanced.connect(self.show_if_seen)
        units.studied.connect(self._on_studied)

    def _arrange(self) -> None:
        order = ChoiceButton(ORDER_PURPOSE, ORDERS, self._order)
        scale = ChoiceButton(SCALE_PURPOSE, SCALES, self._scale)
        order.chosen.connect(self._choose_order)
        scale.chosen.connect(self._choose_scale)
        for button in (order, scale):
            self.header.addWidget(button)
        self._stack.addWidget(hint_label(words.TRAIN_FIRST))
        self._stack.addWidget(self.tiles)
        self.body.addLayout(self._stack, 1)
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        below = row_of(self.legend, self.note)
        below.setStretch(1, 1)
        self.body.addLayout(below)

    def show_anew(self) -> None:
        """The weights as they are now; no tile changes its place."""
        shown = self._units.shown
        self._stack.setCurrentIndex(0 if shown is None else 1)
        for widget in (self.legend, self.note):
            widget.setVisible(shown is not None)
        if shown is None:
            self.set_info("")
            return
        spec, weights = shown.network.spec, shown.network.layers[0].w.value
        self.set_title(words.title(spec))
        self.set_info(str(shown.whose))
        is_other = len(self._norms) != weights.shape[1]
        self._largest = np.abs(weights).max(axis=0)
        self._norms = np.sqrt(np.einsum("du,du->u", weights, weights))
        is_shared = self._scale == words.SHARED_SCALE
        scale = float(np.nan_to_num(self._largest).max()) if is_shared else None
        self.tiles.show_weights(weights, self._largest, scale)
        self.legend.show_scale(words.own_scale() if scale is None else words.scale(scale))
        if is_other:
            self._on_studied()
            self._put_in_order()
        self.tiles.describe()

    def tip(self, unit: int) -> str:
        """What there is to know of a unit, in a sentence or two."""
        shown, study = self._units.shown, self._study()
        if shown is None:
            return ""
        spec = shown.network.spec
        name, fires = words.unit_name(spec, unit, shown.names), ""
        if study:
            fires = words.firing(spec, float(study.firing[unit]), bool(study.is_constant[unit]))
        return words.tile(name, float(self._norms[unit]), float(self._largest[unit]), fires)

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever comes back finds the order as it is now."""
        super().showEvent(event)
        self._put_in_order()

    def _study(self) -> Study | None:
        """What was found, if it is of a network with these units."""
        findings = self._units.findings
        is_of_these = findings and len(findings.study.firing) == len(self._norms)
        return findings.study if findings and is_of_these else None

    def _on_studied(self) -> None:
        """Mark the units that say nothing; put all in order where that had to wait for this."""
        study = self._study()
        constant = study.is_constant if study else np.zeros(len(self._norms), bool)
        self.tiles.set_constant(constant)
        self.note.setText(words.crossed_out(int(constant.sum())))
        if self._awaits_order and study:
            self._put_in_order()

    def _choose_scale(self, scale: str) -> None:
        self._scale = scale
        self._settings.keep(SCALE_KEY, scale)
        self.show_if_seen()

    def _choose_order(self, order: str) -> None:
        self._order = order
        self._settings.keep(ORDER_KEY, order)
        self._put_in_order()

    def _put_in_order(self) -> None:
        """By number until it is known how often they fire, if that is asked for."""
        study = self._study()
        self._awaits_order = self._order == BY_FIRING and study is None
        by: Floats = np.zeros(len(self._norms))
        if self._order == BY_NORM:
            by = -self._norms
        elif self._order == BY_FIRING and study:
            by = -study.firing
        self.tiles.set_order(np.argsort(by, kind="stable"))

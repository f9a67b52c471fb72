"""The large canvas, with its tools above and below it."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSlider

from gui.canvas import DrawingCanvas
from gui.drawing import WIDEST_BRUSH, Drawing
from gui.ink.look import evidence_image
from gui.ink.sketch import BRUSH, INK_SIDE
from gui.reader import Reader
from gui.widgets.buttons import Button, action_button
from gui.widgets.fields import muted_label
from gui.widgets.panel import MARGIN, Panel, row_of

LEAST_CANVAS = 280  # pixels
AROUND = 124  # pixels for the title and the buttons above and below
GAP = 6
STEP = 0.01  # of the canvas's side: a step of the brush
THINNEST = 0.02
SLIDER = 80  # pixels
PICTURES = ("open", "save", "paste", "copy")


class SketchPanel(Panel):
    """A canvas as large as there is room for; over it, if asked for, why the answer is so."""

    def __init__(self, drawing: Drawing, reader: Reader, actions: dict[str, QAction]) -> None:
        super().__init__("Draw a digit")
        self._drawing, self._reader, self._why = drawing, reader, actions["why"]
        self.canvas = DrawingCanvas(drawing)
        self.canvas.setObjectName("largeCanvas")
        self.canvas.setMinimumSize(LEAST_CANVAS, LEAST_CANVAS)
        self._brush = self._brush_slider()
        middle = QHBoxLayout()
        middle.addWidget(self.canvas)
        self.body.addLayout(self._tools(actions))
        self.body.addLayout(middle, 1)
        self.body.addLayout(row_of(action_button(actions["random"]), self._pictures(actions)))
        drawing.tool_changed.connect(self._show_brush)
        reader.changed.connect(self.show_if_seen)
        self._why.toggled.connect(self.show_if_seen)

    def _tools(self, actions: dict[str, QAction]) -> QHBoxLayout:
        keys = ("undo", "redo", "clear", "eraser")
        row = row_of(*(action_button(actions[key]) for key in keys))
        row.addSpacing(GAP)
        row.addWidget(muted_label("Brush"))
        row.addWidget(self._brush, 1)
        return row

    def _pictures(self, actions: dict[str, QAction]) -> Button:
        """A button with a menu of what pictures can be had from, and given to."""
        button = Button("Picture")
        button.setToolTip("Open, save, paste or copy; a picture can be dropped on the canvas too")
        menu = QMenu(button)
        for key in PICTURES:
            menu.addAction(actions[key])
        button.setMenu(menu)
        return button

    def _brush_slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(round(THINNEST / STEP), round(WIDEST_BRUSH / STEP))
        slider.setMinimumWidth(SLIDER)
        slider.setAccessibleName("Brush width")
        slider.setToolTip("The width of all strokes, those that are drawn already too")
        slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        slider.setValue(round(BRUSH / STEP))
        slider.valueChanged.connect(self._choose_brush)
        return slider

    def _choose_brush(self, steps: int) -> None:
        self._drawing.brush = steps * STEP

    def _show_brush(self) -> None:
        with QSignalBlocker(self._brush):  # it would write back what it rounds
            self._brush.setValue(round(self._drawing.brush / STEP))

    def show_anew(self) -> None:
        """Lay the evidence over the drawing, where the network saw it."""
        reading = self._reader.reading
        if not (self._why.isChecked() and reading):
            self.canvas.show_overlay(None)
            return
        frame = self._reader.stages.centred
        corner = QPointF(frame.left, frame.top) / INK_SIDE
        side = len(frame.pixels) * frame.cell / INK_SIDE
        place = QRectF(corner, corner + QPointF(side, side))
        self.canvas.show_overlay(evidence_image(reading.evidence()), place)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.show_if_seen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the canvas square and as large as can be."""
        super().resizeEvent(event)
        side = max(min(self.width() - 2 * MARGIN, self.height() - AROUND), LEAST_CANVAS)
        self.canvas.setMaximumSize(QSize(1, 1) * side)

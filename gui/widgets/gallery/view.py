"""Many images as tiles to roll through, of which only those in sight are painted."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip

from core.arrays import Images, Labels
from gui import theme
from gui.widgets.gallery.picks import Picks
from gui.widgets.gallery.shelf import Shelf
from gui.widgets.gallery.tile import TilePainter, enlarged, paint_hint

SIDES = (56, 84, 112, 168)  # pixels of a picture
USUAL_SIDE = 84


@dataclass(frozen=True, slots=True, eq=False)
class Exhibition:
    """Images (N, H, W), which of them are shown in what order, and what is said of each.

    caption gives the lines beneath the image of an index, so many for each; tip a sentence.
    """

    images: Images
    indices: Labels
    caption: Callable[[int], tuple[str, ...]]
    tip: Callable[[int], str]
    lines: int = 2


NOTHING = Exhibition(
    np.empty((0, 28, 28), np.uint8), np.empty(0, np.intp), lambda _: (), lambda _: ""
)


class TileView(QAbstractScrollArea):
    """The tiles with what is selected; how to select is for subclasses."""

    side_changed = Signal(int)

    def __init__(self, side: int = USUAL_SIDE) -> None:
        super().__init__()
        self._shown, self._hint = NOTHING, ""
        self._picks = Picks()
        self._side = side if side in SIDES else USUAL_SIDE
        self._shelf = Shelf.fitting(0, 0, self._side, 0)
        self._painter = TilePainter()
        self.setObjectName("mistakesGallery")
        self.setAccessibleName("Images")
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)

    def show_images(self, shown: Exhibition, hint: str = "") -> None:
        """Show other images; the hint stands there where there are none."""
        is_same = np.array_equal(shown.indices, self._picks.indices)
        self._shown, self._hint = shown, hint
        self._picks.show(shown.indices)
        self._painter.forget()
        self._arrange()
        if not is_same:
            self._reveal()
        self._describe()

    @property
    def side(self) -> int:
        """Of the pictures, in pixels; one of SIDES."""
        return self._side

    @side.setter
    def side(self, side: int) -> None:
        if side != self._side:
            self._side = side
            self._arrange()
            self._reveal()
            self.side_changed.emit(side)

    @property
    def chosen(self) -> Labels:
        """The indices that are selected, in the order shown."""
        return self._picks.chosen

    @property
    def current(self) -> int | None:
        """The index of the current image."""
        return self._picks.index

    def box(self, place: int) -> QRect:
        """Where a tile stands on the viewport."""
        return self._shelf.box(place).translated(0, -self.verticalScrollBar().value())

    def _arrange(self) -> None:
        caption = self._shown.lines * self.fontMetrics().height()
        room = self.viewport().size()
        self._shelf = Shelf.fitting(len(self._picks), room.width(), self._side, caption)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(self._shelf.height - room.height(), 0))
        bar.setPageStep(room.height())
        bar.setSingleStep(max(self._shelf.pitch // 3, 1))
        self.viewport().update()

    def _reveal(self) -> None:
        """Roll so far that the current tile is seen."""
        if not len(self._picks):
            return
        box, bar = self._shelf.box(self._picks.current), self.verticalScrollBar()
        gap = self._shelf.pitch - box.height()
        lowest, highest = box.bottom() + gap - bar.pageStep(), box.top() - gap
        bar.setValue(min(max(bar.value(), lowest), highest))

    def _in_sight(self) -> range:
        """The places of the tiles that are seen."""
        rolled = self.verticalScrollBar().value()
        return self._shelf.between(rolled, rolled + self.viewport().height())

    def _place_at(self, point: QPoint) -> int | None:
        return self._shelf.place_at(point + QPoint(0, self.verticalScrollBar().value()))

    def _describe(self) -> None:
        """Tell those who do not see it which image is current."""
        index = self._picks.index
        self.setAccessibleDescription(self._hint if index is None else self._shown.tip(index))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._painter.forget()
            self._arrange()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is painted, and paint only what comes into sight."""
        self.viewport().scroll(0, dy)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._place_at(event.pos())
            if place is None:
                QToolTip.hideText()
            else:
                tip = self._shown.tip(int(self._picks.indices[place]))
                QToolTip.showText(event.globalPos(), tip, self.viewport(), self.box(place))
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        picks, rolled = self._picks, self.verticalScrollBar().value()
        if not len(picks):
            paint_hint(painter, self.viewport().rect(), self._hint)
            return
        self._painter.begin(theme.colors(), self.hasFocus())
        painter.translate(0, -rolled)
        dirty = event.rect().translated(0, rolled)
        places = self._shelf.between(dirty.top(), dirty.bottom())
        indices = picks.indices[places.start : places.stop]
        pictures = enlarged(self._shown.images[indices], self._side * self.devicePixelRatioF())
        for place, index, picture in zip(places, indices.tolist(), pictures, strict=True):
            self._painter.paint(
                painter,
                self._shelf.box(place),
                picture,
                self._shown.caption(index),
                is_chosen=picks.has(place),
                is_current=place == picks.current,
            )

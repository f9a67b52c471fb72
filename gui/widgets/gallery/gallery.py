"""A gallery of images in which keys and the pointer walk along and select."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QMenu

from gui.widgets.gallery.view import SIDES, TileView
from gui.widgets.walking import walked

Modifier = Qt.KeyboardModifier
SEND, EXPORT, ALL = Qt.Key.Key_D, Qt.Key.Key_E, Qt.Key.Key_A
LARGER, SMALLER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal), (Qt.Key.Key_Minus,)
BACK = {Qt.Key.Key_PageUp: Qt.Key.Key_Home, Qt.Key.Key_PageDown: Qt.Key.Key_End}


class Gallery(TileView):
    """Keys act here alone: arrows walk, D sends the current image, Ctrl+E exports."""

    sent = Signal(int)  # an index: that image is wanted on the canvas
    export_wanted = Signal()
    selection_changed = Signal()

    def _pick(self, change: Callable[[], object]) -> None:
        """Change what is selected, and paint only the tiles that look different then."""
        before = self._picks.copy()
        change()
        self._reveal()
        for place in self._picks.differences(before) & set(self._in_sight()):
            self.viewport().update(self.box(place))
        self._describe()
        self.selection_changed.emit()

    def send(self) -> None:
        """Ask for the current image on the canvas."""
        if self._picks.index is not None:
            self.sent.emit(self._picks.index)

    def event(self, event: QEvent) -> bool:
        """Its keys are not for the window's actions while it has the focus."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_its_own = self._act_of(event) is not None
            if is_its_own or (event.key() == Qt.Key.Key_Escape and len(self._picks.chosen)):
                event.accept()
                return True
        return super().event(event)

    def _act_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key asks for that does not walk."""
        plain = event.modifiers() & ~Modifier.KeypadModifier & ~Modifier.ShiftModifier
        controls = plain == Modifier.ControlModifier
        if event.key() == SEND and event.modifiers() == Modifier.NoModifier:
            return self.send
        if controls and event.key() == EXPORT:
            return self.export_wanted.emit
        if controls and event.key() == ALL:
            return self.choose_all
        if controls and event.key() in (*LARGER, *SMALLER):
            return lambda: self.step_side(1 if event.key() in LARGER else -1)
        return None

    def choose_all(self) -> None:
        self._pick(self._picks.choose_all)

    def step_side(self, step: int) -> None:
        """Show larger or smaller pictures."""
        place = SIDES.index(self._side) + step
        self.side = SIDES[min(max(place, 0), len(SIDES) - 1)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act, there = self._act_of(event), self._walk(event.key())
        if act:
            act()
        elif event.key() == Qt.Key.Key_Escape and len(self._picks.chosen):
            self._pick(self._picks.choose_none)
        elif there is not None:
            held = event.modifiers()
            extends, keeps = Modifier.ShiftModifier in held, Modifier.ControlModifier in held
            keeps = keeps and not extends
            self._pick(partial(self._picks.go, there, extends=extends, keeps=keeps))
        else:
            super().keyPressEvent(event)

    def _walk(self, key: int) -> int | None:
        """Where a key leads; a page from the last rows leads to their end."""
        picks, shelf = self._picks, self._shelf
        if not len(picks):
            return None
        page = max(self.viewport().height() // shelf.pitch, 1)
        there = walked(key, picks.current, len(picks), shelf.columns, page)
        further = BACK.get(Qt.Key(key))
        if further and there == picks.current:
            return walked(further, picks.current, len(picks), shelf.columns, page)
        return there

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position().toPoint())
        held = event.modifiers()
        if place is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if Modifier.ControlModifier in held:
            self._pick(partial(self._picks.toggle, place))
        else:
            extends = Modifier.ShiftModifier in held
            self._pick(partial(self._picks.go, place, extends=extends))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The press was its own, so what ends it is too."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._place_at(event.position().toPoint()) is not None:
            self.send()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if Modifier.ControlModifier in event.modifiers():
            self.step_side(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not len(self._picks):
            return
        place = self._place_at(event.pos())
        if place is not None and not self._picks.has(place):
            self._pick(partial(self._picks.go, place))
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Put on the canvas\tD", self.send)
        menu.addAction("Export...\tCtrl+E", self.export_wanted.emit)
        menu.addAction("Select all\tCtrl+A", self.choose_all)
        menu.popup(event.globalPos())

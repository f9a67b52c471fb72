"""One pointer at a time, be it mouse, pen or finger: what widgets that are drawn on hear."""

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import (
    QEventPoint,
    QHideEvent,
    QInputDevice,
    QMouseEvent,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QWidget

MOUSE = "mouse"
PEN = "pen"
LEFT = Qt.MouseButton.LeftButton
# Systems make mouse events from touches too; those would draw everything twice.
NOT_MICE = (QInputDevice.DeviceType.TouchScreen, QInputDevice.DeviceType.Stylus)


class PointerWidget(QWidget):
    """Says when a pointer goes down, moves and lifts; the subclass says what that means.

    A pointer that goes down ends another's stroke; a second finger does nothing. Each stroke
    ends in lifted or cancelled, also when the widget is disabled or hidden meanwhile.
    """

    def __init__(self) -> None:
        super().__init__()
        self._pointer = ""
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)

    def pointer_down(self, position: QPointF) -> None:
        raise NotImplementedError

    def pointer_moved(self, position: QPointF) -> None:
        raise NotImplementedError

    def pointer_lifted(self) -> None:
        raise NotImplementedError

    def pointer_cancelled(self) -> None:
        raise NotImplementedError

    def _press(self, pointer: str, position: QPointF) -> None:
        self._lift(self._pointer)
        self._pointer = pointer
        self.pointer_down(position)

    def _move(self, pointer: str, position: QPointF) -> None:
        if pointer == self._pointer:
            self.pointer_moved(position)

    def _lift(self, pointer: str) -> None:
        if self._pointer and pointer == self._pointer:
            self._pointer = ""
            self.pointer_lifted()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == LEFT and event.deviceType() not in NOT_MICE:
            self._press(MOUSE, event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._move(MOUSE, event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == LEFT:
            self._move(MOUSE, event.position())
            self._lift(MOUSE)

    def tabletEvent(self, event: QTabletEvent) -> None:
        event.accept()
        if event.type() == QEvent.Type.TabletMove:
            self._move(PEN, event.position())
        elif event.button() == LEFT and event.type() == QEvent.Type.TabletPress:
            self._press(PEN, event.position())
        elif event.button() == LEFT:
            self._move(PEN, event.position())
            self._lift(PEN)

    def event(self, event: QEvent) -> bool:
        if not isinstance(event, QTouchEvent) or not self.isEnabled():
            return super().event(event)
        event.accept()
        if event.type() == QEvent.Type.TouchCancel:
            self._cancel()
        else:
            self._on_touch({f"finger {point.id()}": point for point in event.points()})
        return True

    def _on_touch(self, fingers: dict[str, QEventPoint]) -> None:
        if self._pointer in fingers:
            point = fingers[self._pointer]
            self._move(self._pointer, point.position())
            if point.state() == QEventPoint.State.Released:
                self._lift(self._pointer)
            return
        for finger, point in fingers.items():
            if point.state() == QEventPoint.State.Pressed:
                return self._press(finger, point.position())

    def _cancel(self) -> None:
        if self._pointer:
            self._pointer = ""
            self.pointer_cancelled()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._lift(self._pointer)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._lift(self._pointer)

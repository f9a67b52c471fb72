"""One pointer at a time, be it mouse, pen or finger: what widgets that are drawn on hear."""

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import (
    QEventPoint,
    QHideEvent,
    QInputDevice,
    QMouseEvent,
    QPointingDevice,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QWidget

MOUSE = "mouse"
PEN = "pen"
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
# Systems make mouse events from touches too; those would draw everything twice.
NOT_MICE = (QInputDevice.DeviceType.TouchScreen, QInputDevice.DeviceType.Stylus)
UNKNOWN = 0.0  # the pressure of what cannot tell it


class PointerWidget(QWidget):
    """Says when a pointer goes down, moves and lifts; the subclass says what that means.

    A pointer that goes down ends another's stroke; a second finger or button does nothing. Each
    stroke ends in lifted or cancelled, also when the widget is disabled or hidden meanwhile.
    Pressures are 0..1, or UNKNOWN. The right button and a pen's other end erase.
    """

    def __init__(self) -> None:
        super().__init__()
        self._pointer = ""
        self._button = LEFT
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)

    def pointer_down(
        self, position: QPointF, pressure: float = UNKNOWN, *, erases: bool = False
    ) -> None:
        raise NotImplementedError

    def pointer_moved(self, position: QPointF, pressure: float = UNKNOWN) -> None:
        raise NotImplementedError

    def pointer_lifted(self) -> None:
        raise NotImplementedError

    def pointer_cancelled(self) -> None:
        raise NotImplementedError

    def _press(
        self,
        pointer: str,
        position: QPointF,
        button: Qt.MouseButton = LEFT,
        pressure: float = UNKNOWN,
        *,
        erases: bool = False,
    ) -> None:
        if button not in (LEFT, RIGHT) or (pointer == self._pointer and button != self._button):
            return
        self._end()
        self._pointer, self._button = pointer, button
        self.pointer_down(position, pressure, erases=erases or button == RIGHT)

    def _move(self, pointer: str, position: QPointF, pressure: float = UNKNOWN) -> None:
        if pointer == self._pointer:
            self.pointer_moved(position, pressure)

    def _lift(self, pointer: str, position: QPointF, button: Qt.MouseButton = LEFT) -> None:
        if pointer == self._pointer and button == self._button:
            self.pointer_moved(position)
            self._end()

    def _end(self) -> None:
        if self._pointer:
            self._pointer = ""
            self.pointer_lifted()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.deviceType() not in NOT_MICE:
            self._press(MOUSE, event.position(), event.button())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._move(MOUSE, event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._lift(MOUSE, event.position(), event.button())

    def tabletEvent(self, event: QTabletEvent) -> None:
        event.accept()
        position, pressure = event.position(), event.pressure()
        if event.type() == QEvent.Type.TabletMove:
            self._move(PEN, position, pressure)
        elif event.type() == QEvent.Type.TabletPress:
            is_turned = event.pointerType() == QPointingDevice.PointerType.Eraser
            self._press(PEN, position, event.button(), pressure, erases=is_turned)
        else:
            self._lift(PEN, position, event.button())

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
            if point.state() == QEventPoint.State.Released:
                self._lift(self._pointer, point.position())
            else:
                self._move(self._pointer, point.position())
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
            self._end()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._end()

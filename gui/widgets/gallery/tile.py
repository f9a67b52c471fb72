"""How one image of a gallery looks: the picture, lines beneath it, whether it is selected."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QStaticText

from core.arrays import Images
from gui import theme
from gui.widgets.gallery.shelf import PADDING

RADIUS = 4.0
Colors: TypeAlias = npt.NDArray[np.uint32]  # as Qt takes them, with 0xFF before red, green and blue
GREYS: Colors = 0xFF000000 + 0x010101 * np.arange(256, dtype=np.uint32)
CHOSEN, BESIDE = 0.22, 0.1  # of the accent in a selected tile's ground
MOST_KEPT = 5000  # texts laid out
HINT_WIDTH = 420  # pixels


class TilePainter:
    """Paints tiles; the texts, of which many are alike, are laid out once."""

    def __init__(self) -> None:
        self._texts: dict[tuple[str, int], tuple[QStaticText, int]] = {}
        self._tokens = theme.LIGHT
        self._has_focus = False

    def forget(self) -> None:
        """Lay all texts out anew."""
        self._texts.clear()

    def begin(self, tokens: theme.Colors, has_focus: bool) -> None:
        """Take the colours of now, for all tiles until the next begin()."""
        self._tokens, self._has_focus = tokens, has_focus
        if len(self._texts) > MOST_KEPT:
            self.forget()

    def paint(
        self,
        painter: QPainter,
        box: QRect,
        picture: Colors,
        caption: tuple[str, ...],
        *,
        is_chosen: bool,
        is_current: bool,
    ) -> None:
        """Paint a tile of a picture (h, w) in a box."""
        if is_chosen or is_current:
            self._paint_ground(painter, box, is_chosen, is_current)
        side = box.width() - 2 * PADDING
        place = QRect(box.left() + PADDING, box.top() + PADDING, side, side)
        height, width = picture.shape
        kind = QImage.Format.Format_RGB32
        painter.drawImage(place, QImage(picture.data, width, height, 4 * width, kind))
        top = place.bottom() + 2
        painter.setPen(QColor(self._tokens.text))
        for line in caption:
            text, length = self._laid_out(painter, line, side)
            painter.drawStaticText(QPoint(box.left() + (box.width() - length) // 2, top), text)
            painter.setPen(QColor(self._tokens.muted))
            top += painter.fontMetrics().height() - 1

    def _paint_ground(
        self, painter: QPainter, box: QRect, is_chosen: bool, is_current: bool
    ) -> None:
        tokens = self._tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = tokens.accent if is_chosen else tokens.muted
        is_framed = is_chosen or self._has_focus
        width = 2 if is_current and self._has_focus else 1
        painter.setPen(QPen(QColor(edge), width) if is_framed else Qt.PenStyle.NoPen)
        share = CHOSEN if self._has_focus else BESIDE
        painter.setBrush(
            QColor(theme.mixed(tokens.accent, tokens.panel, share if is_chosen else 0))
        )
        painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), RADIUS, RADIUS)
        painter.restore()

    def _laid_out(self, painter: QPainter, line: str, room: int) -> tuple[QStaticText, int]:
        """A line as far as there is room, and its width in pixels."""
        found = self._texts.get((line, room))
        if found is None:
            metrics = painter.fontMetrics()
            elided = metrics.elidedText(line, Qt.TextElideMode.ElideMiddle, room + 2 * PADDING)
            text = QStaticText(elided)
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.prepare(painter.transform(), painter.font())
            found = self._texts[line, room] = text, metrics.horizontalAdvance(elided)
        return found


def enlarged(images: Images, side: float) -> Colors:
    """Images (n, H, W), each pixel as many times repeated as goes into a side; as Qt takes them.

    Qt takes six times as long to enlarge them.
    """
    times = max(int(side) // images.shape[1], 1)
    return np.repeat(np.repeat(GREYS[images], times, axis=1), times, axis=2)


def paint_hint(painter: QPainter, room: QRect, hint: str) -> None:
    """Say in the middle why there is no image, and what to do."""
    painter.setPen(QColor(theme.colors().muted))
    width = min(HINT_WIDTH, room.width())
    middle = QRect(room.center().x() - width // 2, room.top(), width, room.height())
    painter.drawText(middle, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, hint)

"""Which columns of the table of errors by digit there is room for, and how wide they are."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QStyle

from gui import theme
from gui.digit_words import DIGIT, ERROR, INTERVAL, MISTAKES, PAST, READ_AS, TIMES, TITLES, Cells

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
ALIGNMENT = (CENTRE, RIGHT, CENTRE, RIGHT, CENTRE, RIGHT, CENTRE)
BOLD = (DIGIT, ERROR, READ_AS, TIMES)  # in rows that stand out
NAMES = (DIGIT, READ_AS)
ALWAYS_SHOWN = (DIGIT, ERROR, READ_AS)
IF_THERE_IS_ROOM = (INTERVAL, PAST, TIMES, MISTAKES)  # the most important first
SHARES = (1, 1, 1, 1, 1, 1, 3)  # of the room that is left over


def needed_widths(header: QHeaderView, widest: Cells) -> list[int]:
    """The pixels that each column takes at least, with these texts and with its title."""
    style = header.style()
    beside = 2 * (style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, header) + 1)
    around = 2 * style.pixelMetric(QStyle.PixelMetric.PM_HeaderMargin, None, header)
    plain, strong = QFontMetrics(header.font()), QFontMetrics(theme.bold(header.font()))
    widths = []
    for column, (title, text) in enumerate(zip(TITLES, widest, strict=True)):
        cell = (strong if column in BOLD else plain).horizontalAdvance(text)
        widths.append(max(cell + beside, plain.horizontalAdvance(title) + around))
    return widths


def fitted_widths(needed: Sequence[int], room: int) -> dict[int, int]:
    """The columns to show in so many pixels, with their widths: as many as there is room for.

    What is left over is shared out; names that are too long for all of it are cut.
    """
    longest = (room - needed[ERROR]) // len(NAMES)
    least = [min(width, longest) if at in NAMES else width for at, width in enumerate(needed)]
    shown = set(ALWAYS_SHOWN)
    for column in IF_THERE_IS_ROOM:
        if sum(least[each] for each in (*shown, column)) <= room:
            shown.add(column)
    left = room - sum(least[column] for column in shown)
    shares = sum(SHARES[column] for column in shown)
    return {column: least[column] + left * SHARES[column] // shares for column in sorted(shown)}

"""The images that a network reads wrongly and is most sure of, with its answers beneath."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from core.answers import Answers
from core.arrays import Images
from core.samples import Split
from gui.drawing_words import probability
from gui.report.block import COLORS, SMALL, Figure
from gui.report.lettering import Anchor, elided, text_width, write
from gui.widgets.images import grey_image

COUNT = 20
COLUMNS, FEW_COLUMNS = 10, 5  # fewer where names are long
LARGEST = 42.0  # points, an image's width
GAP, LINE = 8.0, 1.25 * SMALL  # points
NOTE = SMALL - 1
READ_AS = " read as "
FINE = 12  # times larger, so that no viewer blurs the pixels


@dataclass(frozen=True, slots=True, eq=False)
class Mistake:
    """An image (H, W) with its label, the answer to it, and how sure that was, in words."""

    image: Images
    truth: str
    answer: str
    confidence: str


def mistakes_figure(
    answers: Answers,
    split: Split,
    shape: tuple[int, int],
    class_names: tuple[str, ...],
    count: int = COUNT,
) -> Figure | None:
    """Those it is most sure of first; None if there is no mistake."""
    found = answers.ordered(answers.mistakes(), "confidence")[:count]
    if not len(found):
        return None
    sureness = probability if answers.gives_probabilities else "{:.2f}".format
    mistakes = [
        Mistake(
            split.images[index].reshape(shape),
            class_names[answers.truth[index]],
            class_names[answers.given[index]],
            sureness(float(answers.confidence[index])),
        )
        for index in found.tolist()
    ]
    how = "probability" if answers.gives_probabilities else "output"
    said = (
        f"The most confident of {len(answers.mistakes()):,} mistakes on the testing images: "
        f"the label, the answer, and the answer’s {how}."
    )
    return Figure("mistakes", said, ImagesFigure(mistakes))


@dataclass(frozen=True, slots=True, eq=False)
class ImagesFigure:
    """Images in rows, each with two lines beneath."""

    mistakes: Sequence[Mistake]

    def height(self, width: float) -> float:
        rows = -(-len(self.mistakes) // self._columns(width))
        return rows * self._cell(width).height()

    def paint(self, painter: QPainter, width: float) -> None:
        cell, columns = self._cell(width), self._columns(width)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        for place, mistake in enumerate(self.mistakes):
            row, column = divmod(place, columns)
            _paint(painter, cell.translated(column * cell.width(), row * cell.height()), mistake)
        painter.restore()

    def _columns(self, width: float) -> int:
        widest = max(text_width(_read(mistake), size=NOTE) for mistake in self.mistakes)
        return COLUMNS if widest <= width / COLUMNS else FEW_COLUMNS

    def _cell(self, width: float) -> QRectF:
        """The first image's, with its words; all images are of one shape."""
        height, across = self.mistakes[0].image.shape
        side = min(width / COLUMNS - GAP, LARGEST)
        return QRectF(0, 0, width / self._columns(width), side * height / across + 2 * LINE + GAP)


def _paint(painter: QPainter, cell: QRectF, mistake: Mistake) -> None:
    """The image at the top of its cell, the words beneath."""
    height, across = mistake.image.shape
    tall = cell.height() - 2 * LINE - GAP
    wide = tall * across / height
    x, y = cell.center().x(), cell.top() + tall + LINE
    painter.drawImage(QRectF(x - wide / 2, cell.top(), wide, tall), _fine(mistake.image))
    write(painter, x, y, _read(mistake, cell.width()), Anchor.MIDDLE, size=NOTE)
    write(painter, x, y + LINE, mistake.confidence, Anchor.MIDDLE, color=COLORS.muted, size=NOTE)


def _read(mistake: Mistake, room: float = math.inf) -> str:
    """The label and the answer, both shortened where they have no room."""
    text = f"{mistake.truth}{READ_AS}{mistake.answer}"
    if text_width(text, size=NOTE) <= room:
        return text
    each = (room - text_width(READ_AS, size=NOTE)) / 2
    return READ_AS.join(elided(name, each, size=NOTE) for name in (mistake.truth, mistake.answer))


def _fine(pixels: Images) -> QImage:
    """The same pixels, each made of many."""
    image = grey_image(pixels)
    return image.scaled(
        image.size() * FINE,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.FastTransformation,
    )

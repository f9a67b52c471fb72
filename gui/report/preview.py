"""The pages of a report on the screen, as wide as there is room, drawn as they will be printed."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from gui import theme
from gui.report.document import Document

GAP = 12  # pixels around pages
WIDEST = 1000  # pixels: wider pages are no easier to read


class Preview(QScrollArea):
    """All pages below each other; it stays where it is when they change."""

    def __init__(self) -> None:
        super().__init__()
        self._sheets = Sheets()
        self.setWidget(self._sheets)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName("Preview of the pages")
        self.setToolTip("The pages as they will be printed")

    def show_document(self, document: Document) -> None:
        self._sheets.show_document(document)
        self._fit()

    @property
    def pages(self) -> int:
        """How many are shown."""
        return self._sheets.pages

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._sheets.fit(self.viewport().width())
        self.verticalScrollBar().setSingleStep(40)


class Sheets(QWidget):
    """White pages with their shadows' outline; each is drawn once for its size, when it is seen."""

    def __init__(self) -> None:
        super().__init__()
        self._document: Document | None = None
        self._images: dict[int, QImage] = {}

    @property
    def pages(self) -> int:
        return len(self._document.pages) if self._document else 0

    def show_document(self, document: Document) -> None:
        self._document = document
        self._images.clear()
        self.update()

    def fit(self, width: int) -> None:
        """Take that width, and the height that all pages need at it."""
        if self._document is None:
            return
        count = len(self._document.pages)
        sheet = self._sheet(min(width, WIDEST))
        size = QSize(min(width, WIDEST), GAP + count * (sheet.height() + GAP))
        if size != self.size():
            self._images.clear()
            self.setFixedSize(size)

    def _sheet(self, width: int) -> QSize:
        """A page's size in pixels."""
        assert self._document
        paper, across = self._document.paper, max(width - 2 * GAP, 1)
        return QSize(across, round(across * paper.height / paper.width))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._document is None:
            return
        painter = QPainter(self)
        outline = QPen(QColor(theme.colors().outline), 1)
        for page, place in self._places():
            if place.toRect().intersects(event.rect()):
                painter.drawImage(place, self._image(page))
                painter.setPen(outline)
                painter.drawRect(place)

    def _places(self) -> Iterator[tuple[int, QRectF]]:
        assert self._document
        sheet = self._sheet(self.width())
        for page in range(len(self._document.pages)):
            top = GAP + page * (sheet.height() + GAP)
            yield page, QRectF(GAP, top, sheet.width(), sheet.height())

    def _image(self, page: int) -> QImage:
        """A page in the pixels of this screen."""
        ratio, sheet = self.devicePixelRatioF(), self._sheet(self.width())
        image = self._images.get(page)
        if image is None or image.devicePixelRatioF() != ratio:
            image = self._images[page] = self._drawn(page, sheet, ratio)
        return image

    def _drawn(self, page: int, sheet: QSize, ratio: float) -> QImage:
        assert self._document
        image = QImage(sheet * ratio, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        scale = image.width() / self._document.paper.width
        painter.scale(scale, scale)
        self._document.paint(painter, page)
        painter.end()
        image.setDevicePixelRatio(ratio)
        return image

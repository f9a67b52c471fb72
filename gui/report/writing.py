"""A report written to files: the PDF, and beside it its figures and tables for other documents."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QPointF,
    QRectF,
    QSizeF,
    Qt,
    QUuid,
)
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPainterPath, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from core import files
from gui.report import table_files, words
from gui.report.block import Figure
from gui.report.content import ERRORS_STEM, NUMBERS, content
from gui.report.document import Document, document
from gui.report.elements import Cover, Table
from gui.report.material import Material
from gui.report.paper import Paper
from gui.report.subject import ReportError

POINT = 72  # an inch
DOTS = 1200  # an inch, of the PDF: places are rounded to these
FIGURE_WIDTH = 480.0  # points, of the files of figures
PNG_DOTS = 300  # an inch
METRE = 1 / 0.0254  # inches
NAMESPACE = QUuid("{5b0f3c3e-52c8-5d0e-9a55-6d6c702d6c62}")  # of the program's reports


def written(path: Path, material: Material, cover: Cover, paper: Paper) -> str:
    """Write it all and say where it is; raises ReportError, and then path is as it was."""
    pdf = encoded(document(material, cover, paper), cover)
    try:
        files.write(path, pdf)
    except OSError as error:
        raise ReportError(words.not_written(path, error.strerror or str(error))) from error
    beside = folder_beside(path)
    try:
        beside.mkdir(exist_ok=True)
        for name, content_of_file in files_beside(material, cover):
            files.write(beside / name, content_of_file)
    except OSError as error:
        return words.written_alone(path, error.strerror or str(error))
    return words.written(path, beside)


def folder_beside(path: Path) -> Path:
    """Where figures and tables lie."""
    return path.with_name(f"{path.stem}-files")


def encoded(made: Document, cover: Cover) -> bytes:
    """The PDF; made in memory, for a full disk shall leave no half of one."""
    content_of_file = QByteArray()
    buffer = QBuffer(content_of_file)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS)
    writer.setTitle(f"{words.TITLE}: {made.about}")
    writer.setAuthor(cover.name)
    writer.setCreator("MLP Lab")
    writer.setDocumentId(QUuid.createUuidV5(NAMESPACE, f"{made.about} {cover}".encode()))
    size = QPageSize(QSizeF(made.paper.width, made.paper.height), QPageSize.Unit.Point)
    layout = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    writer.setPageLayout(layout)
    painter = QPainter(writer)
    for page in range(len(made.pages)):
        if page:
            writer.newPage()
        painter.save()
        painter.scale(DOTS / POINT, DOTS / POINT)
        made.paint(painter, page)
        painter.restore()
    painter.end()
    return bytes(content_of_file.data())


def files_beside(material: Material, cover: Cover) -> Iterator[tuple[str, bytes]]:
    """The names and contents of the figures' files and the tables'."""
    for name, figure in material.figures.items():
        stem = f"figure{NUMBERS[name]}-{name}"
        yield f"{stem}.svg", svg(figure)
        yield f"{stem}.png", png(figure)
    for name, text in _tables(material, cover):
        yield name, text.encode()


def _tables(material: Material, cover: Cover) -> Iterator[tuple[str, str]]:
    subject = material.subject
    for element in content(subject, cover):
        if isinstance(element, Table) and element.stem != ERRORS_STEM:
            yield from table_files.of_table(element)
    if subject.score:
        yield from table_files.of_errors(subject.score.test, subject.class_names)
        yield from table_files.of_matrix(subject.score.test, subject.class_names)


class Outliner(QPainter):
    """Draws letters as shapes: few programs that show SVG files heed a typeface within them."""

    def drawText(self, place: QPointF, text: str) -> None:  # type: ignore[override]
        shapes = QPainterPath()
        shapes.setFillRule(Qt.FillRule.WindingFill)
        shapes.addText(place, self.font(), text)
        self.fillPath(shapes, self.pen().color())


def svg(figure: Figure) -> bytes:
    """A figure as vectors, its letters too."""
    content_of_file = QByteArray()
    buffer = QBuffer(content_of_file)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(POINT)
    size = QSizeF(FIGURE_WIDTH, figure.block.height(FIGURE_WIDTH))
    generator.setSize(size.toSize())
    generator.setViewBox(QRectF(QPointF(), size))
    generator.setTitle(figure.caption)
    painter = Outliner(generator)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    figure.block.paint(painter, FIGURE_WIDTH)
    painter.end()
    return bytes(content_of_file.data())


def png(figure: Figure) -> bytes:
    """A figure as pixels, on white."""
    scale = PNG_DOTS / POINT
    size = QSizeF(FIGURE_WIDTH, figure.block.height(FIGURE_WIDTH)) * scale
    image = QImage(size.toSize(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    image.setDotsPerMeterX(round(PNG_DOTS * METRE))
    image.setDotsPerMeterY(round(PNG_DOTS * METRE))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    figure.block.paint(painter, FIGURE_WIDTH)
    painter.end()
    content_of_file = QByteArray()
    buffer = QBuffer(content_of_file)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # a QIODevice will do
    return bytes(content_of_file.data())

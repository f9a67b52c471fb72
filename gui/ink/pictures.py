"""Pictures as ink and ink as pictures: what is paper, what is ink, and what cannot be read."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QSize, Qt, QUrl
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPixmap

from core.arrays import PIXEL_MAX, Floats, Images

LONGEST_SIDE = 1000  # pixels; the ink of the network has 280
MOST_PIXELS = 100_000_000
MOST_MEMORY = 512  # megabytes, for MOST_PIXELS in colour
SAVED_SIDE = 560
# Differences from paper of less than this part of the greatest are noise, or the paper's shading.
WEAK = 0.2
LEAST_CONTRAST = 16.0  # of 255; less is the noise of a camera
BRIGHTNESS = np.array([0.299, 0.587, 0.114], np.float32)  # of red, green, blue: ITU-R BT.601
# A picture that says so is black ink on white paper, and neither paper nor contrast is guessed.
MADE_BY = ("Drawn-with", "MLP Lab")
UNCHANGED = "The drawing is as it was."


class PictureError(ValueError):
    """What was offered gives no ink; the message says what it is, why, and what to do."""


def to_picture(ink: Images) -> QImage:
    """Black ink on white paper, 560 x 560, from ink (280, 280); to_ink() brings the same back."""
    doubled = 255 - np.kron(ink, np.ones((2, 2), np.uint8))
    format_ = QImage.Format.Format_Grayscale8
    picture = QImage(doubled.tobytes(), SAVED_SIDE, SAVED_SIDE, SAVED_SIDE, format_).copy()
    picture.setText(*MADE_BY)
    return picture


def to_png(ink: Images) -> bytes:
    """The content of a PNG file of to_picture()."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"PNG").write(to_picture(ink))
    return bytes(buffer.data().data())


def to_ink(picture: QImage, name: str) -> Images:
    """Ink (H, W), at most 1,000 pixels a side, where a picture differs from its paper."""
    size = _bounded(picture.size())
    keep, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    small = picture if size == picture.size() else picture.scaled(size, keep, smooth)
    grey, cover = _grey(small)
    key, value = MADE_BY
    if picture.text(key) == value:
        return _rounded(PIXEL_MAX - grey)
    difference = (_paper(grey, cover) - grey) * cover
    darkest, lightest = float(difference.max()), float(-difference.min())
    if max(darkest, lightest) < LEAST_CONTRAST:
        raise PictureError(
            f"{name} shows nothing: it is of one brightness all over. {UNCHANGED} "
            "Choose a picture of dark ink on light paper, or of light ink on dark."
        )
    ink = difference / darkest if darkest >= lightest else -difference / lightest
    ink[ink < WEAK] = 0
    return _rounded(PIXEL_MAX * ink)


def _rounded(values: Floats) -> Images:
    rounded: Images = np.rint(values).astype(np.uint8)
    return rounded


def _bounded(size: QSize) -> QSize:
    """A size of that shape with no side beyond the longest."""
    longest = QSize(LONGEST_SIDE, LONGEST_SIDE)
    if size.boundedTo(longest) == size:
        return size
    return size.scaled(longest, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))


def _grey(picture: QImage) -> tuple[Floats, Floats]:
    """Brightness 0..255 and cover 0..1 of a picture, both (H, W)."""
    picture = picture.convertToFormat(QImage.Format.Format_RGBA8888)
    height, width = picture.height(), picture.width()
    colors = np.frombuffer(picture.constBits(), np.uint8).reshape(height, width, 4)
    grey: Floats = colors[:, :, :3] @ BRIGHTNESS
    return grey, colors[:, :, 3] / np.float32(PIXEL_MAX)


def _paper(grey: Floats, cover: Floats) -> float:
    """What most of the border is like; behind a border that cannot be seen, unlike the rest."""
    edge = np.ones(grey.shape, np.bool_)
    edge[1:-1, 1:-1] = False
    seen = edge & (cover >= 0.5)
    if 2 * seen.sum() >= edge.sum():
        return float(np.median(grey[seen]))
    is_light = (grey * cover).sum() > PIXEL_MAX / 2 * cover.sum()
    return 0.0 if is_light else PIXEL_MAX


def read(path: Path) -> Images:
    """The ink of a picture's file; its size is known before it is decoded."""
    _check_file(path)
    QImageReader.setAllocationLimit(MOST_MEMORY)
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)  # as cameras are turned
    size = reader.size()
    if size.width() * size.height() > MOST_PIXELS:
        raise PictureError(
            f"{path} has {size.width():,} x {size.height():,} pixels, and 100 million are the most "
            f"that is read. {UNCHANGED} Save it smaller and open that."
        )
    if size.isValid() and _bounded(size) != size:
        reader.setScaledSize(_bounded(size))
    picture = reader.read()
    if picture.isNull():
        raise PictureError(
            f"{path} cannot be read as a picture: {reader.errorString()}. {UNCHANGED} "
            "Choose a PNG, JPEG, BMP, GIF, TIFF or WebP file."
        )
    return to_ink(picture, path.name)


def _check_file(path: Path) -> None:
    try:
        if path.is_dir():
            raise PictureError(f"{path} is a folder. {UNCHANGED} Choose one of its pictures.")
        if not path.is_file():
            raise PictureError(f"There is no file {path}. {UNCHANGED} Choose another one.")
        with path.open("rb") as file:
            if not file.read(1):
                raise PictureError(f"{path} is empty. {UNCHANGED} Choose another picture.")
    except OSError as error:
        raise PictureError(
            f"{path} cannot be read: {error.strerror}. {UNCHANGED} "
            "Allow reading it, or choose another picture."
        ) from error


def offered_file(offered: QMimeData) -> Path | None:
    """The file of this computer, the first if there are several, that was pasted or dropped."""
    local = [Path(url.toLocalFile()) for url in offered.urls() if url.isLocalFile()]
    return local[0] if local else None


def offered_ink(offered: QMimeData) -> Images:
    """The ink of a picture that was pasted or dropped as such."""
    if offered.hasImage():
        return to_ink(_image(offered), "The picture")
    raise PictureError(_no_picture(offered.urls()))


def _image(offered: QMimeData) -> QImage:
    data = offered.imageData()
    picture = data.toImage() if isinstance(data, QPixmap) else data
    if not isinstance(picture, QImage) or picture.isNull():
        raise PictureError(f"The picture is damaged. {UNCHANGED} Copy it once more.")
    return picture


def _no_picture(urls: list[QUrl]) -> str:
    if urls:
        return (
            f"{urls[0].toDisplayString()} is not on this computer, and nothing is fetched from "
            f"elsewhere. {UNCHANGED} Save the picture here, and open that."
        )
    return f"There is no picture to insert. {UNCHANGED} Copy one, or a picture's file, first."

"""Pictures as ink: paper and ink are told apart, and what cannot be read says so in a sentence."""

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QImage, QPixmap

from core.arrays import AnyArray, Images
from gui.ink.pictures import (
    LONGEST_SIDE,
    PictureError,
    offered_file,
    offered_ink,
    read,
    to_ink,
    to_png,
)

NOISE = np.random.default_rng(4)
PAPER = 200.0


def grey(pixels: AnyArray) -> QImage:
    """A picture that shows these brightnesses (H, W)."""
    height, width = pixels.shape
    rows = pixels.astype(np.uint8).tobytes()
    return QImage(rows, width, height, width, QImage.Format.Format_Grayscale8).copy()


def ink_of(pixels: AnyArray) -> Images:
    return to_ink(grey(pixels), "it")


def refused(path: Path) -> str:
    with pytest.raises(PictureError) as caught:
        read(path)
    sentence = str(caught.value)
    assert "The drawing is as it was." in sentence
    return sentence


def figure() -> AnyArray:
    """An upright stroke in 40 x 60 pixels, 0..1."""
    cover = np.zeros((40, 60))
    cover[5:35, 28:33] = 1
    return cover


@pytest.mark.parametrize(("paper", "ink"), [(255, 0), (230, 60), (0, 255), (40, 200), (128, 20)])
def test_ink_is_what_differs_from_paper_stretched(paper: int, ink: int) -> None:
    np.testing.assert_array_equal(
        ink_of(paper + (ink - paper) * figure()), np.rint(255 * figure()).astype(np.uint8)
    )


def test_what_differs_half_as_much_is_half_as_dark() -> None:
    cover = figure()
    cover[5:20] *= 0.5
    assert set(np.unique(ink_of(200 - 100 * cover)).tolist()) == {0, 128, 255}


def test_noise_and_shading_of_paper_are_no_ink() -> None:
    shade = np.linspace(-12, 12, 60)
    noise = NOISE.integers(-8, 9, (40, 60))
    np.testing.assert_array_equal(ink_of(PAPER - 150 * figure() + shade + noise) > 0, figure() > 0)


def test_most_of_the_border_is_paper_though_strokes_leave_it() -> None:
    cover = figure()
    cover[:, 20:40] = 1
    cover[5:20] = 1
    cover[25:30, 5:10] = 0.5
    np.testing.assert_array_equal(ink_of(PAPER - 100 * cover), np.rint(255 * cover))


def test_colours_count_by_their_brightness() -> None:
    picture = QImage(30, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    for x in range(10, 20):
        picture.setPixelColor(x, 15, QColor("blue"))
        picture.setPixelColor(x, 20, QColor("yellow"))
    ink = to_ink(picture, "it")
    assert ink[15, 15] == 255
    assert ink[20, 15] == 0


@pytest.mark.parametrize("color", ["black", "white"])
def test_what_is_transparent_is_paper(color: str) -> None:
    picture = QImage(30, 30, QImage.Format.Format_ARGB32)
    picture.fill(QColor(120, 120, 120, 0))
    picture.setPixelColor(15, 15, QColor(color))
    faint = QColor(color)
    faint.setAlphaF(0.5)
    picture.setPixelColor(20, 15, faint)
    ink = to_ink(picture, "it")
    assert ink[15, 15] == 255
    assert ink[15, 20] == pytest.approx(128, abs=1)
    assert np.count_nonzero(ink) == 2


def test_holes_in_a_picture_are_paper() -> None:
    picture = grey(PAPER - 150 * figure()).convertToFormat(QImage.Format.Format_ARGB32)
    picture.setPixelColor(10, 10, QColor(0, 0, 0, 0))
    np.testing.assert_array_equal(to_ink(picture, "it") > 0, figure() > 0)


@pytest.mark.parametrize("brightness", [0, 90, 255])
def test_a_picture_without_ink_says_so(brightness: int) -> None:
    pixels = brightness + NOISE.integers(-3, 4, (30, 30)).clip(-brightness, 255 - brightness)
    for picture in (np.full((30, 30), brightness), pixels):
        with pytest.raises(PictureError, match=r"^it shows nothing"):
            ink_of(picture)


def test_a_transparent_picture_shows_nothing() -> None:
    picture = QImage(30, 30, QImage.Format.Format_ARGB32)
    picture.fill(QColor(0, 0, 0, 0))
    with pytest.raises(PictureError, match="shows nothing"):
        to_ink(picture, "it")


@pytest.mark.parametrize("shape", [(3000, 1500), (1500, 3000), (1200, 1), (1, 1), (1000, 1000)])
def test_no_side_of_ink_is_longer_than_a_thousand_pixels(shape: tuple[int, int]) -> None:
    picture = QImage(shape[1], shape[0], QImage.Format.Format_ARGB32)
    picture.fill(QColor("black"))
    picture.setText("Drawn-with", "MLP Lab")
    ink = to_ink(picture, "it")
    scale = min(LONGEST_SIDE / max(shape), 1)
    assert ink.shape == tuple(max(round(scale * side), 1) for side in shape)


def saved(ink: Images, path: Path) -> Path:
    path.write_bytes(to_png(ink))
    return path


@pytest.mark.parametrize("kind", ["any greys", "faint", "full", "empty"])
def test_a_saved_drawing_is_read_as_the_same_ink(tmp_path: Path, kind: str) -> None:
    ink = {
        "any greys": NOISE.integers(0, 256, (280, 280), dtype=np.uint8),
        "faint": np.eye(280, dtype=np.uint8) * 5,
        "full": np.full((280, 280), 255, np.uint8),
        "empty": np.zeros((280, 280), np.uint8),
    }[kind]
    again = read(saved(ink, tmp_path / "digit.png"))
    np.testing.assert_array_equal(again, np.kron(ink, np.ones((2, 2), np.uint8)))


def test_a_saved_drawing_is_black_on_white(tmp_path: Path) -> None:
    ink = np.zeros((280, 280), np.uint8)
    ink[100, 50] = 255
    picture = QImage(str(saved(ink, tmp_path / "digit.png")))
    assert (picture.width(), picture.height()) == (560, 560)
    assert picture.pixelColor(0, 0) == QColor("white")
    assert picture.pixelColor(101, 201) == QColor("black")


@pytest.mark.parametrize("kind", ["png", "jpg", "bmp", "webp", "tiff"])
def test_the_usual_files_are_read_whatever_they_are_called(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"it.{kind}"
    assert grey(np.kron(PAPER - 150 * figure(), np.ones((4, 4)))).save(str(path))
    path = path.rename(tmp_path / "it")
    ink = read(path)
    assert ink.shape == (160, 240)
    assert ink[80, 120] > 240
    assert not ink[:, :100].any()


def test_a_large_picture_is_scaled_down(tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    assert grey(np.kron(PAPER - 150 * figure(), np.ones((60, 60)))).save(str(path))
    ink = read(path)
    assert ink.shape == (666, 1000)
    assert np.count_nonzero(ink) == pytest.approx(figure().mean() * ink.size, rel=0.02)


def test_a_photo_is_turned_as_the_camera_was(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    assert grey(PAPER - 150 * figure()).save(str(path))
    turned = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, 0x0112, 3, 1, 6, 0, 0)  # Exif: by 90
    segment = b"Exif\0\0" + turned
    start, rest = path.read_bytes()[:2], path.read_bytes()[2:]
    path.write_bytes(start + b"\xff\xe1" + struct.pack(">H", 2 + len(segment)) + segment + rest)
    assert read(path).shape == figure().T.shape


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def claiming(path: Path, width: int, height: int) -> Path:
    """A PNG file that says it has so many pixels, and has none."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    ends = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + ends)
    return path


def test_more_than_a_hundred_megapixels_are_refused_unseen(tmp_path: Path) -> None:
    sentence = refused(claiming(tmp_path / "huge.png", 20_000, 20_000))
    assert "huge.png has 20,000 x 20,000 pixels" in sentence
    assert "smaller" in sentence


@pytest.mark.qt_log_ignore("libpng error")
def test_what_is_no_picture_says_so(tmp_path: Path) -> None:
    (tmp_path / "text.png").write_text("This is no picture.")
    assert "text.png cannot be read as a picture" in refused(tmp_path / "text.png")
    whole = saved(np.eye(280, dtype=np.uint8) * 255, tmp_path / "whole.png").read_bytes()
    (tmp_path / "half.png").write_bytes(whole[: len(whole) // 2])
    assert "half.png cannot be read as a picture" in refused(tmp_path / "half.png")
    assert "cannot be read" in refused(claiming(tmp_path / "hollow.png", 100, 100))


def test_what_is_no_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "nothing.png").touch()
    assert f"{tmp_path / 'nothing.png'} is empty" in refused(tmp_path / "nothing.png")
    assert f"{tmp_path} is a folder" in refused(tmp_path)
    assert "There is no file" in refused(tmp_path / "missing.png")
    assert "There is no file /dev/zero" in refused(Path("/dev/zero"))
    assert "cannot be read: File name too long" in refused(tmp_path / ("x" * 300))


def test_a_file_beats_the_picture_that_comes_with_it(tmp_path: Path) -> None:
    offered = QMimeData()
    offered.setImageData(grey(figure()))
    assert offered_file(offered) is None
    offered.setUrls([QUrl("https://example.org/1.png"), QUrl.fromLocalFile(str(tmp_path / "a b"))])
    assert offered_file(offered) == tmp_path / "a b"


@pytest.mark.parametrize("as_pixmap", [False, True])
def test_a_picture_is_offered_as_such(qapp: object, as_pixmap: bool) -> None:
    offered = QMimeData()
    picture = grey(255 - 255 * figure())
    offered.setImageData(QPixmap.fromImage(picture) if as_pixmap else picture)
    offered.setUrls([QUrl("https://example.org/1.png")])
    np.testing.assert_array_equal(offered_ink(offered) > 0, figure() > 0)


def test_what_is_elsewhere_is_not_fetched() -> None:
    offered = QMimeData()
    offered.setUrls([QUrl("https://example.org/1.png")])
    with pytest.raises(PictureError, match=r"https://example\.org/1\.png is not on this computer"):
        offered_ink(offered)


def test_no_picture_at_all_says_so() -> None:
    offered = QMimeData()
    offered.setText("7")
    with pytest.raises(PictureError, match="There is no picture to insert"):
        offered_ink(offered)
    offered.setImageData(QImage())
    with pytest.raises(PictureError, match="The picture is damaged"):
        offered_ink(offered)

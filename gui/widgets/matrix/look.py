"""How the cells of a confusion matrix look: their colours, and the numbers in them."""

import numpy as np

from core.arrays import AnyArray, Counts, Floats, Images
from core.metrics import Evaluation
from core.tables import NO_IMAGES
from gui.colormaps import cividis
from gui.theme import Colors, mixed

IMAGES, ERROR = "images", "error"  # what the sums are
FAINT = 0.4
DIAGONAL = 0.7
LINEAR = np.array([0.2126, 0.7152, 0.0722])  # luminance of red, green, blue: ITU-R BT.709
BRIGHT = 0.18  # luminance from which black is easier to read than white


def of_rows(confusion: Counts) -> Floats:
    """The share of each row's images in its cells (K, K); 0 for a class without any."""
    images = confusion.sum(axis=1, keepdims=True)
    shares: Floats = confusion / np.maximum(images, 1)
    return shares


def mistakes(confusion: Counts) -> Counts:
    """The same with nothing on the diagonal."""
    wrong = confusion.copy()
    np.fill_diagonal(wrong, 0)
    return wrong


def strength(confusion: Counts, *, shares: bool) -> Floats:
    """How strongly each cell is coloured (K, K): 0 without mistakes, 1 for most, on a log scale.

    Of shares the scale begins at a thousandth.
    """
    wrong: AnyArray = mistakes(confusion)
    if shares:
        wrong = 1000 * wrong / np.maximum(confusion.sum(axis=1, keepdims=True), 1)
    most = wrong.max(initial=0)
    scaled: Floats = np.log1p(wrong) / np.log1p(most) if most else np.zeros(wrong.shape)
    return scaled


def colors(confusion: Counts, tokens: Colors, *, shares: bool) -> Images:
    """RGB (K, K, 3): cividis for mistakes; the diagonal, and classes without images, are muted."""
    rgb = cividis(strength(confusion, shares=shares))
    rgb[np.eye(len(rgb), dtype=bool)] = _rgb(mixed(tokens.line, tokens.panel, DIAGONAL))
    rgb[confusion.sum(axis=1) == 0] = _rgb(mixed(tokens.line, tokens.panel, FAINT))
    return rgb


def inks(rgb: Images) -> list[list[str]]:
    """The colour, black or white, that is read best on each."""
    part = rgb / 255
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    rows: list[list[bool]] = (linear @ LINEAR > BRIGHT).tolist()
    return [["#000000" if bright else "#ffffff" for bright in row] for row in rows]


def texts(confusion: Counts, *, shares: bool) -> list[list[str]]:
    """What stands in the cells: counts, or per cent of the row; nothing for no image."""
    if not shares:
        return [[f"{count:,}" if count else "" for count in row] for row in confusion.tolist()]
    rows = zip(confusion.tolist(), (100 * of_rows(confusion)).tolist(), strict=True)
    return [
        [_percent(value) if count else "" for count, value in zip(counts, row, strict=True)]
        for counts, row in rows
    ]


def _percent(value: float) -> str:
    return f"{value:.1f}" if value >= 0.05 else "<.1"


def sums(evaluation: Evaluation, *, shares: bool) -> list[str]:
    """What stands behind the rows: how many images, or which share of them is read wrongly."""
    images = evaluation.images_by_digit.tolist()
    errors = evaluation.error_by_digit.tolist()
    return [
        NO_IMAGES if not count else f"{100 * error:.1f} %" if shares else f"{count:,}"
        for count, error in zip(images, errors, strict=True)
    ]


def _rgb(color: str) -> Images:
    return np.frombuffer(bytes.fromhex(color.removeprefix("#")), np.uint8)

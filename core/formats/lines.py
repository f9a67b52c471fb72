"""The lines of a text file, a block of them at a time: unpacked, decoded, and none without end."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from core.formats import content
from core.formats.packed import MAGICS, Packed
from core.samples import DatasetError

BLOCK = 1 << 19  # bytes; what is made of one stays in the processor's cache
LONGEST_LINE = 1 << 20  # bytes, 700 x 700 pixels
MAX_PACKED = 1 << 28  # bytes; digits as text shrink to an eighth

# What Excel writes in front of a table, on a line of its own, which stays as a blank one.
SEPARATOR_NOTE = re.compile(rb'\A"?sep=.?"?(?=\r?\n)', re.IGNORECASE)

# What share of the file was read, and what came.
Pieces = Iterator[tuple[float, bytes]]


def blocks(path: Path) -> Pieces:
    """Whole lines, each ended by a newline alone; raises DatasetError for what is no text."""
    rest, is_first = b"", True
    for share, piece in _decoded(path):
        rest += piece
        if is_first and b"\n" in rest:
            rest, is_first = SEPARATOR_NOTE.sub(b"", rest), False
        cut = rest.rfind(b"\n") + 1
        if cut:
            yield share, rest[:cut].replace(b"\r\n", b"\n")
        rest = rest[cut:]
        if len(rest) > LONGEST_LINE:
            raise DatasetError(
                f"{path} has a line of more than {LONGEST_LINE:,} bytes: it is no table of images. "
                "Choose a file with one image in each line."
            )
    if rest:
        yield 1.0, rest.removesuffix(b"\r") + b"\n"


def _decoded(path: Path) -> Pieces:
    """The file's text as UTF-8 without a mark, its line ends with a newline in them."""
    decoder, only_returns = None, False
    for number, (share, piece) in enumerate(_pieces(path)):
        if number == 0:
            decoder = _decoder(piece)
        text = decoder.decode(piece).encode() if decoder else piece
        if number == 0:
            text = text.removeprefix(codecs.BOM_UTF8)
            if b"\0" in text:
                raise DatasetError(f"{path} is no text. Choose a table that is saved as CSV.")
            only_returns = b"\n" not in text and b"\r" in text[:-1]
        yield share, text.replace(b"\r", b"\n") if only_returns else text


def _decoder(beginning: bytes) -> codecs.IncrementalDecoder | None:
    """What turns UTF-16, with its mark or without, into text; None for all else."""
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = "utf-16"
    elif beginning[1:2] == b"\0" and beginning[:1] != b"\0":
        name = "utf-16-le"
    elif beginning[:1] == b"\0" and beginning[1:2] != b"\0":
        name = "utf-16-be"
    else:
        return None
    return codecs.getincrementaldecoder(name)(errors="replace")


def _pieces(path: Path) -> Pieces:
    """The file's bytes, unpacked if they are packed."""
    if content.start(path).startswith(MAGICS):
        return _unpacked(path)
    return content.pieces(path, BLOCK)


def _unpacked(path: Path) -> Pieces:
    packed = Packed(content.whole(path, MAX_PACKED), str(path))
    held = 0
    while piece := packed.some(BLOCK):
        held += len(piece)
        if held > content.MAX_BYTES:
            raise DatasetError(
                f"{path} holds more than the {content.MAX_BYTES:,} bytes that can be held, once "
                "unpacked. Choose a smaller file."
            )
        yield packed.share, piece
    packed.expect_end()

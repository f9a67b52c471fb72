"""What real writers wrote: a file of pen strokes, with what was meant.

The file is gzip around JSON, [{"label": 0..9, "writer": str, "strokes": [[[x, y], ...], ...]}, ...]
with x to the right and y down, at any scale.
"""

import gzip
import json
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from core.samples import DIGITS
from tests.benchmarks.penmanship import Strokes


class StrokesError(ValueError):
    """A file of strokes that cannot be used; the message is a sentence on what and where."""


@dataclass(frozen=True, slots=True, eq=False)
class Digit:
    """What somebody wrote, and meant."""

    label: int
    writer: str
    strokes: Strokes


def load(path: Path) -> list[Digit]:
    """The digits of a file; raises StrokesError."""
    try:
        entries = json.loads(gzip.decompress(path.read_bytes()))
    except OSError as error:
        raise StrokesError(f"{path} cannot be read: {error.strerror or error}.") from error
    except (EOFError, zlib.error, ValueError, RecursionError) as error:
        raise StrokesError(f"{path} does not hold JSON packed by gzip: {error}.") from error
    if not isinstance(entries, list) or not entries:
        raise StrokesError(f"{path} does not hold a list of digits.")
    for nth, entry in enumerate(entries, 1):
        if not _is_digit(entry):
            raise StrokesError(
                f"Digit {nth} of {path} lacks a label of 0 to 9, a writer's name, or strokes of at "
                "least one point [x, y] each."
            )
    return [
        Digit(entry["label"], entry["writer"], [np.array(s, np.float64) for s in entry["strokes"]])
        for entry in entries
    ]


def _is_digit(entry: Any) -> bool:
    if not isinstance(entry, dict):
        return False
    label, writer, strokes = (entry.get(key) for key in ("label", "writer", "strokes"))
    if not isinstance(writer, str) or not isinstance(strokes, list) or not strokes:
        return False
    return type(label) is int and 0 <= label < len(DIGITS) and all(map(_is_stroke, strokes))


def _is_stroke(points: Any) -> bool:
    try:
        array = np.array(points, np.float64)
    except (TypeError, ValueError, OverflowError):
        return False
    return array.ndim == 2 and array.shape[1] == 2 and bool(np.isfinite(array).all())

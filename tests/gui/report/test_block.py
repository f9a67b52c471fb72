"""What all of a report is written with."""

import pytest
from PySide6.QtGui import QRawFont, QTextLayout

from gui.report.block import font


@pytest.mark.parametrize("is_bold", [False, True])
@pytest.mark.parametrize("text", ["0.02760", "784x100, 28×28", "12:30 (4) -> -0.5"])
def test_letters_are_those_that_a_pdf_can_tell_again(text: str, is_bold: bool) -> None:
    """Other forms of a digit have no character: they could be neither found nor copied."""
    face = font(bold=is_bold)
    layout = QTextLayout(text, face)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    glyphs = [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]
    assert glyphs == QRawFont.fromFont(face).glyphIndexesForString(text)

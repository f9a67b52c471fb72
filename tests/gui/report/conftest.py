"""The application in the program's typeface, as every report is drawn."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from gui import theme


@pytest.fixture(autouse=True)
def typeface(qapp: QApplication) -> Iterator[None]:
    before = qapp.font()
    theme.load_fonts(qapp)
    yield
    qapp.setFont(before)

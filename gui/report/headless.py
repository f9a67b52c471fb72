"""A report made without a window, for the command line."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from core.work import finish
from gui import theme
from gui.report.elements import Cover
from gui.report.material import of_folder
from gui.report.paper import PAPERS
from gui.report.writing import written


def report(run: Path, out: Path, cover: Cover, paper: str) -> str:
    """Write the report of a run and say where it is; raises ReportError. paper is of PAPERS."""
    app = QApplication([])
    theme.load_fonts(app)
    return written(out, finish(of_folder(run)), cover, PAPERS[paper])

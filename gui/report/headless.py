"""A report made without a window, for the command line."""

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from core import about
from core.work import finish
from gui import theme
from gui.report import words
from gui.report.elements import Cover
from gui.report.material import of_folder
from gui.report.paper import PAPERS
from gui.report.writing import written


def report(run: Path, out: Path, name: str, course: str, paper: str) -> str:
    """Write the report of a run and say where it is; raises ReportError. paper is of PAPERS.

    The discussion is the one that is kept with the run.
    """
    app = QApplication([])
    theme.load_fonts(app)
    made = finish(of_folder(run))
    folder = made.subject.folder
    discussion = about.read(folder).discussion if folder else ""
    cover = Cover(name, course, words.date_of(date.today()), discussion)
    return written(out, made, cover, PAPERS[paper])

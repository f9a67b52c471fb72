"""Reports: which run is told of, and what is remembered of them."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core import about
from core.history import History
from core.work import Work
from gui.chooser import Chooser
from gui.report import words
from gui.report.elements import Cover
from gui.report.paper import PAPERS
from gui.session import Session
from gui.settings import Settings
from gui.status import Status

if TYPE_CHECKING:
    from gui.report.material import Material

NAME, COURSE, PAPER = "report_name", "report_course", "report_paper"  # of the settings


class Reporting(QObject):
    """Opens the report of the present run or of one that is kept.

    One that is being trained is told of as it was saved last, a few seconds ago. Name, course and
    paper are remembered in the settings, the discussion with the run.
    """

    def __init__(self, session: Session, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._settings, self._window = session, settings, window
        self._chooser = Chooser(window)
        self._draft: tuple[History, str] | None = None  # of a run that no folder keeps

    def ask(self, folder: Path | None = None) -> None:
        """Show the report of the run in a folder; without one, that of the present run."""
        from gui.report import material  # only here: with all figures it takes 30 ms of the start
        from gui.report.subject import Subject

        session = self._session
        snapshot = session.snapshot
        present = snapshot.folder if snapshot else None
        is_still = session.status is Status.READY
        if is_still and session.run and folder in (None, present):
            run = session.run
            told = Subject.of(run.checkpoint(), run.folder)
            self._open(material.of_subject(told, session.images), run.folder, run.history)
        elif chosen := folder or present:
            self._open(material.of_folder(chosen, session.images), chosen, None)
        elif not is_still:
            session.warn(words.STOP_FIRST)
        else:
            session.say(words.NO_RUN)

    def _open(self, work: "Work[Material]", folder: Path | None, history: History | None) -> None:
        from gui.report.dialog import ReportDialog

        said = self._discussion(folder, history)
        settings = self._settings
        cover = Cover(settings.text(NAME, ""), settings.text(COURSE, ""), "", said)
        paper = settings.text(PAPER, "a4")
        dialog = ReportDialog(
            work, cover, paper if paper in PAPERS else "a4", self._chooser, self._window
        )

        def keep() -> None:
            settings.keep(NAME, dialog.cover.name)
            settings.keep(COURSE, dialog.cover.course)
            settings.keep(PAPER, dialog.paper)
            if dialog.cover.discussion != self._discussion(folder, history):
                self._keep_discussion(folder, history, dialog.cover.discussion)

        dialog.saved.connect(self._session.say)
        dialog.typed.connect(keep)
        dialog.finished.connect(keep)
        dialog.open()

    def _discussion(self, folder: Path | None, history: History | None) -> str:
        if folder:
            return about.read(folder).discussion
        is_known = self._draft is not None and self._draft[0] is history
        return self._draft[1] if self._draft and is_known else ""

    def _keep_discussion(self, folder: Path | None, history: History | None, text: str) -> None:
        if folder is None:
            self._draft = (history, text) if history else None
            return
        try:
            about.write(folder, replace(about.read(folder), discussion=text))
        except OSError as error:
            self._session.warn(words.not_kept(error.strerror or str(error)))

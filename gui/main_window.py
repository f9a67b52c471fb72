"""The one window: toolbar, pages, message line; what the actions do; closing."""

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from core import runs
from core.arrays import Images
from core.config import RANGES
from core.recipes import RECIPES
from gui import details, garbage, words
from gui.actions import make_actions
from gui.arrivals import Arrivals
from gui.collection import Collection
from gui.commands import Commands
from gui.drawing import Drawing
from gui.exchange import Exchange
from gui.help import Help
from gui.job import end_jobs
from gui.kept.kept_runs import KeptRuns
from gui.menu import Menu
from gui.mistakes.inspection import Inspection
from gui.models.models import Models
from gui.models.recovery import Recovery
from gui.opening.opening import Opening
from gui.pages.draw import DrawPage
from gui.pages.mistakes import MistakesPage
from gui.pages.pages import Pages
from gui.pages.runs import RunsPage
from gui.pages.train import TrainPage
from gui.pages.weights import WeightsPage
from gui.panels.message_line import MessageLine
from gui.panels.toolbar import Toolbar
from gui.plan import Plan
from gui.reader import Reader
from gui.report.reporting import Reporting
from gui.runs.runs import Runs
from gui.session import Session
from gui.settings import Settings
from gui.timeline import Timeline
from gui.weights.units import Units

SMALLEST = (1240, 680)  # where nothing is cut yet
USUAL = (1280, 720)
FRAME = 40  # pixels that a window manager may put above the window
MARGIN = 12
PAGE_KEYS = ("page_train", "page_draw", "page_mistakes", "page_weights", "page_runs")
MY_DIGITS = "my-digits"  # a folder in the home


class MainWindow(QMainWindow):
    """MLP Lab. Loading begins once it is shown; it owns the session and ends it."""

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__()
        self.settings = settings or Settings()
        self.actions_by_key = make_actions(self)
        self._has_begun = False
        self._make_subjects()
        self._make_actors()
        self._make_pages()
        self._connect()
        self._lay_out()

    def _make_subjects(self) -> None:
        """What the pages show and listen to."""
        self.session = Session(self._remembered_plan(), self)
        self.timeline = Timeline(self.session, self)
        self.drawing = Drawing(self)
        self.reader = Reader(self.session, self.timeline, self.drawing, self)
        self.collection = Collection(runs.home() / MY_DIGITS, self.drawing, self.session, self)
        self.inspection = Inspection(self.session, self.timeline, self)
        self.units = Units(self.session, self.timeline, self)
        self.kept_runs = KeptRuns(self.session, self)

    def _make_actors(self) -> None:
        """What acts on those."""
        session, settings, actions = self.session, self.settings, self.actions_by_key
        self.exchange = Exchange(self.drawing, session, self)
        self.opening = Opening(session, settings, self)
        self.models = Models(session, settings, self)
        self.runs = Runs(session, self.kept_runs, self)
        self.reporting = Reporting(session, settings, self)
        self.arrivals = Arrivals(session, self.opening, self.models, self)
        self.recovery = Recovery(session, self.models.recent, self)
        self._menu = Menu(self, actions, self.opening, self.models, settings)
        self._commands = Commands(
            self, actions, session, self.timeline, self.drawing, self.exchange, self.collection
        )

    def _make_pages(self) -> None:
        session, timeline, drawing = self.session, self.timeline, self.drawing
        settings, actions = self.settings, self.actions_by_key
        self.train_page = TrainPage(session, timeline, drawing, self.reader, settings, actions)
        self.draw_page = DrawPage(session, timeline, drawing, self.reader, self.collection, actions)
        self.mistakes_page = MistakesPage(session, timeline, self.inspection, settings, actions)
        self.weights_page = WeightsPage(session, timeline, self.units, settings, actions)
        self.runs_page = RunsPage(session, self.kept_runs, self.runs, settings, actions["report"])
        self.pages = Pages(
            {
                "Train": self.train_page,
                "Draw": self.draw_page,
                "Mistakes": self.mistakes_page,
                "Weights": self.weights_page,
                "Runs": self.runs_page,
            }
        )

    def _connect(self) -> None:
        for canvas in (self.train_page.draw.canvas, self.draw_page.sketch.canvas):
            canvas.dropped.connect(self.exchange.take)
        for page in (self.mistakes_page, self.weights_page):
            page.sent.connect(self._show_on_canvas)
        self.train_page.digits.digit_chosen.connect(self._show_mistakes)
        self.train_page.digits.all_chosen.connect(self._show_mistakes)
        turn = {name: partial(self.pages.show_page, place) for place, name in enumerate(PAGE_KEYS)}
        self._commands.connect_actions(
            turn
            | {
                "open_data": self.opening.ask_for_file,
                "open_folder": self.opening.ask_for_folder,
                "open_model": self.models.ask_to_open,
                "save_model": self.models.save,
                "save_model_as": self.models.ask_to_save,
                "report": self._ask_for_report,
                "help": lambda: Help(self).open(),
                "copy_details": self._copy_details,
                "quit": self.close,
            }
        )

    def _show_on_canvas(self, image: Images) -> None:
        """Draw one of the data's images, on the large canvas."""
        self.drawing.show_picture(image)
        self.pages.show_page(PAGE_KEYS.index("page_draw"))

    def _show_mistakes(self, digit: int | None = None) -> None:
        """Those on a class, or on all, among the images that the table is about."""
        self.inspection.part = self.train_page.digits.part
        self.pages.show_page(PAGE_KEYS.index("page_mistakes"))
        self.mistakes_page.show_mistakes(digit)

    def _ask_for_report(self) -> None:
        """Of the run selected on the page of runs while that is seen, else of the present one."""
        self.reporting.ask(self.kept_runs.current if self.runs_page.isVisible() else None)

    def _copy_details(self) -> None:
        details.copy()
        self.session.say(words.COPIED_DETAILS)

    def _remembered_plan(self) -> Plan:
        name = self.settings.text("recipe", "report")
        recipe = RECIPES.get(name, RECIPES["report"])
        seed = self.settings.number("seed", recipe.config.seed)
        allowed = RANGES["seed"]
        return Plan.of(recipe, seed if allowed.low <= seed <= allowed.high else recipe.config.seed)

    def _lay_out(self) -> None:
        self.setWindowTitle("MLP Lab")
        self.setAcceptDrops(True)
        self.resize(QSize(*USUAL).boundedTo(self.screen().availableSize() - QSize(0, FRAME)))
        self.restoreGeometry(self.settings.block("geometry"))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(MARGIN, 8, MARGIN, 2)
        column.setSpacing(6)
        column.addWidget(Toolbar(self.session, self.actions_by_key, self._menu))
        column.addWidget(self.pages, 1)
        column.addWidget(MessageLine(self.session))
        self.setCentralWidget(body)
        self.setMinimumSize(self.minimumSizeHint().expandedTo(QSize(*SMALLEST)))
        self.train_page.draw.canvas.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take a copy: what was dropped here must not vanish elsewhere."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.arrivals.take(event.mimeData())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._has_begun:
            self._has_begun = True
            QTimer.singleShot(0, self._begin)

    def _begin(self) -> None:
        """What can wait until the window has painted for the first time."""
        if not self.isVisible():  # closed meanwhile: no thread may begin now
            return
        if self.settings.note:
            self.session.warn(self.settings.note)
        else:
            self.session.say(words.welcome(self.session.plan.spec))
        try:
            self.session.load()
            self.collection.load()
            self.recovery.look()
            self.train_page.build_plots()
            self.runs_page.overlay.plot.build()
        finally:
            garbage.resume()

    def closeEvent(self, event: QCloseEvent) -> None:
        end_jobs(self)
        self.session.close()
        self.settings.keep("geometry", self.saveGeometry())
        self.settings.keep("recipe", self.session.plan.recipe.name)
        self.settings.keep("seed", self.session.plan.config.seed)
        super().closeEvent(event)

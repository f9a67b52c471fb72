"""The one window: toolbar, pages, message line; what the actions do; closing."""

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QActionGroup, QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QMessageBox, QVBoxLayout, QWidget

from core import __version__
from core.config import RANGES
from core.recipes import RECIPES
from gui import garbage, theme, words
from gui.actions import help_rows, make_actions
from gui.pages.train import TrainPage
from gui.panels.message_line import MessageLine
from gui.panels.toolbar import Toolbar
from gui.plan import Plan
from gui.session import Session, Status
from gui.settings import Settings

SMALLEST = (1240, 680)  # where nothing is cut yet
USUAL = (1280, 720)
FRAME = 40  # pixels that a window manager may put above the window
MARGIN = 12
THEMES = {"system": "As the system", "light": "Light", "dark": "Dark"}


class MainWindow(QMainWindow):
    """MLP Lab. Loading begins once it is shown; it owns the session and ends it."""

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__()
        self.settings = settings or Settings()
        self.session = Session(self._remembered_plan(), self)
        self.actions_by_key = make_actions(self)
        self._menu = self._make_menu()
        self._has_begun = False
        self.train_page = TrainPage(self.session, self.settings, self.actions_by_key)
        self._connect_actions()
        self._lay_out()
        self.session.status_changed.connect(self._refresh_actions)
        self._refresh_actions()

    def _remembered_plan(self) -> Plan:
        name = self.settings.text("recipe", "report")
        recipe = RECIPES.get(name, RECIPES["report"])
        seed = self.settings.number("seed", recipe.config.seed)
        allowed = RANGES["seed"]
        return Plan.of(recipe, seed if allowed.low <= seed <= allowed.high else recipe.config.seed)

    def _lay_out(self) -> None:
        self.setWindowTitle("MLP Lab")
        self.resize(QSize(*USUAL).boundedTo(self.screen().availableSize() - QSize(0, FRAME)))
        self.restoreGeometry(self.settings.block("geometry"))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(MARGIN, 8, MARGIN, 2)
        column.setSpacing(8)
        column.addWidget(Toolbar(self.session, self.actions_by_key, self._menu))
        column.addWidget(self.train_page, 1)
        column.addWidget(MessageLine(self.session))
        self.setCentralWidget(body)
        self.setMinimumSize(self.minimumSizeHint().expandedTo(QSize(*SMALLEST)))
        self.train_page.draw.canvas.setFocus()

    def _connect_actions(self) -> None:
        session, panel = self.session, self.train_page.draw
        does = {
            "train": session.train,
            "pause": session.pause_or_resume,
            "stop": session.stop,
            "step_iteration": session.step_iteration,
            "step_epoch": session.step_epoch,
            "reset": session.reset,
            "reset_next": session.reset_with_next_seed,
            "undo": panel.canvas.undo,
            "clear": panel.canvas.clear,
            "random": panel.show_random_image,
            "help": self._show_help,
            "quit": self.close,
        }
        for key, act in does.items():
            self.actions_by_key[key].triggered.connect(lambda _=False, act=act: act())
        panel.canvas.changed.connect(self._refresh_actions)

    def _refresh_actions(self) -> None:
        """Only what can be done now can be pressed."""
        session, canvas = self.session, self.train_page.draw.canvas
        idle = session.status is not Status.TRAINING
        has_data = session.images is not None
        possible = {
            "train": session.is_ready,
            "pause": session.status is not Status.READY,
            "stop": session.status is not Status.READY,
            "step_iteration": idle and has_data,
            "step_epoch": idle and has_data,
            "reset": session.made_from is not None,
            "reset_next": session.made_from is not None,
            "undo": canvas.can_undo,
            "clear": not canvas.is_empty,
            "random": has_data,
        }
        for key, can in possible.items():
            self.actions_by_key[key].setEnabled(can)

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.actions_by_key["reset_next"])
        looks = menu.addMenu("Appearance")
        group = QActionGroup(looks)
        for choice, text in THEMES.items():
            action = looks.addAction(text)
            action.setCheckable(True)
            action.setChecked(choice == self.settings.text("theme", "system"))
            action.triggered.connect(lambda _=False, choice=choice: self._choose_theme(choice))
            group.addAction(action)
        menu.addSeparator()
        menu.addAction(self.actions_by_key["help"])
        menu.addAction(self.actions_by_key["quit"])
        return menu

    def _choose_theme(self, choice: str) -> None:
        self.settings.keep("theme", choice)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, choice)

    def _show_help(self) -> None:
        rows = "".join(
            f"<tr><td><b>{key}</b>&nbsp;&nbsp;</td><td>{text}</td></tr>"
            for key, text in help_rows()
        )
        QMessageBox.about(self, "MLP Lab", f"<p>MLP Lab {__version__}</p><table>{rows}</table>")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._has_begun:
            self._has_begun = True
            QTimer.singleShot(0, self._begin)

    def _begin(self) -> None:
        """What can wait until the window has painted for the first time."""
        if not self.isVisible():  # closed meanwhile: no thread may begin now
            return
        if self.settings.is_damaged:
            self.session.warn(words.DAMAGED_SETTINGS)
        else:
            self.session.say(words.welcome(self.session.plan.spec))
        try:
            self.session.load()
            self.train_page.build_plots()
        finally:
            garbage.resume()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.session.close()
        self.settings.keep("geometry", self.saveGeometry())
        self.settings.keep("recipe", self.session.plan.recipe.name)
        self.settings.keep("seed", self.session.plan.config.seed)
        super().closeEvent(event)

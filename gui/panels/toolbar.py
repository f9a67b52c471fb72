"""The toolbar: what training can do, the recipe, the seed, and how far it has come."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from core.config import RANGES
from core.recipes import RECIPES
from gui import words
from gui.actions import bind
from gui.plan import Plan
from gui.session import Session
from gui.status import Status
from gui.widgets.buttons import PrimaryButton
from gui.widgets.fields import ChoiceField, SpinField, muted_label
from gui.widgets.menu_button import MenuButton
from gui.widgets.progress import ProgressLine

LONGEST_TRAIN = words.train_button(words.LONGEST_NAMED, words.LONGEST_NAMED)

WITH_ICON = ("train", "pause", "stop")
SEED_HINT = "Decides the first weights and the order of the images"


class Toolbar(QWidget):
    """One highlighted button at a time: the one most likely wanted next."""

    def __init__(self, session: Session, actions: dict[str, QAction], menu: QMenu) -> None:
        super().__init__()
        self._session, self._actions = session, actions
        self._train = self._button("train", "trainButton", ["Train", "Continue", LONGEST_TRAIN])
        self._pause = self._button("pause", "pauseButton", ["Pause", "Resume"])
        self._stop = self._button("stop", "stopButton", ["Stop"])
        self._steps = [
            self._button("step_iteration", "stepIterationButton", ["+1 iteration"]),
            self._button("step_epoch", "stepEpochButton", ["+1 epoch"]),
            self._button("reset", "resetButton", ["Reset"]),
        ]
        self._recipe = self._recipe_box()
        self._seed = self._seed_box()
        self._progress = ProgressLine()
        self._lay_out(MenuButton("menu", "Menu", menu))
        session.status_changed.connect(self.refresh)
        session.plan_changed.connect(self.refresh)
        session.advanced.connect(self._show_progress)
        self.refresh()

    def _button(self, key: str, name: str, texts: list[str]) -> PrimaryButton:
        button = PrimaryButton(texts, key if key in WITH_ICON else None)
        button.setObjectName(name)
        bind(button, self._actions[key])
        return button

    def _recipe_box(self) -> ChoiceField:
        choices = [(name, name) for name in RECIPES]
        box = ChoiceField("Recipe", choices, self._session.plan.recipe.name)
        box.setObjectName("recipeBox")
        for row, recipe in enumerate(RECIPES.values()):
            box.setItemData(row, recipe.purpose, Qt.ItemDataRole.ToolTipRole)
        box.setToolTip(
            "Network, learning and data together; learning changes at once, opened data stay. "
            "A star: changed since; choose it again to have it back"
        )
        box.setFixedWidth(104)
        box.currentIndexChanged.connect(self._on_other_recipe)
        box.activated.connect(self._on_recipe)
        return box

    def _seed_box(self) -> SpinField:
        box = SpinField("Seed", int(RANGES["seed"].low), int(RANGES["seed"].high), SEED_HINT)
        box.setObjectName("seedBox")
        box.valueChanged.connect(
            lambda seed: self._session.change_plan(self._session.plan.with_seed(seed))
        )
        return box

    def _lay_out(self, menu_button: MenuButton) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        groups = [self._train, self._pause, self._stop], self._steps
        for group in groups:
            for widget in group:
                row.addWidget(widget)
            row.addSpacing(6)
        for label, box in (("Recipe", self._recipe), ("Seed", self._seed)):
            row.addWidget(muted_label(label))
            row.addWidget(box)
        row.addSpacing(10)
        row.addStretch(1)
        row.addWidget(self._progress, 1000)
        row.addWidget(menu_button)

    def refresh(self) -> None:
        """Show the session's status and plan."""
        session, status = self._session, self._session.status
        length = session.plan.config.iterations
        self._train.setText(words.train_button(session.iteration, length))
        self._train.set_primary(status is Status.READY)
        self._stop.set_primary(status is Status.TRAINING)
        self._show_pause(status is Status.PAUSED)
        self._show_recipe(session.plan)
        self._seed.blockSignals(True)
        self._seed.setValue(session.plan.config.seed)
        self._seed.blockSignals(False)
        self._show_progress()

    def _on_other_recipe(self, row: int) -> None:
        name = list(RECIPES)[row]
        if name != self._session.plan.recipe.name:
            self._session.choose_recipe(name)

    def _on_recipe(self, row: int) -> None:
        """Choosing the same recipe once more brings its settings back."""
        name = list(RECIPES)[row]
        if name != self._session.plan.name:
            self._session.choose_recipe(name)

    def _show_recipe(self, plan: Plan) -> None:
        """A star says that settings are no longer the recipe's; choosing it brings them back."""
        for row, name in enumerate(RECIPES):
            is_changed = name == plan.recipe.name != plan.name
            self._recipe.setItemText(row, f"{name} *" if is_changed else name)
        self._recipe.set_value(plan.recipe.name)

    def _show_pause(self, paused: bool) -> None:
        self._pause.setText("Resume" if paused else "Pause")
        self._pause.setAccessibleName(self._pause.text())
        self._pause.set_icon("train" if paused else "pause")
        self._pause.set_primary(paused)

    def _show_progress(self) -> None:
        session = self._session
        epoch = session.snapshot.epoch if session.snapshot else 0
        texts = words.progress(session.iteration, session.until, epoch, session.rate)
        self._progress.show_progress(texts, session.iteration / session.until)

"""The window's menu."""

from pathlib import Path
from typing import Protocol

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from core.export import EXPORTS
from gui import theme
from gui.models.models import Models
from gui.opening.opening import Opening
from gui.recent import Recent
from gui.settings import Settings

THEMES = {"system": "As the system", "light": "Light", "dark": "Dark"}
NONE_YET = "None yet"


class Opens(Protocol):
    """What opens files and remembers them."""

    recent: Recent

    def open(self, path: Path) -> None: ...


class Menu(QMenu):
    """Everything that has no button, and the files that were opened last."""

    def __init__(
        self,
        window: QWidget,
        actions: dict[str, QAction],
        opening: Opening,
        models: Models,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._settings, self._models = settings, models
        self._add(actions, "open_data", "open_folder")
        self._add_recent("Recent data", opening)
        self.addSeparator()
        self._add(actions, "open_model")
        self._add_recent("Recent models", models)
        self._add(actions, "save_model", "save_model_as")
        self._add_exports()
        self.addSeparator()
        self._add(actions, "report", "branch", "reset_next")
        self._add_appearance()
        self.addSeparator()
        self._add(actions, "help", "copy_details", "quit")

    def _add(self, actions: dict[str, QAction], *keys: str) -> None:
        for key in keys:
            self.addAction(actions[key])

    def _add_recent(self, title: str, opens: Opens) -> None:
        menu = self.addMenu(title)

        def fill() -> None:
            menu.clear()
            for path in opens.recent.paths:
                action = menu.addAction(_escaped(path.name))
                action.setToolTip(str(path))
                action.triggered.connect(lambda _=False, path=path: opens.open(path))
            if menu.isEmpty():
                menu.addAction(NONE_YET).setEnabled(False)

        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(fill)

    def _add_exports(self) -> None:
        menu = self.addMenu("Export the network")
        menu.setToolTipsVisible(True)
        for export in EXPORTS.values():
            action = menu.addAction(f"{export.name}...")
            action.setToolTip(export.purpose)
            action.triggered.connect(
                lambda _=False, export=export: self._models.ask_to_export(export)
            )

    def _add_appearance(self) -> None:
        menu = self.addMenu("Appearance")
        group = QActionGroup(menu)
        for choice, text in THEMES.items():
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(choice == self._settings.text("theme", "system"))
            action.triggered.connect(lambda _=False, choice=choice: self._choose_theme(choice))
            group.addAction(action)

    def _choose_theme(self, choice: str) -> None:
        self._settings.keep("theme", choice)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, choice)


def _escaped(name: str) -> str:
    """A name as a menu shows it: & would underline the next letter."""
    return name.replace("&", "&&")

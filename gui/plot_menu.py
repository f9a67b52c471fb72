"""The small menu at the top right of a plot: log scale, zoom, and the plot's own switches."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from gui.plots import CurvePlot
from gui.settings import Settings
from gui.widgets.menu_button import MenuButton


def plot_menu_button(
    plot: CurvePlot, settings: Settings, name: str, switches: Sequence[QAction] = ()
) -> QToolButton:
    """A button with the plot's menu; name is the plot's in the settings."""
    menu = QMenu()
    log = remembered_switch("Log scale", f"{name}/log", settings, False, plot.set_log)
    reset = QAction("Show all again (double click)", menu)
    reset.triggered.connect(plot.reset_view)
    reset.setEnabled(False)
    plot.zoom_changed.connect(reset.setEnabled)
    for action in (log, *switches):
        action.setParent(menu)
        menu.addAction(action)
    menu.addSeparator()
    menu.addAction(reset)
    return MenuButton("more", "Scale and zoom; the wheel zooms, dragging moves", menu)


def remembered_switch(
    text: str, key: str, settings: Settings, default: bool, apply: Callable[[bool], None]
) -> QAction:
    """A checkable action that is applied now and at each change, and kept in the settings."""
    switch = QAction(text, checkable=True)
    switch.setChecked(settings.flag(key, default))
    apply(switch.isChecked())
    switch.toggled.connect(apply)
    switch.toggled.connect(lambda on: settings.keep(key, on))
    return switch

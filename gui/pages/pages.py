"""The pages under a slim bar of tabs."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

GAP = 2


class Pages(QWidget):
    """One page at a time; the bar above names them all."""

    def __init__(self, pages: dict[str, QWidget]) -> None:
        super().__init__()
        self._bar = QTabBar()
        self._bar.setObjectName("pageTabs")
        self._bar.setAccessibleName("Pages")
        self._bar.setDrawBase(False)
        self._bar.setExpanding(False)
        self._bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._stack = QStackedWidget()
        self._pages = tuple(pages.values())
        for number, (name, page) in enumerate(pages.items(), start=1):
            self._bar.addTab(name)
            self._bar.setTabToolTip(number - 1, f"The page {name} (Ctrl+{number})")
            self._stack.addWidget(page)
        self._bar.currentChanged.connect(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._bar)
        column.addWidget(self._stack, 1)

    def show_page(self, index: int) -> None:
        self._bar.setCurrentIndex(index)

    def _show(self, index: int) -> None:
        """Give the focus to what the page has for it, unless the arrow keys walk along the bar."""
        self._stack.setCurrentIndex(index)
        if not self._bar.hasFocus():
            self._pages[index].setFocus()

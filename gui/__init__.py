"""The window: PySide6 and pyqtgraph around core."""

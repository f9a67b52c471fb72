"""The list of keys."""

from itertools import zip_longest

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QScrollArea, QVBoxLayout, QWidget

from core import __version__
from gui.actions import help_rows

MARGIN = 6
LARGEST = (1200, 640)  # pixels; below it rolls


class Help(QDialog):
    """All keys in two columns: in one they would be higher than a small screen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("MLP Lab")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        label = QLabel(f"<p>MLP Lab {__version__}</p><table>{_rows()}</table>")
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        label.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        area = QScrollArea()
        area.setWidget(label)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        column = QVBoxLayout(self)
        column.addWidget(area)
        column.addWidget(buttons)
        self.resize(parent.size().boundedTo(QSize(*LARGEST)))


def _rows() -> str:
    cells = [
        f"<td style='white-space: nowrap'><b>{key}</b>&nbsp;&nbsp;</td><td>{text}</td>"
        for key, text in help_rows()
    ]
    half = -(-len(cells) // 2)
    pairs = zip_longest(cells[:half], cells[half:], fillvalue="")
    return "".join(f"<tr>{left}<td>&nbsp;&nbsp;</td>{right}</tr>" for left, right in pairs)

"""The list of keys."""

from itertools import zip_longest

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from core import __version__
from gui.actions import help_rows


class Help(QDialog):
    """All keys in two columns: in one they would be higher than a small screen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("MLP Lab")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        label = QLabel(f"<p>MLP Lab {__version__}</p><table>{_rows()}</table>")
        label.setTextFormat(Qt.TextFormat.RichText)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        column = QVBoxLayout(self)
        column.addWidget(label)
        column.addWidget(buttons)


def _rows() -> str:
    cells = [
        f"<td style='white-space: nowrap'><b>{key}</b>&nbsp;&nbsp;</td><td>{text}</td>"
        for key, text in help_rows()
    ]
    half = -(-len(cells) // 2)
    pairs = zip_longest(cells[:half], cells[half:], fillvalue="")
    return "".join(f"<tr>{left}<td>&nbsp;&nbsp;</td>{right}</tr>" for left, right in pairs)

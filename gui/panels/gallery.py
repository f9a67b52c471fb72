"""The images behind the matrix: what they are, their order, and where they can go."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from core.answers import ORDERS
from gui.chooser import Chooser
from gui.mistakes import words
from gui.mistakes.inspection import Inspection
from gui.mistakes.question import PARTS, Found
from gui.session import Session
from gui.settings import Settings
from gui.widgets.buttons import Button
from gui.widgets.choice_button import ChoiceButton
from gui.widgets.fields import muted_label
from gui.widgets.gallery.gallery import Gallery
from gui.widgets.gallery.view import NOTHING, SIDES, USUAL_SIDE, Exhibition
from gui.widgets.panel import Panel, row_of

SIDE_KEY = "gallery/side"
SIZES = dict(zip(("small", "medium", "large", "largest"), SIDES, strict=True))
BY = {f"by {name}": name for name in ORDERS}
PART_PURPOSE = "Show the testing or the training images"
ORDER_PURPOSE = "What comes first: " + "; ".join(
    f"by {order.name}: {order.purpose.lower()}" for order in ORDERS.values()
)
SIZE_PURPOSE = "The size of the pictures (Ctrl+Plus, Ctrl+Minus)"


class GalleryPanel(Panel):
    """The chosen images with truth, answer and confidence."""

    sent = Signal(object)  # an image (28, 28) uint8 for the canvas

    def __init__(self, session: Session, inspection: Inspection, settings: Settings) -> None:
        super().__init__("Images")
        self._session, self._inspection, self._settings = session, inspection, settings
        self._chooser = Chooser(self)
        self.gallery = Gallery(settings.number(SIDE_KEY, USUAL_SIDE))
        self._part = ChoiceButton(PART_PURPOSE, PARTS, inspection.part)
        self._order = ChoiceButton(ORDER_PURPOSE, tuple(BY), f"by {inspection.order}")
        self._size = ChoiceButton(SIZE_PURPOSE, tuple(SIZES), self._size_name())
        self._note = muted_label(words.SUSPICIOUS)
        self._note.setWordWrap(True)
        self._send = _button("To the canvas", "Put the image on the canvas (D)")
        self._export = _button("Export...", "Write the selected images, or all, to files (Ctrl+E)")
        self.body.addLayout(self._tools())
        self.body.addWidget(self._note)
        self.body.addWidget(self.gallery, 1)
        self._connect()

    def _tools(self) -> QHBoxLayout:
        row = row_of(self._part, self._order, self._size)
        row.addStretch(1)
        row.addWidget(self._send)
        row.addWidget(self._export)
        return row

    def _connect(self) -> None:
        self._part.chosen.connect(self._choose_part)
        self._order.chosen.connect(self._choose_order)
        self._size.chosen.connect(self._choose_size)
        self._send.clicked.connect(self.gallery.send)
        self._export.clicked.connect(self._ask_where)
        gallery = self.gallery
        gallery.sent.connect(self._send_image)
        gallery.export_wanted.connect(self._ask_where)
        gallery.selection_changed.connect(self._show_info)
        gallery.side_changed.connect(self._on_side_changed)
        self._inspection.changed.connect(self.show_if_seen)
        self._session.status_changed.connect(self.show_if_seen)

    def show_anew(self) -> None:
        inspection = self._inspection
        found, indices = inspection.found, inspection.indices
        self._part.show_choice(inspection.part)
        self._order.show_choice(f"by {inspection.order}")
        self._note.setVisible(inspection.is_after_labels)
        for button in (self._send, self._export):
            button.setEnabled(bool(len(indices)))
        if found is None:
            self.set_title("Images")
            self.gallery.show_images(NOTHING, inspection.state)
        else:
            self.set_title(words.title(found.class_names, inspection.choice, len(indices)))
            self.gallery.show_images(self._exhibition(found), inspection.state)
        self._show_info()

    def _exhibition(self, found: Found) -> Exhibition:
        about, order = (found.class_names, found.answers), self._inspection.order
        tip = partial(words.described, *about, found.question.part)
        caption = partial(words.caption, *about, order)
        lines = 2 if order == "confidence" else 3
        return Exhibition(found.images, self._inspection.indices, caption, tip, lines)

    def _show_info(self) -> None:
        found = self._inspection.found
        chosen = len(self.gallery.chosen)
        self.set_info(words.at(found.question.iteration, chosen) if found else "")

    def _choose_part(self, part: str) -> None:
        self._inspection.part = part

    def _choose_order(self, text: str) -> None:
        self._inspection.order = BY[text]

    def _choose_size(self, name: str) -> None:
        self.gallery.side = SIZES[name]

    def _on_side_changed(self, side: int) -> None:
        self._size.show_choice(self._size_name())
        self._settings.keep(SIDE_KEY, side)

    def _size_name(self) -> str:
        return next(name for name, side in SIZES.items() if side == self.gallery.side)

    def _send_image(self, index: int) -> None:
        found = self._inspection.found
        if found:
            name = found.class_names[found.answers.truth[index]]
            self.sent.emit(found.images[index])
            self._session.say(words.sent(found.question.part, index, name))

    def _ask_where(self) -> None:
        """Export what is selected, or all that is shown."""
        chosen = self.gallery.chosen
        indices = chosen if len(chosen) else self._inspection.indices
        if len(indices) and (folder := self._chooser.folder("Export images into a folder")):
            self._inspection.export(indices, folder)


def _button(text: str, purpose: str) -> Button:
    button = Button(text)
    button.setToolTip(purpose)
    return button

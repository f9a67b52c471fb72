"""The page Mistakes on data unlike MNIST: other classes, classes or parts without images."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from core.samples import Dataset, Split
from gui.mistakes.inspection import Inspection
from gui.pages.mistakes import MistakesPage
from gui.session import Session
from gui.settings import Settings
from tests.gui.inspecting import answers_of, gallery_of, inspection_of
from tests.gui.waiting import train


@pytest.fixture
def inspection(session: Session) -> Inspection:
    return inspection_of(session)


@pytest.fixture
def page(
    qtbot: QtBot,
    session: Session,
    inspection: Inspection,
    settings: Settings,
    actions: dict[str, QAction],
) -> MistakesPage:
    page = MistakesPage(session, inspection._timeline, inspection, settings, actions)
    qtbot.addWidget(page)
    page.resize(1216, 555)
    page.show()
    return page


@pytest.mark.parametrize("classes", [2, 62])
def test_data_of_any_number_of_classes_are_shown(
    qtbot: QtBot,
    page: MistakesPage,
    session: Session,
    inspection: Inspection,
    tiny: Dataset,
    classes: int,
) -> None:
    draw = np.random.default_rng(1)

    def split(part: Split, but: int = -1) -> Split:
        labels = draw.integers(0, classes, len(part))
        return Split(part.images[labels != but], labels[labels != but])

    names = tuple(f"a rather long name of class {number}" for number in range(classes))
    source = replace(tiny.source, key="", path="here", classes=classes)
    last = classes - 1
    session.take_data(
        replace(
            tiny,
            train=split(tiny.train),
            test=split(tiny.test, but=last),
            class_names=names,
            source=source,
        )
    )
    train(qtbot, session)
    answers_of(qtbot, inspection)
    assert page.minimumSizeHint().width() <= 1216
    assert not page.grab().isNull()
    page.show_mistakes(last)
    assert gallery_of(page).accessibleDescription() == (
        f"There are no testing images of {names[last]}."
    )
    page.show_mistakes(None)
    assert page.gallery.title() == f"{len(inspection.indices)} images read wrongly"


def test_data_without_testing_images_say_so(
    qtbot: QtBot, page: MistakesPage, session: Session, inspection: Inspection, tiny: Dataset
) -> None:
    train(qtbot, session)
    answers_of(qtbot, inspection)
    assert session.attempt
    none = Split(tiny.test.images[:0], tiny.test.labels[:0])
    bare = replace(session.attempt, dataset=replace(tiny, test=none))
    session.replace_run(session.plan, bare)
    qtbot.waitUntil(lambda: inspection.found is not None)
    assert gallery_of(page).accessibleDescription() == "There are no testing images."

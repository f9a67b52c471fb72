"""The pages of a report: nothing is cut, nothing lies beyond the margins, on either paper."""

from dataclasses import dataclass, replace
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from core.arrays import Images
from core.network import NetworkSpec
from core.samples import Dataset
from gui.report import text
from gui.report.document import Document, document
from gui.report.elements import Cover, Equations
from gui.report.material import Material, material
from gui.report.paper import PAPERS, SIDE, Paper
from gui.report.pieces import Maker
from tests.gui.report.kept_run import SMALL, material_of, told, trained

LONG = "\n\n".join(["A paragraph with <angles> & signs. " * 40, "w" * 900, "\tindented"] * 8)
NAME = "<b>A very long name</b> & another " * 8
ALL = list(PAPERS.values())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, tiny: Dataset) -> Material:
    return material_of(trained(tmp_path_factory.mktemp("runs") / "run", tiny), tiny)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory, tiny: Dataset) -> Material:
    """62 classes with long names, six hidden layers, and a name with signs."""
    names = tuple(f"class <{place}> of a very long name" for place in range(62))
    rng = np.random.default_rng(1)
    split = replace(tiny.test, labels=rng.integers(0, 62, len(tiny.test)))
    data = replace(tiny, class_names=names, test=split, source=replace(tiny.source, classes=62))
    recipe = replace(SMALL, spec=NetworkSpec((784, *[16] * 6, 62)))
    subject = told(trained(tmp_path_factory.mktemp("runs") / "odd", data, recipe=recipe), data)
    return material(replace(subject, name="a <b>name</b> & more " * 30))


def pixels(made: Document, page: int) -> Images:
    """Brightness (H, W), a pixel a point."""
    image = QImage(
        round(made.paper.width), round(made.paper.height), QImage.Format.Format_Grayscale8
    )
    image.fill(QColor("white"))
    painter = QPainter(image)
    made.paint(painter, page)
    painter.end()
    rows = np.frombuffer(bytes(image.constBits()), np.uint8).reshape(image.height(), -1)
    return rows[:, : image.width()]


@pytest.mark.parametrize("paper", ALL, ids=lambda paper: paper.name)
@pytest.mark.parametrize("which", ["made", "odd"])
def test_nothing_lies_beyond_the_margins(
    request: pytest.FixtureRequest, which: str, paper: Paper
) -> None:
    report = document(request.getfixturevalue(which), Cover(NAME, NAME, NAME, LONG), paper)
    for number, page in enumerate(report.pages):
        last = page[-1]
        assert last.y + last.piece.height <= paper.text_height
        dark = pixels(report, number) < 250
        columns = np.flatnonzero(dark.any(axis=0))
        assert columns.min() >= SIDE - 3
        assert columns.max() <= paper.width - SIDE + 3


@pytest.mark.parametrize("paper", ALL, ids=lambda paper: paper.name)
def test_no_page_ends_with_what_stays_with_the_next(
    made: Material, odd: Material, paper: Paper
) -> None:
    for each in (made, odd):
        report = document(each, Cover(discussion=LONG), paper)
        assert not any(page[-1].piece.stays for page in report.pages)


def test_what_introduces_a_formula_stays_with_it(made: Material) -> None:
    maker = Maker(made, PAPERS["a4"])
    pieces = iter(maker.pieces(Equations()))
    for topic in made.topics:
        assert next(pieces).stays  # its heading
        for part, following in pairwise((*topic.parts, None)):
            if isinstance(part, str):
                lines = list(islice(pieces, len(text.paragraph(part, maker.width))))
                assert lines[-1].stays == (following is not None)
            else:
                next(pieces)
    assert not list(pieces)


def test_every_page_but_the_last_is_more_than_half_full(made: Material) -> None:
    for paper in ALL:
        pages = document(made, Cover(), paper).pages
        for page in pages[:-1]:
            assert page[-1].y + page[-1].piece.height > paper.text_height / 2


def test_a_long_discussion_takes_pages_and_none_leaves_lines_to_write_on(made: Material) -> None:
    paper = PAPERS["a4"]
    empty, short, long = (
        len(document(made, Cover(discussion=said), paper).pages) for said in ("", "Short.", LONG)
    )
    assert short <= empty < long


def test_the_name_stands_on_every_page(made: Material) -> None:
    paper = PAPERS["a4"]
    signed, unsigned = document(made, Cover("A. Student"), paper), document(made, Cover(), paper)
    for number in range(1, len(signed.pages)):
        assert (pixels(signed, number) != pixels(unsigned, number)).any()


def test_an_empty_run_has_a_report_too(tmp_path: Path, tiny: Dataset) -> None:
    empty = material_of(trained(tmp_path / "run", tiny, until=0), tiny)
    report = document(empty, Cover(), PAPERS["letter"])
    assert len(report.pages) > 2
    assert (pixels(report, 0) < 200).any()


@dataclass(frozen=True)
class Tower:
    """Higher than any page."""

    def height(self, width: float) -> float:
        return 3000.0

    def paint(self, painter: QPainter, width: float) -> None:
        painter.fillRect(QRectF(0, 0, width, 3000), QColor("black"))


def test_a_figure_that_is_higher_than_a_page_is_made_smaller(made: Material) -> None:
    figures = {**made.figures, "network": replace(made.figures["network"], block=Tower())}
    report = document(replace(made, figures=figures), Cover(), PAPERS["letter"])
    for page in report.pages:
        assert page[-1].y + page[-1].piece.height <= report.paper.text_height


def test_a_heading_stays_with_what_follows() -> None:
    for made_of in (text.heading, text.subheading):
        assert all(piece.stays for piece in made_of("Results", 400))

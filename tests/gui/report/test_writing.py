"""A report as files: a whole PDF or none, and its figures and tables beside it."""

import csv
import re
import time
import zlib
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage

from core.samples import Dataset
from gui.report.document import document
from gui.report.elements import Cover
from gui.report.material import Material
from gui.report.paper import PAPERS
from gui.report.subject import ReportError
from gui.report.writing import encoded, folder_beside, written
from tests.gui.report.kept_run import material_of, trained

A4 = PAPERS["a4"]
COVER = Cover("A. Student", "Deep Learning", "1 May 2026", "It reads well.")
SOON = 10.0  # seconds for what takes one
FIGURES = (
    *("figure1-network", "figure2-loss", "figure3-training-error", "figure4-testing-error"),
    *("figure5-confusion-matrix", "figure6-mistakes"),
)
TABLES = ("confusion-matrix", "error-by-digit", "settings", "weights")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, tiny: Dataset) -> Material:
    return material_of(trained(tmp_path_factory.mktemp("runs") / "run", tiny), tiny)


@pytest.fixture(scope="module")
def beside(made: Material, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("out") / "report.pdf"
    written(path, made, COVER, A4)
    return folder_beside(path)


def fonts(pdf: bytes) -> tuple[int, int]:
    """How many descriptions of typefaces are in it, and how many typefaces."""
    return len(re.findall(rb"/FontDescriptor\b(?! \d)", pdf)), len(re.findall(rb"/FontFile", pdf))


def test_a_pdf_is_whole_and_has_all_pages(made: Material) -> None:
    for paper in PAPERS.values():
        report = document(made, COVER, paper)
        pdf = encoded(report, COVER)
        assert pdf.startswith(b"%PDF-1.")
        assert pdf.rstrip().endswith(b"%%EOF")
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == len(report.pages)
        box = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf)
        assert box
        assert [float(side) for side in box.groups()] == pytest.approx(
            [paper.width, paper.height], abs=1
        )


def test_every_typeface_is_embedded(made: Material) -> None:
    described, embedded = fonts(encoded(document(made, COVER, A4), COVER))
    assert described == embedded >= 2


def test_figures_are_vectors_and_only_digits_are_pixels(made: Material) -> None:
    """The images of the mistakes are the only ones in the PDF."""
    assert made.subject.asked
    mistakes = int(made.subject.asked.answers.is_mistake.sum())
    pdf = encoded(document(made, COVER, A4), COVER)
    assert 0 < pdf.count(b"/Subtype /Image") <= mistakes


def test_neither_user_nor_machine_can_be_told_from_it(made: Material, tmp_path: Path) -> None:
    pdf = encoded(document(made, COVER, A4), COVER)
    streams = [
        zlib.decompressobj().decompress(found)
        for found in re.findall(rb"stream\r?\n(x.*?)endstream", pdf, re.DOTALL)
    ]
    for part in (pdf, *streams):
        assert str(tmp_path.parent).encode() not in part


def test_figures_and_tables_lie_beside_it(beside: Path) -> None:
    names = {path.name for path in beside.iterdir()}
    assert names == {f"{name}.{kind}" for name in FIGURES for kind in ("svg", "png")} | {
        f"{name}.{kind}" for name in TABLES for kind in ("csv", "tex")
    }


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_can_be_read_and_needs_no_typeface(beside: Path, name: str) -> None:
    root = ElementTree.parse(beside / f"{name}.svg").getroot()
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert "path" in tags
    assert "text" not in tags
    image = QImage(str(beside / f"{name}.png"))
    assert image.width() == 2000
    assert image.dotsPerMeterX() == pytest.approx(300 / 0.0254, abs=1)


def test_the_files_of_tables_hold_the_numbers(beside: Path, made: Material) -> None:
    assert made.subject.score
    test = made.subject.score.test
    with (beside / "confusion-matrix.csv").open() as file:
        header, *rows = csv.reader(file)
    assert header == ["truth \\ answer", *"0123456789"]
    assert [[int(cell) for cell in row[1:]] for row in rows] == test.confusion.tolist()
    last = (beside / "error-by-digit.csv").read_text().splitlines()[-1]
    assert last.startswith("Overall,100,")
    for name in TABLES:
        latex = (beside / f"{name}.tex").read_text()
        assert latex.count(r"\begin{tabular}") == latex.count(r"\end{tabular}") == 1


def test_it_says_where_everything_is(made: Material, tmp_path: Path) -> None:
    path = tmp_path / "mine.pdf"
    assert written(path, made, COVER, A4) == (
        f"Report saved as {path}; its figures and tables lie beside it in mine-files."
    )


@pytest.mark.parametrize("name", ["file/report.pdf", "none/report.pdf", "folder"])
def test_what_cannot_be_written_is_a_sentence_and_leaves_nothing(
    made: Material, tmp_path: Path, name: str
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(ReportError, match="could not be saved"):
        written(tmp_path / name, made, COVER, A4)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_disk_that_is_full_leaves_the_former_report(made: Material, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    path = tmp_path / "report.pdf"
    path.write_bytes(b"the former one")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    try:
        with pytest.raises(ReportError, match="as it was"):
            written(path, made, COVER, A4)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert path.read_bytes() == b"the former one"
    assert sorted(tmp_path.iterdir()) == [path]


def test_figures_that_cannot_be_written_leave_the_report(made: Material, tmp_path: Path) -> None:
    (tmp_path / "report-files").touch()
    said = written(tmp_path / "report.pdf", made, COVER, A4)
    assert "could not be written" in said
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


def test_a_report_is_written_soon(made: Material, tmp_path: Path) -> None:
    began = time.perf_counter()
    written(tmp_path / "report.pdf", made, COVER, A4)
    assert time.perf_counter() - began < SOON

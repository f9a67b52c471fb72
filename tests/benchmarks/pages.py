"""Measure the pages: switching, overlaying runs, the report, and training with each page open.

Run with python -m tests.benchmarks.pages. It prints medians; what is compared is measured in turn.
"""

import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QGraphicsView, QWidget

from core import runs
from core.dataset import bundled
from core.recipes import RECIPES
from core.runs import Run
from core.work import finish
from gui.app import make_application
from gui.kept.words import ERRORS, LOSSES
from gui.main_window import MainWindow
from gui.models.reading import restored
from gui.report import material, writing
from gui.report.document import document
from gui.report.elements import Cover
from gui.report.paper import PAPERS
from tests.benchmarks.loop import Ticks, spin, wait_until
from tests.benchmarks.process import need_no_screen
from tests.benchmarks.window_latency import PaintWatch

KEPT, TICKED = 300, 20  # runs
ROUNDS = 5
SECONDS = 4.0  # of training with a page open
PAGES = ("Train", "Draw", "Mistakes", "Weights", "Runs")


def make_runs() -> Run:
    """A finished run of the recipe report, and so many copies of it in the folder of runs."""
    run = Run.of(RECIPES["report"], bundled("report"))
    run.folder = runs.new_folder(run)
    run.finish()
    run.save()
    for number in range(1, KEPT):
        copy = run.folder.with_name(f"{run.folder.name}-copy{number}")
        copy.mkdir()
        for name in ("run.json", "curves.npz"):
            shutil.copy(run.folder / name, copy / name)
        record = json.loads((copy / "run.json").read_text())
        record["config"]["seed"] = number + 1
        (copy / "run.json").write_text(json.dumps(record))
    return run


@contextmanager
def shown(run: Run) -> Iterator[MainWindow]:
    """The window with a finished run in it."""
    window = MainWindow()
    window.show()
    wait_until(lambda: window.session.is_ready and window.session.answerer is not None)
    window.session.replace_run(*restored(run))
    spin(500)
    yield window
    window.close()


def switching(window: MainWindow) -> dict[str, list[float]]:
    """Milliseconds from asking for a page to its having painted, and being idle again."""
    found: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for place in (1, 2, 3, 4, 0):
            watch = PaintWatch(page_of(window, place))
            moment = time.perf_counter()
            window.pages.show_page(place)
            found.setdefault(PAGES[place], []).append(watch.wait_after(moment))
            spin(700)
            watch.deleteLater()
    return found


def page_of(window: MainWindow, place: int) -> QWidget:
    pages = (
        *(window.train_page, window.draw_page, window.mistakes_page),
        *(window.weights_page, window.runs_page),
    )
    return pages[place]


def overlaying(window: MainWindow) -> dict[str, list[float]]:
    """Milliseconds to draw the curves of all ticked runs, instead of those before."""
    window.pages.show_page(4)
    kept = window.kept_runs
    wait_until(lambda: len(kept.runs) == KEPT)
    for run in kept.runs[:TICKED]:
        kept.tick(run.folder)
    wait_until(lambda: len(kept.curves) == TICKED)
    spin(500)
    view = window.runs_page.overlay.plot.findChild(QGraphicsView)
    assert view
    found: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for kind in (LOSSES, ERRORS):
            moment = time.perf_counter()
            window.runs_page.overlay.show_losses(kind == LOSSES)
            view.viewport().repaint()
            found.setdefault(kind, []).append(1000 * (time.perf_counter() - moment))
            spin(100)
    return found


def reporting(window: MainWindow) -> dict[str, list[float]]:
    """Milliseconds to make the PDF of the finished run, and to write it with all beside it."""
    assert window.session.snapshot
    folder = window.session.snapshot.folder
    assert folder
    cover, paper = Cover("A. Student", "Introduction to Deep Learning", "today", ""), PAPERS["a4"]
    found: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        moment = time.perf_counter()
        made = finish(material.of_folder(folder, window.session.images))
        writing.encoded(document(made, cover, paper), cover)
        pdf = time.perf_counter()
        writing.written(folder / "report.pdf", made, cover, paper)
        found.setdefault("the report's PDF", []).append(1000 * (pdf - moment))
        found.setdefault("written, with the files beside", []).append(
            1000 * (time.perf_counter() - pdf)
        )
    return found


def training(window: MainWindow) -> dict[str, list[tuple[float, float]]]:
    """Iterations a second, and the gap of the event loop (99th percentile), with each page open."""
    session = window.session
    session.reset()
    plan = session.plan
    session.change_plan(replace(plan, config=replace(plan.config, iterations=1_000_000)))
    session.train()
    spin(2000)
    found: dict[str, list[tuple[float, float]]] = {}
    for _ in range(ROUNDS):
        for place, name in enumerate(PAGES):
            window.pages.show_page(place)
            spin(500)
            ticks, first, began = Ticks(), session.iteration, time.perf_counter()
            spin(int(1000 * SECONDS))
            rate = (session.iteration - first) / (time.perf_counter() - began)
            found.setdefault(name, []).append((rate, float(np.percentile(ticks.gaps(), 99))))
            ticks.deleteLater()
    session.stop()
    return found


def tell(found: dict[str, list[float]]) -> None:
    for what, times in found.items():
        print(f"{what:40} {statistics.median(times):5.0f} ms, at most {max(times):.0f}")


def main() -> None:
    app = make_application("light")
    with shown(make_runs()) as window:
        tell({f"switch to {name}": times for name, times in switching(window).items()})
        overlaid = overlaying(window)
        tell({f"{TICKED} runs, {kind.lower()}": times for kind, times in overlaid.items()})
        tell(reporting(window))
        found = training(window)
        usual = [rate for rate, _ in found["Train"]]
        for name, pairs in found.items():
            rates, gaps = zip(*pairs, strict=True)
            ratio = statistics.median(a / b for a, b in zip(rates, usual, strict=True))
            print(
                f"training, page {name:9} {statistics.median(rates):6.0f} it/s, {ratio:.2f} of "
                f"Train's; gap {statistics.median(gaps):.0f} ms"
            )
    app.closeAllWindows()


if __name__ == "__main__":
    need_no_screen(os.environ)
    with tempfile.TemporaryDirectory() as home:
        os.environ["MLP_LAB_HOME"] = str(Path(home))
        main()
    sys.exit(0)

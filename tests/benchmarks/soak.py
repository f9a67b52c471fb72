"""Use the real window at random, for some minutes, and print what it takes meanwhile.

First come a thousand cycles of start, pause, step and stop, and then everything there is.
argv: the minutes (10 if none are given) and the seed of what is done (1). Each line tells the
actions so far, memory, threads, open files, and the longest gap of the event loop in that part.
Exit code 1 says that something hung, or that threads, files or memory were not given back.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from core.recipes import RECIPES
from gui import theme
from gui.app import make_application
from gui.main_window import SMALLEST, MainWindow
from tests.benchmarks import process
from tests.benchmarks.cycles import cycle, rest
from tests.benchmarks.loop import Ticks, spin, wait_until
from tests.benchmarks.machine import describe

PARTS = 10  # lines of the table
LONGEST_PAUSE = 60  # milliseconds between two actions
CYCLES = 1000  # of start, pause, step and stop, before the minutes begin
WARM = 3  # parts after which caches have found their size
ALLOWED = {"memory": 5.0, "threads": 0.0, "open files": 0.0}  # gained after those
PRESSES = {  # actions, and how often one is chosen
    "train": 5,
    "pause": 4,
    "stop": 4,
    "step_iteration": 2,
    "step_epoch": 1,
    "reset": 1,
    "random": 1,
    "undo": 1,
    "redo": 1,
    "eraser": 1,
    "clear": 1,
}
SETTLING = 300  # milliseconds for files to be written after the last stop


class User:
    """Somebody who does one thing after another, without thinking."""

    def __init__(self, window: MainWindow, *, rng: np.random.Generator) -> None:
        self.window, self._rng = window, rng
        self.actions = 0
        self._things: list[tuple[Callable[[], None], float]] = [
            *((self.press(key), share) for key, share in PRESSES.items()),
            (self.draw, 3),
            (self.choose_recipe, 0.3),
            (self.choose_theme, 0.3),
            (self.resize, 0.3),
        ]

    def press(self, key: str) -> Callable[[], None]:
        """A press on what the action belongs to, which does nothing where it is disabled."""
        return self.window.actions_by_key[key].trigger

    def act(self) -> None:
        """Do one thing, and let some time pass."""
        shares = np.array([share for _, share in self._things])
        thing, _ = self._things[self._rng.choice(len(shares), p=shares / shares.sum())]
        thing()
        self.actions += 1
        spin(int(self._rng.integers(LONGEST_PAUSE)))

    def draw(self) -> None:
        canvas = self.window.train_page.draw.canvas
        points = self._rng.uniform(0, canvas.width(), (12, 2))
        canvas.pointer_down(QPointF(*points[0]))
        for point in points[1:]:
            canvas.pointer_moved(QPointF(*point))
            spin(2)
        canvas.pointer_lifted()

    def choose_recipe(self) -> None:
        self.window.session.choose_recipe(str(self._rng.choice(list(RECIPES))))

    def choose_theme(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, str(self._rng.choice(["light", "dark"])))

    def resize(self) -> None:
        self.window.resize(*map(int, self._rng.integers(SMALLEST, (1900, 1000))))


def run_cycles(window: MainWindow, *, rng: np.random.Generator) -> None:
    ticks = Ticks()
    for _ in range(CYCLES):
        cycle(window, rng=rng)
    ticks.deleteLater()
    print(f"{CYCLES:,} cycles of start, pause, step, stop; gap {ticks.gaps().max():.1f} ms\n")


def soak(window: MainWindow, minutes: float, seed: int) -> list[process.Reading]:
    """Act for that long; prints a line for each part, and returns what was read at its end."""
    user, ticks, found = User(window, rng=np.random.default_rng(seed)), Ticks(), []
    print(f"{'minute':>7}{'actions':>9}{'memory MB':>11}{'threads':>9}{'files':>7}{'gap ms':>8}")
    started = time.perf_counter()
    for part in range(1, PARTS + 1):
        while time.perf_counter() - started < 60 * minutes * part / PARTS:
            user.act()
        settle(window)
        found.append(process.reading())
        memory, threads, files = found[-1]
        print(
            f"{minutes * part / PARTS:>7.1f}{user.actions:>9,}{memory:>11.1f}{threads:>9}"
            f"{files:>7}{ticks.gaps().max():>8.1f}",
            flush=True,
        )
        ticks.moments.clear()
    return found


def settle(window: MainWindow) -> None:
    """Stop, and forget the last run: networks differ in size, and so would the readings."""
    rest(window)
    window.session.choose_recipe("report")
    for _ in range(2):  # the second time, nothing can be brought back either
        window.session.reset()
    spin(SETTLING)


def complaints(found: list[process.Reading], allowed: Mapping[str, float] = ALLOWED) -> list[str]:
    """What was not given back, once everything was warm.

    Networks of other sizes leave holes in memory for a while: the least of some parts counts.
    """
    before, after = found[WARM - 1 : 2 * WARM - 1], found[-WARM:]
    gained = [
        min(late) - min(early)
        for early, late in zip(zip(*before, strict=True), zip(*after, strict=True), strict=True)
    ]
    return [
        f"{what} grew by {more:g}, more than {most:g}"
        for more, (what, most) in zip(gained, allowed.items(), strict=True)
        if more > most
    ]


def main() -> int:
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    print(describe(), flush=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["MLP_LAB_HOME"] = home
        process.need_no_screen(os.environ)
        app = make_application("light")
        window = MainWindow()
        window.show()
        wait_until(lambda: window.session.is_ready)
        run_cycles(window, rng=np.random.default_rng(seed))
        found = soak(window, minutes, seed)
        app.closeAllWindows()
    kept = complaints(found)
    print(*kept, sep="\n", end="\n" if kept else "")
    return 1 if kept else 0


if __name__ == "__main__":
    sys.exit(main())

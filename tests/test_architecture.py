"""The program keeps the rules of its architecture, and each rule can be broken."""

from pathlib import Path, PurePosixPath

import pytest

from tests import architecture as rules
from tests import habits
from tests.architecture import RULES, Rule
from tests.habits import HABITS
from tests.sources import PARTS, Module, project

ROOT = Path(__file__).resolve().parent.parent

BROKEN = [
    (rules.imports_point_down, "core/runs.py", "import gui"),
    (rules.imports_point_down, "core/runs.py", "from resources import ROOT"),
    (rules.imports_point_down, "core/runs.py", "def f():\n    from gui.words import say"),
    (rules.imports_point_down, "core/formats/idx.py", "from main import run"),
    (rules.imports_point_down, "gui/app.py", "import main"),
    (rules.imports_point_down, "gui/app.py", "from tests import conftest"),
    (rules.imports_point_down, "resources/__init__.py", "from core import files"),
    (rules.core_stands_alone, "core/runs.py", "from PySide6.QtCore import QObject"),
    (rules.core_stands_alone, "core/runs.py", "import pyqtgraph as pg"),
    (rules.core_stands_alone, "core/drawing.py", "from PIL import Image"),
    (rules.core_follows_its_order, "core/layers.py", "from core.network import Network"),
    (rules.core_follows_its_order, "core/layers.py", "from core import network"),
    (
        habits.what_is_cached_needs_no_application,
        "gui/theme.py",
        "@lru_cache(2)\ndef f() -> QIcon: pass",
    ),
    (rules.core_follows_its_order, "core/layers.py", "from .network import Network"),
    (rules.core_follows_its_order, "core/formats/idx.py", "from ..dataset import bundled"),
    (rules.core_follows_its_order, "core/__init__.py", "from .arrays import Floats"),
    (rules.core_follows_its_order, "core/helpers.py", ""),
    (rules.panels_stand_alone, "gui/panels/loss.py", "from gui.panels.draw import DrawPanel"),
    (rules.panels_stand_alone, "gui/panels/loss.py", "from . import draw"),
    (rules.panels_stand_alone, "gui/panels/loss.py", "from gui.pages.train import TrainPage"),
    (rules.what_is_seen_knows_the_session_only, "gui/panels/loss.py", "from gui import worker"),
    (rules.what_is_seen_knows_the_session_only, "gui/panels/loss.py", "import gui.trainer"),
    (rules.what_is_seen_knows_the_session_only, "gui/pages/train.py", "from gui.job import Job"),
    (rules.what_is_seen_knows_the_session_only, "gui/panels/sketch.py", "import gui.exchange"),
    (rules.what_is_seen_knows_the_session_only, "gui/panels/steps.py", "from gui import commands"),
    (rules.what_is_seen_knows_the_session_only, "gui/widgets/bars.py", "from gui import library"),
    (rules.what_is_seen_knows_the_session_only, "gui/pages/train.py", "from gui import app"),
    (rules.what_is_seen_knows_the_session_only, "gui/canvas.py", "from .main_window import FRAME"),
    (
        rules.parts_of_panels_know_no_session,
        "gui/widgets/bars.py",
        "from gui.session import Status",
    ),
    (rules.parts_of_panels_know_no_session, "gui/ink/look.py", "from gui.panels import draw"),
    (
        rules.parts_of_panels_know_no_session,
        "gui/widgets/answer.py",
        "from gui.reader import Reader",
    ),
    (rules.parts_of_panels_know_no_session, "gui/canvas.py", "from gui import collection"),
    (rules.parts_of_panels_know_no_session, "gui/reading.py", "import gui.session"),
    (rules.what_is_listened_to_knows_no_listener, "gui/reader.py", "import gui.panels.answer"),
    (rules.what_is_listened_to_knows_no_listener, "gui/session.py", "from gui import exchange"),
    (rules.what_is_listened_to_knows_no_listener, "gui/exchange.py", "from gui import main_window"),
    (rules.parts_of_panels_know_no_session, "gui/plotting/menu.py", "import gui.pages.train"),
    (rules.parts_of_panels_know_no_session, "gui/plots.py", "from gui import session"),
    (rules.the_trainer_holds_the_worker, "gui/pages/train.py", "import gui.worker"),
    (rules.the_trainer_holds_the_worker, "gui/app.py", "from .worker import TrainingWorker"),
    (rules.the_trainer_holds_the_worker, "gui/session.py", "from gui.worker import TrainingWorker"),
    (rules.the_session_holds_trainer_and_library, "gui/app.py", "from gui.trainer import Status"),
    (rules.the_session_holds_trainer_and_library, "main.py", "from gui import library"),
    (habits.only_settings_names_qsettings, "gui/app.py", "from PySide6.QtCore import QSettings"),
    (habits.only_settings_names_qsettings, "gui/app.py", "QtCore.QSettings()"),
    (habits.only_main_prints, "core/runs.py", "print('saved')"),
    (habits.nothing_is_forced, "gui/session.py", "self._worker.terminate()"),
    (habits.nothing_is_forced, "gui/app.py", "QApplication.processEvents()"),
    (rules.pyqtgraph_comes_late, "gui/app.py", "def f():\n    import pyqtgraph"),
    (rules.pyqtgraph_comes_late, "gui/plots.py", "import pyqtgraph as pg"),
    (rules.pyqtgraph_comes_late, "gui/plots.py", "class A:\n    from pyqtgraph import mkPen"),
    (rules.pyqtgraph_comes_late, "gui/pages/train.py", "from gui.plotting.figure import Axis"),
    (rules.pyqtgraph_comes_late, "gui/plots.py", "from gui.plotting import figure"),
    (rules.startup_needs_nothing, "gui/startup.py", "import PySide6"),
    (rules.startup_needs_nothing, "gui/startup.py", "from gui import words"),
    (habits.nothing_is_forced, "gui/session.py", "worker.moveToThread(thread)"),
    (habits.nothing_is_forced, "gui/theme.py", "app.setStyleSheet('')"),
    (habits.threads_are_a_job_or_the_worker, "gui/session.py", "class A(QThread): pass"),
    (habits.threads_are_a_job_or_the_worker, "gui/a.py", "class A(B, QtCore.QThread): pass"),
    (habits.randomness_is_an_argument, "core/layers.py", "import random"),
    (habits.randomness_is_an_argument, "core/layers.py", "from random import shuffle"),
    (habits.randomness_is_an_argument, "core/layers.py", "np.random.seed(1)"),
    (habits.randomness_is_an_argument, "gui/test_a.py", "x = numpy.random.normal(0, 1)"),
    (habits.randomness_is_an_argument, "gui/a.py", "from numpy.random import rand"),
    (habits.spans_are_measured_by_a_clock_that_nobody_sets, "core/a.py", "from time import time"),
    (habits.spans_are_measured_by_a_clock_that_nobody_sets, "gui/a.py", "time.time_ns()"),
    (habits.qt_lives_in_functions, "gui/app.py", "app = QApplication([])"),
    (habits.qt_lives_in_functions, "main.py", "if x:\n    y = [QtWidgets.QApplication([])]"),
    (habits.files_are_short, "tests/test_a.py", "x = 1\n" * 301),
    (habits.functions_are_short, "tests/test_a.py", "def f():\n" + "    g()\n" * 40),
    (habits.modules_say_what_they_own, "tests/test_a.py", "x = 1"),
    (habits.modules_say_what_they_own, "gui/__init__.py", ""),
]

KEPT = [
    (rules.imports_point_down, "main.py", "from gui import app"),
    (rules.imports_point_down, "core/runs.py", "from resources import path"),
    (rules.imports_point_down, "tests/gui/test_app.py", "import gui.app"),
    (rules.core_stands_alone, "core/runs.py", "import json\nimport numpy as np"),
    (rules.core_stands_alone, "core/formats/folder.py", "from PIL import Image"),
    (rules.core_follows_its_order, "core/network.py", "from core.layers import Dense"),
    (rules.core_follows_its_order, "core/formats/__init__.py", "from .idx import IDX"),
    (rules.core_follows_its_order, "core/checkpoint.py", "from core import __version__"),
    (rules.panels_stand_alone, "gui/panels/loss.py", "from gui.widgets.panel import Panel"),
    (rules.what_is_seen_knows_the_session_only, "gui/pages/train.py", "import gui.session"),
    (rules.parts_of_panels_know_no_session, "gui/panels/loss.py", "import gui.session"),
    (rules.parts_of_panels_know_no_session, "gui/panels/answer.py", "import gui.reader"),
    (rules.parts_of_panels_know_no_session, "gui/widgets/answer.py", "import gui.reading"),
    (
        rules.what_is_listened_to_knows_no_listener,
        "gui/collection.py",
        "from gui.session import Session",
    ),
    (rules.what_is_listened_to_knows_no_listener, "gui/commands.py", "import gui.fine_tuning"),
    (rules.the_trainer_holds_the_worker, "gui/trainer.py", "from gui.worker import TrainingWorker"),
    (rules.the_session_holds_trainer_and_library, "gui/session.py", "import gui.trainer"),
    (habits.only_main_prints, "main.py", "print('saved')"),
    (rules.pyqtgraph_comes_late, "gui/plots.py", "def f():\n    import pyqtgraph"),
    (
        rules.pyqtgraph_comes_late,
        "gui/plots.py",
        "if TYPE_CHECKING:\n    from pyqtgraph import PlotItem",
    ),
    (rules.pyqtgraph_comes_late, "gui/plotting/figure.py", "import pyqtgraph as pg"),
    (habits.threads_are_a_job_or_the_worker, "gui/job.py", "class Job(QThread): pass"),
    (habits.randomness_is_an_argument, "core/randomness.py", "np.random.default_rng(1)"),
    (habits.randomness_is_an_argument, "core/layers.py", "def f(rng: np.random.Generator): ..."),
    (habits.randomness_is_an_argument, "core/layers.py", "from core import randomness"),
    (
        habits.spans_are_measured_by_a_clock_that_nobody_sets,
        "gui/rate.py",
        "from time import monotonic",
    ),
    (habits.qt_lives_in_functions, "gui/app.py", "def f():\n    return QApplication([])"),
    (habits.files_are_short, "gui/app.py", "x = 1\n" * 300),
    (habits.functions_are_short, "gui/app.py", "def f():\n" + "    g()\n" * 39),
]


@pytest.fixture(scope="module")
def modules() -> list[Module]:
    return project(ROOT)


@pytest.mark.case(73)
@pytest.mark.parametrize("rule", RULES + HABITS)
def test_the_program_keeps_the_rule(rule: Rule, modules: list[Module]) -> None:
    assert [sentence for module in modules for sentence in rule(module)] == []


@pytest.mark.parametrize(("rule", "path", "source"), BROKEN)
def test_the_rule_is_seen_broken(rule: Rule, path: str, source: str) -> None:
    assert list(rule(Module(PurePosixPath(path), source)))


@pytest.mark.parametrize(("rule", "path", "source"), KEPT)
def test_the_rule_allows(rule: Rule, path: str, source: str) -> None:
    assert not list(rule(Module(PurePosixPath(path), source)))


def test_every_rule_can_be_broken() -> None:
    assert {rule for rule, _, _ in BROKEN} == set(RULES + HABITS)


def test_the_whole_project_is_read(modules: list[Module]) -> None:
    assert {module.part for module in modules} == set(PARTS)

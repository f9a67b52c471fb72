"""The rules of the architecture on who imports whom.

To add one: write the function and append it to RULES, and a snippet that breaks it to
BROKEN in test_architecture.py. A rule takes a module and yields what breaks it; those on
what the code does are in habits.py.
"""

import sys
from collections.abc import Callable, Iterator

from tests.sources import PARTS, Module, inside

BELOW = {
    "main": {"main", "gui", "core", "resources"},
    "gui": {"gui", "core", "resources"},
    "core": {"core", "resources"},
    "resources": {"resources"},
    "tests": set(PARTS),
}
# A module of core imports only those before it.
CORE_ORDER = (
    *("arrays", "randomness", "locks", "files", "work", "archives", "machine", "ranges"),
    *("activations", "initialisers", "outputs"),
    *("parameters", "layers", "network", "threads"),
    *("optimizers", "schedules", "augmentation", "config", "past", "metrics", "tables"),
    *("source", "samples", "formats", "interpretation", "overlap", "remarks", "dataset"),
    *("prefetch", "batches"),
    *("training", "recipes", "history", "advice", "answers", "exhibits", "units"),
    *("blobs", "ink", "drawing"),
    *("header", "inventory", "checkpoint", "pickled", "parameters_file", "models", "export"),
    *("about", "moments", "record", "runs", "interrupted", "kept", "my_digits", "handwriting"),
)
# The packages core may import, and where.
CORE_PACKAGES = {
    "numpy": "core",
    "threadpoolctl": "core",
    "PIL": "core.formats",
    "onnx": "core.export",
}
# What stands on pyqtgraph.
PYQTGRAPH = ("gui.plotting.figure", "gui.plotting.items")
# What is seen, what that is made of, and what neither may know.
SEEN = (
    *("gui.panels", "gui.pages", "gui.widgets", "gui.ink", "gui.plotting"),
    *("gui.plots", "gui.drawing", "gui.canvas"),
    *("gui.answerer", "gui.reading", "gui.drawing_words"),
)
PARTS_OF_PANELS = SEEN[2:]
BEHIND_OR_ABOVE = (
    *("gui.trainer", "gui.job", "gui.worker", "gui.library"),
    *("gui.exchange", "gui.fine_tuning", "gui.commands"),
    *("gui.opening", "gui.models", "gui.runs", "gui.report", "gui.arrivals", "gui.menu"),
    *("gui.app", "gui.main_window"),
)
# What panels listen to; the drawing too, which knows none of the others.
LISTENED_TO = (
    *("gui.session", "gui.timeline", "gui.reader", "gui.collection"),
    *("gui.mistakes.inspection", "gui.weights.units", "gui.kept.kept_runs"),
)
# What acts on those, and is asked for by actions alone.
ACTS = ("gui.exchange", "gui.fine_tuning", "gui.commands")

Rule = Callable[[Module], Iterator[str]]


def imports_point_down(module: Module) -> Iterator[str]:
    """main -> gui -> core -> resources.path, never back; none of them knows the tests."""
    for imported in module.imports:
        back = imported.package in set(PARTS) - BELOW[module.part]
        beside_path = imported.package == "resources" and not imported.is_from("resources.path")
        if back or (module.part == "core" and beside_path and imported.name != "resources"):
            yield f"{module.name} imports {imported.name}"


def core_stands_alone(module: Module) -> Iterator[str]:
    """core knows the standard library, NumPy and few others: no Qt, no pyqtgraph."""
    for imported in module.imports:
        foreign = imported.package not in {*sys.stdlib_module_names, *PARTS}
        home = CORE_PACKAGES.get(imported.package)
        if module.part == "core" and foreign and not (home and inside(module.name, home)):
            yield f"{module.name} imports {imported.package}"


def core_follows_its_order(module: Module) -> Iterator[str]:
    """Inside core, a module imports only those above it in CORE_ORDER."""
    if module.part != "core":
        return
    rank = _core_rank(module.name)
    if rank is None and module.name != "core":
        yield f"{module.name} is not in CORE_ORDER"
    for imported in module.imports:
        other = _core_rank(imported.name)
        if other is not None and (rank is None or other > rank):
            yield f"{module.name} imports {imported.name}, which does not come before it"


def panels_stand_alone(module: Module) -> Iterator[str]:
    """Panels know neither each other nor pages; what they share is in gui/widgets."""
    if inside(module.name, "gui.panels") and not module.is_package:
        yield from _imported(module, "gui.panels", "gui.pages")


def what_is_seen_knows_the_session_only(module: Module) -> Iterator[str]:
    """Panels, pages and all they are made of know nobody behind the session, or above them."""
    if any(inside(module.name, part) for part in SEEN):
        yield from _imported(module, *BEHIND_OR_ABOVE)


def parts_of_panels_know_no_session(module: Module) -> Iterator[str]:
    """Widgets, ink and plots can be used anywhere."""
    if any(inside(module.name, part) for part in PARTS_OF_PANELS):
        yield from _imported(module, *LISTENED_TO, "gui.panels", "gui.pages")


def what_is_listened_to_knows_no_listener(module: Module) -> Iterator[str]:
    """The session, who stands beside it and who acts on them know nothing of panels."""
    if module.name in (*LISTENED_TO, *ACTS):
        yield from _imported(module, "gui.panels", "gui.pages", "gui.widgets", "gui.main_window")
    if module.name in LISTENED_TO:
        yield from _imported(module, *ACTS)


def the_trainer_holds_the_worker(module: Module) -> Iterator[str]:
    """Nobody else reaches into the other thread."""
    if module.part != "tests" and module.name not in ("gui.trainer", "gui.worker"):
        yield from _imported(module, "gui.worker")


def the_session_holds_trainer_and_library(module: Module) -> Iterator[str]:
    """Who wants to train, or the data, asks the session."""
    if module.part != "tests" and module.name not in ("gui.session", "gui.trainer", "gui.library"):
        yield from _imported(module, "gui.trainer", "gui.library")


def pyqtgraph_comes_late(module: Module) -> Iterator[str]:
    """Its import takes a third of a second: only plots.py asks for it, once a plot is wanted."""
    if module.part == "tests" or module.name in PYQTGRAPH:
        return
    for imported in module.imports:
        early = module.name != "gui.plots" or not imported.later
        if early and imported.is_from("pyqtgraph", *PYQTGRAPH):
            yield f"{module.name} imports {imported.name}"


def startup_needs_nothing(module: Module) -> Iterator[str]:
    """The check of what is installed loads where nothing is installed."""
    if module.name == "gui.startup":
        for imported in module.imports:
            if imported.package not in {*sys.stdlib_module_names, "resources"}:
                yield f"{module.name} imports {imported.name}"


def _imported(module: Module, *others: str) -> Iterator[str]:
    for imported in module.imports:
        if imported.is_from(*others):
            yield f"{module.name} imports {imported.name}"


def _core_rank(name: str) -> int | None:
    part, *rest = name.split(".")
    return CORE_ORDER.index(rest[0]) if part == "core" and rest and rest[0] in CORE_ORDER else None


RULES: tuple[Rule, ...] = (
    imports_point_down,
    core_stands_alone,
    core_follows_its_order,
    panels_stand_alone,
    what_is_seen_knows_the_session_only,
    parts_of_panels_know_no_session,
    what_is_listened_to_knows_no_listener,
    the_trainer_holds_the_worker,
    the_session_holds_trainer_and_library,
    pyqtgraph_comes_late,
    startup_needs_nothing,
)

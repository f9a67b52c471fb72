"""The rules of the architecture: each takes a module and yields what breaks it.

To add one: write the function and append it to RULES, and a snippet that breaks it to
BROKEN in test_architecture.py.
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
    *("arrays", "randomness", "files"),
    *("config", "activations", "initialisers", "outputs", "layers", "network"),
    *("optimizers", "schedules", "metrics", "tables"),
    *("samples", "formats", "dataset", "augmentation", "prefetch"),
    *("training", "recipes", "history", "advice", "drawing"),
    *("checkpoint", "export", "runs", "my_digits"),
)
# The packages core may import, and where.
CORE_PACKAGES = {
    "numpy": "core",
    "threadpoolctl": "core",
    "PIL": "core.formats",
    "onnx": "core.export",
}
MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 40

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
    """Panels import neither each other nor the worker; what they share is in gui/widgets."""
    if inside(module.name, "gui.panels") and not module.is_package:
        for imported in module.imports:
            if imported.is_from("gui.panels", "gui.worker"):
                yield f"{module.name} imports {imported.name}"


def the_session_holds_the_worker(module: Module) -> Iterator[str]:
    """The session does, through its trainer; nobody else reaches into the other thread."""
    if module.part != "tests" and module.name not in ("gui.session", "gui.trainer"):
        for imported in module.imports:
            if imported.is_from("gui.worker"):
                yield f"{module.name} imports {imported.name}"


def only_settings_names_qsettings(module: Module) -> Iterator[str]:
    outside = module.part != "tests" and module.name != "gui.settings"
    if outside and "QSettings" in module.names():
        yield f"{module.name} names QSettings"


def only_main_prints(module: Module) -> Iterator[str]:
    if module.part not in ("main", "tests") and "print" in module.calls():
        yield f"{module.name} calls print()"


def nothing_is_forced(module: Module) -> Iterator[str]:
    """terminate() kills a thread in the middle; processEvents() re-enters whoever waits."""
    if module.part != "tests":
        for name in {"terminate", "processEvents"} & module.calls():
            yield f"{module.name} calls {name}()"


def pyqtgraph_comes_late(module: Module) -> Iterator[str]:
    """Its import takes a third of a second: only plots.py asks for it, once a plot is wanted."""
    if module.part == "tests" or module.name == "gui.plotting.figure":
        return
    for imported in module.imports:
        early = module.name != "gui.plots" or not imported.later
        if early and imported.is_from("pyqtgraph", "gui.plotting.figure"):
            yield f"{module.name} imports {imported.name}"


def startup_needs_nothing(module: Module) -> Iterator[str]:
    """The check of what is installed loads where nothing is installed."""
    if module.name == "gui.startup":
        for imported in module.imports:
            if imported.package not in {*sys.stdlib_module_names, "resources"}:
                yield f"{module.name} imports {imported.name}"


def files_are_short(module: Module) -> Iterator[str]:
    if module.lines > MAX_FILE_LINES:
        yield f"{module.name} has {module.lines} lines, more than {MAX_FILE_LINES}"


def functions_are_short(module: Module) -> Iterator[str]:
    for name, lines in module.functions():
        if lines > MAX_FUNCTION_LINES:
            yield f"{module.name}.{name} has {lines} lines, more than {MAX_FUNCTION_LINES}"


def modules_say_what_they_own(module: Module) -> Iterator[str]:
    if not module.docstring:
        yield f"{module.name} does not open with a docstring"


def _core_rank(name: str) -> int | None:
    part, *rest = name.split(".")
    return CORE_ORDER.index(rest[0]) if part == "core" and rest and rest[0] in CORE_ORDER else None


RULES: tuple[Rule, ...] = (
    imports_point_down,
    core_stands_alone,
    core_follows_its_order,
    panels_stand_alone,
    the_session_holds_the_worker,
    only_settings_names_qsettings,
    only_main_prints,
    nothing_is_forced,
    pyqtgraph_comes_late,
    startup_needs_nothing,
    files_are_short,
    functions_are_short,
    modules_say_what_they_own,
)

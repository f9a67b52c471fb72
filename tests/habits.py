"""The rules of the architecture on what the code does, and how long it is.

To add one: write the function and append it to HABITS, and a snippet that breaks it to
BROKEN in test_architecture.py.
"""

import ast
from collections.abc import Callable, Iterator

from tests.sources import Module

MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 40
THREADS = ("gui.job", "gui.worker")
NUMPYS = ("np.random", "numpy.random")
# Of it, what makes a generator; everything else is the global one.
MAKES_A_GENERATOR = {"default_rng", "Generator"}
# They re-enter, tear down or restyle behind everybody's back.
FORCES = {"terminate", "processEvents", "moveToThread", "setStyleSheet"}

PIXMAPS = {"QIcon", "QPixmap", "QCursor"}

Rule = Callable[[Module], Iterator[str]]


def only_settings_names_qsettings(module: Module) -> Iterator[str]:
    outside = module.part != "tests" and module.name != "gui.settings"
    if outside and "QSettings" in module.names():
        yield f"{module.name} names QSettings"


def only_main_prints(module: Module) -> Iterator[str]:
    if module.part not in ("main", "tests") and "print" in module.calls():
        yield f"{module.name} calls print()"


def nothing_is_forced(module: Module) -> Iterator[str]:
    """terminate() kills a thread in the middle, processEvents() re-enters whoever waits.

    What moveToThread() moves still runs plain functions elsewhere; a style sheet is no theme.
    """
    if module.part != "tests":
        for name in FORCES & module.calls():
            yield f"{module.name} calls {name}()"


def threads_are_a_job_or_the_worker(module: Module) -> Iterator[str]:
    if module.part != "tests" and module.name not in THREADS:
        for node in ast.walk(module.tree):
            bases = node.bases if isinstance(node, ast.ClassDef) else []
            if any(_last(base) == "QThread" for base in bases):
                yield f"{module.name} makes a thread of its own"


def randomness_is_an_argument(module: Module) -> Iterator[str]:
    """Neither the module random nor numpy's global generator; only what default_rng() makes."""
    if module.part == "tests":
        return
    draws = {
        node.attr
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in NUMPYS
    }
    for imported in module.imports:
        if imported.package == "random":
            yield f"{module.name} imports random"
        elif imported.is_from("numpy.random"):
            draws.add(imported.name.rpartition(".")[2])
    for draw in draws - MAKES_A_GENERATOR:
        yield f"{module.name} uses numpy.random.{draw}"


def spans_are_measured_by_a_clock_that_nobody_sets(module: Module) -> Iterator[str]:
    """That of the day may be set back, and goes on while the computer sleeps."""
    read = {ast.unparse(node) for node in ast.walk(module.tree) if isinstance(node, ast.Attribute)}
    read |= {imported.name for imported in module.imports}
    if module.part != "tests" and {"time.time", "time.time_ns"} & read:
        yield f"{module.name} reads the clock of the day"


def qt_lives_in_functions(module: Module) -> Iterator[str]:
    """A QApplication at module level crashes the process at its end."""
    waiting: list[ast.AST] = [module.tree]
    while waiting:
        for node in ast.iter_child_nodes(waiting.pop()):
            if isinstance(node, ast.Call) and _last(node.func) == "QApplication":
                yield f"{module.name} makes a QApplication outside of functions"
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                waiting.append(node)


def what_is_cached_needs_no_application(module: Module) -> Iterator[str]:
    """A cache outlives the QApplication; a pixmap in it may crash the process at its end."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef) and node.returns:
            is_cached = any("cache" in ast.unparse(each) for each in node.decorator_list)
            if is_cached and PIXMAPS & {
                _last(part) for part in ast.walk(node.returns) if isinstance(part, ast.expr)
            }:
                yield f"{module.name}.{node.name} keeps pixmaps"


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


def _last(node: ast.expr) -> str:
    """The last part of a dotted name."""
    return ast.unparse(node).rpartition(".")[2]


HABITS: tuple[Rule, ...] = (
    only_settings_names_qsettings,
    only_main_prints,
    nothing_is_forced,
    threads_are_a_job_or_the_worker,
    randomness_is_an_argument,
    spans_are_measured_by_a_clock_that_nobody_sets,
    qt_lives_in_functions,
    what_is_cached_needs_no_application,
    files_are_short,
    functions_are_short,
    modules_say_what_they_own,
)

"""A source file as the rules of the architecture see it: its name, imports and calls."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

PARTS = ("main", "gui", "core", "resources", "tests")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Imported:
    """An absolute name such as core.files.replace; later: not yet when the module loads."""

    name: str
    later: bool

    @property
    def package(self) -> str:
        return self.name.split(".")[0]

    def is_from(self, *modules: str) -> bool:
        return any(inside(self.name, module) for module in modules)


class Module:
    """One file: path is relative to the project's folder, part the first of its dotted name."""

    def __init__(self, path: PurePosixPath, source: str) -> None:
        parts = path.with_suffix("").parts
        self.is_package = parts[-1] == "__init__"
        self.name = ".".join(parts[:-1] if self.is_package else parts)
        self.part = parts[0]
        self.lines = source.count("\n")
        self.tree = ast.parse(source)
        self.docstring = ast.get_docstring(self.tree)
        self.imports = list(_imports(self.tree, self._source))

    def names(self) -> set[str]:
        """Every plain name, attribute and imported name in the code."""
        nodes = list(ast.walk(self.tree))
        fields = ("id", "attr", "name")
        return {str(getattr(node, field, "")) for node in nodes for field in fields}

    def calls(self) -> set[str]:
        """The last names of all functions and methods that are called."""
        calls = (node.func for node in ast.walk(self.tree) if isinstance(node, ast.Call))
        return {ast.unparse(call).rpartition(".")[2] for call in calls}

    def functions(self) -> Iterator[tuple[str, int]]:
        """The name and the number of lines of every function."""
        for node in ast.walk(self.tree):
            if isinstance(node, Function):
                yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1

    def _source(self, node: ast.ImportFrom) -> str:
        """The absolute name of what a from-import takes from, also of from .x."""
        package = self.name.split(".") if self.is_package else self.name.split(".")[:-1]
        kept = package[: len(package) - node.level + 1] if node.level else []
        return ".".join([*kept, *([node.module] if node.module else [])])


def inside(name: str, module: str) -> bool:
    return name == module or name.startswith(f"{module}.")


def project(root: Path) -> list[Module]:
    """Every module of the program and its tests."""
    files = [root / "main.py", *(file for part in PARTS for file in root.glob(f"{part}/**/*.py"))]
    return [
        Module(PurePosixPath(file.relative_to(root).as_posix()), file.read_text(encoding="utf-8"))
        for file in files
    ]


def _imports(
    node: ast.AST, source: Callable[[ast.ImportFrom], str], later: bool = False
) -> Iterator[Imported]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Imported(alias.name, later) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield from (Imported(f"{source(child)}.{alias.name}", later) for alias in child.names)
        else:
            yield from _imports(child, source, later or _runs_later(child))


def _runs_later(node: ast.AST) -> bool:
    typing_only = isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
    return typing_only or isinstance(node, Function)

"""Every bad input that must be survived, by its number, has a test that is marked with it."""

import ast
from pathlib import Path

from tests.sources import Module, project

ROOT = Path(__file__).resolve().parent.parent
CASES = range(1, 81)
MARKS = "case"  # pytest.mark.case(1, 2), and what makes a parameter with that mark


def cases(module: Module) -> set[int]:
    """The numbers that a module's tests are marked with."""
    return {
        argument.value
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == MARKS
        for argument in node.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, int)
    }


def test_each_case_has_a_test() -> None:
    tests = [module for module in project(ROOT) if module.part == "tests"]
    assert set(CASES) - {number for module in tests for number in cases(module)} == set()


def test_there_are_no_other_cases() -> None:
    for module in project(ROOT):
        assert cases(module) <= set(CASES), module.name

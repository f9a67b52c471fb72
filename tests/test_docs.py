"""What the documents name is there: files, make's targets, the modules of core."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    page
    for pattern in ("*.md", "docs/**/*.md", "resources/**/*.md", "tests/**/*.md")
    for page in ROOT.glob(pattern)
)
LINK = re.compile(r"\]\(([^)\s]+)\)")
OUTSIDE = re.compile(r"[a-z]+:|#")


def links(page: Path) -> list[str]:
    """What a page links to within the project, without anchors."""
    found = LINK.findall(page.read_text(encoding="utf-8"))
    return [link.partition("#")[0] for link in found if not OUTSIDE.match(link)]


def make_targets() -> set[str]:
    lines = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z][a-z-]*):(?!=)", lines, re.MULTILINE))


def make_calls(text: str) -> set[str]:
    """The targets called in code: after a back quote, or at the beginning of a line."""
    return set(re.findall(r"(?:`|^)make ([a-z-]+)", text, re.MULTILINE))


def modules_named(text: str) -> set[str]:
    """The names in the first column of the block between core/ and gui/."""
    block = text.partition("\ncore/")[2].partition("\ngui/")[0]
    rows = [line.strip().split("  ")[0] for line in block.splitlines()[1:]]
    return {name.rstrip("/") for row in rows for name in row.split()}


def modules_there() -> set[str]:
    parts = [path for path in (ROOT / "core").iterdir() if not path.name.startswith("__")]
    return {path.stem for path in parts}


def test_the_pages_are_found() -> None:
    assert {"README.md", "CHANGELOG.md", "ARCHITECTURE.md"} <= {page.name for page in PAGES}
    assert "docs/ARCHITECTURE.md" in links(ROOT / "README.md")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    assert [link for link in links(page) if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_target_of_make_that_is_named_exists(page: Path) -> None:
    assert make_calls(page.read_text(encoding="utf-8")) <= make_targets()


def test_the_readme_names_what_a_newcomer_needs() -> None:
    calls = make_calls((ROOT / "README.md").read_text(encoding="utf-8"))
    assert {"run", "test", "check", "bench", "reproduce"} <= calls


def test_the_architecture_names_every_module_of_core_and_no_other() -> None:
    page = (ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert modules_named(page) == modules_there()

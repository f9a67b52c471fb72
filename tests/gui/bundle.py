"""Copies of the bundled files in which one is missing or damaged."""

from pathlib import Path

import resources


def without(root: Path, lost: str) -> Path:
    """The resources, but for one file, as links."""
    for path in resources.ROOT.rglob("*"):
        name = path.relative_to(resources.ROOT)
        if path.is_file() and name != Path(lost):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).symlink_to(path)
    return root


def damaged(root: Path, name: str) -> Path:
    """The resources, but with one file cut in half."""
    data = resources.path(name).read_bytes()
    without(root, name)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_bytes(data[: len(data) // 2])
    return root

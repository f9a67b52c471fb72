"""The dataset formats that can be read, and which of them a file has.

To add one: write a module with a Format in it and add it to FORMATS.
"""

from pathlib import Path

from core.formats import content, course, folders, idx_files, npz, refused, table
from core.formats.format import Found
from core.samples import DatasetError
from core.work import Work

FORMATS = (idx_files.FORMAT, npz.FORMAT, course.FORMAT, folders.FORMAT, table.FORMAT)


def find(path: Path) -> Work[Found]:
    """Read files that someone brought, whatever they mean; raises DatasetError."""
    with content.readable(path):
        path.stat()
    try:
        for form in FORMATS:
            if form.looks_like(path):
                return (yield from form.read(path))
    except MemoryError as error:
        raise DatasetError(
            f"{path} needs more memory than there is. Close other programs, or choose a smaller "
            "dataset."
        ) from error
    raise DatasetError(_refusal(path))


def _refusal(path: Path) -> str:
    """What is said of a path that no format knows; raises DatasetError if it cannot be opened."""
    said = f"{path} is {refused.UNKNOWN}"
    if not path.is_dir():
        content.check(path)
        if not path.stat().st_size:
            return f"{path} is an empty file. Copy or download it again."
        said = refused.reason(path) or said
    known = "; ".join(form.name for form in FORMATS)
    return f"{said} It reads {known}." if said.endswith(refused.UNKNOWN) else said

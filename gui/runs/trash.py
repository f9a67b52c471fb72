"""The system's trash: a folder moved there, and brought back."""

import shutil
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFile


def throw_away(folder: Path) -> Path | None:
    """Move a folder to the trash; where it is then. Raises OSError where there is no trash.

    None where the system does not tell the place.
    """
    file = QFile(str(folder))
    if not file.moveToTrash():
        raise OSError(file.errorString())
    place = Path(file.fileName())
    return place if place != folder and place.exists() else None


def bring_back(place: Path, folder: Path) -> None:
    """Move what lies in the trash to where it was; raises OSError."""
    if folder.exists():
        raise FileExistsError(f"{folder} is there already")
    folder.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(place, folder)
    with suppress(OSError):  # what a desktop knows of it, where that is beside it
        (place.parent.parent / "info" / f"{place.name}.trashinfo").unlink(missing_ok=True)

"""What lies in a folder that may hold anything."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from core.formats.content import readable
from core.formats.labels import natural
from core.formats.pictures import is_picture
from core.formats.words import count, shown
from core.samples import DatasetError
from core.work import Work

MAX_FILES = 1_000_000
SYSTEM_FILES = {"desktop.ini", "thumbs.db", "icon\r", "__macosx"}
BLOCK = 1000  # files from one sign of life to the next


@dataclass(slots=True)
class Listing:
    """The names in a folder, in natural order; system counts what systems leave there."""

    pictures: list[str] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    system: int = 0

    def notes(self, folder: str) -> list[str]:
        """What of it is left out."""
        notes = []
        if self.others:
            left = count(len(self.others), "file")
            notes.append(f"{folder}: {left} left out, such as {shown(self.others[0])}.")
        if self.system:
            notes.append(f"{folder}: {count(self.system, 'file')} of the system left out.")
        return notes


def listing(folder: Path) -> Work[Listing]:
    """What lies in a folder; raises DatasetError."""
    found = Listing()
    keys: dict[str, str] = {}
    with readable(folder), os.scandir(folder) as entries:
        for seen, entry in enumerate(entries):
            keys[entry.name] = natural(entry.name)
            _sort_in(found, entry)
            if seen % BLOCK == 0:
                yield 0.0
            if seen > MAX_FILES:
                raise DatasetError(
                    f"{shown(str(folder))} holds more than {MAX_FILES:,} files. "
                    "Choose a folder with fewer."
                )
    for names in (found.pictures, found.folders, found.others):
        names.sort()  # what differs by zeros or capitals alone does not depend on the disk
        names.sort(key=keys.__getitem__)
    return found


def _sort_in(found: Listing, entry: "os.DirEntry[str]") -> None:
    name = entry.name
    if name.startswith(".") or name.lower() in SYSTEM_FILES:
        found.system += 1
    elif _is(entry.is_dir):
        found.folders.append(name)
    elif is_picture(name) and _is(entry.is_file):
        found.pictures.append(name)
    else:
        found.others.append(name)


def _is(question: Callable[[], bool]) -> bool:
    """Links in a circle are neither files nor folders."""
    try:
        return question()
    except OSError:
        return False

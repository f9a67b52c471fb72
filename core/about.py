"""What a person says of a run: its name, a note, and the discussion of its report.

It lies in a file of its own in the run's folder, which training never touches.
"""

import errno
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from core import files

FILE = "about.json"
MAX_BYTES = 1 << 22


@dataclass(frozen=True, slots=True)
class About:
    """All of it may be empty."""

    name: str = ""
    note: str = ""
    discussion: str = ""


def read(folder: Path) -> About:
    """What was said of the run in a folder; nothing where the file is missing or makes no sense."""
    path = folder / FILE
    try:
        if not path.is_file():  # to open a pipe may wait for ever
            return About()
        with path.open("rb") as file:
            record = json.loads(file.read(MAX_BYTES))
        return About(**{name: str(record.get(name, "")) for name in About.__slots__})
    except (OSError, AttributeError, RecursionError, ValueError):
        return About()


def write(folder: Path, about: About) -> None:
    """Keep it; raises OSError, also for more text than read() takes back."""
    content = json.dumps(asdict(about), indent=2).encode()
    if len(content) > MAX_BYTES:
        raise OSError(errno.EFBIG, "the text is too long", str(folder / FILE))
    files.write(folder / FILE, content)

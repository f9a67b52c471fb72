"""Where the files that come with the program lie: data, models, icons, fonts."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """The file or folder resources/<parts>; it need not exist."""
    return ROOT.joinpath(*parts)

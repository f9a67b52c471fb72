"""What the window remembers from one start to the next."""

import shutil
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from core import runs
from gui import words

VERSION = 1  # of the keys and what they mean


class Settings:
    """Typed access to the settings file; what is missing or unreadable has its default."""

    def __init__(self, folder: Path | None = None) -> None:
        path = (folder or runs.home()) / "settings.ini"
        self._store = QSettings(str(path), QSettings.Format.IniFormat)
        self.note = self._unfit()  # on the file that was found; empty if it is fit
        if self.note:
            with suppress(OSError):
                shutil.copyfile(path, path.with_suffix(".old"))
            self._store.clear()
        self.keep("version", VERSION)

    def _unfit(self) -> str:
        """Why the settings cannot be used, in a sentence."""
        version = self.number("version", VERSION)  # Qt reads the file only now
        if self._store.status() is QSettings.Status.FormatError:
            return words.DAMAGED_SETTINGS
        return words.NEWER_SETTINGS if version > VERSION else ""

    def text(self, key: str, default: str) -> str:
        value = self._store.value(key, default)
        return value if isinstance(value, str) else default

    def number(self, key: str, default: int) -> int:
        try:
            return int(self.text(key, str(default)))
        except ValueError:
            return default

    def flag(self, key: str, default: bool) -> bool:
        return {"true": True, "false": False}.get(self.text(key, ""), default)

    def block(self, key: str) -> QByteArray:
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep(self, key: str, value: str | int | bool | QByteArray) -> None:
        """Remember a value; numbers and flags as text, which is how they come back from a file."""
        is_plain = isinstance(value, (str, QByteArray))
        self._store.setValue(key, value if is_plain else str(value).lower())

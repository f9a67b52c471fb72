"""The files that were opened last."""

import json
from pathlib import Path

from gui.settings import Settings

MOST = 8


class Recent:
    """Paths in the settings under a key, the last one first."""

    def __init__(self, settings: Settings, key: str) -> None:
        self._settings, self._key = settings, key

    @property
    def paths(self) -> list[Path]:
        try:
            names = json.loads(self._settings.text(self._key, "[]"))
        except ValueError:
            return []
        is_list = isinstance(names, list)
        return [Path(name) for name in names if isinstance(name, str)][:MOST] if is_list else []

    def note(self, path: Path) -> None:
        """This one was opened now."""
        others = [other for other in self.paths if other != path]
        self._settings.keep(self._key, json.dumps([str(p) for p in [path, *others][:MOST]]))

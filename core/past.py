"""How a run came to where it is: the settings it began with, and what was changed on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from core.config import Settings, TrainConfig


@dataclass(frozen=True, slots=True)
class Change:
    """Settings that were changed on the way, with the values that held after this iteration."""

    iteration: int
    settings: Settings


def _now() -> str:
    return datetime.now().isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Past:
    """began_from is what a record says of the trained network it began with, if it did.

    divergences are the iterations at which the loss was no finite number; the run then went back.
    """

    began_with: TrainConfig
    changes: tuple[Change, ...] = ()
    started: str = field(default_factory=_now)
    began_from: Mapping[str, str | int] | None = None
    divergences: tuple[int, ...] = ()

    @property
    def config(self) -> TrainConfig:
        """The settings that hold now; raises TypeError or ConfigError for those there are not."""
        return list(self.configs().values())[-1]

    def configs(self) -> dict[int, TrainConfig]:
        """All settings that ever held, in order, by the iteration from which they did."""
        config = self.began_with
        held = {0: config}
        for change in self.changes:
            config = replace(config, **change.settings)  # type: ignore[arg-type]
            held[change.iteration] = config
        return held

    def diverged(self, iteration: int) -> "Past":
        return replace(self, divergences=(*self.divergences, iteration))

    def begun_now(self) -> "Past":
        """The same, as that of another run which starts at this moment."""
        return replace(self, started=_now())

    def then(self, change: Change) -> "Past":
        return replace(self, changes=(*self.changes, change))

    def before(self, iteration: int) -> "Past":
        """What had been by that iteration, without what was changed there or later."""
        return replace(self, changes=tuple(c for c in self.changes if c.iteration < iteration))

"""What a setting may be, and the error that says so."""

import math
from collections.abc import Collection
from dataclasses import dataclass


class ConfigError(ValueError):
    """A setting outside its range; the message names the setting, the value and the range."""


@dataclass(frozen=True, slots=True)
class Range:
    """What a number may be: low to high, both included; whole numbers only, or any."""

    label: str
    low: float
    high: float
    whole: bool = True

    def check(self, value: float) -> None:
        fits = isinstance(value, int) if self.whole else math.isfinite(value)
        if not fits or not self.low <= value <= self.high:
            kind = "a whole number " if self.whole else ""
            raise ConfigError(
                f"{self.label} is {kind}from {self.low:,.10g} to {self.high:,.10g}, not {value!r}."
            )


def check_choice(label: str, value: str, table: Collection[str]) -> None:
    """Raise ConfigError for a name that its table does not have."""
    if value not in table:
        raise ConfigError(f"The {label} can be {', '.join(table)}, not {value!r}.")

"""The header of a model file: what there is to say of a training state, as JSON and back.

Reading it trusts nothing: each value has the type and the range that the program gives it.
"""

import json
import math
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any, NoReturn, TypeVar

from core.config import TrainConfig
from core.network import NetworkSpec
from core.optimizers import OPTIMIZERS, name_of
from core.past import Change, Past
from core.ranges import check_choice
from core.source import SCALES, Source
from core.training import TrainingState

FORMAT_VERSION = 4
MAX_COUNT = 1 << 53  # iterations and images: beyond, floats no longer count them
MAX_TEXT = 1000  # characters of a name

T = TypeVar("T")
Record = dict[str, Any]


class OtherVersion(ValueError):
    """A header of another format; the message is the version of the program that wrote it."""


@dataclass(frozen=True, slots=True)
class Position:
    """A training state without its arrays: fields as there, with the optimizer's name and steps."""

    iteration: int = 0
    images_seen: int = 0
    seconds: float = 0.0
    evaluated_at: int | None = None
    optimizer: str = "sgd"
    steps: int = 0

    @classmethod
    def of(cls, state: TrainingState) -> "Position":
        optimizer = state.optimizer
        return cls(
            state.iteration,
            state.images_seen,
            state.seconds,
            state.evaluated_at,
            name_of(optimizer),
            optimizer.steps,
        )


@dataclass(frozen=True, slots=True)
class Header:
    """All of a checkpoint but its arrays; sound is None where it is the state itself."""

    network: NetworkSpec
    state: Position
    sound: Position | None
    past: Past
    recipe: str
    dataset: str
    source: Source
    class_names: tuple[str, ...]
    versions: dict[str, str]

    def text(self) -> str:
        return json.dumps({"format": FORMAT_VERSION, **asdict(self)})


def parse(text: str) -> Header:
    """Take back what text() made.

    Raises OtherVersion; or KeyError, TypeError, ValueError, OverflowError or RecursionError for
    what text() does not make.
    """
    record = typed(json.loads(text, parse_constant=refuse_constant), dict, "the header")
    versions = {name: text_of(made, name) for name, made in get(record, "versions", dict).items()}
    if get(record, "format", int) != FORMAT_VERSION:
        raise OtherVersion(versions["mlp-lab"][:20])
    network = filled(NetworkSpec, record["network"])
    state = _position(record["state"])
    class_names = tuple(text_of(name, "a class") for name in get(record, "class_names", list))
    if len(class_names) != network.sizes[-1]:
        raise ValueError(f"{len(class_names)} classes for {network.sizes[-1]} outputs")
    return Header(
        network,
        state,
        None if record["sound"] is None else _position(record["sound"]),
        past_of(get(record, "past", dict), state.iteration),
        text_of(record["recipe"], "recipe"),
        text_of(record["dataset"], "dataset"),
        source_of(record["source"]),
        class_names,
        versions,
    )


def refuse_constant(name: str) -> NoReturn:
    """For json.loads: NaN and Infinity raise ValueError."""
    raise ValueError(f"{name} is no number")


def typed(value: Any, kind: type[Any], name: str) -> Any:
    """The value if it is of that very type, whole numbers for floats too; bools are no numbers."""
    if kind is float and type(value) is int:
        value = float(value)
    if type(value) is not kind or (kind is float and not math.isfinite(value)):
        raise ValueError(f"{name} is {str(value)[:40]!r}")
    return value


def get(record: Record, name: str, kind: type[Any]) -> Any:
    """What a record holds under a name, if it is of that very type."""
    return typed(record[name], kind, name)


def text_of(value: Any, name: str) -> str:
    """A text of no more than MAX_TEXT characters."""
    text: str = typed(value, str, name)
    if len(text) > MAX_TEXT:
        raise ValueError(f"{name} has {len(text):,} characters")
    return text


def count_of(value: Any, name: str) -> int:
    """A whole number from 0 on, below MAX_COUNT."""
    count: int = typed(value, int, name)
    if not 0 <= count < MAX_COUNT:
        raise ValueError(f"{name} is {count:.3g}")
    return count


def _values(kind: type[Any], record: Any) -> Record:
    """The values for a dataclass whose fields all have defaults: each of its default's type."""
    defaults = {field.name: getattr(kind(), field.name) for field in fields(kind)}
    given = typed(record, dict, kind.__name__)
    return {name: _like(value, defaults[name], name) for name, value in given.items()}


def _like(value: Any, default: Any, name: str) -> Any:
    if is_dataclass(default):
        return filled(type(default), value)
    if isinstance(default, tuple):
        return tuple(_like(each, default[0], name) for each in typed(value, list, name))
    return typed(value, type(default), name)


def filled(kind: type[T], record: Any) -> T:
    """A dataclass whose fields all have defaults, with the values of a record."""
    return kind(**_values(kind, record))


def _position(record: Any) -> Position:
    held = dict(typed(record, dict, "state"))
    evaluated_at = held.pop("evaluated_at")
    position = Position(**_values(Position, held), evaluated_at=evaluated_at)
    check_choice("optimizer", position.optimizer, OPTIMIZERS)
    for name in ("iteration", "images_seen", "steps"):
        count_of(getattr(position, name), name)
    if evaluated_at is not None and count_of(evaluated_at, "evaluated_at") > position.iteration:
        raise ValueError("it was evaluated later than it was trained")
    return position


def past_of(record: Record, iteration: int) -> Past:
    """How a run came to that iteration."""
    changes = tuple(map(_change, get(record, "changes", list)))
    at = [0, *(change.iteration for change in changes), iteration]
    if any(later < earlier for earlier, later in pairwise(at)):
        raise ValueError("settings were changed at iterations that are out of order")
    started = datetime.fromisoformat(get(record, "started", str))
    past = Past(
        filled(TrainConfig, record["began_with"]),
        changes,
        started.isoformat(timespec="seconds"),
        _origin(record["began_from"]),
        _divergences(record.get("divergences", [])),  # early files of this format have none
    )
    past.configs()  # each of them checks itself
    return past


def _change(record: Any) -> Change:
    held = typed(record, dict, "a change")
    return Change(count_of(held["iteration"], "iteration"), _values(TrainConfig, held["settings"]))


def _origin(record: Any) -> dict[str, str | int] | None:
    if record is None:
        return None
    held = typed(record, dict, "began_from")
    return {
        "recipe": text_of(held["recipe"], "recipe"),
        "dataset": text_of(held["dataset"], "dataset"),
        "iteration": count_of(held["iteration"], "iteration"),
    }


def _divergences(record: Any) -> tuple[int, ...]:
    held = typed(record, list, "divergences")
    return tuple(count_of(iteration, "a divergence") for iteration in held)


def source_of(record: Any) -> Source:
    source = Source.from_record(asdict(filled(Source, record)))
    if source.interpretation.scale not in SCALES or source.interpretation.held_out < 0:
        raise ValueError(f"numbers on a scale of {source.interpretation.scale[:40]!r}")
    return source

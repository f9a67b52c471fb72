"""The settings of a run beside those of its recipe, as rows of tables; made without Qt."""

from dataclasses import replace

from core.activations import ACTIVATIONS
from core.config import CHOICES, RANGES, TrainConfig, label
from core.initialisers import INITIALISERS
from core.network import NetworkSpec
from core.optimizers import OPTIMIZERS
from core.outputs import OUTPUTS
from core.past import Past
from core.recipes import Recipe
from gui.parsing import plain

Rows = tuple[tuple[str, ...], ...]
SYMBOLS = {"iterations": "N", "learning_rate": "η", "batch_size": "M", "momentum": "µ", "l2": "λ"}
OFF_IN_THE_REPORT = ("l2", "dropout", "rotation", "scaling", "shear", "shift", "elastic")
DIFFERS, OFF = "differs", "off"


def name_of(field: str) -> str:
    """A setting with the letter that it has in the equations."""
    return f"{label(field)} {SYMBOLS[field]}" if field in SYMBOLS else label(field)


def value_of(field: str, value: object) -> str:
    """A setting's value as people read it."""
    if field in CHOICES:
        return str(CHOICES[field][1][str(value)].name)
    assert isinstance(value, int | float)
    return plain(value, grouped=field != "seed")


def compared(
    spec: NetworkSpec, config: TrainConfig, recipe: Recipe | None
) -> tuple[tuple[str, ...], Rows]:
    """The header, and a row a setting; what the recipe says stands beside it, if there is one."""
    ours = _all(spec, config)
    if recipe is None:
        return ("Setting", "This run"), tuple(ours.items())
    theirs = _all(recipe.spec.with_classes(spec.sizes[-1]), recipe.config)
    rows = tuple(_row(n, ours.get(n, OFF), theirs.get(n, OFF)) for n in theirs | ours)
    return ("Setting", "This run", f"Recipe {recipe.name}", ""), rows


def _row(name: str, ours: str, theirs: str) -> tuple[str, ...]:
    is_chosen_freely = name == label("seed")
    return name, ours, theirs, DIFFERS if ours != theirs and not is_chosen_freely else ""


def _all(spec: NetworkSpec, config: TrainConfig) -> dict[str, str]:
    """Every setting that is in use."""
    network = {
        "Network": str(spec),
        "Hidden layers": ACTIVATIONS[spec.activation].name,
        "Output and loss": _output(spec),
        "Initialisation": INITIALISERS[spec.initialisation].name,
    }
    fields = (*RANGES, *CHOICES)
    return network | {
        name_of(field): value_of(field, getattr(config, field))
        for field in sorted(fields, key=_place)
        if _is_used(field, config)
    }


def _output(spec: NetworkSpec) -> str:
    output = OUTPUTS[spec.output]
    return f"{output.name}, {output.loss_name.lower()}"


def _place(field: str) -> int:
    """What matters most first; the seed last."""
    first = ("iterations", "batch_size", "learning_rate", "schedule", "optimizer", "momentum")
    last = ("evaluate_every", "seed")
    order = (*first, *OFF_IN_THE_REPORT, *last)
    return order.index(field)


def _is_used(field: str, config: TrainConfig) -> bool:
    if field == "momentum":
        return OPTIMIZERS[config.optimizer].has_momentum
    return field not in OFF_IN_THE_REPORT or getattr(config, field) != 0


def changes(past: Past) -> Rows:
    """What was changed on the way: after which iteration, which setting, from what, to what."""
    rows, before = [], past.began_with
    for change in past.changes:
        for field, value in change.settings.items():
            former = value_of(field, getattr(before, field))
            after = f"{change.iteration:,}"
            rows.append((after, name_of(field), former, value_of(field, value)))
        before = replace(before, **change.settings)  # type: ignore[arg-type]
    return tuple(rows)

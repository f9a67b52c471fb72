"""What runs are called: by what their users say, or else by what sets each apart."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from core.activations import ACTIVATIONS
from core.config import CHOICES, RANGES, TrainConfig, label
from core.initialisers import INITIALISERS
from core.kept import Kept
from core.network import NetworkSpec
from core.outputs import OUTPUTS
from core.past import Change
from core.recipes import RECIPES
from core.source import BUNDLED
from gui.parsing import plain
from gui.words import change_mark, legible

CHANGED = "-changed"  # what a plan adds to the name of its recipe
NETWORK, DATA, LATER, BEGAN = "Network", "Data", "Later", "Began from"
LONGEST = 120  # characters
MINUTES, SECONDS = 16, 19  # characters of a time as people read it
SPEAKING = (NETWORK, DATA, LATER)  # settings whose value says what it is of


def names(runs: Iterable[Kept]) -> dict[Path, str]:
    """What each is called, by its folder: its recipe, and what differs from that.

    A recipe that is none of the program's is known by the run that was the first with it. Two
    that are alike are told apart by their time. A name that was given wins.
    """
    references: dict[str, Mapping[str, str]] = {}
    called, given = {}, {}
    for run in sorted(runs, key=lambda run: run.started):
        reference = _reference(run) or references.setdefault(_recipe(run), settings_of(run))
        if name := run.about.name.strip():
            given[run.folder] = _shown(name)
        else:
            called[run.folder] = _shown(_described(run, reference)), started(run)
    for shown in (MINUTES, SECONDS):
        alike = Counter(name for name, _ in called.values())
        for folder, (name, time) in called.items():
            if alike[name] > 1:
                called[folder] = f"{name.removesuffix(_at(time, MINUTES))}{_at(time, shown)}", time
    return given | {folder: name for folder, (name, _) in called.items()}


def _shown(name: str) -> str:
    """A name as a table can show it, whoever wrote it into a file."""
    return legible(name[:LONGEST])


def _at(time: str, characters: int) -> str:
    return f", {time[:characters]}"


def started(run: Kept) -> str:
    """When it began, as people read it."""
    return run.started[:SECONDS].replace("T", " ")


def settings_of(run: Kept) -> dict[str, str]:
    """All that was chosen for a run, by the names that the forms give it."""
    told = _settings(run.spec, run.began_with, run.dataset)
    origin = run.past.began_from
    told[BEGAN] = f"{origin['recipe']}, iteration {origin['iteration']:,}" if origin else "anew"
    told[LATER] = "; ".join(map(_change, run.past.changes)) or "no change"
    return told


def _change(change: Change) -> str:
    return f"{change_mark(change.settings)} from {change.iteration:,}"


def _settings(spec: NetworkSpec, config: TrainConfig, dataset: str) -> dict[str, str]:
    return {
        NETWORK: str(spec),
        "Activation": ACTIVATIONS[spec.activation].name,
        "Output": OUTPUTS[spec.output].name,
        "Initialisation": INITIALISERS[spec.initialisation].name,
        DATA: dataset,
        **{label(name): _value(config, name) for name in (*CHOICES, *RANGES)},
    }


def _value(config: TrainConfig, name: str) -> str:
    value = getattr(config, name)
    return CHOICES[name][1][value].name if name in CHOICES else plain(value, grouped=name != "seed")


def _recipe(run: Kept) -> str:
    return run.recipe.removesuffix(CHANGED)


def _reference(run: Kept) -> Mapping[str, str] | None:
    """The settings of the recipe itself; None for one that is not the program's."""
    recipe = RECIPES.get(_recipe(run))
    if recipe is None:
        return None
    spec = recipe.spec.with_classes(run.spec.sizes[-1])
    plain_run = {BEGAN: "anew", LATER: "no change"}
    return _settings(spec, recipe.config, BUNDLED[recipe.dataset]) | plain_run


def _described(run: Kept, reference: Mapping[str, str]) -> str:
    differing = {
        name: value for name, value in settings_of(run).items() if value != reference[name]
    }
    return ", ".join([_recipe(run), *(_part(name, value) for name, value in differing.items())])


def _part(name: str, value: str) -> str:
    if name in SPEAKING:
        return value
    return f"{name if name.startswith('L2') else name[0].lower() + name[1:]} {value}"

"""The command that repeats a run, or what keeps one from doing so; made without Qt."""

from dataclasses import replace

from core.config import TrainConfig, changed
from core.network import NetworkSpec
from core.parameters_file import RECIPE as WEIGHTS_ALONE
from core.past import Past
from core.recipes import RECIPES, Recipe
from core.source import Source
from gui.words import legible

CHANGED = "-changed"
NOT_KNOWN = "How its weights came to be is not known, so no command repeats it."
STARTED_ELSEWHERE = (
    "No command repeats it: it began with the weights of another network. In the window, open that "
    "network and train on with the settings above."
)
SET_BY_HAND = (
    "No command repeats it: its settings differ from those of the recipe. In the window, choose "
    "the recipe, set what differs, and train with the same seed."
)
OWN_DIGITS = (
    "No command repeats it: among the training images were the user's own digits, which come and "
    "go."
)
REPEATS = "On the same machine, with the same versions, this gives the same numbers bit for bit:"
BEGINS_LIKE_IT = (
    "No single command repeats it, since settings were changed on the way. This one begins as it "
    "began; the changes are to be made in the window:"
)
DIVERGED = (
    "No single command repeats it, since it diverged and was gone on with. This one begins as it "
    "began:"
)


def recipe_of(recipe: str) -> Recipe | None:
    """The recipe that a run's name tells of; None for what is none of this program's."""
    return RECIPES.get(recipe.removesuffix(CHANGED))


def differences(recipe: Recipe, spec: NetworkSpec, config: TrainConfig) -> bool:
    """Whether a run's network or settings are not the recipe's, but for classes and seed."""
    same_spec = recipe.spec.with_classes(spec.sizes[-1]) == spec
    return not same_spec or bool(changed(replace(recipe.config, seed=config.seed), config))


def repeated(
    recipe: str, spec: NetworkSpec, past: Past, source: Source, iteration: int
) -> tuple[str, str, str]:
    """What to say before the command, the command itself, and what to say after; "" for nothing."""
    made_by = recipe_of(recipe)
    if reason := _obstacle(recipe, made_by, spec, past, source):
        return reason, "", ""
    assert made_by
    before = DIVERGED if past.divergences else BEGINS_LIKE_IT if past.changes else REPEATS
    return before, _command(made_by, past.began_with, source), _after(past, source, iteration)


def _obstacle(
    recipe: str, made_by: Recipe | None, spec: NetworkSpec, past: Past, source: Source
) -> str:
    if recipe == WEIGHTS_ALONE:
        return NOT_KNOWN
    if source.has_own_digits:
        return OWN_DIGITS
    if past.began_from:
        return STARTED_ELSEWHERE
    if made_by is None or differences(made_by, spec, past.began_with):
        return SET_BY_HAND
    return SET_BY_HAND if source.key and source.key != made_by.dataset else ""


def _command(recipe: Recipe, config: TrainConfig, source: Source) -> str:
    data = "" if source.key else " --data PATH"
    return f"python main.py train --recipe {recipe.name} --seed {config.seed}{data} --out FOLDER"


def _after(past: Past, source: Source, iteration: int) -> str:
    """Where the command does something else than the run."""
    said = []
    if not source.key:
        name = legible(source.name) or "the run's data"
        said.append(
            f"PATH is where {name} lies; its images have to be understood as said under Data."
        )
    end = past.began_with.iterations
    if 0 < iteration < end:
        said.append(f"It goes on to iteration {end:,}; this run was stopped at {iteration:,}.")
    elif iteration > end:
        said.append(
            f"It ends at iteration {end:,}; this run was trained on to {iteration:,}, which can be "
            "done in the window."
        )
    elif not iteration:
        said.append(f"It trains to iteration {end:,}; this run has not begun.")
    return " ".join(said)

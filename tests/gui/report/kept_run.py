"""Small runs as reports find them: trained in a folder of their own, and told of."""

from dataclasses import replace
from pathlib import Path

from core.config import TrainConfig
from core.recipes import RECIPES, Recipe
from core.runs import Run
from core.samples import Dataset
from core.work import finish
from gui.report import subject
from gui.report.material import Material, material
from gui.report.subject import Subject

ITERATIONS = 12  # so few that some images are still misread
SMALL = replace(
    RECIPES["report"],
    config=TrainConfig(iterations=ITERATIONS, batch_size=20, evaluate_every=4),
)


def trained(folder: Path, dataset: Dataset, until: int = ITERATIONS, recipe: Recipe = SMALL) -> Run:
    """A run in that folder that was held after so many iterations; 0 is none."""
    run = Run.of(recipe, dataset, 1)
    run.folder = folder
    folder.mkdir(parents=True)
    for _ in run.events(stopped=lambda: until <= run.state.iteration < ITERATIONS) if until else ():
        pass
    run.save()
    return run


def told(run: Run, dataset: Dataset) -> Subject:
    """The run as a report tells of it, with its answers."""
    return finish(subject.asked(Subject.of(run.checkpoint(), run.folder), dataset))


def material_of(run: Run, dataset: Dataset) -> Material:
    return material(told(run, dataset))

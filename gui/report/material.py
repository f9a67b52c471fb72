"""All that a report is made of but what the student adds: the run, its figures and equations."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from core.recipes import REPORT_ERROR
from core.samples import Dataset
from core.work import Work, stretch
from gui.report import content, subject
from gui.report.block import Figure
from gui.report.charts import loss_figure, testing_figure, training_figure
from gui.report.equations import Topic, equations
from gui.report.images_figure import mistakes_figure
from gui.report.matrix_figure import matrix_figure
from gui.report.network_figure import network_figure
from gui.report.subject import Subject


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """A run, its figures by their names, and the equations that were used."""

    subject: Subject
    figures: Mapping[str, Figure]
    topics: tuple[Topic, ...]


def of_folder(path: Path, at_hand: Dataset | None = None) -> Work[Material]:
    """That of the run in a folder; raises ReportError."""
    found = yield from stretch(subject.opened(path, at_hand), 0.0, 0.9)
    return material(found)


def of_subject(told: Subject, at_hand: Dataset | None) -> Work[Material]:
    """That of a run whose answers are still to be had."""
    found = yield from stretch(subject.asked(told, at_hand), 0.0, 0.9)
    return material(found)


def material(told: Subject) -> Material:
    topics = equations(told.spec, told.past.configs().values())
    figures = {figure.name: figure for figure in _figures(told)}
    return Material(told, figures, tuple(topics))


def _figures(told: Subject) -> Iterator[Figure]:
    """Those that there is something to show for."""
    curves, changes = told.curves, told.past.changes
    yield network_figure(told.spec)
    until = max(told.iteration, 1)
    yield loss_figure(told.spec, curves, until, changes)
    yield training_figure(curves, until, changes)
    reference = REPORT_ERROR if content.has_report_beside(told) else None
    yield testing_figure(curves, until, changes, reference)
    if told.score:
        yield matrix_figure(told.score.test.confusion, told.class_names)
    if told.asked:
        given = told.asked
        mistakes = mistakes_figure(given.answers, given.split, given.shape, told.class_names)
        if mistakes:
            yield mistakes

"""What a report says, in order, made of a run without Qt.

To add a section: write the function and add it to SECTIONS.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from core.config import TrainConfig
from core.metrics import Evaluation
from core.parameters_file import RECIPE as WEIGHTS_ALONE
from core.recipes import REPORT_ERROR, REPORT_ERROR_BY_DIGIT
from core.samples import DIGITS
from core.tables import error_rows, error_text, interval_text
from core.threads import threads_for
from gui.report import repeating, settings_words, words
from gui.report.elements import (
    Command,
    Cover,
    Discussion,
    Element,
    Equations,
    Facts,
    Heading,
    Missing,
    Paragraph,
    Picture,
    Table,
    Title,
)
from gui.report.subject import Subject
from gui.words import duration, legible

# The figures, numbered as in the course report and on from there.
NETWORK, LOSS, TRAINING, TESTING, MATRIX, MISTAKES = (
    *("network", "loss", "training-error", "testing-error"),
    *("confusion-matrix", "mistakes"),
)
NUMBERS = {
    name: number
    for number, name in enumerate((NETWORK, LOSS, TRAINING, TESTING, MATRIX, MISTAKES), start=1)
}
RULED = "_" * 24  # to be filled in by hand
ERRORS_STEM = "error-by-digit"


@dataclass(frozen=True, slots=True)
class _Told:
    """What a section is made of."""

    subject: Subject
    cover: Cover

    @property
    def config(self) -> TrainConfig:
        return self.subject.past.config


def content(subject: Subject, cover: Cover) -> tuple[Element, ...]:
    """All of a report."""
    told = _Told(subject, cover)
    return tuple(element for section in SECTIONS for element in section(told))


def _title(told: _Told) -> Iterator[Element]:
    cover, subject = told.cover, told.subject
    signed = [("Name", legible(cover.name)), ("Course", legible(cover.course))]
    signed.append(("Date", cover.date))
    about = words.title_about(subject.spec, subject.dataset)
    yield Title(words.TITLE, about, tuple(signed))
    yield from map(Missing, map(legible, subject.missing))


def _data(told: _Told) -> Iterator[Element]:
    subject = told.subject
    yield Heading("Data")
    source, sizes = subject.source, subject.sizes
    rows = [("Name", legible(subject.dataset))]
    if sizes:
        rows += [("Training images", f"{sizes[0]:,}"), ("Testing images", f"{sizes[1]:,}")]
    rows.append(("Classes", words.classes(subject.class_names)))
    rows.append(("Images", words.of_pixels(subject.spec.sizes[0])))
    if source.key or source.path:
        rows.append(("Split", words.split_of(source)))
    if source.path:
        rows.append(("Understood as", words.understood(source)))
        rows.append(("Fingerprint", source.fingerprint))
    yield Facts(tuple(rows))
    if subject.absent:
        yield Missing(words.without_training_images(subject.absent))


def _network(told: _Told) -> Iterator[Element]:
    spec = told.subject.spec
    yield Heading("Network")
    yield Paragraph(words.network(spec))
    yield Picture(NETWORK, NUMBERS[NETWORK])
    rows = [
        (f"W{n}", f"{d:,} × {u:,}", f"W{n},0", f"1 × {u:,}", f"{(d + 1) * u:,}")
        for n, (d, u) in enumerate(pairwise(spec.sizes), start=1)
    ]
    rows.append(("All", "", "", "", f"{spec.parameter_count:,}"))
    header = "Weights", "Shape", "Biases", "Shape", "Numbers"
    caption = "Weights and biases of each layer"
    yield Table(caption, header, tuple(rows), "weights", (1, 3, 4), is_totalled=True)


def _equations(told: _Told) -> Iterator[Element]:
    yield Heading("Equations")
    yield Equations()


def _settings(told: _Told) -> Iterator[Element]:
    subject, past = told.subject, told.subject.past
    yield Heading("Hyper-parameters")
    if subject.recipe == WEIGHTS_ALONE:
        yield Missing(words.WEIGHTS_ALONE)
        if not subject.iteration:
            return
    recipe = repeating.recipe_of(subject.recipe)
    header, rows = settings_words.compared(subject.spec, past.began_with, recipe)
    yield Paragraph(
        words.recipe(recipe, [row[0] for row in rows if row[-1:] == (settings_words.DIFFERS,)])
    )
    yield Table("Settings that the run began with", header, rows, "settings")
    yield from _way(told)


def _way(told: _Told) -> Iterator[Element]:
    """What happened between the first iteration and the last."""
    past = told.subject.past
    if past.began_from:
        origin = past.began_from
        yield Paragraph(
            words.began_from(
                str(origin["recipe"]), str(origin["dataset"]), int(origin["iteration"])
            )
        )
    if changed := settings_words.changes(past):
        header = "After iteration", "Setting", "From", "To"
        yield Table("Changes on the way", header, changed, "changes", (0,))
    if past.divergences:
        yield Paragraph(words.diverged(past.divergences))


def _results(told: _Told) -> Iterator[Element]:
    subject, score = told.subject, told.subject.score
    yield Heading("Results")
    epochs = score.epoch if score and score.iteration == subject.iteration else None
    until = told.config.end_after(max(subject.iteration - 1, 0))
    standing = subject.iteration, until, subject.seconds, epochs
    yield Paragraph(words.where_it_stands(*standing))
    if score:
        yield Paragraph(words.result(score))
    else:
        yield Missing(words.NOT_EVALUATED)
    if subject.curves.loss[0].size:
        yield Picture(LOSS, NUMBERS[LOSS])
    if score:
        yield Picture(TRAINING, NUMBERS[TRAINING])
        yield Picture(TESTING, NUMBERS[TESTING])
        yield from _errors(subject, score.test)


def _errors(subject: Subject, test: Evaluation) -> Iterator[Element]:
    yield Heading("Error by digit" if subject.class_names == DIGITS else "Error by class")
    score = subject.score
    is_beside = has_report_beside(subject)
    yield errors_table(test, subject.class_names, is_beside)
    yield Paragraph(f"{words.INTERVALS} {words.REPORTED if is_beside else ''}".strip())
    if is_beside and score:
        yield Paragraph(words.beside_the_report(score))
    images = test.images_by_digit
    if without := [n for n, count in zip(subject.class_names, images, strict=True) if not count]:
        yield Missing(words.without_images(without))
    yield Picture(MATRIX, NUMBERS[MATRIX])


def has_report_beside(subject: Subject) -> bool:
    """Whether its testing images are those of the course report."""
    return subject.source.key == "report" and subject.class_names == DIGITS


def errors_table(test: Evaluation, class_names: tuple[str, ...], is_beside: bool) -> Table:
    """The report's table: an error a digit and the overall one, with what was printed beside."""
    printed = (*REPORT_ERROR_BY_DIGIT, REPORT_ERROR)
    header = (
        *("Digit" if class_names == DIGITS else "Class", "Images", "Mistakes"),
        *("Error", "95 % interval", "Most often read as"),
    )
    rows = []
    for place, row in enumerate(error_rows(test, class_names)):
        wrong = f"{legible(row.read_as)} ({row.times:,})" if row.times else ""
        counts = f"{row.images:,}", f"{row.mistakes:,}"
        error = error_text(row.error), interval_text(row.interval)
        theirs = (error_text(printed[place]),) if is_beside else ()
        rows.append((legible(row.digit), *counts, *error, wrong, *theirs))
    return Table(
        "Classification errors on the testing images",
        (*header, "Report") if is_beside else header,
        tuple(rows),
        ERRORS_STEM,
        (1, 2, 3, 4, 6) if is_beside else (1, 2, 3, 4),
        is_totalled=True,
    )


def _mistakes(told: _Told) -> Iterator[Element]:
    subject, score = told.subject, told.subject.score
    yield Heading("Most confident mistakes")
    asked = subject.asked
    if asked is None:
        yield Missing(words.NOT_ASKED)
        return
    if not asked.answers.is_mistake.any():
        yield Paragraph(words.NO_MISTAKES)
        return
    if score and score.iteration != asked.iteration:
        yield Paragraph(words.later_network(asked.iteration, score.iteration))
    yield Picture(MISTAKES, NUMBERS[MISTAKES])


def _repeating(told: _Told) -> Iterator[Element]:
    subject, past = told.subject, told.subject.past
    yield Heading("Experimental setting")
    versions = subject.versions
    rows = [
        ("Run", legible(subject.name) or f"{legible(subject.recipe)}, seed {past.config.seed}"),
        ("Begun", past.started.replace("T", " ")),
        ("Training time", duration(subject.seconds)),
        ("Seed", str(past.began_with.seed)),
        ("Threads", str(threads_for(subject.spec, told.config.batch_size))),
    ]
    rows += [(said, legible(versions[key])) for key, said in words.VERSIONS if key in versions]
    yield Facts(tuple(rows))
    before, command, after = repeating.repeated(
        subject.recipe, subject.spec, past, subject.source, subject.iteration
    )
    yield Paragraph(before)
    if command:
        yield Command(command)
    if after:
        yield Paragraph(after)


def _discussion(told: _Told) -> Iterator[Element]:
    yield Heading(words.DISCUSSION)
    yield Discussion(told.cover.discussion.strip())


SECTIONS: tuple[Callable[[_Told], Iterator[Element]], ...] = (
    _title,
    _data,
    _network,
    _equations,
    _settings,
    _results,
    _mistakes,
    _repeating,
    _discussion,
)

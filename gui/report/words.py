"""The sentences of a report, and those on reports, made without Qt."""

import math
from datetime import date
from pathlib import Path

from core.activations import ACTIVATIONS
from core.history import Score
from core.network import NetworkSpec
from core.outputs import OUTPUTS
from core.recipes import REPORT_ERROR, Recipe
from core.record import MODEL
from core.source import SCALES, Source
from gui.opening.words import held_out
from gui.words import duration, legible, percent, plural

TITLE = "Multilayer Neural Network"
STOP_FIRST = (
    "This run is kept in no folder: stop the training first (Esc), then its report can be made."
)
NO_RUN = "There is no run to report on yet. Train one (Space), or choose one on the page Runs."
PREPARING = "Reading the run and its data..."
SAVING = "Saving the report..."
REPORT = "Report"
SAVE = "Save the report"
SAVE_PDF = "Save PDF..."
FILE = "report.pdf"
NAME, COURSE, PAPER = "Name", "Course", "Paper"
NAME_HINT = "Who hands it in; empty leaves a line to write on"
COURSE_HINT = "The course, or the assignment; empty leaves a line to write on"
PAPER_HINT = "The size of the pages"
DISCUSSION_HINT = "Your own words on the result; kept with the run"
DISCUSSION_EMPTY = "What did you expect, what came out, and why? Empty leaves lines to write on."
FILTER = "PDF documents (*.pdf)"
SPLITS = {
    "report": "Training: images 0 to 49,999 of MNIST's training set. Testing: images 50,000 to "
    "54,999 of the same set, which are the course report's own.",
    "mnist": "MNIST's own: its training set for training, its testing set for testing.",
    "drawn": "Training: MNIST's training set and 12,000 digits drawn on a canvas. Testing: MNIST's "
    "testing set.",
}
NOT_EVALUATED = (
    "This run has not been evaluated, so there is no error to tell: figures 3 and 4, the table of "
    "errors and the confusion matrix are missing. Train on for the next evaluation."
)
NO_MISTAKES = "The network answers every testing image rightly: there is no mistake to show."
NOT_ASKED = "The mistakes themselves are not shown, for the reason given at the beginning."
ALL_AS_IN_THE_RECIPE = "All settings are those of the recipe."
UNTRAINED = "The network has not been trained: it is as it was initialised."
WEIGHTS_ALONE = (
    "The weights were read from a file that holds nothing else: how they were trained is not known."
)
INTERVALS = (
    "Intervals are Wilson's score intervals (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927): with "
    "95 % confidence, the error on all images of that kind lies within."
)
REPORTED = "The last column is what the course report printed for the same images."
IS_TRAINED = "The run is being trained while this is written: it is told as it was saved last."
DISCUSSION = "Discussion"
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
VERSIONS = (
    ("mlp-lab", "MLP Lab"),
    ("python", "Python"),
    ("numpy", "NumPy"),
    ("machine", "Machine"),
    ("processor", "Processor"),
)


def title_about(spec: NetworkSpec, dataset: str) -> str:
    return f"{spec} on {legible(dataset)}"


def of_a_moment(problem: str, iteration: int) -> str:
    return (
        f"{problem} What is told here is the network that was kept last, at iteration "
        f"{iteration:,}."
    )


def of_the_record(problem: str) -> str:
    return f"{problem} What is told here is the run's record; the network's answers are missing."


def nothing_to_tell(folder: Path, problem: str) -> str:
    if not folder.exists():
        return f"{folder} is not there. Choose the folder of a run."
    if not any(folder.glob("*.npz")) and not (folder / "run.json").exists():
        return f"{folder} holds no run: it has no {MODEL}. Choose the folder of a run."
    return f"There is nothing left to report on in {folder}: {problem}"


def without_data(problem: str) -> str:
    return f"The images of the run cannot be read, so its mistakes are not shown. {problem}"


def split_of(source: Source) -> str:
    """Which images were for training and which for testing."""
    if source.key:
        return SPLITS[source.key]
    if source.interpretation.held_out:
        return (
            f"The files do not say it: {held_out(source.interpretation.held_out)} is for testing."
        )
    return "As the files say it."


def understood(source: Source) -> str:
    """What was made of the numbers in files."""
    meant = source.interpretation
    parts = [f"numbers from {SCALES[meant.scale]}"]
    parts += ["dark ink on a bright ground, inverted"] * meant.inverted
    parts += ["rows and columns swapped"] * meant.transposed
    return ", ".join(parts)


def classes(names: tuple[str, ...]) -> str:
    return f"{len(names)}: {', '.join(map(legible, names))}"


def of_pixels(pixels: int) -> str:
    """What an image is to the network."""
    side = math.isqrt(pixels)
    size = f"{side} × {side} pixels: " if side * side == pixels else ""
    return f"{size}{pixels:,} numbers, each divided by 255"


def network(spec: NetworkSpec) -> str:
    """The layers in a sentence."""
    hidden = [f"{units:,}" for units in spec.hidden]
    activation, output = ACTIVATIONS[spec.activation].name, OUTPUTS[spec.output]
    between = "no hidden layer"
    if hidden:
        units = hidden[0] if len(hidden) == 1 else f"{', '.join(hidden[:-1])} and {hidden[-1]}"
        layers = plural(len(hidden), "hidden layer")
        between = f"{layers} of {units} {activation} units"
    return (
        f"A fully connected multilayer perceptron: {spec.sizes[0]:,} inputs, one for each pixel, "
        f"{between}, and {spec.sizes[-1]} outputs, one for each class, with {output.name} and "
        f"{output.loss_name.lower()}. It learns {spec.parameter_count:,} numbers."
    )


def recipe(known: Recipe | None, differing: list[str]) -> str:
    """The recipe, and what differs from it."""
    if known is None:
        return "The run follows no recipe."
    told = f"The recipe is {known.name}. "
    if not differing:
        return f"{told}{ALL_AS_IN_THE_RECIPE}"
    return f"{told}What differs from it: {', '.join(differing)}."


def without_training_images(names: tuple[str, ...]) -> str:
    """Classes that no training image is of."""
    listed = ", ".join(map(legible, names))
    return f"There is no training image of: {listed}. The network could not learn that."


def without_images(names: list[str]) -> str:
    """Classes that no testing image is of."""
    listed = ", ".join(map(legible, names))
    noun = "Class" if len(names) == 1 else "Classes"
    verb = "has" if len(names) == 1 else "have"
    return f"{noun} {listed} {verb} no testing image, so the error there is not known."


def where_it_stands(iteration: int, until: int, seconds: float, epochs: float | None) -> str:
    """How far the run has come."""
    if not iteration:
        return UNTRAINED
    passes = f" ({epochs:.1f} epochs)" if epochs else ""
    done = f"{plural(iteration, 'iteration')}{passes} in {duration(seconds)}"
    if iteration < until:
        return f"Trained for {done}; the run was to end at {until:,} and was stopped before."
    return f"Trained for {done}."


def result(score: Score) -> str:
    """The errors in prose."""
    test, train = score.test, score.train
    low, high = test.interval
    sample = "a sample of " if train.sampled else "all "
    if not test.images:
        return f"At iteration {score.iteration:,} there was no testing image to ask for."
    return (
        f"At iteration {score.iteration:,} the network misreads {test.mistakes:,} of "
        f"{test.images:,} testing images: a testing error of {percent(test.error)}, with a 95 % "
        f"interval from {percent(low)} to {percent(high)}. The training error is "
        f"{percent(train.error)} on {sample}{train.images:,} training images."
    )


def beside_the_report(score: Score) -> str:
    """How the overall error compares with the printed one, on the same images."""
    low, high = score.test.interval
    place = "inside" if low <= REPORT_ERROR <= high else "outside"
    return (
        f"The course report printed {percent(REPORT_ERROR)} for the same images, which is {place} "
        "this interval."
    )


def later_network(asked_at: int, evaluated_at: int) -> str:
    """Where the last evaluation is older than the network."""
    return (
        f"These are the answers at iteration {asked_at:,}; the table is of the last evaluation, "
        f"at iteration {evaluated_at:,}."
    )


def diverged(iterations: tuple[int, ...]) -> str:
    at = ", ".join(f"{iteration:,}" for iteration in iterations)
    noun = "iteration" if len(iterations) == 1 else "iterations"
    return (
        f"The loss was no finite number at {noun} {at}: training diverged there, and the run went "
        "back to its last sound network."
    )


def began_from(recipe: str, dataset: str, iteration: int) -> str:
    return (
        f"It began with the weights of another network: {legible(recipe)}, trained on "
        f"{legible(dataset)} for {plural(iteration, 'iteration')}."
    )


def written(path: Path, beside: Path) -> str:
    return f"Report saved as {path}; its figures and tables lie beside it in {beside.name}."


def written_alone(path: Path, reason: str) -> str:
    return f"Report saved as {path}. Its figures and tables could not be written: {reason}."


def not_written(path: Path, reason: str) -> str:
    return (
        f"The report could not be saved as {path}: {reason}. What was there before is as it was. "
        "Choose another folder."
    )


def not_kept(reason: str) -> str:
    return f"The discussion could not be kept with the run: {reason}."


def page_of(page: int, pages: int) -> str:
    return f"page {page} of {pages}"


def date_of(day: date) -> str:
    """A day as it is written in a letter, whatever the system's language."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def pages(count: int, missing: int) -> str:
    """How long it is, and whether something could not be told."""
    lacking = "" if not missing else " Something is missing; the first page says what."
    return f"{plural(count, 'page')}.{lacking}"

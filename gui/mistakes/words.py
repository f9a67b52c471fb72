"""The sentences on mistakes, their matrix and their images, made without Qt."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from core.answers import ALL_MISTAKES, Answers, Choice
from core.metrics import Evaluation
from gui.drawing_words import probability
from gui.words import plural

Names = Sequence[str]

TRUTH, ANSWER = "truth", "answer"
NOT_EVALUATED = "after the first evaluation"
NO_RUN = (
    "Train first (Space). Here you then see the images that your network reads wrongly. "
    "The bundled model is not shown: its training saw some of these images."
)
SUSPICIOUS = (
    "The highest loss first. Where the label looks wrong and the answer right, the mistake may be "
    "that of whoever labelled the image."
)
NOTHING_TO_EXPORT = "There is no image to export here."


LONGEST_NAME = 18  # letters of a class's name in a title


def share(count: int, images: int) -> str:
    """A part of some images: "2.6 %"; never 0 or 100 for what is only nearly so."""
    percent = 100 * count / images
    if 0 < percent < 0.05:
        return "< 0.1 %"
    return "> 99.9 %" if 99.95 <= percent < 100 else f"{percent:.1f} %"


def pointed(evaluation: Evaluation, names: Names, choice: Choice) -> str:
    """What a place of the matrix counts: "9 read as 4: 12 of 457 images, 2.6 %"."""
    count, images = _counted(evaluation, choice)
    if not images:
        whose = "" if choice.truth is None else f" of {names[choice.truth]}"
        return f"There are no images{whose}."
    what = _what(names, choice)
    what = what if choice.truth is not None else what[0].upper() + what[1:]
    return f"{what}: {count:,} of {plural(images, 'image')}, {share(count, images)}"


def _counted(evaluation: Evaluation, choice: Choice) -> tuple[int, int]:
    """How many answers are of a choice, and of how many images with such a label."""
    truth, given = choice.truth, choice.given
    confusion = evaluation.confusion
    if truth is None:
        column = slice(None) if given is None else given
        right = confusion.diagonal()[column]
        return int(confusion[:, column].sum() - right.sum()), evaluation.images
    images = int(evaluation.images_by_digit[truth])
    if given is None:
        return int(evaluation.mistakes_by_digit[truth]), images
    return int(confusion[truth, given]), images


def _what(names: Names, choice: Choice) -> str:
    truth, given = choice.truth, choice.given
    if truth is None:
        return "read wrongly" if given is None else f"wrongly read as {names[given]}"
    if given is None:
        return f"{names[truth]} read wrongly"
    return f"{names[truth]} read {'rightly' if choice.is_right else f'as {names[given]}'}"


def title(names: Names, choice: Choice, count: int) -> str:
    """What the gallery shows: "32 images of 5 read wrongly"."""
    images, names = plural(count, "image"), [_short(name) for name in names]
    if choice.truth is None:
        return f"{images} {_what(names, choice)}"
    whose = f"{images} of {names[choice.truth]} read"
    if choice.given is None:
        return f"{whose} wrongly"
    return f"{whose} {'rightly' if choice.is_right else f'as {names[choice.given]}'}"


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def none_of(names: Names, choice: Choice, part: str, images: int) -> str:
    """Why the gallery is empty; images are those with the choice's label, of that part."""
    whose = "" if choice.truth is None else f" of {names[choice.truth]}"
    if not images:
        return f"There are no {part} images{whose}."
    if choice == ALL_MISTAKES:
        return (
            f"All {images:,} {part} images are read rightly. The cells of the diagonal hold them, "
            "a class in each."
        )
    what = "read rightly" if choice.is_right else _what(names, Choice(given=choice.given))
    return f"No {part} image{whose} is {what}."


def asking(part: str) -> str:
    """While the network is asked for the first time."""
    return f"The network is reading the {part} images..."


def at(iteration: int, chosen: int) -> str:
    """Beside the title: whose answers they are, and how many are selected."""
    selected = f"  ·  {chosen:,} selected" if chosen > 1 else ""
    return f"at {iteration:,}{selected}"


def matrix_info(iteration: int | None, evaluation: Evaluation) -> str:
    """Beside the matrix: which evaluation it is, and of how many images if only of some."""
    of = f"{evaluation.images:,} sampled" if evaluation.sampled else f"{evaluation.images:,} images"
    return of if iteration is None else f"at {iteration:,}, {of}"


def most(evaluation: Evaluation, *, shares: bool) -> str:
    """What the brightest colour of the matrix stands for; empty without mistakes."""
    wrong = evaluation.confusion - np.diag(evaluation.confusion.diagonal())
    if not evaluation.mistakes:
        return ""
    if not shares:
        return plural(int(wrong.max(initial=0)), "mistake")
    images = np.maximum(evaluation.images_by_digit, 1)
    return f"{100 * (wrong / images[:, np.newaxis]).max(initial=0):.1f} %"


def caption(names: Names, answers: Answers, order: str, index: int) -> tuple[str, ...]:
    """Beneath an image: "9 → 4", "98.3 %", and by what it stands in its place if not by that."""
    truth, given = answers.truth[index], answers.given[index]
    lines = f"{names[truth]} → {names[given]}", confidence(answers, index)
    rank = {"margin": answers.margin, "loss": answers.loss}.get(order)
    return lines if rank is None else (*lines, f"{order} {rank[index]:.2f}")


def confidence(answers: Answers, index: int) -> str:
    """The answer's output, which only some networks give as a probability."""
    value = float(answers.confidence[index])
    return probability(value) if answers.gives_probabilities else f"output {value:.2f}"


def described(names: Names, answers: Answers, part: str, index: int) -> str:
    """All that is known of an image, for its tooltip."""
    truth, given = names[answers.truth[index]], names[answers.given[index]]
    return (
        f"{part.capitalize()} image {index:,}, labelled {truth}: read as {given}, "
        f"{confidence(answers, index)}.\n"
        f"Margin {answers.margin[index]:.3f}, loss {answers.loss[index]:.3f}"
    )


def sent(part: str, index: int, name: str) -> str:
    return f"On the canvas: {part} image {index:,}, labelled {name}."


def folder_name(names: Names, choice: Choice, part: str) -> str:
    """What an export's folder is called: "testing-9-read-as-4"."""
    return f"{part}-{_what(names, choice)}".replace(" ", "-")


def exporting(count: int) -> str:
    return f"Exporting {plural(count, 'image')}..."


def exported(count: int, folder: Path) -> str:
    return f"Exported {plural(count, 'image')} with a list of them to {folder}."

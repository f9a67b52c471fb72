"""The sentences on opening data, made without Qt."""

from collections.abc import Sequence

from core.samples import Dataset
from gui.plan import Plan
from gui.words import new_network, plural

TITLE = "Open data"
GUESSED = "Guessed from the files. Correct it where the images beside look wrong."
INVERTED = "Dark ink on a bright ground"
INVERTED_HINT = "The network learns from white ink on black: such images are inverted"
TRANSPOSED = "Rows and columns swapped"
TRANSPOSED_HINT = "As in EMNIST, whose images lie on their side and are mirrored"
SCALE_HINT = "Which numbers stand for black and for white"
HELD_OUT_HINT = "The files do not say which images are for testing, so some are set aside"
OTHERS_HINT = "Training images with their labels; click for others"
ONE_FILE = "Drop a single file or folder: the four files of MNIST may lie in one folder."
NO_FILE = "That is no file: drop a file or a folder from this computer."


def reading(name: str) -> str:
    return f"Reading {name}..."


def held_out(every: int) -> str:
    """How testing images are chosen where the files do not say it."""
    last = {1: "st", 2: "nd", 3: "rd"}.get(every % 10, "th")
    return f"every {every}{last} image"


def sizes(train: int, test: int, classes: Sequence[str]) -> str:
    """How much there is of everything."""
    return (
        f"{plural(train, 'training image')}, {plural(test, 'testing image')}, "
        f"{plural(len(classes), 'class', 'classes')}"
    )


def learnt_by_heart(share: float) -> list[str]:
    """A warning where testing images are among those that the present network was trained on."""
    if not share:
        return []
    part = f"About {100 * share:.0f} %" if share >= 0.01 else "Some"
    return [
        f"{part} of the testing images are images that the network which answers now was trained "
        "on: its error on them says nothing of others."
    ]


def opened(dataset: Dataset, plan: Plan) -> str:
    """What was opened, while there is no network that it could be for."""
    amounts = sizes(len(dataset.train), len(dataset.test), dataset.class_names)
    return f"Opened {dataset.name}: {amounts}. {new_network(plan.spec, plan.config.seed)}"

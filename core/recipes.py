"""The named recipes: a network, its training and its data, each with what it is for.

To add one: add it to RECIPES. The toolbar, the command line and the benchmarks read it.
"""

from dataclasses import dataclass, replace

from core.config import TrainConfig
from core.network import NetworkSpec


@dataclass(frozen=True, slots=True)
class Recipe:
    """dataset is a key of core.dataset.BUNDLED; purpose is a sentence for people."""

    name: str
    purpose: str
    spec: NetworkSpec
    config: TrainConfig
    dataset: str


REPORT_ERROR = 0.02760
REPORT_ERROR_BY_DIGIT = (
    *(0.00796, 0.00749, 0.02213, 0.02879, 0.01860),
    *(0.07002, 0.01237, 0.03605, 0.03301, 0.04393),
)
"""What the course report printed, digit by digit, on the testing images of its split."""

DISTORTED = TrainConfig(
    iterations=90_000,
    batch_size=100,
    learning_rate=0.1,
    schedule="cosine",
    optimizer="momentum",
    rotation=12.0,
    scaling=0.15,
    shear=0.35,
    shift=1.5,
    elastic=0.8,
    evaluate_every=1_800,
)
"""Chosen for 784-100-100-10 on the last 10,000 training images."""

STRONGER = replace(
    DISTORTED,
    iterations=120_000,
    learning_rate=0.05,
    rotation=10.0,
    scaling=0.1,
    shear=0.25,
    elastic=1.2,
    evaluate_every=2_400,
)
"""Chosen for two wide layers on the same images: more elastic, less rotated, scaled and sheared."""

FINE_TUNING = replace(STRONGER, iterations=2_000, learning_rate=0.01, evaluate_every=250)
"""For a network that is trained already, to learn a few digits more and forget none."""

_RECIPES = (
    Recipe(
        "report",
        "The course report, exactly: 784-100-100-10 on its own 50,000 and 5,000 images, "
        "a few seconds.",
        NetworkSpec(),
        TrainConfig(),
        "report",
    ),
    Recipe(
        "standard",
        "The report's settings on all of MNIST: 60,000 training and 10,000 testing images, "
        "a few seconds.",
        NetworkSpec(),
        TrainConfig(),
        "mnist",
    ),
    Recipe(
        "accurate",
        "The same 784-100-100-10, trained as well as it can be: distorted images, momentum, a "
        "falling learning rate; two to three minutes.",
        NetworkSpec(),
        DISTORTED,
        "mnist",
    ),
    Recipe(
        "record",
        "The lowest error of a single network here: two wide layers and many distorted images; "
        "twenty to thirty minutes.",
        NetworkSpec((784, 1000, 500, 10)),
        STRONGER,
        "mnist",
    ),
    Recipe(
        "handwriting",
        "The bundled model: 784-400-200-10 on MNIST and 12,000 drawn digits, flagged ones and "
        "crossed sevens among them; four to eight minutes.",
        NetworkSpec((784, 400, 200, 10)),
        STRONGER,
        "drawn",
    ),
    Recipe(
        "by-hand",
        "Small enough to follow by hand: one hidden layer of 16 units; a few seconds.",
        NetworkSpec((784, 16, 10)),
        TrainConfig(iterations=5_000, evaluate_every=250),
        "report",
    ),
)

RECIPES = {recipe.name: recipe for recipe in _RECIPES}

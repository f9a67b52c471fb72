"""Who reads drawings, and all that may be said of it."""

from typing import NamedTuple

from core.checkpoint import Checkpoint
from core.dataset import BUNDLED
from core.history import Score
from core.network import Network
from core.training import Start
from gui import drawing_words


class Answerer(NamedTuple):
    """A network with its name for people, its last evaluation, and what it was trained on.

    dataset is a key of BUNDLED; saw_own_digits says that the user's own were among it. start is
    what a fine-tuning would go on from.
    """

    network: Network
    name: str
    score: Score | None
    dataset: str
    saw_own_digits: bool
    start: Start


def bundled_answerer(model: Checkpoint) -> Answerer:
    """The bundled model as the one that answers."""
    return Answerer(
        model.network,
        drawing_words.BY_THE_BUNDLED_MODEL,
        model.evaluation,
        next(key for key, name in BUNDLED.items() if name == model.dataset),
        saw_own_digits=False,
        start=Start(model.network, model.recipe, model.dataset, model.state.iteration),
    )

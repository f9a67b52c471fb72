"""Who reads drawings, and all that may be said of it."""

from dataclasses import dataclass

from core.checkpoint import Checkpoint
from core.history import Score
from core.network import Network
from core.samples import DIGITS
from core.source import Source
from core.training import Start
from gui import drawing_words


@dataclass(frozen=True, slots=True, eq=False)
class Answerer:
    """A network with its name for people, its last evaluation, and what it was trained on.

    names are those of its classes; saw_own_digits says that the user's own were among the source.
    """

    start: Start  # what a fine-tuning would go on from
    name: str
    score: Score | None
    source: Source
    names: tuple[str, ...]
    saw_own_digits: bool

    @property
    def network(self) -> Network:
        return self.start.network

    @property
    def reads_digits(self) -> bool:
        """Whether its classes are the ten digits."""
        return self.names == DIGITS


def bundled_answerer(model: Checkpoint) -> Answerer:
    """The bundled model as the one that answers."""
    return Answerer(
        Start(model.network, model.recipe, model.dataset, model.state.iteration),
        drawing_words.BY_THE_BUNDLED_MODEL,
        model.evaluation,
        model.source,
        model.class_names,
        saw_own_digits=False,
    )

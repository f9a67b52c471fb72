"""What a network answers to each image of a split, and which of its answers stand out.

To add an order: add it to ORDERS. The gallery, its menu and the tests read that table.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.arrays import Bools, Floats, Labels, one_of_k
from core.metrics import Evaluation, confusion_matrix, mean_and_standard_error
from core.network import Network
from core.samples import Split
from core.training import CHUNK
from core.work import Work


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """Of each image (N,): its label, the answer, the answer's output, the margin and the loss.

    The margin is the label's output less the largest of the others, so a mistake has none above
    0. gives_probabilities says whether outputs are such.
    """

    truth: Labels
    given: Labels
    confidence: Floats
    margin: Floats
    loss: Floats
    gives_probabilities: bool

    @property
    def is_mistake(self) -> Bools:
        mistakes: Bools = self.truth != self.given
        return mistakes

    def mistakes(self) -> Labels:
        """The indices of the images answered wrongly."""
        return np.flatnonzero(self.is_mistake)

    def cell(self, truth: int, given: int) -> Labels:
        """The indices of the images of one cell of the confusion matrix."""
        return np.flatnonzero((self.truth == truth) & (self.given == given))

    def evaluation(self, classes: int) -> Evaluation:
        """The errors that these answers make, without what hidden units did."""
        loss, standard_error = mean_and_standard_error(self.loss)
        confusion = confusion_matrix(self.truth, self.given, classes)
        return Evaluation(loss, confusion, standard_error=standard_error)

    def ordered(self, indices: Labels, order: str) -> Labels:
        """The same indices, what stands out most first; order is a key of ORDERS."""
        return indices[np.argsort(ORDERS[order].rank(self)[indices], kind="stable")]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which answers to look at: the mistakes on a class, those that name one, or all of them.

    With both it is one cell of the confusion matrix, which on its diagonal holds right answers.
    """

    truth: int | None = None
    given: int | None = None

    @property
    def is_right(self) -> bool:
        return self.truth is not None and self.truth == self.given

    def of(self, answers: Answers) -> Labels:
        """The indices of the images, ascending."""
        if self.truth is not None and self.given is not None:
            return answers.cell(self.truth, self.given)
        chosen = answers.is_mistake
        if self.truth is not None:
            chosen &= answers.truth == self.truth
        if self.given is not None:
            chosen &= answers.given == self.given
        return np.flatnonzero(chosen)


ALL_MISTAKES = Choice()


@dataclass(frozen=True, slots=True)
class Order:
    """A way to put answers in order: rank (N,) is lowest for what comes first."""

    name: str
    purpose: str
    rank: Callable[[Answers], Floats]


ORDERS = {
    order.name: order
    for order in (
        Order("confidence", "The answers it is most sure of first", lambda a: -a.confidence),
        Order("margin", "Those furthest from the label's own output first", lambda a: a.margin),
        Order("loss", "The highest loss first: labels worth a second look", lambda a: -a.loss),
    )
}


def answers(network: Network, split: Split) -> Work[Answers]:
    """Ask the network for all of a split's images, chunk by chunk."""
    count = len(split)
    given = np.empty(count, np.intp)
    confidence, margin, loss = (np.empty(count, np.float32) for _ in range(3))
    for first in range(0, count, CHUNK):
        yield first / count
        here, chunk = slice(first, first + CHUNK), split.part(first, first + CHUNK)
        with np.errstate(over="ignore", invalid="ignore"):  # it shows in the loss
            z = network.logits(chunk.images)
            loss[here], _ = network.output.loss(z, one_of_k(chunk.labels, z.shape[1]))
            outputs = network.output.f(z)
        given[here] = z.argmax(axis=1)
        rows = np.arange(len(chunk))
        confidence[here] = outputs[rows, given[here]]
        own = outputs[rows, chunk.labels]
        outputs[rows, chunk.labels] = -np.inf
        margin[here] = own - outputs.max(axis=1)
    gives = network.output.gives_probabilities
    return Answers(split.labels, given, confidence, margin, loss, gives)

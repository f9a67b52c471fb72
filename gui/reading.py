"""What a network made of a drawing, and whether it is sure."""

from dataclasses import dataclass

from core.arrays import Floats
from core.drawing import Prediction, evidence
from core.network import Network
from core.samples import DIGITS

SURE = 0.7  # of a probability; what is below counts as not sure


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What a network made of the drawing."""

    prediction: Prediction
    network: Network
    names: tuple[str, ...] = DIGITS  # of the classes

    @property
    def answer(self) -> str:
        return self.names[self.prediction.digit]

    @property
    def gives_probabilities(self) -> bool:
        return self.network.output.gives_probabilities

    @property
    def is_sure(self) -> bool:
        """Whether the answer's probability is high enough; without probabilities, always."""
        return not self.gives_probabilities or float(self.prediction.outputs.max()) >= SURE

    def evidence(self) -> Floats:
        """Which ink spoke for the answer, and which against it: (28, 28)."""
        return evidence(self.network, self.prediction)

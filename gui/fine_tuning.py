"""Training the network that answers a little more, on the user's own digits among the others."""

from dataclasses import replace

from PySide6.QtCore import QObject

from core import handwriting
from core.dataset import BUNDLED, Dataset, DatasetError, bundled
from core.network import Network
from core.recipes import FINE_TUNING
from gui import drawing_words
from gui.attempt import Attempt
from gui.collection import Collection
from gui.job import Job
from gui.message import Message, Offer
from gui.session import Session


class FineTuning(QObject):
    """Begins a run from the weights of the present answerer, on its own data and the digits.

    A third of the digits is kept aside, to measure the error on.
    """

    def __init__(self, session: Session, collection: Collection, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._collection = session, collection

    def begin(self) -> None:
        """Read the data in the background, then train; without digits, say what to do."""
        if self.findChildren(Job):
            return
        answerer = self._session.answerer
        own = handwriting.for_training(self._collection.digits)
        if not answerer or not own:
            self._session.say(drawing_words.NO_OWN_DIGITS)
            return
        network, key = answerer[0], self._dataset()
        Job(
            lambda: bundled(key).joined(handwriting.split(own)),
            DatasetError,
            lambda dataset: self._train(network, key, dataset, len(own)),
            self._session.warn,
            self,
        ).start()

    def _dataset(self) -> str:
        """What the answerer was trained on: other data might hold its testing images."""
        session, model = self._session, self._session.library.model
        if session.iteration or model is None:
            return session.shown_plan.dataset
        return next(key for key, name in BUNDLED.items() if name == model.dataset)

    def _train(self, network: Network, key: str, dataset: object, own: int) -> None:
        assert isinstance(dataset, Dataset)
        session = self._session
        config = replace(FINE_TUNING, seed=session.plan.config.seed)
        plan = replace(session.plan, spec=network.spec, config=config, dataset=key)
        former = session.attempt.after_reset(session.plan) if session.attempt else session.plan
        before = session.show(plan, Attempt(plan, dataset, start=network, before=former))
        session.train()
        aside = len(self._collection.digits) - own
        undo = Offer("Undo", lambda: session.take_back(*before))
        session.said.emit(Message(drawing_words.fine_tuning(own, aside), offer=undo))

    def close(self) -> None:
        """End every thread."""
        for job in self.findChildren(Job):
            job.abandon()

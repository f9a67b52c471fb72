"""Training the network that answers a little more, on the user's own digits among the others."""

from dataclasses import replace

from PySide6.QtCore import QObject

from core import handwriting
from core.dataset import Dataset, DatasetError, read
from core.recipes import FINE_TUNING
from core.work import finish
from gui import drawing_words
from gui.answerer import Answerer
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
        answerer, digits = self._session.answerer, self._collection.digits
        own = handwriting.for_training(digits)
        if self.findChildren(Job) or answerer is None:
            return
        if not own:
            self._session.say(drawing_words.none_to_train_on(len(digits)))
            return
        self._session.say(drawing_words.READING_DATA)
        Job(
            lambda: finish(read(answerer.source)).joined(handwriting.split(own)),
            DatasetError,
            lambda dataset: self._train(answerer, dataset, len(own)),
            self._session.warn,
            self,
        ).start()

    def _train(self, answerer: Answerer, dataset: object, own: int) -> None:
        assert isinstance(dataset, Dataset)
        session, start = self._session, answerer.start
        config = replace(FINE_TUNING, seed=session.plan.config.seed)
        spec = start.network.spec
        plan = replace(session.plan, spec=spec, config=config, source=answerer.source)
        before = session.put_aside()
        former = session.attempt.former(session.plan) if session.attempt else None
        session.replace_run(plan, Attempt(plan, dataset, start=start, before=former or before))
        session.train()
        aside = len(self._collection.digits) - own
        undo = Offer("Undo", lambda: session.take_back(*before))
        session.said.emit(Message(drawing_words.fine_tuning(own, aside), offer=undo))

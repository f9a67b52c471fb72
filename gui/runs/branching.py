"""A new run that goes on from an earlier moment of the present one."""

from dataclasses import replace

from core import moments
from core.checkpoint import CheckpointError
from core.history import History
from core.runs import Run
from gui import moment_words
from gui.message import Message, Offer
from gui.models.reading import restored
from gui.session import Session
from gui.timeline import Timeline


def branch(session: Session, timeline: Timeline) -> None:
    """Put a run that stands at the moment shown in the place of the present one, with an Undo.

    It trains on with the optimizer's memory of then, so that with the same settings it comes to the
    same weights; it is kept in a folder of its own.
    """
    moment, snapshot = timeline.moment, session.snapshot
    if moment is None or moment.is_present or snapshot is None or snapshot.folder is None:
        session.say(moment_words.CHOOSE_EARLIER)
        return
    try:
        kept = moments.load(snapshot.folder, moment.iteration)
    except CheckpointError:
        session.warn(moment_words.lost(moments.path_of(snapshot.folder, moment.iteration)))
        return
    before = session.put_aside()
    run = session.run
    assert run
    history = History.from_arrays(run.history.to_arrays())
    history.go_back(moment.iteration)
    begun = replace(kept, history=history, past=kept.past.begun_now())
    made = Run.restored(begun, run.dataset)
    session.replace_run(*restored(made))
    told = moment_words.branched(moment.iteration, made.config.seed)
    session.said.emit(Message(told, offer=Offer("Undo", lambda: session.take_back(*before))))

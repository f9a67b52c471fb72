"""How tests follow a timeline: what it tells, which moment it shows, and where that is kept."""

from pathlib import Path

from core import moments
from gui.session import Session
from gui.timeline import Timeline

KEPT = (0, 10, 20, 30, 40)  # of the plan that tests train
ALL = ["moved", "advanced", "evaluated"]


def signals(shown: Timeline) -> list[str]:
    """The names of what it emits from now on."""
    told: list[str] = []
    for name, signal in zip(ALL, (shown.moved, shown.advanced, shown.evaluated), strict=True):
        signal.connect(lambda name=name: told.append(name))
    return told


def place(shown: Timeline) -> int | str | None:
    """The iteration that is shown; "now" for the present one."""
    if shown.is_present:
        return "now" if shown.moment else None
    return shown.moment.iteration if shown.moment else None


def file_of(session: Session, iteration: int) -> Path:
    assert session.snapshot
    assert session.snapshot.folder
    return moments.path_of(session.snapshot.folder, iteration)

"""The sentences on the moments of a run, made without Qt."""

from pathlib import Path

NONE_YET = "The network is kept at each evaluation; here you go back to it."
NOT_KEPT = "The networks on the way of this run were not kept."
CHOOSE_EARLIER = (
    "Go back to an earlier moment first; Branch makes a new run that goes on from there."
)
MARK = "shown"  # beside the line at a moment in the plots
WIDEST = 9_999_999  # iterations that a label has room for


def shown(iteration: int, is_present: bool) -> str:
    """Which moment is shown."""
    return "now" if is_present else f"at iteration {iteration:,}"


def branched(iteration: int, seed: int) -> str:
    """What was made of a moment."""
    return (
        f"A new run, seed {seed}, stands at iteration {iteration:,}. Change what you like; "
        "Continue trains it on from there."
    )


def lost(path: Path) -> str:
    """Said of a moment whose file cannot be read any more."""
    return (
        f"The network of iteration {int(path.stem):,} cannot be shown: {path} is missing or "
        "damaged. Choose another moment."
    )

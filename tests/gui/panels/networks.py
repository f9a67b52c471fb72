"""Networks put before the panels that show what is inside of them."""

from collections.abc import Callable, Sequence

from core.arrays import Floats
from core.history import History
from core.network import Network, NetworkSpec
from core.runs import Snapshot
from gui.attempt import Attempt
from gui.session import Session
from tests.core.tools import toy_network

ONE_LAYER = NetworkSpec((784, 12, 10))
DEAD = -1e6  # a bias below which no image excites a unit


def show_network(
    session: Session,
    iteration: int,
    spec: NetworkSpec = ONE_LAYER,
    *,
    seed: int = 1,
    dead: Sequence[int] = (),
    change: Callable[[Floats], None] | None = None,
) -> Network:
    """Make a run's network the one that is seen; some units dead, the first weights changed."""
    network = toy_network(seed, spec)
    network.layers[0].b.value[list(dead)] = DEAD
    if change:
        change(network.layers[0].w.value)
    snapshot = Snapshot(iteration, 1.0, 1.0, History().curves(), (), network)
    assert session.images
    session.attempt = Attempt(session.shown_plan, session.images, snapshot=snapshot)
    session.advanced.emit()
    return network

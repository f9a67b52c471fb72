"""What is selected among things in an order, by steps, ranges and toggles."""

import numpy as np

from core.arrays import Bools, Labels


class Picks:
    """The current thing among some indices, and those that are selected."""

    def __init__(self) -> None:
        self.indices: Labels = np.empty(0, np.intp)
        self.current = 0  # a place in the indices, as is the anchor of a range
        self._anchor = 0
        self._chosen: Bools = np.empty(0, bool)

    def __len__(self) -> int:
        return len(self.indices)

    @property
    def index(self) -> int | None:
        """The current thing; None among none."""
        return int(self.indices[self.current]) if len(self) else None

    @property
    def chosen(self) -> Labels:
        """The selected indices in their order."""
        return self.indices[self._chosen]

    def has(self, place: int) -> bool:
        """Whether what stands there is selected."""
        return bool(self._chosen[place])

    def show(self, indices: Labels) -> None:
        """Take other indices, or another order; what is still there stays current and selected."""
        former, chosen = self.index, self.chosen
        self.indices = indices
        self._chosen = np.isin(indices, chosen)
        places = np.flatnonzero(indices == (-1 if former is None else former))
        self.current = self._anchor = int(places[0]) if len(places) else 0

    def go(self, place: int, *, extends: bool = False, keeps: bool = False) -> None:
        """Make a place current and the only one selected.

        extends selects all from the anchor to there; keeps leaves the selection as it is.
        """
        self.current = place
        if keeps:
            return
        self._chosen[:] = False
        if extends:
            first, last = sorted((self._anchor, place))
            self._chosen[first : last + 1] = True
        else:
            self._chosen[place] = True
            self._anchor = place

    def toggle(self, place: int) -> None:
        """Select one more, or one less."""
        self._chosen[place] = not self._chosen[place]
        self.current = self._anchor = place

    def copy(self) -> "Picks":
        """As it is now, to compare with."""
        picks = Picks()
        picks.indices, picks.current = self.indices, self.current
        picks._chosen = self._chosen.copy()
        return picks

    def differences(self, other: "Picks") -> set[int]:
        """The places of the same indices that are not both selected, or not both current."""
        places = np.flatnonzero(self._chosen != other._chosen).tolist()
        moved = set() if self.current == other.current else {self.current, other.current}
        return moved.union(places)

    def choose_all(self) -> None:
        self._chosen[:] = True

    def choose_none(self) -> None:
        self._chosen[:] = False
